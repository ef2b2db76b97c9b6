package io.dealwake.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dealwake.deal.Announcement;
import io.dealwake.wire.file.Names;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Messages of producers without Avro: an object with the names of the schemas, times in ISO-8601 with offset. A field
 * {@code type} names the schema; {@code topic}, which leads the lines that Dealwake prints, may stand in it.
 */
public final class JsonMessages {
    private static final int DEEPEST = 16;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> TYPES = Stream.concat(TapeRecord.TYPES.stream(), TapeRecord.RESERVED.stream())
            .toList();

    private JsonMessages() {}

    /**
     * A record of the tape; says why when it is none. Without a type it is a trade.
     *
     * @param partition the partition that it was read from, which is meant when it names none
     */
    public static TapeRecord tapeRecord(byte[] json, int partition) throws Unusable {
        ObjectNode object = objectIn(json);
        String type = typeOf(object, "trade");
        return switch (type) {
            case "trade" -> new TapeRecord.OneTrade(Codecs.TRADE.read(object));
            case "block" -> Codecs.BLOCK.read(partitioned(object, partition));
            case "correction" -> new TapeRecord.OneCorrection(Codecs.CORRECTION.read(object));
            case "cancel" -> new TapeRecord.OneCorrection(Codecs.CANCEL.read(object));
            case "halt" -> new TapeRecord.OneHalt(Codecs.HALT.read(object));
            case "gap" -> new TapeRecord.OneGap(Codecs.GAP.read(object));
            case "heartbeat" -> Codecs.HEARTBEAT.read(partitioned(object, partition));
            case "source-left" -> Codecs.SOURCE_LEFT.read(partitioned(object, partition));
            case "leg" -> new TapeRecord.OneLeg(Codecs.LEG.read(withoutHash(object)));
            case "close" -> new TapeRecord.OneClose(Codecs.CLOSE.read(object));
            case "security" -> new TapeRecord.OneSecurity(Codecs.SECURITY.read(object));
            default -> throw notATapeRecord(type);
        };
    }

    private static Unusable notATapeRecord(String type) {
        return TapeRecord.RESERVED.contains(type)
                ? new Unusable(RejectionReason.NOT_SUPPORTED, "type is " + type + ", which this version does not apply")
                : new Unusable(
                        RejectionReason.NOT_SUPPORTED,
                        "type is " + type + ", expected " + Names.expected("types", type, TYPES));
    }

    /** A deal; says why when it is none. {@code observedAt} is {@code announcedAt} if left out, as in deals.yaml. */
    public static Announcement deal(byte[] json) throws Unusable {
        ObjectNode object = objectIn(json);
        String name = Codecs.ANNOUNCEMENT.name();
        String type = typeOf(object, name);
        if (!type.equals(name)) {
            throw new Unusable(RejectionReason.NOT_SUPPORTED, "type is " + type + ", expected " + name + " or none");
        }
        if (!object.hasNonNull("observedAt") && object.has("announcedAt")) {
            object.set("observedAt", object.get("announcedAt"));
        }
        return Codecs.ANNOUNCEMENT.read(object);
    }

    private static ObjectNode objectIn(byte[] json) throws Unusable {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Unusable(
                    RejectionReason.UNREADABLE, "the record is no JSON" + place(e.getLocation()) + ": " + reason(e));
        } catch (IOException e) {
            throw new Unusable(RejectionReason.UNREADABLE, "the record is no text: " + e.getMessage());
        }
        if (root instanceof ObjectNode object) {
            return object;
        }
        String shown = root.isMissingNode() ? "empty" : JsonFields.shown(root);
        throw new Unusable(RejectionReason.UNREADABLE, "the record is " + shown + ", expected a JSON object");
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("not readable");
    }

    /** The type that an object names; it and the topic are taken out, since no schema has them. */
    private static String typeOf(ObjectNode object, String otherwise) throws Unusable {
        object.remove(JsonLines.LEAD);
        JsonNode type = object.remove(JsonLines.TYPE);
        if (type == null) {
            return otherwise;
        }
        if (!type.isTextual()) {
            throw new Unusable(
                    RejectionReason.BAD_VALUE, "type is " + JsonFields.shown(type) + ", expected a text such as trade");
        }
        return JsonFields.cut(type.textValue());
    }

    private static ObjectNode partitioned(ObjectNode object, int partition) {
        return object.hasNonNull("partition") ? object : object.put("partition", partition);
    }

    /** The hash follows from the other fields; who gives none gets it. */
    private static ObjectNode withoutHash(ObjectNode object) {
        return object.hasNonNull("contentHash") ? object : object.put("contentHash", "");
    }
}
