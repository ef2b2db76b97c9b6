package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DealwakeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine dealwake =
            Dealwake.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void shouldPrintItsVersionFirstWhenAskedForIt() {
        assertThat(dealwake.execute("--version")).isZero();
        assertThat(out.toString().lines()).first().asString().matches("dealwake \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(out.toString()).contains("kafka 4.", "java ");
    }

    @Test
    void shouldPrintUsageOnStandardOutputWhenAskedForHelp() {
        assertThat(dealwake.execute("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: dealwake");
    }

    @Test
    void shouldExitWithTwoAndLeaveStandardOutputEmptyWhenUsedWrongly() {
        assertThat(dealwake.execute("--no-such-option")).isEqualTo(2);
        assertThat(dealwake.execute()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("--no-such-option", "a command is missing");
    }
}
