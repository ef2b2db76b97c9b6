package io.dealwake.wire.file;

import io.dealwake.market.Security;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code known.csv}: {@code time,symbol,price[,kind]}, prices that simulated trades must pass through. The kind is
 * {@code last} (the default), {@code high} or {@code low}.
 */
public final class KnownMarksFile {
    private static final List<String> REQUIRED = List.of("time", "symbol", "price");
    private static final List<String> OPTIONAL = List.of("kind");

    private record Place(String symbol, Instant time, KnownMark.Kind kind) {}

    private KnownMarksFile() {}

    /** The marks in the order of the file. */
    public static List<KnownMark> read(Path path, Map<String, Security> securities) {
        List<KnownMark> marks = new ArrayList<>();
        Map<Place, Long> lines = new HashMap<>();
        CsvFile.open(path, REQUIRED, OPTIONAL).forEach(row -> {
            KnownMark mark = mark(row, securities);
            Long earlier = lines.putIfAbsent(new Place(mark.symbol(), mark.time(), mark.kind()), row.line());
            if (earlier != null) {
                throw row.refuse(
                        "time", row.cell("time"), mark.symbol() + " once a time: it stands in line " + earlier);
            }
            marks.add(mark);
        });
        return List.copyOf(marks);
    }

    private static KnownMark mark(CsvRow row, Map<String, Security> securities) {
        String symbol = SessionDates.symbol(row, securities);
        Instant time = row.required("time", Scalars::instant);
        double price = row.required("price", Scalars::price);
        KnownMark.Kind kind = row.optional("kind", KnownMarksFile::kind).orElse(KnownMark.Kind.LAST);
        return row.make(() -> new KnownMark(symbol, time, price, kind));
    }

    private static KnownMark.Kind kind(String field, String text) {
        return Arrays.stream(KnownMark.Kind.values())
                .filter(kind -> kind.word().equals(text))
                .findFirst()
                .orElseThrow(() -> Scalars.refusal(field, text, "last, high or low"));
    }
}
