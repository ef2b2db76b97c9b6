package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tape in three lives of up --data: one that is stopped, one that is killed, one that has it all. */
class KeptDataIT {
    @TempDir
    private Path home;

    @Test
    void shouldGoOnWhereItWasWhenStoppedOrKilled() throws IOException {
        AmdFiles.writeTo(home);
        String[] trades = Files.readString(home.resolve("ticks.csv")).split("\n", -1);
        String header = trades[0] + "\n";
        Files.writeString(home.resolve("first.csv"), header + String.join("\n", trades[1], trades[2], trades[3]));
        Files.writeString(home.resolve("second.csv"), header + String.join("\n", trades[4], trades[5], trades[6]));

        try (Program first = up("--partitions", "3")) {
            succeed("load", "securities.yaml", "closes.csv");
            succeed("announce", "deal.yaml");
            succeed("replay", "first.csv");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> succeed("reactions").contains("since"));
            first.interrupt().awaitEnd(Duration.ofSeconds(30));
        }
        String afterwards;
        try (Program second = up()) {
            assertThat(succeed("reactions")).contains("since");
            succeed("replay", "second.csv");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> succeed("reactions", "--json").contains("\"window\":\"[0,0]\",\"status\":\"FINAL\""));
            afterwards = succeed("alerts", "--json");
            assertThat(afterwards).contains("raw-move", "significance");
            assertThat(second.isAlive()).isTrue();
        }
        try (Program third = up()) {
            assertThat(third.err()).contains("did not stop cleanly").doesNotContain("Exception", "\tat ");
            assertThat(succeed("alerts", "--json")).isEqualTo(afterwards);
            assertThat(succeed("reactions")).contains("+23.71%", "+22.90%");
            assertThat(succeed("topics")).contains("dealwake.ticks");
            third.interrupt().awaitEnd(Duration.ofSeconds(30));
        }
        Program wider = Program.run(home, "up", "--data", "kept", "--partitions", "5");
        assertThat(wider.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(wider.err()).contains("--partitions is 5, expected 3");
        assertThat(Program.leftIn(home)).isEmpty();
    }

    private Program up(String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"up", "--data", "kept"}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        Program up = Program.start(home, arguments);
        up.awaitErr("Ctrl-C stops it.");
        return up;
    }

    private String succeed(String... arguments) {
        Program program = Program.run(home, arguments);
        assertThat(program.exitCode()).as(program.err()).isZero();
        return program.out();
    }
}
