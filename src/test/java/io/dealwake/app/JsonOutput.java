package io.dealwake.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a command prints with --json: an object a line, reactions and alerts. */
record JsonOutput(List<JsonNode> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonOutput {
        objects = List.copyOf(objects);
    }

    static JsonOutput of(String text) {
        return new JsonOutput(text.lines().map(JsonOutput::parse).toList());
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }

    JsonNode reaction(String deal, String symbol, String window) {
        return inTopic("reactions")
                .filter(found -> found.path("dealId").asText().equals(deal)
                        && found.path("symbol").asText().equals(symbol)
                        && found.path("window").asText().equals(window))
                .findFirst()
                .orElseThrow();
    }

    /** Alerts in words. */
    List<String> alerts() {
        return inTopic("alerts")
                .map(found -> String.join(
                        " ",
                        found.path("dealId").asText(),
                        found.path("symbol").asText(),
                        found.path("rule").asText(),
                        found.path("window").asText(),
                        found.path("status").asText()))
                .toList();
    }

    private Stream<JsonNode> inTopic(String topic) {
        return objects.stream().filter(found -> found.path("topic").asText().equals(topic));
    }

    /** Sorted, without what may differ between two runs over the same tape. */
    List<String> comparable() {
        return sorted(objects.stream());
    }

    /** What {@link #comparable} says here and not there, or the other way round: the whole of both hides it. */
    List<String> differencesFrom(JsonOutput other) {
        return Stream.concat(
                        without(comparable(), other.comparable()).map(line -> "only here: " + line),
                        without(other.comparable(), comparable()).map(line -> "only there: " + line))
                .toList();
    }

    /** A line that stands there once takes away one. */
    private static Stream<String> without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left.stream();
    }

    /** The same of reactions alone, without the other deals that were known by their end. */
    List<String> comparableReactions() {
        return sorted(
                inTopic("reactions").map(each -> each.<ObjectNode>deepCopy().without("confoundedBy")));
    }

    private static List<String> sorted(Stream<? extends JsonNode> found) {
        return found.map(each ->
                        each.<ObjectNode>deepCopy().without("restatement").toString())
                .sorted()
                .toList();
    }
}
