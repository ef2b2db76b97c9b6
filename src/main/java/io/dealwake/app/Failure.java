package io.dealwake.app;

/** Something that ends a command, told to the person at the terminal without a stack trace. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** A check failed. */
    static Failure check(String message) {
        return new Failure(ExitCode.FAILED, message, null);
    }

    /** Configuration or data cannot be used. */
    static Failure data(String message) {
        return new Failure(ExitCode.BAD_DATA, message, null);
    }

    /** Kafka or a feed cannot be reached. */
    static Failure outOfReach(String message, Throwable cause) {
        return new Failure(ExitCode.OUT_OF_REACH, message, cause);
    }

    /** As a diagnosis says. */
    static Failure of(int exitCode, String message, Throwable cause) {
        return new Failure(exitCode, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
