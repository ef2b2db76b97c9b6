package io.dealwake.app;

import io.dealwake.stream.Problem;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.TopicCheck;
import io.dealwake.stream.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The topics. */
@Command(
        name = "topics",
        description = {
            "Lists the topics with what they hold, and says what is wrong with them.",
            "With --create it makes those that are missing first, and leaves the others as they are."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dealwake topics",
            "  ./dealwake topics --create --kafka broker1:9092 --partitions 8 --replication 3"
        })
final class TopicsCommand implements Callable<Integer> {
    private static final int PARTITIONS = 4;
    private static final int MOST_PARTITIONS = 1000;

    @Option(names = "--create", description = "Make the topics that are missing.")
    private boolean create;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "With --create: partitions of each topic (default: " + PARTITIONS
                    + ", or as many as the tape has). Without effect on a topic that is there.")
    private Optional<Integer> partitions = Optional.empty();

    @Mixin
    private ReplicationOption replication = new ReplicationOption();

    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        checkOptions();
        Topics topics = kafka.topics();
        Connection connection = kafka.connection();
        PrintWriter talk = spec.commandLine().getErr();
        if (create) {
            create(connection, topics, talk);
        }
        List<TopicAdmin.Row> rows = connection.ask(admin -> TopicAdmin.rows(admin, topics));
        List<Problem> problems = connection.ask(admin -> TopicCheck.problems(admin, topics, connection.tools()));
        PrintWriter out = spec.commandLine().getOut();
        out.println(Tables.topics(rows));
        out.println();
        out.println("Records counts offsets, those of transactions' ends included. Nothing in them expires by time.");
        out.flush();
        problems.forEach(problem -> talk.println(Paragraph.wrap("dealwake: " + problem)));
        talk.flush();
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void checkOptions() {
        if (!create && isAsked()) {
            throw new ParameterException(
                    spec.commandLine(), "--partitions and --replication are of new topics: give --create too");
        }
        partitions.ifPresent(count -> Ranges.check(spec, "--partitions", count, 1, MOST_PARTITIONS));
        replication.check(spec);
    }

    /** Whether new topics were spoken of here: what environment and file say of them is meant for another time. */
    private boolean isAsked() {
        ParseResult parsed = spec.commandLine().getParseResult();
        return parsed.hasMatchedOption("--partitions") || parsed.hasMatchedOption("--replication");
    }

    private void create(Connection connection, Topics topics, PrintWriter talk) {
        List<String> created = connection.ask(
                admin -> TopicAdmin.create(admin, topics, partitions.orElse(PARTITIONS), replication.count()));
        topics.names().forEach(name -> talk.println((created.contains(name) ? "created " : "was there: ") + name));
        if (created.size() < topics.names().size() && isAsked()) {
            talk.println("--partitions and --replication change nothing of a topic that was there");
        }
        talk.flush();
    }
}
