package io.dealwake.feed.relay;

import io.dealwake.deal.Announcement;
import io.dealwake.feed.Deals;
import io.dealwake.feed.Outbox;
import io.dealwake.feed.TapeProducer;
import io.dealwake.wire.JsonMessages;
import io.dealwake.wire.Partitions;
import io.dealwake.wire.RejectionReason;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Turns JSON into the tape: {@code ticks.json} into {@code ticks}, partition by partition and in order, {@code deals.json}
 * into {@code deals}. A transaction for what one poll gave holds records, rejections and offsets: nothing is lost, nothing
 * comes twice. It is short, since it holds back the readers of the tape.
 */
public final class JsonRelay implements Relay {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** For so long a relay that was killed holds back the readers of the tape. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private final RelayTopics topics;
    private final Producer<byte[], byte[]> producer;
    private final Outbox outbox;
    private final Consumer<byte[], byte[]> input;

    /** A relay that goes on where its group has stopped. */
    public JsonRelay(Map<String, Object> clientSettings, RelayTopics topics) {
        this.topics = topics;
        String name = topics.applicationId() + "-json";
        this.producer = TapeProducer.transactional(clientSettings, name + "-" + UUID.randomUUID(), TRANSACTION_TIMEOUT);
        this.outbox = new Outbox(producer);
        this.input = RelayConsumers.ofGroup(clientSettings, name, List.of(topics.ticksJson(), topics.dealsJson()));
    }

    @Override
    public void step() {
        ConsumerRecords<byte[], byte[]> batch = input.poll(WAIT);
        if (batch.isEmpty()) {
            return;
        }
        try {
            carry(batch);
            producer.commitTransaction();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    /** All of a transaction but its end. */
    void carry(ConsumerRecords<byte[], byte[]> batch) {
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            outputOf(record).forEach(outbox::send);
        }
        producer.sendOffsetsToTransaction(batch.nextOffsets(), input.groupMetadata());
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            // the broker ends the transaction after its timeout
            cause.addSuppressed(e);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> outputOf(ConsumerRecord<byte[], byte[]> input) {
        try {
            return input.topic().equals(topics.dealsJson()) ? dealOf(input) : tapeRecordsOf(input);
        } catch (Unusable e) {
            return List.of(Rejections.of(topics.rejected(), input, e));
        }
    }

    /** A deal's record; none of a null, which only lets compaction forget the key. */
    private List<ProducerRecord<byte[], byte[]>> dealOf(ConsumerRecord<byte[], byte[]> input) throws Unusable {
        if (input.value() == null) {
            return List.of();
        }
        Announcement deal = JsonMessages.deal(input.value());
        ProducerRecord<byte[], byte[]> output = Deals.record(topics.deals(), deal);
        Sizes.check(output.value());
        return List.of(output);
    }

    private List<ProducerRecord<byte[], byte[]>> tapeRecordsOf(ConsumerRecord<byte[], byte[]> input) throws Unusable {
        if (input.value() == null) {
            throw new Unusable(RejectionReason.UNREADABLE, "the record has no value");
        }
        TapeRecord record = JsonMessages.tapeRecord(input.value(), input.partition());
        checkPlace(record, input.partition());
        List<ProducerRecord<byte[], byte[]>> output = new ArrayList<>();
        if (record instanceof TapeRecord.Block block) {
            output.addAll(topics.tape().of(usableOf(block)));
            output.addAll(rejectionsOf(block, input));
        } else {
            output.addAll(topics.tape().of(record));
        }
        for (ProducerRecord<byte[], byte[]> one : output) {
            if (!one.topic().equals(topics.rejected())) {
                Sizes.check(one.value());
            }
        }
        return output;
    }

    /** A record must stand where its symbol lives: there alone it has a place among the others of that symbol. */
    private void checkPlace(TapeRecord record, int partition) throws Unusable {
        OptionalInt named = record.namedPartition();
        if (named.isPresent() && named.getAsInt() != partition) {
            throw new Unusable(
                    RejectionReason.WRONG_PARTITION,
                    "partition is " + named.getAsInt() + ", expected " + partition + ", where the record was");
        }
        Optional<String> symbol = record.symbol();
        int partitions = topics.tape().partitions();
        int home = symbol.map(name -> Partitions.of(name, partitions)).orElse(partition);
        if (home != partition) {
            throw new Unusable(
                    RejectionReason.WRONG_PARTITION,
                    "symbol is " + symbol.get() + ", expected in partition " + home + " of " + partitions
                            + " (murmur2 of the key), the record was in " + partition);
        }
    }

    private static TapeRecord.Block usableOf(TapeRecord.Block block) {
        List<TapeRecord.Entry> usable = block.entries().stream()
                .filter(entry -> entry.trade().isPresent())
                .toList();
        return new TapeRecord.Block(block.partition(), usable);
    }

    private List<ProducerRecord<byte[], byte[]>> rejectionsOf(
            TapeRecord.Block block, ConsumerRecord<byte[], byte[]> input) {
        List<ProducerRecord<byte[], byte[]>> rejections = new ArrayList<>();
        for (int place = 0; place < block.entries().size(); place++) {
            TapeRecord.Entry entry = block.entries().get(place);
            if (entry.trade().isEmpty()) {
                Unusable why = new Unusable(RejectionReason.BAD_VALUE, entry.failure());
                rejections.add(Rejections.of(topics.rejected(), input, OptionalInt.of(place), why));
            }
        }
        return rejections;
    }

    @Override
    public void close() {
        RelayConsumers.close(input);
        try {
            producer.close(CLOSE_WITHIN);
        } catch (KafkaException e) {
            // nothing is open that its transaction does not hold together
        }
    }
}
