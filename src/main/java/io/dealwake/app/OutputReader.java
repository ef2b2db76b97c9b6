package io.dealwake.app;

import java.time.Duration;
import java.util.List;

/** Reads what a topic says. */
interface OutputReader<T> extends AutoCloseable {
    /** What has come since the last call; waits up to a limit for the first of it. */
    List<T> poll(Duration limit);

    /** All that is there now. */
    List<T> readToEnd();

    @Override
    void close();
}
