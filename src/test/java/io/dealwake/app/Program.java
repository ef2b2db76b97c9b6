package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as a user runs it: the jar in a process of its own, with a home of its own. */
final class Program implements AutoCloseable {
    private static final Path JAR = Path.of("target", "dealwake.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it; whoever starts it closes it. */
    static Program start(Path home, String... arguments) {
        return startJava(home, List.of("-jar", JAR.toString()), arguments);
    }

    /** Starts it with further variables of the environment. */
    static Program start(Path home, Map<String, String> environment, String... arguments) {
        return startJava(home, environment, List.of("-jar", JAR.toString()), arguments);
    }

    /** Starts another program in Java: with its options, a class path and a main class, say. */
    static Program startJava(Path home, List<String> what, String... arguments) {
        return startJava(home, Map.of(), what, arguments);
    }

    private static Program startJava(
            Path home, Map<String, String> environment, List<String> what, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + temporary(home));
        if (what.contains(JAR.toString())) {
            command.add(SharedClasses.option(JAVA, OPTIONS, JAR));
        }
        command.addAll(what);
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(temporary(home));
            Path out = Files.createTempFile(home, "out-", ".txt");
            Path err = Files.createTempFile(home, "err-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
            builder.environment().putAll(environment);
            return new Program(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    static Program run(Path home, String... arguments) {
        Program program = start(home, arguments);
        program.awaitEnd(LIMIT);
        return program;
    }

    /** What is left in the folder for temporary files, the JVM's own aside. */
    static List<Path> leftIn(Path home) throws IOException {
        try (Stream<Path> files = Files.list(temporary(home))) {
            return files.filter(file -> file.getFileName().toString().startsWith("dealwake"))
                    .toList();
        }
    }

    private static Path temporary(Path home) {
        return home.resolve("tmp");
    }

    /** Waits for its end; it is killed, and the test fails, when that does not come in time. */
    Program awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + limit + "; standard error:\n" + err());
            }
            return this;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it has said something on standard error. */
    Program awaitErr(String text) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> err().contains(text) || !process.isAlive());
        assertThat(err()).contains(text);
        return this;
    }

    /** Waits until it has printed something on standard output. */
    Program awaitOut(String text) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> out().contains(text) || !process.isAlive());
        assertThat(out()).contains(text);
        return this;
    }

    /** Whether it ends by itself within a time. */
    boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it without a warning, as when the power fails. */
    Program kill() {
        process.destroyForcibly();
        return awaitEnd(LIMIT);
    }

    /** Ctrl-C. */
    Program interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
