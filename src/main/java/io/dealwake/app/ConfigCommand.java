package io.dealwake.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dealwake.market.Window;
import io.dealwake.reaction.MeasureSettings;
import io.dealwake.wire.file.ClientProperties;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The settings: every option that is declared here is one, and may stand in environment and file. */
@Command(
        name = "config",
        description = {
            "Prints each setting with its value and where it comes from; what may be a secret is masked.",
            "A setting is taken from the command line, else from the environment (--kafka-config is"
                    + " DEALWAKE_KAFKA_CONFIG), else from the file of --config or DEALWAKE_CONFIG, else from"
                    + " $XDG_CONFIG_HOME/dealwake/config.yaml (or ~/.config/dealwake/config.yaml), which holds lines such as"
                    + " 'kafka: broker1:9092'; a name that is none is an error."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  ./dealwake config", "  DEALWAKE_THREADS=2 ./dealwake config --config dealwake.yaml --json"})
final class ConfigCommand implements Callable<Integer> {
    private static final String FLAG = "command line";
    private static final String DEFAULT = "default";

    /** What holds where nothing is said and no single value is the default. */
    private static final Map<String, String> UNSET = Map.of(
            "kafka", "the ./dealwake up that runs here",
            "kafka-config", "none",
            "partitions", "4",
            "replication", "the broker's default",
            "window",
                    MeasureSettings.defaults().windows().stream()
                            .map(Window::code)
                            .collect(Collectors.joining(" ")),
            "state", StateFolder.of("streams").toString(),
            "data", "a temporary folder",
            "kafka-port", "a free one");

    @Option(names = "--json", description = "Print JSON, an object a line.")
    private boolean json;

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // it and the next are here for what they declare
    private ProcessorOptions processor = new ProcessorOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private ReplicationOption replication = new ReplicationOption();

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private StateOption state = new StateOption();

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private UpOptions up = new UpOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private RelayOptions relays = new RelayOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private TimeOptions time = new TimeOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private MeasureOptions measure = new MeasureOptions();

    @Spec
    private CommandSpec spec;

    /** A line of the answer. */
    record Row(String setting, String value, String from) {}

    /** The names of all settings, in the order of the help. */
    static List<String> settings() {
        return CommandSpec.forAnnotatedObject(new ConfigCommand()).options().stream()
                .filter(ConfigCommand::isSetting)
                .map(ConfigCommand::nameOf)
                .sorted()
                .toList();
    }

    private static boolean isSetting(OptionSpec option) {
        return !option.usageHelp()
                && !option.versionHelp()
                && !List.of("--json", Settings.FILE_OPTION).contains(option.longestName());
    }

    private static String nameOf(OptionSpec option) {
        return option.longestName().replaceFirst("^--(\\[no-])?", "");
    }

    @Override
    public Integer call() {
        Settings settings = (Settings) spec.defaultValueProvider();
        List<Row> rows = new ArrayList<>();
        spec.options().stream()
                .filter(ConfigCommand::isSetting)
                .forEach(option -> rows.add(new Row(nameOf(option), valueOf(option), from(option, settings))));
        kafka.config().ifPresent(file -> rows.addAll(clientSettings(file)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            rows.forEach(row -> out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("setting", row.setting().strip())
                    .put("value", row.value())
                    .put("from", row.from())));
        } else {
            out.println(Tables.settings(rows));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private String from(OptionSpec option, Settings settings) {
        return spec.commandLine().getParseResult().hasMatchedOption(option)
                ? FLAG
                : settings.of(nameOf(option)).map(Settings.Given::origin).orElse(DEFAULT);
    }

    private static String valueOf(OptionSpec option) {
        Object value = option.getValue();
        if (value instanceof Optional<?> optional) {
            value = optional.orElse(null);
        }
        if (value instanceof List<?> list) {
            value = list.isEmpty()
                    ? null
                    : String.join(" ", list.stream().map(Object::toString).toList());
        }
        return value == null ? UNSET.getOrDefault(nameOf(option), "") : value.toString();
    }

    private List<Row> clientSettings(Path file) {
        return ClientProperties.read(file).entrySet().stream()
                .map(setting -> new Row(
                        "  " + setting.getKey(),
                        Secrets.masked(setting.getKey(), setting.getValue()),
                        kafka.overrides(setting.getKey()) ? file + ", but kafka wins" : file.toString()))
                .toList();
    }
}
