package io.dealwake.app;

import io.dealwake.feed.Pace;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of option values; a wrong one is wrong usage. */
final class Ranges {
    private Ranges() {}

    static void check(CommandSpec spec, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", expected " + least + " to " + most);
        }
    }

    static Optional<Double> speed(CommandSpec spec, String text) {
        try {
            return Pace.parseSpeed(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
