package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedStartIT {
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(1);

    @TempDir
    private Path home;

    @Test
    void shouldLeaveNothingBehindWhenUpIsInterruptedAndHasRefusedAnotherWhileItStarted() throws IOException {
        try (Program up = Program.start(home, "up")) {
            up.awaitErr("starting a broker");
            Program other = Program.run(home, "up");
            assertThat(other.exitCode()).isEqualTo(ExitCode.BAD_DATA);
            assertThat(other.err()).startsWith("dealwake: another ./dealwake up runs on this machine");
            assertThat(up.isAlive()).isTrue();

            up.interrupt().awaitEnd(STOPS_WITHIN);

            assertThat(up.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(up.err()).doesNotContain("Exception", "\tat ");
            assertThat(Program.leftIn(home)).isEmpty();
            assertThat(home.resolve("state/dealwake/up")).doesNotExist();
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenTheDemoIsInterruptedWhileItStarts() throws IOException {
        try (Program demo = Program.start(home, "demo")) {
            demo.awaitErr("starting a broker").interrupt().awaitEnd(STOPS_WITHIN);

            assertThat(demo.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(demo.err()).doesNotContain("Exception", "\tat ");
            assertThat(Program.leftIn(home)).isEmpty();
        }
    }
}
