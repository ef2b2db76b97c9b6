package io.dealwake.app;

import io.dealwake.wire.file.BadFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
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
            LeaveCommand.class,
            AlertsCommand.class,
            ReactionsCommand.class,
            ConfigCommand.class,
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
    @Option(
            names = Settings.FILE_OPTION,
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File of settings; see ./dealwake config --help.")
    @SuppressWarnings("UnusedVariable") // read before the options are: it holds what they are if they are not given
    private Optional<Path> config = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    public static void main(String[] args) {
        System.exit(execute(commandLine(), System.getenv(), args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Dealwake())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Dealwake::helpOrRun)
                .setParameterExceptionHandler(Complaints::aboutUsage)
                .setExecutionExceptionHandler(Complaints::aboutExecution);
    }

    /** Shows the help that is asked for, or runs the command. */
    private static int helpOrRun(ParseResult arguments) throws ExecutionException {
        Integer helped = CommandLine.executeHelpRequest(arguments);
        if (helped != null) {
            return helped;
        }
        // Made before any thread is, since made by two at once it complains; and not for help, which it would double.
        LoggerFactory.getLogger(Dealwake.class);
        return new CommandLine.RunLast().execute(arguments);
    }

    /** Runs a command with what environment and file say of settings; gives its exit code. */
    static int execute(CommandLine commandLine, Map<String, String> environment, String... args) {
        try {
            commandLine.setDefaultValueProvider(Settings.of(args, environment));
        } catch (Failure | BadFile e) {
            commandLine.getErr().println("dealwake: " + e.getMessage());
            commandLine.getErr().flush();
            return ExitCode.of(e);
        }
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            if (Interruption.isUnderWay()) { // a library that is loaded then cannot be
                return ExitCode.INTERRUPTED;
            }
            throw e;
        }
    }
}
