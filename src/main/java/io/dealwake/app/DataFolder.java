package io.dealwake.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an embedded broker and its processor keep their data: a folder for one process at a time, temporary or kept. A kept
 * one is marked, so that no other folder is taken for one and none is used whose layout this version does not know.
 */
final class DataFolder implements AutoCloseable {
    /** The first line of the marker: the layout of the folder. */
    private static final String LAYOUT = "dealwake data 1";

    private static final String MARKER = "dealwake-data";
    private static final String LOCK = "lock";

    private final Path folder;
    private final boolean kept;
    private final ProcessLock lock;

    private DataFolder(Path folder, boolean kept, ProcessLock lock) {
        this.folder = folder;
        this.kept = kept;
        this.lock = lock;
    }

    /** A new folder that goes when it is closed. */
    static DataFolder temporary() {
        try {
            Path folder = Files.createTempDirectory("dealwake-");
            return new DataFolder(folder, false, lock(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** A folder that is kept: made if it is missing or empty; refused if it holds something else, or is in use. */
    static DataFolder kept(Path folder) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw refused(folder, "a file", "a folder");
            }
            Files.createDirectories(folder);
            checkMarker(folder);
            ProcessLock lock = lock(folder);
            Files.writeString(folder.resolve(MARKER), LAYOUT + "\n");
            return new DataFolder(folder, true, lock);
        } catch (IOException e) {
            throw refused(folder, "not usable (" + e + ")", "a folder that this user can write to");
        }
    }

    private static void checkMarker(Path folder) throws IOException {
        Path marker = folder.resolve(MARKER);
        if (Files.exists(marker)) {
            String layout = Files.readString(marker).strip();
            if (!layout.equals(LAYOUT)) {
                throw refused(folder, "marked '" + layout + "'", "'" + LAYOUT + "': it is of another version");
            }
            return;
        }
        Optional<Path> foreign = entries(folder).stream()
                .filter(path -> !path.getFileName().toString().equals(LOCK))
                .min(Comparator.naturalOrder());
        if (foreign.isPresent()) {
            throw refused(
                    folder,
                    "not Dealwake's (it holds " + foreign.get().getFileName() + ")",
                    "an empty folder, a new one, or one that up --data has made");
        }
    }

    private static ProcessLock lock(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        Optional<ProcessLock> lock = ProcessLock.take(file);
        if (lock.isEmpty()) {
            throw refused(
                    folder,
                    "in use by process " + ProcessLock.holderOf(file),
                    "one that no other Dealwake uses: stop that one first");
        }
        return lock.get();
    }

    private static Failure refused(Path folder, String state, String expected) {
        return Failure.data("folder " + folder + " is " + state + ", expected " + expected);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Whether whoever used it last was killed. */
    boolean wasLeftBehind() {
        return lock.wasLeftBehind();
    }

    /** The broker's part. */
    Path broker() {
        return folder.resolve("kafka");
    }

    /** The processor's part. */
    Path processor() {
        return folder.resolve("streams");
    }

    /** Lets others have the folder; removes it if it is temporary. */
    @Override
    public void close() {
        lock.close();
        if (!kept) {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // a temporary folder; the system will remove what is left
        }
    }
}
