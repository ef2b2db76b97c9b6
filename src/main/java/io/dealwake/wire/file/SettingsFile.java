package io.dealwake.wire.file;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code config.yaml}: settings by name, each a single value or a list of them. */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * A setting as it stands in the file.
     *
     * @param value the value; those of a list with a blank between them
     * @param place file and line, for people
     */
    public record Entry(String value, String place) {}

    /** The settings of a file by name; throws {@link BadFile} for a name that is none, and says which was probably meant. */
    public static Map<String, Entry> read(Path path, List<String> names) {
        String file = path.toString();
        Node root = TreeFile.read(path, "settings, such as kafka: broker1:9092");
        Fields.of(file, root, "file", names);
        Map<String, Entry> settings = new LinkedHashMap<>();
        ((Node.Entries) root).entries().forEach((name, value) -> {
            if (!(value instanceof Node.Nothing)) {
                settings.put(name, new Entry(text(file, name, value), file + ":" + value.line()));
            }
        });
        return settings;
    }

    private static String text(String file, String name, Node value) {
        if (value instanceof Node.Text text) {
            return text.shown();
        }
        if (value instanceof Node.Items list && list.items().stream().allMatch(Node.Text.class::isInstance)) {
            return list.items().stream().map(Node::shown).collect(Collectors.joining(" "));
        }
        throw BadFile.at(file, value.line(), name, value.shown(), "a single value or a list of them");
    }

    /** What to expect instead of a name that is none: the nearest one, or all. */
    public static String expected(String wrong, Collection<String> names) {
        return Names.expected("settings", wrong, names);
    }
}
