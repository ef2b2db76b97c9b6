package io.dealwake.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A command run in the JVM of the test, which is quicker than a process of its own.
 *
 * @param out what it printed on standard output
 * @param err and on standard error
 */
record InProcess(int exitCode, String out, String err) {
    static InProcess run(String... arguments) {
        return run(Map.of(), arguments);
    }

    static InProcess run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Dealwake.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = Dealwake.execute(command, environment, arguments);
        return new InProcess(exitCode, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
