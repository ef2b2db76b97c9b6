package io.dealwake.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of {@code peer.DuckDbRow}. It is measured whole, from the first statement to the last row: a batch does different work
 * at its beginning and at its end.
 */
final class DuckDbCost {
    private DuckDbCost() {}

    static Cost of(TickFiles files) throws IOException {
        try (Child batch = Child.java(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + files.folder()),
                "io.dealwake.bench.peer.DuckDbRow",
                files.folder().toString())) {
            String[] from = batch.readLine().split(" ", -1);
            long compilerFrom = batch.compilerCpu();
            String[] to = batch.readLine().split(" ", -1);
            long compilerTo = batch.compilerCpu();
            Path returns = files.folder().resolve("returns.csv");
            Cost.Gave gave = files.check(returns);
            Files.delete(returns);
            return Cost.of(
                    files.trades(),
                    Long.parseLong(to[2]) - Long.parseLong(from[2]),
                    compilerTo - compilerFrom,
                    0,
                    Long.parseLong(to[3]) - Long.parseLong(from[3]),
                    gave);
        }
    }
}
