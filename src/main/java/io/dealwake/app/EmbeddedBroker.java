package io.dealwake.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this JVM: one KRaft node, broker and controller in one, on free ports of the loopback address.
 */
final class EmbeddedBroker implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 3;
    private static final int NODE = 1;

    /** Made when a folder is formatted; Kafka's name. */
    private static final String FORMATTED = "meta.properties";

    private final KafkaRaftServer server;
    private final int port;
    private Optional<DataFolder> ownFolder = Optional.empty();
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a broker in a temporary folder, which goes with it, and waits until it answers. */
    static EmbeddedBroker start() {
        return start(Map.of(), Optional.empty());
    }

    /**
     * As {@link #start()}.
     *
     * @param settings more of them, or others than it would have
     * @param port the port to listen on; a free one when absent
     */
    static EmbeddedBroker start(Map<String, String> settings, Optional<Integer> port) {
        DataFolder folder = DataFolder.temporary();
        try {
            EmbeddedBroker broker = start(settings, port, folder.broker());
            broker.ownFolder = Optional.of(folder);
            return broker;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * As {@link #start(Map, Optional)}.
     *
     * @param folder holds its data, now and after it has stopped: another broker may go on with them
     */
    static EmbeddedBroker start(Map<String, String> settings, Optional<Integer> port, Path folder) {
        port.ifPresent(EmbeddedBroker::requireFree);
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return startOnce(settings, port, folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot choose a port", e);
            } catch (RuntimeException e) {
                // Between its choice and its use a free port may be taken by another program: another one is tried.
                last = e;
            }
        }
        throw Failure.outOfReach("the embedded broker did not start: " + last.getMessage(), last);
    }

    private static EmbeddedBroker startOnce(Map<String, String> settings, Optional<Integer> wanted, Path folder)
            throws IOException {
        int port = wanted.isPresent() ? wanted.get() : freePort();
        KafkaRaftServer server = null;
        try {
            Map<String, String> config = config(folder, port, freePort());
            config.putAll(settings);
            if (!Files.exists(folder.resolve(FORMATTED))) {
                format(folder);
            }
            server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
            server.startup();
            EmbeddedBroker broker = new EmbeddedBroker(server, port);
            broker.awaitReady();
            return broker;
        } catch (Exception e) {
            if (server != null) {
                stop(server);
            }
            throw new IllegalStateException(rootOf(e), e);
        }
    }

    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
        } catch (IOException e) {
            throw Failure.data("port " + port + " of 127.0.0.1 is taken by another program: choose another one");
        }
    }

    /** Not the loopback address of the machine's taste, which may be that of IPv6. */
    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> config(Path folder, int port, int controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(NODE));
        config.put("log.dirs", folder.toString());
        config.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "4");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        // The state that the offsets belong to is kept as long: without them it would be of no use.
        config.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("auto.create.topics.enable", "false");
        // The default takes 128 MB of heap, and is wiped for each log that is cleaned: with dozens of small ones that
        // is
        // most of what the cleaner does. A log with more keys than fit, a hundred thousand, is cleaned in several
        // turns.
        config.put("log.cleaner.dedupe.buffer.size", "4194304");
        return config;
    }

    private static void format(Path folder) throws Exception {
        Formatter formatter = new Formatter();
        formatter
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(false)
                .setHasDynamicQuorum(false)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        formatter.run();
    }

    private void awaitReady() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) READY_WITHIN.toMillis());
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().nodes().get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Where clients reach it. */
    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Connection connection() {
        return Connection.to(bootstrapServers());
    }

    /** Stops the broker; its data go if the folder was a temporary one. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop(server);
            ownFolder.ifPresent(DataFolder::close);
        }
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static String rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
