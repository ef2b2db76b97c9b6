package io.dealwake.wire.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads a file whose name ends in {@code .json} (before the ending of a compressor) as JSON and any other as YAML, into nodes that know their lines. One
 * document a file; a field stands once in its object; YAML aliases are refused.
 */
final class TreeFile {
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML =
            YAMLFactory.builder().loaderOptions(anyLength()).build();

    private final SourceFile source;
    private final JsonParser parser;

    private TreeFile(SourceFile source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** The one value of the file; {@code expected} says in errors what it should hold, such as "a list of deals". */
    static Node read(Path path, String expected) {
        SourceFile source = SourceFile.of(path);
        boolean json = Compression.plainName(path).endsWith(".json");
        try (JsonParser parser = (json ? JSON : YAML).createParser(source.text())) {
            return new TreeFile(source, parser).document(expected);
        } catch (JsonProcessingException e) {
            throw BadFile.at(
                    source.name(),
                    lineOf(e),
                    "text",
                    "not " + (json ? "JSON" : "YAML") + " (" + firstLines(e) + ")",
                    expected);
        } catch (IOException e) {
            throw source.unreadable(new UncheckedIOException(e), 0);
        }
    }

    private Node document(String expected) throws IOException {
        if (parser.nextToken() == null) {
            throw BadFile.whole(source.name(), "empty", expected);
        }
        Node root = value(line());
        if (parser.nextToken() != null) {
            throw BadFile.at(source.name(), line(), "text", "a second document", "one document");
        }
        return root;
    }

    private Node value(long line) throws IOException {
        JsonToken token = parser.currentToken();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw BadFile.at(source.name(), line, "value", "*" + parser.getText(), "no alias: write it out");
        }
        return switch (token) {
            case START_ARRAY -> new Node.Items(line, items());
            case START_OBJECT -> new Node.Entries(line, entries());
            case VALUE_NULL -> new Node.Nothing(line);
            default -> parser.getText().isEmpty() ? new Node.Nothing(line) : new Node.Text(line, parser.getText());
        };
    }

    private List<Node> items() throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(line()));
        }
        return items;
    }

    private Map<String, Node> entries() throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            long line = line();
            parser.nextToken();
            Node earlier = entries.putIfAbsent(name, value(line));
            if (earlier != null) {
                throw BadFile.at(
                        source.name(), line, "field", name, "each field once: it stands in line " + earlier.line());
            }
        }
        return entries;
    }

    private long line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static long lineOf(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? 0 : Math.max(0, location.getLineNr());
    }

    /** The YAML parser tells its problem in lines at the margin and shows the place in indented ones. */
    private static String firstLines(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    /** The default stops at three million characters: fewer than a list of all listed securities may have. */
    private static LoaderOptions anyLength() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }
}
