package io.dealwake.feed.relay;

import io.dealwake.app.TestBroker;
import io.dealwake.deal.Announcement;
import io.dealwake.deal.Party;
import io.dealwake.feed.Deals;
import io.dealwake.feed.TapeRecords;
import io.dealwake.reaction.Leg;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codec;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import io.dealwake.wire.TapeRecord;
import io.dealwake.wire.Unusable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** The topics of one test on a broker, with what a foreign producer sends and what comes of it. */
final class RelayWorld implements AutoCloseable {
    static final int PARTITIONS = 3;
    static final Instant T0 = Instant.parse("2025-10-06T10:50:00Z");
    static final Party AMD = new Party("AMD", "supplier", Optional.of("AMD"));
    static final Party NVIDIA = new Party("Nvidia", "rival", Optional.of("NVDA"));

    final RelayTopics topics;
    final Map<String, Object> client;

    private final TestBroker broker;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    RelayWorld(TestBroker broker, String prefix) {
        this.broker = broker;
        this.client = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.admin = broker.admin();
        this.producer = broker.producer(Map.of());
        Topics names = new Topics(prefix);
        TopicAdmin.create(admin, names, PARTITIONS, (short) 1);
        this.topics = new RelayTopics(
                names.applicationId(),
                new TapeRecords(names.ticks(), PARTITIONS),
                names.ticksJson(),
                names.deals(),
                names.dealsJson(),
                names.sequenced(),
                names.rejected());
    }

    static Announcement deal(String id, Instant observedAt, String headline, Party... parties) {
        return new Announcement(
                id,
                T0.minus(Duration.ofDays(400)),
                observedAt,
                Optional.empty(),
                headline,
                List.of(),
                List.of(),
                Arrays.asList(parties),
                List.of(),
                Optional.empty(),
                false);
    }

    void announce(Announcement deal) {
        send(topics.deals(), deal.id(), Codecs.ANNOUNCEMENT.encode(deal));
    }

    void send(String topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic, bytes(key), value));
    }

    void json(int partition, String json) {
        String quoted = json.replace('\'', '"');
        send(new ProducerRecord<>(topics.ticksJson(), partition, null, bytes(quoted)));
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record);
        producer.flush();
    }

    void beat(Instant time) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            topics.tape()
                    .of(new TapeRecord.Heartbeat("test", time, Optional.empty(), partition))
                    .forEach(this::send);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets a relay work until its group has read all that is there. */
    void carryAll(Relay relay, String group, String... inputs) {
        Map<TopicPartition, Long> ends = endsOf(inputs);
        while (!ends.equals(readBy(group, ends))) {
            relay.step();
        }
    }

    private Map<TopicPartition, Long> readBy(String group, Map<TopicPartition, Long> ends) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> read = new HashMap<>();
            ends.keySet().forEach(place -> {
                OffsetAndMetadata offset = committed.get(place);
                read.put(place, offset == null ? 0 : offset.offset());
            });
            return read;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<TopicPartition, Long> endsOf(String... inputs) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (String input : inputs) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                latest.put(new TopicPartition(input, partition), OffsetSpec.latest());
            }
        }
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest).all().get().forEach((place, offset) -> ends.put(place, offset.offset()));
            return ends;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Committed records of a topic, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                    .thenComparingLong(ConsumerRecord::offset));
            return records;
        }
    }

    /** A whole topic as one batch, such as a poll gives it. */
    ConsumerRecords<byte[], byte[]> batch(String topic) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
            TopicPartition place = new TopicPartition(topic, record.partition());
            records.computeIfAbsent(place, none -> new ArrayList<>()).add(record);
            next.put(place, new OffsetAndMetadata(record.offset() + 1));
        }
        return new ConsumerRecords<>(records, next);
    }

    /** A record as if it were the first of the topic deals. */
    ConsumerRecords<byte[], byte[]> batchOf(Announcement deal) {
        TopicPartition place = new TopicPartition(topics.deals(), 0);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                topics.deals(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes(deal.id()),
                Codecs.ANNOUNCEMENT.encode(deal),
                new RecordHeaders(),
                Optional.empty());
        return new ConsumerRecords<>(Map.of(place, List.of(record)), Map.of(place, new OffsetAndMetadata(1)));
    }

    List<TapeRecord> tape() {
        return read(topics.tape().topic()).stream()
                .map(record -> tapeRecordIn(record.value()))
                .toList();
    }

    static TapeRecord tapeRecordIn(byte[] value) {
        try {
            return TapeRecord.read(value);
        } catch (Unusable e) {
            throw new AssertionError(e);
        }
    }

    List<Leg> legs() {
        return tape().stream()
                .filter(TapeRecord.OneLeg.class::isInstance)
                .map(record -> ((TapeRecord.OneLeg) record).leg())
                .sorted(Comparator.comparing(Leg::id).thenComparing(Leg::observedAt))
                .toList();
    }

    List<Rejected> rejected() {
        return decode(topics.rejected(), Codecs.REJECTED);
    }

    /** The announcements in the topic, without the deals that are merged of them. */
    List<Announcement> sequenced() {
        return read(topics.sequenced()).stream()
                .filter(record -> !Deals.isMerged(record.key()))
                .map(record -> Codecs.ANNOUNCEMENT.decode(record.value()))
                .toList();
    }

    <T> List<T> decode(String topic, Codec<T> codec) {
        return read(topic).stream().map(record -> codec.decode(record.value())).toList();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
