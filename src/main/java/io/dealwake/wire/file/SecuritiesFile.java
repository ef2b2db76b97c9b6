package io.dealwake.wire.file;

import io.dealwake.market.DatedItem;
import io.dealwake.market.Dividend;
import io.dealwake.market.Ending;
import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.Split;
import io.dealwake.market.TradingCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code securities.yaml}: what is known of the symbols. All counts of shares stay in the records, whenever they became
 * known, and so do splits, dividends, dated items and the end; callers cut them with {@link Security#asKnownAt}.
 */
public final class SecuritiesFile {
    private static final List<String> SECURITY = List.of(
            "symbol",
            "name",
            "benchmark",
            "calendar",
            "currency",
            "shares",
            "splits",
            "dividends",
            "confounders",
            "ending");
    private static final List<String> SPLIT = List.of("effectiveOn", "knownAt", "newShares", "oldShares");
    private static final List<String> DIVIDEND = List.of("exDate", "knownAt", "amount");
    private static final List<String> CONFOUNDER = List.of("kind", "at", "knownAt");
    private static final List<String> ENDING = List.of("kind", "on", "knownAt", "successor");
    private static final List<String> SHARES = List.of("asOf", "knownAt", "count");
    private static final String LIST = "a list of securities";

    private final Map<String, Security> securities = new HashMap<>();
    private final List<Security> inOrder = new ArrayList<>();
    private final List<Fields> objects = new ArrayList<>();
    private final Map<String, Long> lines = new HashMap<>();

    private SecuritiesFile() {}

    /** The securities in the order of the file. */
    public static List<Security> read(Path path) {
        SecuritiesFile reading = new SecuritiesFile();
        reading.readAll(path.toString(), TreeFile.read(path, LIST));
        reading.requireBenchmarks();
        return List.copyOf(reading.inOrder);
    }

    private void readAll(String file, Node root) {
        if (!(root instanceof Node.Items list)) {
            throw BadFile.at(file, root.line(), "securities", root.shown(), LIST);
        }
        for (Node item : list.items()) {
            Fields fields = Fields.of(file, item, "security", SECURITY);
            Security security = security(fields);
            requireFirst(fields, security.symbol(), item.line());
            securities.put(security.symbol(), security);
            inOrder.add(security);
            objects.add(fields);
        }
    }

    private void requireFirst(Fields fields, String symbol, long line) {
        Long earlier = lines.putIfAbsent(symbol, line);
        if (earlier != null) {
            throw fields.refuse("symbol", "each symbol once: it stands in line " + earlier);
        }
    }

    private void requireBenchmarks() {
        for (int i = 0; i < inOrder.size(); i++) {
            Fields fields = objects.get(i);
            inOrder.get(i).benchmark().ifPresent(benchmark -> {
                if (!securities.containsKey(benchmark)) {
                    throw fields.refuse("benchmark", "a symbol of this file: " + Names.list(lines.keySet()));
                }
            });
        }
    }

    private static Security security(Fields fields) {
        String symbol = fields.required("symbol", "a symbol", Scalars::text);
        String name = fields.required("name", "the name of the company or fund", Scalars::text);
        String calendar = fields.optional("calendar", Scalars::text).orElse("XNYS");
        String currency = fields.optional("currency", Scalars::text).orElse("USD");
        ZoneId zone = zone(fields, calendar);
        List<ShareCount> shares = fields.objects("shares", SHARES, count -> shareCount(count, zone));
        List<Split> splits = fields.objects("splits", SPLIT, split -> split(split, zone));
        List<Dividend> dividends = fields.objects("dividends", DIVIDEND, dividend -> dividend(dividend, zone));
        List<DatedItem> confounders = fields.objects("confounders", CONFOUNDER, item -> confounder(item, zone));
        Optional<Ending> ending = fields.object("ending", ENDING).map(end -> ending(end, zone));
        return fields.make(() -> new Security(
                symbol,
                name,
                fields.optional("benchmark", Scalars::text),
                calendar,
                currency,
                shares,
                splits,
                dividends,
                confounders,
                ending,
                Era.FIRST));
    }

    private static Split split(Fields fields, ZoneId zone) {
        return fields.make(() -> new Split(
                day(fields, "effectiveOn"),
                known(fields, "knownAt", zone),
                fields.required("newShares", "a number above zero", Scalars::price),
                fields.required("oldShares", "a number above zero", Scalars::price)));
    }

    private static Dividend dividend(Fields fields, ZoneId zone) {
        return fields.make(() -> new Dividend(
                day(fields, "exDate"),
                known(fields, "knownAt", zone),
                fields.required("amount", "an amount per share", Scalars::price)));
    }

    /** Known from its own time on, if nothing else is said. */
    private static DatedItem confounder(Fields fields, ZoneId zone) {
        String kind = fields.required("kind", "a word in kebab-case, such as earnings", Scalars::text);
        Instant at = known(fields, "at", zone);
        Instant known = fields.optional("knownAt", (field, text) -> knownAt(field, text, zone))
                .orElse(at);
        return fields.make(() -> new DatedItem(kind, at, known));
    }

    private static Ending ending(Fields fields, ZoneId zone) {
        return fields.make(() -> new Ending(
                Ending.Kind.parse(fields.required("kind", "symbol-changed, delisted or merged", Scalars::text)),
                day(fields, "on"),
                known(fields, "knownAt", zone),
                fields.optional("successor", Scalars::text)));
    }

    private static LocalDate day(Fields fields, String field) {
        return fields.required(field, "a date such as 2025-10-06", Scalars::date);
    }

    private static Instant known(Fields fields, String field, ZoneId zone) {
        return fields.required(field, "a date or a time", (name, text) -> knownAt(name, text, zone));
    }

    private static ZoneId zone(Fields fields, String calendar) {
        try {
            return TradingCalendar.of(calendar).zone();
        } catch (IllegalArgumentException e) {
            throw fields.refuse("calendar", BadFile.expectedOf(e));
        }
    }

    private static ShareCount shareCount(Fields fields, ZoneId zone) {
        return fields.make(() -> new ShareCount(
                day(fields, "asOf"),
                known(fields, "knownAt", zone),
                fields.required("count", "a whole number", Scalars::whole)));
    }

    /** A time as it is; a date is the start of that day at the exchange. */
    private static Instant knownAt(String field, String text, ZoneId zone) {
        return text.indexOf('T') >= 0
                ? Scalars.instant(field, text)
                : Scalars.date(field, text).atStartOfDay(zone).toInstant();
    }
}
