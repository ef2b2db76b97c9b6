package io.dealwake.wire.file;

import java.util.List;
import java.util.Map;

/** A YAML or JSON value with the line, counted from 1, that it begins in; a field's value has the line of its name. */
sealed interface Node {
    long line();

    /** The value for people. */
    String shown();

    /** A number, flag or text, as it is written. */
    record Text(long line, String shown) implements Node {}

    /** A list. */
    record Items(long line, List<Node> items) implements Node {
        @Override
        public String shown() {
            return items.isEmpty() ? "[]" : "[…]";
        }
    }

    /** An object; its fields in the order of the file. */
    record Entries(long line, Map<String, Node> entries) implements Node {
        @Override
        public String shown() {
            return entries.isEmpty() ? "{}" : "{…}";
        }
    }

    /** A null, an empty text, or nothing where a value could stand. */
    record Nothing(long line) implements Node {
        @Override
        public String shown() {
            return "empty";
        }
    }
}
