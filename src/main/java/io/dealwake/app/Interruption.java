package io.dealwake.app;

/** What Ctrl-C does: the JVM runs hooks while the commands' threads stand still, so what must be closed is closed there. */
final class Interruption {
    private Interruption() {}

    /** Closes some things, in order, when the JVM is told to stop. Closing them twice must do no harm. */
    static void closing(AutoCloseable... resources) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            for (AutoCloseable resource : resources) {
                                close(resource);
                            }
                        },
                        "dealwake-shutdown"));
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("dealwake: could not stop cleanly: " + e.getMessage());
        }
    }
}
