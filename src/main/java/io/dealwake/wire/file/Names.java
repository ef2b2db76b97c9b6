package io.dealwake.wire.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a reader which names there are, and which of them was probably meant. */
public final class Names {
    private static final int SHOWN = 20;

    private Names() {}

    /** "one of a, b, c", or the nearest name first if the wrong one is close to it. */
    public static String expected(String plural, String wrong, Collection<String> known) {
        return nearest(wrong, known)
                .map(name -> name + "; the " + plural + " are " + list(known))
                .orElse("one of the " + plural + " " + list(known));
    }

    /** The names one after another; of many, the first few. */
    static String list(Collection<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + ", … (" + names.size() + ")" : shown;
    }

    /** The known name with the fewest edits, if they are at most a third of its letters. */
    static Optional<String> nearest(String wrong, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(wrong, name) <= (name.length() + 1) / 3)
                .min(Comparator.comparingInt(name -> distance(wrong, name)));
    }

    /** Levenshtein's distance, capital letters taken as small ones, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
