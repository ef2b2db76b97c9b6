package io.dealwake.feed;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends records and forgets no failure: once a record could not be written, each further call says so. */
public final class Outbox {
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<FeedException> failure = new AtomicReference<>();

    /** An outbox over a producer, which whoever made it closes. */
    public Outbox(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Sends a record, sooner or later. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        throwFailure();
        var unused = producer.send(record, (metadata, problem) -> {
            if (problem != null) {
                failure.compareAndSet(
                        null,
                        new FeedException("cannot write to " + record.topic() + ": " + problem.getMessage(), problem));
            }
        });
    }

    /** Waits until the broker has everything; throws if a record could not be written. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        FeedException problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }
}
