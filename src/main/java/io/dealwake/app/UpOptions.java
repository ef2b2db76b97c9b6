package io.dealwake.app;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where {@code up} keeps its data and listens. */
final class UpOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that keeps all data of up over a restart (default: a temporary one, which goes with"
                    + " it).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Port of up's broker on 127.0.0.1 (default: a free one).")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--until-ready", description = "Stop as soon as broker and processor are ready: to time a start.")
    private boolean untilReady;

    void check(CommandSpec spec) {
        port.ifPresent(value -> Ranges.check(spec, "--kafka-port", value, 1, 65535));
    }

    Optional<Path> data() {
        return data;
    }

    Optional<Integer> port() {
        return port;
    }

    boolean untilReady() {
        return untilReady;
    }

    DataFolder folder() {
        return data.map(DataFolder::kept).orElseGet(DataFolder::temporary);
    }
}
