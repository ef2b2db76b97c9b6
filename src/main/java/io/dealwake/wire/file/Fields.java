package io.dealwake.wire.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The fields of one object of a file: reads each by its name and refuses with file, line and field. */
final class Fields {
    private final String file;
    private final Node.Entries node;

    private Fields(String file, Node.Entries node) {
        this.file = file;
        this.node = node;
    }

    /** An object of a thing (its name for errors) that has no other than the known fields. */
    static Fields of(String file, Node node, String thing, List<String> known) {
        if (!(node instanceof Node.Entries entries)) {
            throw BadFile.at(file, node.line(), thing, node.shown(), "an object with the fields " + Names.list(known));
        }
        for (Map.Entry<String, Node> entry : entries.entries().entrySet()) {
            String name = entry.getKey();
            if (!known.contains(name)) {
                throw BadFile.at(file, entry.getValue().line(), "field", name, Names.expected("fields", name, known));
            }
        }
        return new Fields(file, entries);
    }

    /** A field that must be there; {@code expected} describes it where it is not. */
    <T> T required(String field, String expected, BiFunction<String, String, T> scalar) {
        return optional(field, scalar).orElseThrow(() -> missing(field, expected));
    }

    /** A field that may be left out. */
    <T> Optional<T> optional(String field, BiFunction<String, String, T> scalar) {
        return present(field).map(value -> scalar(field, value, scalar));
    }

    /** The texts of a list that may be left out. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(field)) {
            texts.add(scalar(field, item, Scalars::text));
        }
        return texts;
    }

    /** The objects of a list that may be left out, each as what it is read as. */
    <T> List<T> objects(String field, List<String> known, Function<Fields, T> reader) {
        List<T> objects = new ArrayList<>();
        for (Node item : items(field)) {
            objects.add(reader.apply(of(file, item, field, known)));
        }
        return objects;
    }

    /** An object that may be left out. */
    Optional<Fields> object(String field, List<String> known) {
        return present(field).map(value -> of(file, value, field, known));
    }

    /** Builds a value from this object; what the value itself refuses is told with the line and text of the field. */
    <T> T make(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw place(e);
        }
    }

    /** The refusal of a field's value as it stands in the file. */
    BadFile refuse(String field, String expected) {
        Node value = node.entries().get(field);
        return BadFile.at(file, value.line(), field, value.shown(), expected);
    }

    private BadFile missing(String field, String expected) {
        return node.entries().containsKey(field)
                ? refuse(field, expected)
                : BadFile.at(file, node.line(), field, "missing", expected);
    }

    private BadFile place(IllegalArgumentException refusal) {
        String field = BadFile.fieldOf(refusal);
        Node value = node.entries().getOrDefault(field, node);
        boolean told = value instanceof Node.Text || refusal.getMessage().startsWith(field + " is [");
        return told
                ? BadFile.at(file, value.line(), field, value.shown(), BadFile.expectedOf(refusal))
                : BadFile.at(file, value.line(), refusal);
    }

    private Optional<Node> present(String field) {
        return Optional.ofNullable(node.entries().get(field)).filter(value -> !(value instanceof Node.Nothing));
    }

    private List<Node> items(String field) {
        Optional<Node> value = present(field);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Node.Items list) {
            return list.items();
        }
        throw refuse(field, "a list");
    }

    private <T> T scalar(String field, Node value, BiFunction<String, String, T> scalar) {
        if (!(value instanceof Node.Text text)) {
            throw BadFile.at(file, value.line(), field, value.shown(), "a single value");
        }
        try {
            return scalar.apply(field, text.shown());
        } catch (IllegalArgumentException e) {
            throw BadFile.at(file, value.line(), e);
        }
    }
}
