package io.dealwake.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Closes by session from a wide file, and the returns around an event day. */
final class Prices {
    private final List<LocalDate> dates;
    private final Map<String, double[]> closes;

    private Prices(List<LocalDate> dates, Map<String, double[]> closes) {
        this.dates = dates;
        this.closes = closes;
    }

    /** AMD, NVDA and SPY, 2025-03-13 to 2025-10-21. */
    static Prices observed() {
        return read("/io/dealwake/study/closes.csv");
    }

    static Prices read(String resource) {
        List<Map<String, String>> rows = table(resource);
        List<LocalDate> dates =
                rows.stream().map(row -> LocalDate.parse(row.get("date"))).toList();
        Map<String, double[]> closes = new LinkedHashMap<>();
        rows.get(0).keySet().stream()
                .filter(name -> !name.equals("date"))
                .forEach(name -> closes.put(
                        name,
                        rows.stream()
                                .mapToDouble(row -> Double.parseDouble(row.get(name)))
                                .toArray()));
        return new Prices(dates, closes);
    }

    static List<Map<String, String>> table(String resource) {
        List<String> lines = lines(resource);
        String[] names = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Prices.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with all prices of a column multiplied. */
    Prices scaled(String column, double factor) {
        Map<String, double[]> changed = new LinkedHashMap<>(closes);
        changed.put(
                column,
                Arrays.stream(closes.get(column)).map(price -> price * factor).toArray());
        return new Prices(dates, changed);
    }

    /** One return per session from {@code first} to {@code last}, both inclusive, counted from day 0. */
    List<DailyReturn> returns(String stock, String benchmark, LocalDate dayZero, int first, int last) {
        int zero = dates.indexOf(dayZero);
        List<DailyReturn> returns = new ArrayList<>();
        for (int day = first; day <= last; day++) {
            int i = zero + day;
            returns.add(new DailyReturn(dates.get(i), day, change(stock, i), change(benchmark, i)));
        }
        return returns;
    }

    private double change(String column, int i) {
        double[] prices = closes.get(column);
        return prices[i] / prices[i - 1] - 1;
    }
}
