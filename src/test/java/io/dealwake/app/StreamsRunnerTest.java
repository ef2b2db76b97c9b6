package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsRunnerTest {
    @Test
    void shouldGiveEveryClientTheUsersSettingsAsTheyAre() {
        StreamsConfig config = config(Map.of(
                "bootstrap.servers", "k:1",
                "session.timeout.ms", "33000",
                "max.poll.records", "7",
                "linger.ms", "77",
                "max.request.size", "777",
                "client.dns.lookup", "resolve_canonical_bootstrap_servers_only"));

        assertThat(config.getMainConsumerConfigs("g", "c", 1))
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "33000")
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "7");
        assertThat(config.getProducerConfigs("c"))
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, "77")
                .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "777")
                .containsEntry(ProducerConfig.CLIENT_DNS_LOOKUP_CONFIG, "resolve_canonical_bootstrap_servers_only");
    }

    @Test
    void shouldHaveItsOwnWhereTheUserSaysNothing() {
        StreamsConfig config = config(Map.of("bootstrap.servers", "k:1"));

        assertThat(config.getMainConsumerConfigs("g", "c", 1))
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        assertThat(config.getProducerConfigs("c")).containsEntry(ProducerConfig.LINGER_MS_CONFIG, 1);
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
    }

    @Test
    void shouldPutTradesTogetherBehindTheUsersInterceptors() {
        String ours = "io.dealwake.stream.TradeGatherer";
        assertThat(interceptors(Map.of("bootstrap.servers", "k:1"))).isEqualTo(ours);
        assertThat(interceptors(Map.of("bootstrap.servers", "k:1", "interceptor.classes", "a.B, c.D")))
                .isEqualTo("a.B, c.D," + ours);
        assertThat(interceptors(Map.of(
                        "bootstrap.servers",
                        "k:1",
                        "interceptor.classes",
                        "a.B",
                        "consumer.interceptor.classes",
                        "c.D",
                        "main.consumer.interceptor.classes",
                        "e.F")))
                .isEqualTo("e.F," + ours);
    }

    private static Object interceptors(Map<String, Object> clientSettings) {
        return config(clientSettings)
                .getMainConsumerConfigs("g", "c", 1)
                .get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    }

    @Test
    void shouldRefuseToCountTwiceAfterACrash() {
        Map<String, Object> settings = Map.of("bootstrap.servers", "k:1", "processing.guarantee", "at_least_once");

        assertThatThrownBy(() -> config(settings))
                .isInstanceOf(Failure.class)
                .hasMessage("processing.guarantee is at_least_once, expected exactly_once_v2 or nothing: after a crash"
                        + " anything else counts twice");
    }

    @Test
    void shouldRefuseCommitsThatComeAfterTheTransactionTimesOut() {
        Map<String, Object> settings = Map.of("bootstrap.servers", "k:1", "commit.interval.ms", "60000");

        assertThatThrownBy(() -> config(settings))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Transaction timeout")
                .hasMessageContaining("60000");
    }

    private static StreamsConfig config(Map<String, Object> clientSettings) {
        return new StreamsConfig(StreamsRunner.config("dealwake", 1, Path.of("state"), clientSettings));
    }
}
