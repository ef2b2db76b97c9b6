package io.dealwake.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that one process at a time holds, and that bears its number. The system frees it when the process ends, however it
 * ends: unlike a process number alone it cannot be stale.
 */
final class ProcessLock implements AutoCloseable {
    private final FileChannel channel;
    private final boolean leftBehind;

    private ProcessLock(FileChannel channel, boolean leftBehind) {
        this.channel = channel;
        this.leftBehind = leftBehind;
    }

    /** Whether its last holder ended without giving it back. */
    boolean wasLeftBehind() {
        return leftBehind;
    }

    /** The lock of a file, which is made if it is missing; absent when a process, this one or another, holds it. */
    static Optional<ProcessLock> take(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (isTaken(channel)) {
            channel.close();
            return Optional.empty();
        }
        boolean leftBehind = channel.size() > 0;
        channel.truncate(0);
        byte[] process = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.wrap(process), 0);
        return Optional.of(new ProcessLock(channel, leftBehind));
    }

    /** The number of the process that holds a lock. */
    static String holderOf(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // by this process itself
        }
    }

    /** Lets others have it; the file stays, or two processes could hold files of the same name. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.truncate(0);
            }
            channel.close();
        } catch (IOException e) {
            // it goes with the process
        }
    }
}
