package io.dealwake.app;

import java.util.stream.Collectors;

/** Text for the terminal: lines of at most 100 characters, broken between words, continued under their indentation. */
final class Paragraph {
    private static final int WIDTH = 100;

    private Paragraph() {}

    static String wrap(String text) {
        return text.lines().map(Paragraph::wrapLine).collect(Collectors.joining("\n"));
    }

    private static String wrapLine(String line) {
        String indent = " ".repeat(line.length() - line.stripLeading().length());
        StringBuilder wrapped = new StringBuilder();
        StringBuilder current = new StringBuilder(indent);
        for (String word : line.strip().split(" ", -1)) {
            if (current.length() + word.length() + 1 > WIDTH
                    && !current.toString().isBlank()) {
                wrapped.append(current).append('\n');
                current = new StringBuilder(indent);
            }
            if (!current.toString().isBlank()) {
                current.append(' ');
            }
            current.append(word);
        }
        return wrapped.append(current).toString();
    }
}
