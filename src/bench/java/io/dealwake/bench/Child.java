package io.dealwake.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM that is measured from outside. Closing its standard input ends it, or a signal. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private Child(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Child java(List<String> options, String main, String... arguments) throws IOException {
        return java(System.getProperty("java.class.path"), options, main, arguments);
    }

    /** With a jar before all others, instead of another version of it. */
    static Child javaWith(Path jar, List<String> options, String main, String... arguments) throws IOException {
        String classPath = jar + File.pathSeparator + System.getProperty("java.class.path");
        return java(classPath, options, main, arguments);
    }

    private static Child java(String classPath, List<String> options, String main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return start(command, Map.of());
    }

    /** The program as it is shipped: its script replaces itself by the JVM, with the options that it sets. */
    static Child dealwake(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of("dealwake").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return start(command, Map.of("DEALWAKE_JAVA_OPTS", String.join(" ", options)));
    }

    private static Child start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
        return new Child(process.start());
    }

    String readLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("a measured process ended");
        }
        return line;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time so far, in nanoseconds. */
    long cpu() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
