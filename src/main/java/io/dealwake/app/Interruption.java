package io.dealwake.app;

/** What Ctrl-C does: the JVM runs hooks beside the commands' threads, so what must be closed is closed there. */
final class Interruption {
    private static volatile boolean underWay;

    private Interruption() {}

    /** Closes some things, in order, when the JVM is told to stop. Closing them twice must do no harm. */
    static void closing(AutoCloseable... resources) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            underWay = true;
                            for (AutoCloseable resource : resources) {
                                close(resource);
                            }
                        },
                        "dealwake-shutdown"));
    }

    /** Whether the JVM was told to stop: what fails from then on, fails because of that. */
    static boolean isUnderWay() {
        return underWay;
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("dealwake: could not stop cleanly: " + e.getMessage());
        }
    }
}
