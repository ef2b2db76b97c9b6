package io.dealwake.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command run in the JVM of the test, which is quicker than a process of its own.
 *
 * @param out what it printed on standard output
 * @param err and on standard error
 */
record InProcess(int exitCode, String out, String err) {
    static InProcess run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Dealwake.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new InProcess(exitCode, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
