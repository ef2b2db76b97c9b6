package io.dealwake.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of the program as a JVM has parsed and verified them, for the others to begin with: a third of what a short
 * command costs. Where the archive cannot be made or used, JVMs go without.
 */
final class SharedClasses {
    private static final int MADE_WITHIN_SECONDS = 120;

    private static Path archive;

    private SharedClasses() {}

    /** The option for JVMs of this jar, beside others that must be the same for all. */
    static synchronized String option(Path java, List<String> others, Path jar) {
        try {
            if (archive == null) {
                archive = made(java, others, jar);
            }
            return "-XX:SharedArchiveFile=" + archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Made once for a jar; a second JVM with tests waits for the first one. */
    private static Path made(Path java, List<String> others, Path jar) throws IOException, InterruptedException {
        String name = "classes-" + Files.getLastModifiedTime(jar).toMillis() + "-" + Runtime.version();
        Path wanted = jar.resolveSibling(name + ".jsa");
        try (FileChannel file = FileChannel.open(
                        jar.resolveSibling("classes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && !Files.exists(wanted)) {
                removeArchives(jar.getParent());
                make(java, others, jar, wanted);
            }
        }
        return wanted;
    }

    /** Those of jars that were built before. */
    private static void removeArchives(Path folder) throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "classes-*.jsa")) {
            for (Path old : archives) {
                Files.delete(old);
            }
        }
    }

    /** By a small demo, which has broker, processor and all clients. */
    private static void make(Path java, List<String> others, Path jar, Path wanted)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(jar.resolveSibling("classes-sample"));
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(others);
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + folder,
                "-XX:ArchiveClassesAtExit=" + wanted,
                "-jar",
                jar.toString(),
                "demo",
                "--sample",
                MadeUpMarket.closesAlone(folder).toString()));
        Process maker = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!maker.waitFor(MADE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            maker.destroyForcibly().waitFor();
            Files.deleteIfExists(wanted);
        }
    }
}
