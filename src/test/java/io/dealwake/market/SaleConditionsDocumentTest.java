package io.dealwake.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of each sale condition is what the program does. */
class SaleConditionsDocumentTest {
    private static final Path DOCUMENTS = Path.of("docs");
    private static final int COLUMNS = 8;

    @Test
    void shouldDocumentEveryConditionAsItIsTreated() throws IOException {
        List<String> expected = new ArrayList<>();
        for (TapePlan plan : List.of(TapePlan.CTA, TapePlan.UTP)) {
            for (SaleCondition condition : plan.conditions()) {
                expected.add(String.join(
                        " | ",
                        plan.toString(),
                        condition.code(),
                        condition.meaning(),
                        condition.highLow(),
                        condition.last(),
                        condition.volume(),
                        effect(condition)));
            }
        }

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String effect(SaleCondition condition) {
        String extended = condition.effect(Hours.EXTENDED).name().toLowerCase(Locale.ROOT);
        String regular = condition.effect(Hours.REGULAR).name().toLowerCase(Locale.ROOT);
        return extended.equals(regular) ? extended : extended + "; " + regular + " with `--hours regular`";
    }

    private static List<String> documented() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> documents = Files.list(DOCUMENTS)) {
            for (Path document : documents
                    .filter(path -> path.getFileName().toString().startsWith("event-time"))
                    .toList()) {
                Files.readAllLines(document).stream()
                        .filter(line -> line.matches("\\| `.` \\| (CTA|UTP).*"))
                        .map(line -> line.substring(2, line.length() - 2).split(" *\\| *", -1))
                        .forEach(cells -> rows.addAll(rows(cells)));
            }
        }
        return rows;
    }

    private static List<String> rows(String[] cells) {
        assertThat(cells).hasSize(COLUMNS);
        String code = cells[0].replace("`", "");
        return Stream.of(cells[1].split(", ", -1))
                .map(plan -> String.join(" | ", plan, code, cells[2], cells[3], cells[4], cells[5], cells[7]))
                .toList();
    }
}
