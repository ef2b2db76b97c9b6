package io.dealwake.stream;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyDescription;

/**
 * Refuses operators and stores without a name of their own. Names that Streams makes up count the operators before them,
 * so that adding one would rename the rest, and with them stores and topics that hold data.
 */
final class NamedOnly {
    private static final Pattern MADE_UP = Pattern.compile(".*-\\d{10}(-.*)?");

    private NamedOnly() {}

    /** A builder that refuses internal topics and stores without a name; Streams checks those when it builds. */
    static StreamsBuilder builder() {
        Map<String, Object> config = Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "dealwake",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
    }

    /** The topology, if all its operators are named. */
    static Topology checked(Topology topology) {
        List<String> unnamed = topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .map(TopologyDescription.Node::name)
                .filter(name -> MADE_UP.matcher(name).matches())
                .sorted()
                .toList();
        if (!unnamed.isEmpty()) {
            throw new IllegalStateException("operators without a name of their own: " + unnamed);
        }
        return topology;
    }
}
