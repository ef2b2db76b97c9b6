package io.dealwake.app;

import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import io.dealwake.wire.Rejected;
import java.io.PrintWriter;
import java.time.Duration;
import org.apache.kafka.common.errors.WakeupException;

/** What a terminal does while a processor runs. */
final class Supervision {
    private static final Duration WAIT = Duration.ofMillis(500);

    private Supervision() {}

    /** Tells of what is rejected until the processor or a relay stops, which none does without a failure. */
    static void of(StreamsRunner processor, Relays relays, Connection kafka, Topics topics, PrintWriter talk) {
        try (TopicReader<Rejected> rejections = new TopicReader<>(kafka, topics.rejected(), Codecs.REJECTED, true);
                KafkaWatch watch = KafkaWatch.of(kafka, talk)) {
            RejectionNews news = new RejectionNews(talk);
            while (true) {
                processor.throwFailure();
                relays.throwFailure();
                watch.check();
                news.tell(rejections.poll(WAIT));
            }
        } catch (WakeupException | IllegalStateException e) {
            throw Failure.outOfReach("the broker is gone: " + e.getMessage(), e);
        }
    }
}
