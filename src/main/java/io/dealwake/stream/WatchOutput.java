package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.market.Era;
import io.dealwake.wire.Dispatch;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.StateCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What the stage watch gives out: each record is stamped with when it became known, each dispatch bears the clock. */
final class WatchOutput {
    private static final byte[] NO_KEY = null;

    private final ProcessorContext<byte[], Emission> context;
    private final int partition;
    private Instant toldTo;

    /**
     * The output of a task.
     *
     * @param completedTo the boundary up to which all minutes have been told
     */
    WatchOutput(ProcessorContext<byte[], Emission> context, Optional<Instant> completedTo) {
        this.context = context;
        this.toldTo = completedTo.orElse(Era.FIRST);
        this.partition = context.taskId().partition();
    }

    Dispatch dispatch(Instant asOf, Dispatch.Message message) {
        return new Dispatch(partition, toldTo, asOf, message);
    }

    void send(String symbol, Instant asOf, Dispatch.Message message, boolean toAll) {
        send(symbol, dispatch(asOf, message), toAll);
    }

    void send(String symbol, Dispatch dispatch, boolean toAll) {
        forward(bytes(symbol), new Emission.ToMeasure(dispatch, toAll), dispatch.asOf());
    }

    /**
     * To all partitions, whether they need it or not: which of them do, they find out at other places in their own tapes, and
     * one that waits for a clock that is told no more would wait for ever.
     */
    void sendClock(Instant completed) {
        toldTo = completed;
        forward(NO_KEY, new Emission.ToMeasure(StateCodecs.clock(partition, completed), true), completed);
    }

    void raise(Alert alert) {
        forward(bytes(alert.fingerprint()), new Emission.Raised(alert), alert.firedAt());
    }

    void reject(byte[] key, Rejected rejected, long timestamp) {
        context.forward(new Record<>(key, new Emission.Refused(rejected), timestamp));
    }

    private void forward(byte[] key, Emission emission, Instant at) {
        context.forward(new Record<>(key, emission, at.toEpochMilli()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
