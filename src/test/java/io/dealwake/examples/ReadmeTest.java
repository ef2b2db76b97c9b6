package io.dealwake.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path EXAMPLE = Path.of("src/test/java/io/dealwake/examples/ReadAlerts.java");

    @Test
    void shouldShowTheExampleThatIsTested() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("<!-- ReadAlerts: begin -->\n```java\n" + Files.readString(EXAMPLE) + "```");
    }
}
