package io.dealwake.stream;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Which release of Kafka the brokers are of, as far as the newest version of the cluster's metadata that they support
 * tells: 3.6, say, without the third number.
 *
 * @param name the release, for people
 * @param sufficient whether the processor can work with it
 */
public record BrokerRelease(String name, boolean sufficient) {
    /** Since this release a topic can be told to take records of any time. */
    public static final String NEEDED = "3.6";

    private static final short NEEDED_LEVEL = MetadataVersion.IBP_3_6_IV0.featureLevel();

    /** Asks Kafka. */
    public static BrokerRelease of(Admin admin) {
        Map<String, SupportedVersionRange> features =
                TopicAdmin.answer(admin.describeFeatures().featureMetadata()).supportedFeatures();
        return of(
                Optional.ofNullable(features.get(MetadataVersion.FEATURE_NAME)).map(SupportedVersionRange::maxVersion));
    }

    /** The release that supports metadata up to a level; brokers without such a level are older than all that have one. */
    static BrokerRelease of(Optional<Short> level) {
        short oldest = MetadataVersion.MINIMUM_VERSION.featureLevel();
        if (level.isEmpty() || level.get() < oldest) {
            return new BrokerRelease("older than " + MetadataVersion.MINIMUM_VERSION.shortVersion(), false);
        }
        String name = Arrays.stream(MetadataVersion.VERSIONS)
                .filter(version -> version.featureLevel() == level.get())
                .map(MetadataVersion::shortVersion)
                .findFirst()
                .orElse("newer than " + MetadataVersion.LATEST_PRODUCTION.shortVersion());
        return new BrokerRelease(name, level.get() >= NEEDED_LEVEL);
    }
}
