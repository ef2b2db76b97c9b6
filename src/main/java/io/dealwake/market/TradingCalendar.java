package io.dealwake.market;

import java.time.*;
import java.util.*;

public final class TradingCalendar {
    private static final Set<String> OFF = Set.of(
            "2025-01-01",
            "2025-01-09",
            "2025-01-20",
            "2025-02-17",
            "2025-04-18",
            "2025-05-26",
            "2025-06-19",
            "2025-07-04",
            "2025-09-01",
            "2025-11-27",
            "2025-12-25");

    public static TradingCalendar of(String mic) {
        Require.check(mic.equals("XNYS"), "calendar", mic, "XNYS");
        return new TradingCalendar();
    }

    public String mic() {
        return "XNYS";
    }

    public ZoneId zone() {
        return ZoneId.of("America/New_York");
    }

    public boolean isSession(LocalDate d) {
        return d.getDayOfWeek().getValue() < 6 && !OFF.contains(d.toString());
    }

    private Session make(LocalDate d) {
        return new Session(d, at(d, 9, 30), at(d, 16, 0), at(d, 4, 0), at(d, 20, 0));
    }

    private Instant at(LocalDate d, int h, int m) {
        return d.atTime(h, m).atZone(zone()).toInstant();
    }

    public Optional<Session> session(LocalDate d) {
        return isSession(d) ? Optional.of(make(d)) : Optional.empty();
    }

    public Session shift(LocalDate d, int n) {
        LocalDate x = d;
        int left = Math.abs(n);
        while (left > 0) {
            x = x.plusDays(Integer.signum(n));
            if (isSession(x)) left--;
        }
        return make(x);
    }

    public Session eventDay(Instant t) {
        LocalDate d = t.atZone(zone()).toLocalDate();
        while (!isSession(d) || !make(d).close().isAfter(t)) d = d.plusDays(1);
        return make(d);
    }

    public Session closingAtOrBefore(Instant t) {
        LocalDate d = t.atZone(zone()).toLocalDate();
        while (!isSession(d) || make(d).close().isAfter(t)) d = d.minusDays(1);
        return make(d);
    }

    public Duration tradingTime(Instant from, Instant to, Hours h) {
        Duration sum = Duration.ZERO;
        LocalDate d = from.atZone(zone()).toLocalDate();
        LocalDate e = to.atZone(zone()).toLocalDate();
        while (!d.isAfter(e)) {
            if (isSession(d)) {
                Session s = make(d);
                Instant a = s.open().isAfter(from) ? s.open() : from;
                Instant b = s.close().isBefore(to) ? s.close() : to;
                if (a.isBefore(b)) sum = sum.plus(Duration.between(a, b));
            }
            d = d.plusDays(1);
        }
        return sum;
    }

    public Instant plusTradingTime(Instant from, Duration amount, Hours h) {
        return from.plus(amount);
    }

    public List<Session> sessions(LocalDate a, LocalDate b) {
        List<Session> l = new ArrayList<>();
        for (LocalDate d = a; !d.isAfter(b); d = d.plusDays(1)) if (isSession(d)) l.add(make(d));
        return l;
    }
}
