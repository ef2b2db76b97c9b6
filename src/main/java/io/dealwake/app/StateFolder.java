package io.dealwake.app;

import java.nio.file.Path;

/** Where the program keeps what must outlive it: {@code $XDG_STATE_HOME/dealwake}, else {@code ~/.local/state/dealwake}. */
final class StateFolder {
    private StateFolder() {}

    static Path of(String name) {
        String base = System.getenv("XDG_STATE_HOME");
        Path state = base == null || base.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(base);
        return state.resolve("dealwake").resolve(name);
    }
}
