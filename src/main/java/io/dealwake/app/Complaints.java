package io.dealwake.app;

import io.dealwake.wire.file.BadFile;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said to the person at the terminal when a command cannot be done. */
final class Complaints {
    private Complaints() {}

    /** About options: wrong usage, unless the value stands in the environment or in the file of settings. */
    static int aboutUsage(ParameterException problem, String[] args) {
        return aboutUsage(problem, problem.getCommandLine());
    }

    private static int aboutUsage(ParameterException problem, CommandLine command) {
        PrintWriter err = command.getErr();
        Optional<Settings.Given> culprit = culprit(problem.getMessage(), command);
        err.println("dealwake: " + problem.getMessage()
                + culprit.map(given -> " (from " + given.origin() + ")").orElse(""));
        if (culprit.isEmpty()) {
            UnmatchedArgumentException.printSuggestions(problem, err);
            err.println("Try ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return culprit.isPresent() ? ExitCode.BAD_DATA : ExitCode.USAGE;
    }

    /** The setting that a message speaks of, if its value was not given on the command line. */
    private static Optional<Settings.Given> culprit(String message, CommandLine command) {
        if (!(command.getDefaultValueProvider() instanceof Settings settings)) {
            return Optional.empty();
        }
        return settings.all().entrySet().stream()
                .filter(entry -> speaksOf(entry.getKey(), message) && !isOnTheCommandLine(entry.getKey(), command))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean speaksOf(String setting, String message) {
        return message.matches("(?s).*--(\\[no-])?" + setting + "(?![a-z-]).*");
    }

    private static boolean isOnTheCommandLine(String setting, CommandLine command) {
        OptionSpec option = command.getCommandSpec().findOption("--" + setting);
        ParseResult parsed = command.getParseResult();
        return option != null && parsed != null && parsed.hasMatchedOption(option);
    }

    /** About what went wrong; only a fault of ours comes with its stack. */
    static int aboutExecution(Exception problem, CommandLine command, ParseResult parsed) {
        if (problem instanceof Usage) {
            return aboutUsage(new ParameterException(command, problem.getMessage(), problem), command);
        }
        PrintWriter err = command.getErr();
        if (Interruption.isUnderWay()) {
            return ExitCode.INTERRUPTED;
        }
        if (ExitCode.isExpected(problem)) {
            String message =
                    "dealwake: " + Diagnosis.of(problem).map(Diagnosis::message).orElse(problem.getMessage());
            // The place in a file stays in one piece, for whatever reads it.
            err.println(problem instanceof BadFile ? message : Paragraph.wrap(message));
        } else {
            err.println("dealwake: a fault of Dealwake itself; please report it:");
            problem.printStackTrace(err);
        }
        err.flush();
        return ExitCode.of(problem);
    }
}
