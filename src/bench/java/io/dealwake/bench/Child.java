package io.dealwake.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM that is measured from outside. Closing its standard input ends it, or a signal. */
final class Child implements AutoCloseable {
    /** The name of a compiler's thread; behind eleven other fields its time as user and as system, in ticks. */
    private static final Pattern COMPILER = Pattern.compile("^\\d+ \\(C[12] Compiler.*\\)(?: \\S+){11} (\\d+) (\\d+) ");

    private static final long NANOS_A_TICK = 10_000_000;

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

    /** Ends with an exception unless it runs. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the measured program ended");
        }
    }

    /** Ends with an exception unless it has done what it was to do. */
    void requireDone() {
        if (process.exitValue() != 0) {
            throw new IllegalStateException("a measured process ended with exit code " + process.exitValue());
        }
    }

    /** Processor time so far, in nanoseconds. */
    long cpu() {
        return cpuIfAlive().orElseThrow();
    }

    /** The same of a process that may have ended, of which nothing more is known: absent then. */
    OptionalLong cpuIfAlive() {
        return process.info().totalCpuDuration().stream()
                .mapToLong(Duration::toNanos)
                .findFirst();
    }

    /** How much of it the JIT compiler has taken; none where the system does not say so in files, as Linux does. */
    long compilerCpu() throws IOException {
        long ticks = 0;
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (Files.isDirectory(threads)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
                for (Path thread : all) {
                    ticks += ticksOfCompiler(thread.resolve("stat"));
                }
            }
        }
        return ticks * NANOS_A_TICK;
    }

    private static long ticksOfCompiler(Path stat) throws IOException {
        try {
            Matcher found = COMPILER.matcher(Files.readString(stat));
            return found.find() ? Long.parseLong(found.group(1)) + Long.parseLong(found.group(2)) : 0;
        } catch (NoSuchFileException e) {
            return 0; // a thread that has ended since
        }
    }

    /** Bytes of what is alive in its heap. */
    long heap() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process histogram = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String total = "";
        try (BufferedReader lines = histogram.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                total = line.startsWith("Total") ? line : total;
            }
        }
        if (histogram.waitFor() != 0 || total.isEmpty()) {
            throw new IOException(jcmd + " gave no histogram of a measured process");
        }
        return Long.parseLong(total.split(" +")[2]);
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
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
