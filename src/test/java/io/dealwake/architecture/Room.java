package io.dealwake.architecture;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A package under the root and what its classes may import.
 *
 * @param name the package's name under the root
 * @param rooms the other rooms it may import
 * @param pure whether it is a function of what it is given: no files, network, environment or clock
 * @param libraries a pure room: the only packages outside the JDK it may import; a room at the rim: packages it may not
 *     import, every other library being free
 */
public record Room(String name, Set<String> rooms, boolean pure, Set<String> libraries) {
    private static final String STREAMS = "org.apache.kafka.streams";
    private static final String KAFKA = "org.apache.kafka";
    private static final String BROKER = "kafka";

    /** The table: a room may import the rooms named in its row and no others. */
    public static final List<Room> TABLE = List.of(
            pure("market", "").and("de.focus_shift.jollyday"),
            pure("study", "market").and("org.hipparchus"),
            pure("reaction", "market study"),
            pure("deal", "market").and("org.hipparchus"),
            pure("alert", "market deal reaction"),
            rim("wire", "market study reaction deal alert").but(STREAMS, BROKER),
            rim("stream", "market study reaction deal alert wire").but(BROKER),
            rim("feed", "market deal reaction wire").but(STREAMS, BROKER),
            rim("notify", "alert wire").but(KAFKA, BROKER),
            rim("web", "market deal reaction alert wire").but(KAFKA, BROKER),
            rim("app", "market study reaction deal alert wire stream feed notify web"));

    /** The rooms that may read the wall clock; everybody else is handed the time. */
    public static final Set<String> WITH_A_CLOCK = Set.of("app", "feed", "notify", "web");

    public Room {
        rooms = Set.copyOf(rooms);
        libraries = Set.copyOf(libraries);
    }

    /** Whether a class of this room may import a class of that package, the package being outside the root. */
    boolean mayImportLibrary(String packageName) {
        boolean named = libraries.stream().anyMatch(library -> isWithin(packageName, library));
        return pure ? named || isWithin(packageName, "java") : !named;
    }

    static boolean isWithin(String packageName, String parent) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }

    private static Room pure(String name, String rooms) {
        return new Room(name, words(rooms), true, Set.of());
    }

    private static Room rim(String name, String rooms) {
        return new Room(name, words(rooms), false, Set.of());
    }

    private Room and(String... packages) {
        return new Room(name, rooms, pure, new HashSet<>(Arrays.asList(packages)));
    }

    private Room but(String... packages) {
        return and(packages);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
