package io.dealwake.feed;

import io.dealwake.market.Close;
import io.dealwake.market.Day;
import io.dealwake.market.Security;
import io.dealwake.market.Session;
import io.dealwake.wire.file.KnownMark;
import io.dealwake.wire.file.KnownMark.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Settles what the files of a sample say of a session, and notes every figure that had to give way. */
final class KnownDays {
    /** A known price needs room for a trade between it and the first or last one of the session. */
    private static final Duration ROOM = Duration.ofSeconds(10);

    private final List<String> notices = new ArrayList<>();

    /** What had to give way, in the order of the days. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /** A session as its files leave it, the marks being those of its symbol and date. */
    KnownDay settle(Security security, Day row, Optional<Close> close, List<KnownMark> marks) {
        Session session = security.tradingCalendar().session(row.date()).orElseThrow();
        List<KnownMark> early = new ArrayList<>();
        List<KnownMark> regular = new ArrayList<>();
        Day day = close.map(official -> withClose(row, official)).orElse(row);
        for (KnownMark mark : lastTrades(marks)) {
            if (mark.time().isAfter(session.extendedOpen()) && !mark.time().isAfter(session.open())) {
                early.add(mark);
            } else if (hasRoom(mark, session)) {
                regular.add(mark);
                day = including(day, mark);
            } else {
                notUsed(mark, "it lies outside the hours, or within seconds of the open or close");
            }
        }
        return new KnownDay(
                day,
                session,
                early,
                regular,
                minute(marks, Kind.HIGH, day, session),
                minute(marks, Kind.LOW, day, session));
    }

    /** Notes a mark of a day without a row. */
    void withoutRow(KnownMark mark) {
        notUsed(mark, "days.csv has no row of that session");
    }

    private Day withClose(Day row, Close close) {
        if (close.price() == row.close()) {
            return row;
        }
        notices.add("closes.csv says " + text(close.price()) + " for " + row.symbol() + " on " + row.date()
                + ", days.csv " + text(row.close()) + ": using closes.csv");
        return widened(row, close.price(), close.price());
    }

    private Day including(Day day, KnownMark mark) {
        if (mark.price() >= day.low() && mark.price() <= day.high()) {
            return day;
        }
        notices.add(said(mark) + ", days.csv has " + text(day.low()) + " to " + text(day.high())
                + " for the session: using known.csv");
        return widened(day, mark.price(), day.close());
    }

    private Optional<Instant> minute(List<KnownMark> marks, Kind kind, Day day, Session session) {
        double figure = kind == Kind.HIGH ? day.high() : day.low();
        Optional<Instant> minute = Optional.empty();
        for (KnownMark mark : marks) {
            if (mark.kind() == kind && (minute.isPresent() || !holdsMinute(session, mark.time()))) {
                notUsed(mark, "it is not the one whole minute of the session with its " + kind.word());
            } else if (mark.kind() == kind) {
                minute = Optional.of(mark.time());
                if (mark.price() != figure) {
                    notices.add(said(mark) + ", days.csv " + text(figure) + ": using days.csv");
                }
            }
        }
        return minute;
    }

    private void notUsed(KnownMark mark, String why) {
        notices.add(said(mark) + ": not used, " + why);
    }

    private static String said(KnownMark mark) {
        return "known.csv says " + mark.kind().word() + " " + text(mark.price()) + " for " + mark.symbol() + " at "
                + mark.time();
    }

    private static List<KnownMark> lastTrades(List<KnownMark> marks) {
        return marks.stream()
                .filter(mark -> mark.kind() == Kind.LAST)
                .sorted(Comparator.comparing(KnownMark::time))
                .toList();
    }

    private static boolean hasRoom(KnownMark mark, Session session) {
        return !mark.time().isBefore(session.open().plus(ROOM))
                && !mark.time().isAfter(session.close().minus(ROOM));
    }

    private static boolean holdsMinute(Session session, Instant minute) {
        return !minute.isBefore(session.open()) && !minute.plusSeconds(60).isAfter(session.close());
    }

    private static Day widened(Day day, double price, double close) {
        return new Day(
                day.symbol(),
                day.date(),
                day.open(),
                Math.max(day.high(), price),
                Math.min(day.low(), price),
                close,
                day.volume());
    }

    /** A price with at least two decimals. */
    private static String text(double price) {
        BigDecimal exact = BigDecimal.valueOf(price).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }
}
