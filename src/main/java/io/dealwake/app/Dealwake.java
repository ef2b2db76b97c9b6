package io.dealwake.app;

import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's root command. */
@Command(
        name = "dealwake",
        description = "Measures what a deal announcement does to the market while it happens.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            RunCommand.class,
            LoadCommand.class,
            AnnounceCommand.class,
            ReplayCommand.class,
            AlertsCommand.class,
            ReactionsCommand.class,
            TopicsCommand.class,
            DoctorCommand.class,
            TopologyCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 done, 1 a check or test failed, 2 usage, 3 bad configuration or data,",
            "  4 Kafka or a feed out of reach, 130 interrupted",
            "",
            "Begin with: ./dealwake demo"
        })
public final class Dealwake implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    public static void main(String[] args) {
        // The logger is made before any thread is: made by two at once it complains.
        LoggerFactory.getLogger(Dealwake.class);
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Dealwake())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Dealwake::explain);
    }

    /** Says what went wrong in a line; only a fault of ours comes with its stack. */
    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (ExitCode.isExpected(problem)) {
            String message = Diagnosis.of(problem).map(Diagnosis::message).orElse(problem.getMessage());
            err.println(Paragraph.wrap("dealwake: " + message));
        } else {
            err.println("dealwake: a fault of Dealwake itself; please report it:");
            problem.printStackTrace(err);
        }
        err.flush();
        return ExitCode.of(problem);
    }
}
