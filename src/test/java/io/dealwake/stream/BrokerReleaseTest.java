package io.dealwake.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

class BrokerReleaseTest {
    @Test
    void shouldSufficeFromTheReleaseOnThatIsNeeded() {
        assertThat(release(MetadataVersion.IBP_3_5_IV2)).isEqualTo(new BrokerRelease("3.5", false));
        assertThat(release(MetadataVersion.IBP_3_6_IV0)).isEqualTo(new BrokerRelease(BrokerRelease.NEEDED, true));
        assertThat(release(MetadataVersion.LATEST_PRODUCTION).sufficient()).isTrue();
    }

    @Test
    void shouldNotSufficeWhenBrokersTellNoLevelOrOneFromBeforeTheTable() {
        assertThat(BrokerRelease.of(Optional.empty())).isEqualTo(new BrokerRelease("older than 3.3", false));
        assertThat(BrokerRelease.of(Optional.of((short) 1))).isEqualTo(new BrokerRelease("older than 3.3", false));
    }

    @Test
    void shouldSufficeWhenBrokersAreNewerThanTheTable() {
        BrokerRelease newer = BrokerRelease.of(Optional.of(Short.MAX_VALUE));

        assertThat(newer.name()).startsWith("newer than ");
        assertThat(newer.sufficient()).isTrue();
    }

    private static BrokerRelease release(MetadataVersion version) {
        return BrokerRelease.of(Optional.of(version.featureLevel()));
    }
}
