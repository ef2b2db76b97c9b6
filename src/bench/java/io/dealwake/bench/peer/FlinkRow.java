package io.dealwake.bench.peer;

import io.dealwake.bench.ConsumerRow;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * The job as a DataStream program on a MiniCluster, exactly-once, with its state on the heap: reads the tape to the end that it
 * has when it starts. Says when the measured part begins, when the last trade was looked at, and when all is committed.
 */
public final class FlinkRow {
    private static final Duration LATENESS = Duration.ofSeconds(2);

    private FlinkRow() {}

    public static void main(String... arguments) throws Exception {
        // A name that both the connector and Kafka give to a metric is no news to who reads figures.
        Configurator.setLevel("org.apache.flink.metrics.MetricGroup", Level.ERROR);
        String servers = arguments[0];
        String tape = arguments[1];
        String prefix = arguments[2];
        long begin = Long.parseLong(arguments[3]);
        long trades = Long.parseLong(arguments[4]);
        String folder = arguments[5];
        StreamExecutionEnvironment environment = environment(folder);
        KafkaSource<FlinkEvent> source = KafkaSource.<FlinkEvent>builder()
                .setBootstrapServers(servers)
                .setTopics(tape)
                .setGroupId(prefix + "flink")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new FlinkTape())
                .build();
        SingleOutputStreamOperator<FlinkFact> watched = environment
                .fromSource(source, WatermarkStrategy.forBoundedOutOfOrderness(LATENESS), "tape")
                .keyBy(event -> event.symbol)
                .process(new FlinkWatch(prefix, begin, trades))
                .name("watch");
        DataStream<FlinkMessage> measured = watched.keyBy(fact -> fact.symbol)
                .connect(watched.getSideOutput(FlinkWatch.OF_BENCHMARKS).broadcast(FlinkMeasure.MARKETS))
                .process(new FlinkMeasure(prefix))
                .name("measure");
        measured.union(watched.getSideOutput(FlinkWatch.ALERTS)).sinkTo(sink(servers, prefix + Path.of(folder).getFileName()));
        environment.execute("dealwake");
        ConsumerRow.say("to", trades, 0);
    }

    private static StreamExecutionEnvironment environment(String folder) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, Path.of(folder).toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }

    private static KafkaSink<FlinkMessage> sink(String servers, String name) {
        return KafkaSink.<FlinkMessage>builder()
                .setBootstrapServers(servers)
                .setRecordSerializer(new FlinkMessage.Schema())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(name)
                // Flink's hour is more than a broker allows.
                .setProperty("transaction.timeout.ms", "600000")
                .build();
    }
}
