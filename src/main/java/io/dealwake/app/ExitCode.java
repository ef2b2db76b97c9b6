package io.dealwake.app;

import io.dealwake.wire.file.BadFile;

/** What a command's exit tells the caller; never zero on failure. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int BAD_DATA = 3;
    static final int OUT_OF_REACH = 4;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(Throwable problem) {
        if (problem instanceof Failure failure) {
            return failure.exitCode();
        }
        if (problem instanceof BadFile) {
            return BAD_DATA;
        }
        return problem instanceof InterruptedException
                ? INTERRUPTED
                : Diagnosis.of(problem).map(Diagnosis::exitCode).orElse(FAILED);
    }

    /** Whether the message alone tells the person what is wrong; anything else is a fault of ours. */
    static boolean isExpected(Throwable problem) {
        return of(problem) != FAILED || problem instanceof Failure || problem instanceof StreamsRunner.ProcessorStopped;
    }
}
