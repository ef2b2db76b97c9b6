package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/security.md says what the code asks for, no more and no less. */
class SecurityDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/security.md");
    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
    private static final KafkaTools TOOLS = new KafkaTools("broker1:9093", true);

    @ParameterizedTest
    @EnumSource
    void shouldHaveARowForEachPermissionOfARole(Role role) throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| " + role.title() + " |"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(role.needs(TOPICS).stream()
                        .map(permission -> row(role, permission))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheCommandsThatAllowWhatARoleNeeds(Role role) throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains(block(role));
    }

    private static String row(Role role, Permission permission) {
        String[] words = permission.toString().split(" ", -1);
        return "| %s | %s | %s | `%s` |".formatted(role.title(), words[0], words[2], words[3]);
    }

    private static String block(Role role) {
        return "```\n" + String.join("\n", TOOLS.allow("User:" + role.title(), role.needs(TOPICS))) + "\n```\n";
    }

    /** Prints what belongs into the document. */
    public static void main(String[] arguments) {
        List<String> text = new ArrayList<>();
        for (Role role : Role.values()) {
            role.needs(TOPICS).forEach(permission -> text.add(row(role, permission)));
        }
        Stream.of(Role.values())
                .forEach(role -> text.add("\n**" + role.title() + "** (`" + role.commands() + "`)\n\n" + block(role)));
        text.forEach(System.out::println);
    }
}
