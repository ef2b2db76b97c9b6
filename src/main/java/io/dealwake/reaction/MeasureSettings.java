package io.dealwake.reaction;

import io.dealwake.market.Hours;
import io.dealwake.market.Require;
import io.dealwake.market.Window;
import io.dealwake.study.ModelKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * How legs are measured.
 *
 * @param windows what is measured, each once
 * @param model the expected-return model of every leg
 * @param estimationSessions length of the estimation window in sessions
 * @param estimationLast its last session, counted from the event day: below the first session of any window
 * @param minimumReturns fewer daily returns than this in the estimation window make no model
 * @param hours which hours {@code PT…} windows count
 * @param staleAfter regular trading time after which a base is too old for an intraday window
 * @param legSessions how many sessions after its event day a leg ends
 * @param returns what returns are made of
 */
public record MeasureSettings(
        List<Window> windows,
        ModelKind model,
        int estimationSessions,
        int estimationLast,
        int minimumReturns,
        Hours hours,
        Duration staleAfter,
        int legSessions,
        ReturnSettings returns) {
    public MeasureSettings {
        windows = List.copyOf(windows);
        Require.check(
                !windows.isEmpty() && new HashSet<>(windows).size() == windows.size(),
                "windows",
                windows,
                "at least one window, each once");
        Require.check(legSessions >= 1 && legSessions <= 60, "legSessions", legSessions, "1 to 60 sessions");
        for (Window window : windows) {
            if (window instanceof Window.Sessions sessions) {
                Require.check(
                        sessions.to() <= legSessions,
                        "window",
                        window.code(),
                        "an end within " + legSessions + " sessions");
                Require.check(
                        estimationLast < sessions.from(),
                        "estimationLast",
                        estimationLast,
                        "a session before the window " + window.code());
            }
        }
        Require.check(minimumReturns >= 3, "minimumReturns", minimumReturns, "at least 3");
        Require.check(
                estimationSessions >= minimumReturns && estimationSessions <= 1000,
                "estimationSessions",
                estimationSessions,
                "from minimumReturns (" + minimumReturns + ") to 1000");
        Require.check(!staleAfter.isNegative(), "staleAfter", staleAfter, "zero or more");
    }

    /** The settings of a fresh installation. */
    public static MeasureSettings defaults() {
        return new MeasureSettings(
                List.of(
                        new Window.Sessions(0, 0),
                        new Window.Sessions(0, 2),
                        new Window.Sessions(-1, 1),
                        new Window.Elapsed(Duration.ofMinutes(30)),
                        Window.SINCE,
                        Window.ANNOUNCEMENT_CLOSE),
                ModelKind.MARKET,
                120,
                -11,
                60,
                Hours.EXTENDED,
                Duration.ofMinutes(30),
                10,
                ReturnSettings.defaults());
    }

    /** These settings with another model. */
    public MeasureSettings withModel(ModelKind other) {
        return new MeasureSettings(
                windows,
                other,
                estimationSessions,
                estimationLast,
                minimumReturns,
                hours,
                staleAfter,
                legSessions,
                returns);
    }

    /** These settings with other returns. */
    public MeasureSettings withReturns(ReturnSettings other) {
        return new MeasureSettings(
                windows,
                model,
                estimationSessions,
                estimationLast,
                minimumReturns,
                hours,
                staleAfter,
                legSessions,
                other);
    }

    /** The first session of the estimation window, counted from the event day. */
    public int estimationFirst() {
        return estimationLast - estimationSessions + 1;
    }

    /** How many sessions of closes before the newest one can still matter to a leg. */
    public int sessionsOfCloses() {
        return 2 * legSessions - estimationFirst() + 2;
    }
}
