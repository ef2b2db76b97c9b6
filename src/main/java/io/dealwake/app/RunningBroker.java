package io.dealwake.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The claim of an {@code up} to be the one of its user on this machine, and where it writes down its broker's address so
 * that other commands find it: {@code $XDG_STATE_HOME/dealwake/up}. The claim is held from before the start to the end.
 */
final class RunningBroker implements AutoCloseable {
    /** Whoever looks for a running one holds the lock for a moment. */
    private static final Duration A_LOOK = Duration.ofMillis(50);

    private static final int ATTEMPTS = 5;

    private final ProcessLock claim;

    private RunningBroker(ProcessLock claim) {
        this.claim = claim;
    }

    /** Claims the place; ends the command when another process has it. */
    static RunningBroker claim() {
        try {
            Files.createDirectories(file().getParent());
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<ProcessLock> lock = ProcessLock.take(lockFile());
                if (lock.isPresent()) {
                    Files.deleteIfExists(file());
                    return new RunningBroker(lock.get());
                }
                LockSupport.parkNanos(A_LOOK.toNanos());
            }
            throw Failure.data("another ./dealwake up runs on this machine" + place() + ": stop it first");
        } catch (IOException e) {
            throw Failure.data("folder " + file().getParent() + " is not usable (" + e
                    + "), expected one that this user can write to; XDG_STATE_HOME names another");
        }
    }

    private static String place() {
        try {
            String process = ProcessLock.holderOf(lockFile());
            return address().map(at -> ", at " + at).orElse("") + " (process " + process + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /** The address of the broker that runs now; what one that is gone has left does not count. */
    static Optional<String> find() {
        try {
            if (!Files.exists(lockFile())) {
                return Optional.empty();
            }
            Optional<ProcessLock> free = ProcessLock.take(lockFile());
            free.ifPresent(ProcessLock::close);
            return free.isPresent() ? Optional.empty() : address();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> address() throws IOException {
        return Files.exists(file()) ? Optional.of(Files.readString(file()).strip()) : Optional.empty();
    }

    /** Tells other commands the address. */
    void write(String bootstrapServers) {
        try {
            Files.writeString(file(), bootstrapServers + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(), e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            // without the claim it counts for nothing
        }
        claim.close();
    }

    private static Path file() {
        return StateFolder.of("up");
    }

    private static Path lockFile() {
        return StateFolder.of("up.lock");
    }
}
