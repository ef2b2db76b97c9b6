package io.dealwake.wire.file;

import io.dealwake.market.Era;
import io.dealwake.market.Security;
import io.dealwake.market.ShareCount;
import io.dealwake.market.TradingCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code securities.yaml}: what is known of the symbols. All counts of shares stay in the records, whenever they became
 * known; callers cut them with {@link Security#asKnownAt}. Splits and dividends are refused until they are applied.
 */
public final class SecuritiesFile {
    private static final List<String> SECURITY =
            List.of("symbol", "name", "benchmark", "calendar", "currency", "shares", "splits", "dividends");
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
        fields.requireEmpty("splits", "an empty list: splits are not applied by this version");
        fields.requireEmpty("dividends", "an empty list: dividends are not applied by this version");
        ZoneId zone = zone(fields, calendar);
        List<ShareCount> shares = new ArrayList<>();
        fields.objects("shares", SHARES).forEach(count -> shares.add(shareCount(count, zone)));
        return fields.make(() -> new Security(
                symbol, name, fields.optional("benchmark", Scalars::text), calendar, currency, shares, Era.FIRST));
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
                fields.required("asOf", "a date such as 2025-10-06", Scalars::date),
                fields.required("knownAt", "a date or a time", (field, text) -> knownAt(field, text, zone)),
                fields.required("count", "a whole number", Scalars::whole)));
    }

    /** A time as it is; a date is the start of that day at the exchange. */
    private static Instant knownAt(String field, String text, ZoneId zone) {
        return text.indexOf('T') >= 0
                ? Scalars.instant(field, text)
                : Scalars.date(field, text).atStartOfDay(zone).toInstant();
    }
}
