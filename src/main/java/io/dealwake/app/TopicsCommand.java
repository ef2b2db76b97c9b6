package io.dealwake.app;

import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The topics. */
@Command(
        name = "topics",
        description = "Lists the topics with what they hold, and says what is wrong with them.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ./dealwake topics")
final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private KafkaOption kafka = new KafkaOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Topics topics = kafka.topics();
        Connection connection = kafka.connection();
        List<TopicAdmin.Row> rows = connection.ask(admin -> TopicAdmin.rows(admin, topics));
        List<String> problems = connection.ask(admin -> TopicAdmin.check(admin, topics));
        PrintWriter out = spec.commandLine().getOut();
        out.println(Tables.topics(rows));
        out.println();
        out.println("Records counts offsets, those of transactions' ends included. Nothing in them expires by time.");
        out.flush();
        problems.forEach(problem -> spec.commandLine().getErr().println("dealwake: " + problem));
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
