package io.dealwake.app;

import io.dealwake.feed.TapeEvent;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a replay has come, on standard error when that is a terminal; silent otherwise. */
interface Progress extends AutoCloseable {
    /** Set by the launcher, which can tell whether standard error is a terminal; Java cannot. */
    String TERMINAL = "dealwake.terminal";

    void step(TapeEvent event);

    @Override
    void close();

    /**
     * Progress of a number of events.
     *
     * @param total how many there are; -1 when nobody knows
     */
    static Progress of(String task, long total, PrintWriter talk) {
        talk.flush();
        return Boolean.getBoolean(TERMINAL) ? new Bar(task, total) : new Silent();
    }

    /** Nobody looks. */
    final class Silent implements Progress {
        @Override
        public void step(TapeEvent event) {}

        @Override
        public void close() {}
    }

    /** A bar with the event time beside it. */
    final class Bar implements Progress {
        private static final int UPDATE_MILLIS = 250;
        private final ProgressBar bar;

        Bar(String task, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .setMaxRenderedLength(100)
                    .build();
        }

        @Override
        public void step(TapeEvent event) {
            bar.step();
            if (event instanceof TapeEvent.OfTrade || event instanceof TapeEvent.OfClose) {
                bar.setExtraMessage(" " + Numbers.utc(event.at()) + " UTC");
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
