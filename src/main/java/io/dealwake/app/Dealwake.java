package io.dealwake.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's root command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "dealwake",
        description = "Measures how prices react to announced deals.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Dealwake implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Dealwake());
    }
}
