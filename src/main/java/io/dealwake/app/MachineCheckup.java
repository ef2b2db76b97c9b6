package io.dealwake.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether this machine is fit for a processor. */
final class MachineCheckup {
    private static final int OLDEST_JAVA = 17;
    private static final long GIB = 1L << 30;

    /** A small installation fits into it; what the state of a large one takes grows with its symbols. */
    private static final long ENOUGH_BYTES = GIB;

    private final Path stateFolder;

    MachineCheckup(Path stateFolder) {
        this.stateFolder = stateFolder.toAbsolutePath();
    }

    List<Finding> findings() {
        return List.of(java(Runtime.version()), disk());
    }

    static Finding java(Runtime.Version version) {
        return version.feature() >= OLDEST_JAVA
                ? Finding.ok("java", version + " in " + System.getProperty("java.home"))
                : Finding.fail(
                        "java", "is " + version + ", expected " + OLDEST_JAVA + " or newer", "install a newer JDK");
    }

    private Finding disk() {
        Path there = stateFolder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Finding.fail(
                    "disk",
                    "the state folder " + stateFolder + " cannot be written: " + there
                            + " is no folder, or not this user's",
                    "name another one by --state DIR");
        }
        try {
            return disk(Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            return Finding.warn(
                    "disk", "the free space of " + there + " is unknown: " + e.getMessage(), "look yourself");
        }
    }

    private Finding disk(long freeBytes) {
        String text = String.format(Locale.ROOT, "%.1f GiB free for %s", (double) freeBytes / GIB, stateFolder);
        return freeBytes >= ENOUGH_BYTES
                ? Finding.ok("disk", text)
                : Finding.warn("disk", text, "make room, or name another folder by --state DIR");
    }
}
