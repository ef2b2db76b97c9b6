package io.dealwake.app;

import io.dealwake.wire.file.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the environment and a file say of settings: the value of an option that the command line does not give. The
 * environment, {@code DEALWAKE_} and the option's name in capitals, wins over the file.
 */
final class Settings implements IDefaultValueProvider {
    static final String FILE_OPTION = "--config";

    private static final String PREFIX = "DEALWAKE_";

    /** Read by the launcher, by the logging, and here. */
    private static final List<String> OTHER_VARIABLES =
            List.of("DEALWAKE_JAVA_OPTS", "DEALWAKE_LOG", "DEALWAKE_LOG_KAFKA", "DEALWAKE_CONFIG");

    /** What Kubernetes puts into the environment of containers beside a service that is called dealwake. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("DEALWAKE_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?)");

    private final Map<String, Given> given;

    private Settings(Map<String, Given> given) {
        this.given = given;
    }

    /**
     * A value that was given.
     *
     * @param origin where, for people: a variable, or file and line
     */
    record Given(String value, String origin) {}

    /** What the environment says, and the file that the arguments or the environment name, or else the usual one. */
    static Settings of(String[] arguments, Map<String, String> environment) {
        List<String> names = ConfigCommand.settings();
        Map<String, Given> given = new TreeMap<>();
        file(arguments, environment)
                .ifPresent(file -> SettingsFile.read(file, names)
                        .forEach((name, entry) -> given.put(name, new Given(entry.value(), entry.place()))));
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)
                    && !OTHER_VARIABLES.contains(variable)
                    && !OF_KUBERNETES.matcher(variable).matches()) {
                given.put(nameOf(variable, names), new Given(value, variable));
            }
        });
        return new Settings(given);
    }

    private static Optional<Path> file(String[] arguments, Map<String, String> environment) {
        List<String> words = Arrays.asList(arguments);
        Optional<String> joined = words.stream()
                .filter(word -> word.startsWith(FILE_OPTION + "="))
                .findFirst();
        if (joined.isPresent()) {
            return Optional.of(Path.of(joined.get().substring(FILE_OPTION.length() + 1)));
        }
        int apart = words.indexOf(FILE_OPTION);
        if (apart >= 0 && apart + 1 < words.size()) {
            return Optional.of(Path.of(words.get(apart + 1)));
        }
        return Optional.ofNullable(environment.get(PREFIX + "CONFIG"))
                .map(Path::of)
                .or(() -> Optional.of(usualFile(environment)).filter(Files::exists));
    }

    private static Path usualFile(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path config = base.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(base);
        return config.resolve("dealwake").resolve("config.yaml");
    }

    private static String nameOf(String variable, List<String> names) {
        String name =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        if (!names.contains(name)) {
            List<String> variables = Stream.concat(names.stream().map(Settings::variableOf), OTHER_VARIABLES.stream())
                    .toList();
            throw Failure.data(
                    "environment variable is " + variable + ", expected " + SettingsFile.expected(variable, variables));
        }
        return name;
    }

    /** The variable of a setting: DEALWAKE_KAFKA_CONFIG of kafka-config. */
    static String variableOf(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    Optional<Given> of(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** The settings that were given, by name. */
    Map<String, Given> all() {
        return given;
    }

    /** The value of an option that is a setting; a demo goes into somebody's Kafka only when its command line says so. */
    @Override
    public String defaultValue(ArgSpec argument) {
        boolean ofDemo = argument.command().name().equals("demo");
        return argument instanceof OptionSpec option
                ? of(option.longestName().replaceFirst("^--(\\[no-])?", ""))
                        .filter(found -> !ofDemo || !option.longestName().startsWith("--kafka"))
                        .map(Given::value)
                        .orElse(null)
                : null;
    }
}
