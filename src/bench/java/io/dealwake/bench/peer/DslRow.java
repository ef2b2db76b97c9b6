package io.dealwake.bench.peer;

import io.dealwake.stream.Topics;
import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/** Runs {@link DslTopology} exactly-once, with the settings of a fresh installation, until its standard input ends, or a signal comes. */
public final class DslRow {
    private DslRow() {}

    public static void main(String... arguments) throws IOException {
        // Avro makes objects of trusted packages alone.
        System.setProperty("org.apache.avro.SERIALIZABLE_PACKAGES", "io.dealwake.bench.peer,java.util");
        Topics outputs = new Topics(arguments[2]);
        Properties config = new Properties();
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, outputs.applicationId());
        config.put(StreamsConfig.STATE_DIR_CONFIG, arguments[3]);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        KafkaStreams streams = new KafkaStreams(DslTopology.of(arguments[1], outputs), config);
        streams.setUncaughtExceptionHandler(failure -> {
            failure.printStackTrace();
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        // Or the next run would wait for this member of the group until its session times out.
        CloseOptions leaving =
                CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(leaving)));
        streams.start();
        while (System.in.read() >= 0) {
            // nothing is said, only the end counts
        }
        System.exit(0);
    }
}
