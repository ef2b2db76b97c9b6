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
        Beside beside = new Beside(home);
        String[] trades = Files.readString(home.resolve("ticks.csv")).split("\n", -1);
        String header = trades[0] + "\n";
        Files.writeString(home.resolve("first.csv"), header + String.join("\n", trades[1], trades[2], trades[3]));
        Files.writeString(home.resolve("second.csv"), header + String.join("\n", trades[4], trades[5], trades[6]));

        try (Program first = up("--partitions", "3")) {
            beside.succeed("load", beside.file("securities.yaml"), beside.file("closes.csv"));
            beside.succeed("announce", beside.file("deal.yaml"));
            beside.succeed("replay", beside.file("first.csv"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> beside.succeed("reactions").contains("since"));
            first.interrupt().awaitEnd(Duration.ofSeconds(30));
        }
        String afterwards;
        try (Program second = up()) {
            assertThat(beside.succeed("reactions")).contains("since");
            beside.succeed("replay", beside.file("second.csv"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> beside.succeed("reactions", "--json")
                            .contains("\"window\":\"[0,0]\",\"status\":\"FINAL\""));
            afterwards = beside.succeed("alerts", "--json");
            assertThat(afterwards).contains("raw-move", "significance");
            assertThat(second.isAlive()).isTrue();
        }
        try (Program third = up()) {
            assertThat(third.err()).contains("did not stop cleanly").doesNotContain("Exception", "\tat ");
            assertThat(beside.succeed("alerts", "--json")).isEqualTo(afterwards);
            assertThat(beside.succeed("reactions")).contains("+23.71%", "+22.90%");
            assertThat(beside.succeed("topics")).contains("dealwake.ticks");
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
}
