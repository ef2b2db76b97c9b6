package io.dealwake.bench;

import io.dealwake.stream.ProcessorStatus;
import io.dealwake.stream.TopicAdmin;
import io.dealwake.stream.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The program as it is shipped, {@code run}, on topics that nobody else uses and that go with it. */
final class Deployment implements AutoCloseable {
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final String servers;
    private final Topics topics;
    private final Path folder;
    private final List<String> javaOptions;
    private final Admin admin;
    private Child run;

    /** Makes the topics, and a place for the state beside others. */
    Deployment(String servers, Topics topics, Path folder, List<String> javaOptions) {
        this.servers = servers;
        this.topics = topics;
        this.folder = folder.resolve(topics.applicationId());
        this.javaOptions = javaOptions;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        TopicAdmin.create(admin, topics, Bench.PARTITIONS, (short) 1);
    }

    /** Starts it, with further arguments. */
    void start(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("run", "--state", folder.toString()));
        line.addAll(List.of(arguments));
        run = dealwake(line);
    }

    /** A command of the program on the same topics. */
    Child dealwake(List<String> command) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("--kafka", servers, "--prefix", topics.prefix()));
        return Child.dealwake(javaOptions, line.toArray(String[]::new));
    }

    Topics topics() {
        return topics;
    }

    /** Where it keeps its state. */
    Path folder() {
        return folder;
    }

    Child run() {
        return run;
    }

    /** Waits until it has read all that is in its inputs now. */
    void awaitCaughtUp() throws InterruptedException {
        await(() -> ProcessorStatus.hasCaughtUp(admin, topics));
    }

    /** The same, and until all has been committed: no output will come any more. */
    void awaitSettled() throws InterruptedException {
        await(() -> ProcessorStatus.hasCaughtUp(admin, topics) && ProcessorStatus.isSettled(admin, topics));
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            run.requireAlive();
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    /** What Kafka keeps of its state. */
    long bytesOfChangelogs() throws InterruptedException {
        try {
            return admin.describeLogDirs(List.of(Bench.BROKER)).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().startsWith(topics.applicationId())
                            && replica.getKey().topic().endsWith("-changelog"))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (run != null) {
                run.close();
            }
            admin.deleteTopics(admin.listTopics().names().get().stream()
                            .filter(name -> name.startsWith(topics.applicationId()))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } finally {
            admin.close();
        }
    }
}
