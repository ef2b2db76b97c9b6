package io.dealwake.stream;

import io.dealwake.alert.Alert;
import io.dealwake.reaction.Reaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What the stage measure gives out, stamped with event time. */
final class MeasureOutput {
    private final ProcessorContext<byte[], Emission> context;

    MeasureOutput(ProcessorContext<byte[], Emission> context) {
        this.context = context;
    }

    void publish(Reaction reaction, Instant at) {
        String key = String.join(
                "/",
                reaction.leg().dealId(),
                reaction.leg().symbol(),
                reaction.window().code());
        forward(key, new Emission.Published(reaction), at);
    }

    void raise(Alert alert) {
        forward(alert.fingerprint(), new Emission.Raised(alert), alert.firedAt());
    }

    private void forward(String key, Emission emission, Instant at) {
        context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), emission, at.toEpochMilli()));
    }
}
