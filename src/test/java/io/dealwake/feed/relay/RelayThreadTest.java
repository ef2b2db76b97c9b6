package io.dealwake.feed.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dealwake.feed.FeedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelayThreadTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void shouldGoOnWithANewRelayAndSaySoOnceWhenKafkaDidNotAnswer() {
        try (RelayThread thread = start(1, new FeedException("cannot write", new TimeoutException("late")), 2)) {
            await().until(() -> steps.get() >= 5);
            assertThat(thread.failure()).isEmpty();
        }

        assertThat(said).containsExactly("test: cannot write; trying again until it works", "test: goes on");
        assertThat(made).hasValue(3);
        assertThat(closed).hasValue(3);
    }

    static Stream<RuntimeException> finalProblems() {
        return Stream.of(
                new TopicAuthorizationException("no"),
                new KafkaException("wrapped", new SaslAuthenticationException("no")),
                new FeedException("too large", new RecordTooLargeException("no")),
                new OffsetOutOfRangeException(Map.of(new TopicPartition("t", 0), 7L)),
                new IllegalStateException("a fault"));
    }

    @ParameterizedTest
    @MethodSource("finalProblems")
    void shouldEndWhenNoNewAttemptWouldHelp(RuntimeException problem) {
        try (RelayThread thread = start(1, problem, Integer.MAX_VALUE)) {
            await().until(() -> thread.failure().isPresent());
            assertThat(thread.failure()).contains(problem);
        }

        assertThat(made).hasValue(1);
        assertThat(closed).hasValue(1);
        assertThat(said).isEmpty();
    }

    @Test
    void shouldCloseTheRelayWhenItIsClosedOnceOrTwice() {
        RelayThread thread = start(0, new IllegalStateException("never"), 0);
        await().until(() -> steps.get() > 0);
        thread.close();
        thread.close();

        assertThat(closed).hasValue(1);
        assertThat(thread.failure()).isEmpty();
    }

    @Test
    void shouldGiveUpAStepThatHangsWhenItIsClosed() {
        RelayThread thread = RelayThread.start("test", () -> new Hanging(steps, closed), said::add);
        await().until(() -> steps.get() > 0);

        thread.close();

        assertThat(closed).hasValue(1);
        assertThat(thread.failure()).isEmpty();
    }

    /** A relay whose first so many makes fail at their step after some good ones. */
    private RelayThread start(int goodSteps, RuntimeException problem, int failing) {
        return RelayThread.start(
                "test",
                () -> {
                    boolean fails = made.getAndIncrement() < failing;
                    int last = fails ? steps.get() + (made.get() == 1 ? goodSteps : 0) : Integer.MAX_VALUE;
                    return new Relay() {
                        @Override
                        public void step() {
                            if (steps.get() >= last) {
                                throw problem;
                            }
                            steps.incrementAndGet();
                        }

                        @Override
                        public void close() {
                            closed.incrementAndGet();
                        }
                    };
                },
                said::add);
    }

    /** As a producer does that waits for a broker. */
    private record Hanging(AtomicInteger steps, AtomicInteger closed) implements Relay {
        @Override
        public void step() {
            steps.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
