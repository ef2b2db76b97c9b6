package io.dealwake.app;

import io.dealwake.feed.TapeEvent;
import io.dealwake.feed.TapeProducer;
import io.dealwake.feed.TapeWriter;
import io.dealwake.market.Close;
import io.dealwake.market.Security;
import io.dealwake.wire.file.ClosesFile;
import io.dealwake.wire.file.Compression;
import io.dealwake.wire.file.SecuritiesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Securities and closes into the tape. */
@Command(
        name = "load",
        description = {
            "Writes securities and official closes into the tape.",
            "Each takes effect when it became known: a close once the tape's clock has passed its session's end."
                    + " Loading a file again does no harm."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ./dealwake load securities.yaml closes.csv")
final class LoadCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "securities.yaml (or .json), and .csv files of closes: date,symbol,close[,volume], or"
                    + " date,SYM,SYM…")
    private List<Path> files = List.of();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, Security> securities = new LinkedHashMap<>();
        files.stream()
                .filter(file -> !isCsv(file))
                .forEach(file ->
                        SecuritiesFile.read(file).forEach(security -> securities.put(security.symbol(), security)));
        List<Close> closes = new ArrayList<>();
        files.stream().filter(LoadCommand::isCsv).forEach(file -> {
            if (securities.isEmpty()) {
                throw Failure.data(file + ": closes need the file with their securities, as in: load securities.yaml "
                        + file.getFileName());
            }
            closes.addAll(ClosesFile.read(file, securities));
        });
        List<TapeEvent> events = new ArrayList<>();
        securities.values().forEach(security -> Sample.addStates(security, events));
        Tape tape = Tape.of(kafka);
        try (Producer<byte[], byte[]> producer = TapeProducer.with(tape.kafka().clientSettings())) {
            TapeWriter writer = tape.writer(producer, "load");
            events.stream()
                    .sorted(TapeEvent.ORDER)
                    .forEach(event -> writer.security(((TapeEvent.OfSecurity) event).security()));
            closes.forEach(writer::close);
            writer.flush();
        }
        spec.commandLine()
                .getErr()
                .printf(Locale.ROOT, "sent %d securities and %d closes%n", securities.size(), closes.size());
        return ExitCode.DONE;
    }

    private static boolean isCsv(Path file) {
        return Compression.plainName(file).endsWith(".csv");
    }
}
