package io.dealwake.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dealwake.app.SecuredBroker.Door;
import io.dealwake.deal.Announcement;
import io.dealwake.stream.Permission;
import io.dealwake.stream.Role;
import io.dealwake.stream.Topics;
import io.dealwake.wire.Codecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A broker with TLS, passwords and ACLs; each role has a user with what docs/security.md gives it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredBrokerIT {
    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
    private static final String SECRET = "hush-";
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(20);

    @TempDir
    private static Path home;

    private static SecuredBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = SecuredBroker.start(Files.createDirectory(home.resolve("keys")));
        for (Role role : Role.values()) {
            broker.withUser(role.title(), SECRET + role.title());
            broker.allow(principal(role), role.needs(TOPICS));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Order(1)
    void shouldGoTheWholeRoundWithTheSmallestSetsAndTellNoSecret() throws IOException {
        succeed(Role.ADMINISTRATOR, "topics", "--create", "--partitions", "2");
        write("deal.yaml", """
                id: my-deal
                announcedAt: 2025-10-06T06:50:00-04:00
                headline: A deal of mine
                parties: [{entity: AMD, symbol: AMD, role: supplier}]
                """);
        write("ticks.csv", """
                time,symbol,price,size
                2025-10-06T06:49:58-04:00,AMD,166.69,100
                2025-10-06T06:49:59-04:00,SPY,671.86,100
                2025-10-06T06:52:00-04:00,AMD,197.00,100
                2025-10-06T15:59:59-04:00,AMD,203.71,100
                2025-10-06T15:59:59-04:00,SPY,671.61,100
                """);
        Path settings = broker.file(
                "from-environment",
                Map.of(
                        "config.providers", "env",
                        "config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                        + " username=\"processor\" password=\"${env:KAFKA_PASSWORD}\";",
                        "ssl.truststore.location",
                                broker.certificates().trusted().toString(),
                        "ssl.truststore.password", "${env:TRUST_PASSWORD}"));
        Map<String, String> environment = Map.of(
                "KAFKA_PASSWORD",
                SECRET + "processor",
                "TRUST_PASSWORD",
                Certificates.PASSWORD,
                "DEALWAKE_LOG",
                "DEBUG",
                "DEALWAKE_LOG_KAFKA",
                "INFO");
        try (Program run = Program.start(home, environment, arguments(Door.SCRAM, settings, "run"))) {
            run.awaitErr("Ctrl-C stops it.");
            succeed(
                    Role.PRODUCER,
                    "load",
                    "src/main/resources/sample/securities.yaml",
                    "src/main/resources/sample/closes.csv");
            succeed(Role.PRODUCER, "announce", home.resolve("deal.yaml").toString());
            writeADealInJson();
            await().atMost(Duration.ofMinutes(1)).until(() -> isSequenced("deal-in-json"));
            succeed(Role.PRODUCER, "replay", home.resolve("ticks.csv").toString());
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> succeed(Role.READER, "reactions", "--json")
                            .contains("\"window\":\"[0,0]\",\"status\":\"FINAL\""));
            assertThat(succeed(Role.READER, "alerts", "--json"))
                    .contains("\"rule\":\"raw-move\"", "\"dealId\":\"my-deal\"", "\"dealId\":\"deal-in-json\"");
            assertThat(succeed(Role.PROCESSOR, "doctor")).contains("ok    processor   runs: 1 thread");

            assertThat(run.out() + run.err() + processes() + textOf(home.resolve("state")))
                    .contains("SASL_SSL", "dealwake.jar")
                    .doesNotContain(SECRET, Certificates.PASSWORD);
        }
    }

    /** Both relays carry it on: to the topic of deals, and from there into the tape. */
    private static void writeADealInJson() {
        byte[] deal = """
                {"id":"deal-in-json","announcedAt":"2025-10-06T06:50:00-04:00","headline":"A deal in JSON",
                 "parties":[{"entity":"AMD","symbol":"AMD","role":"supplier"}]}
                """.getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.at(Door.PLAINTEXT)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>("dealwake.deals.json", deal, deal));
            producer.flush();
        }
    }

    private static boolean isSequenced(String dealId) {
        try (TopicReader<Announcement> reader = new TopicReader<>(
                Connection.to(broker.at(Door.PLAINTEXT)), "dealwake.sequenced", Codecs.ANNOUNCEMENT, true)) {
            return reader.readToEnd().stream().anyMatch(deal -> deal.id().equals(dealId));
        }
    }

    static List<Permission> ofProcessor() {
        return Role.PROCESSOR.needs(TOPICS);
    }

    @ParameterizedTest
    @MethodSource("ofProcessor")
    @Order(2)
    void shouldNotStartTheProcessorAndNameThePermissionWhenItIsMissing(Permission permission) {
        String principal = principal(Role.PROCESSOR);
        broker.forbid(principal, permission);
        await().until(() -> !broker.allows(principal, permission));
        try {
            InProcess refused = InProcess.run(arguments(
                    Door.SCRAM,
                    file(Role.PROCESSOR),
                    "run",
                    "--state",
                    home.resolve("never").toString()));

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err())
                    .contains(
                            "dealwake: missing ACL: " + permission + " for User:processor; add what is missing:\n",
                            "--operation " + permission.operationName(),
                            "--" + permission.kind() + " '"
                                    + permission.resource().name() + "'")
                    .doesNotContain("\tat ", SECRET);
        } finally {
            broker.allow(principal, List.of(permission));
            await().until(() -> broker.allows(principal, permission));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alerts,,Read on topic dealwake.alerts",
        "reactions,,Read on topic dealwake.reactions",
        "load,src/main/resources/sample/securities.yaml,Write on topic dealwake.ticks",
        "topics,,DescribeConfigs on topic dealwake.ticks"
    })
    @Order(3)
    void shouldNameThePermissionWhenAnotherCommandLacksIt(String command, String argument, String permission) {
        broker.withUser("nobody", SECRET + "nobody");
        // To see that a topic is there is not enough for anything.
        broker.allow(
                "User:nobody",
                Role.ADMINISTRATOR.needs(TOPICS).stream()
                        .filter(each -> each.operationName().equals("Describe"))
                        .toList());
        String[] words = argument == null ? new String[] {command} : new String[] {command, argument};

        await().untilAsserted(() -> {
            InProcess refused = InProcess.run(arguments(Door.SCRAM, broker.user("nobody", SECRET + "nobody"), words));

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err().replace('\n', ' ')).contains("missing ACL: " + permission + " for User:nobody");
        });
    }

    @Test
    @Order(4)
    void shouldLetAClientInThatShowsACertificate() {
        Path settings = broker.holder(broker.certificates().signed("holder"));
        String principal = "User:CN=holder";
        broker.allow(principal, Role.ADMINISTRATOR.needs(TOPICS));
        broker.allow(principal, Role.PROCESSOR.needs(TOPICS));

        await().untilAsserted(() -> assertThat(InProcess.run(arguments(Door.MUTUAL, settings, "topics"))
                        .exitCode())
                .isZero());
        assertThat(InProcess.run(arguments(Door.MUTUAL, settings, "doctor")).out())
                .contains("ok    acls        this client may do what the processor must")
                .doesNotContain("FAIL");
    }

    /** Each is a process of its own, so that what the libraries log is seen too. */
    @ParameterizedTest
    @CsvSource({
        "SCRAM,wrong-password,3,does not let User:reader in",
        "SCRAM,stranger,4,does not talk as Kafka does with security.protocol=SSL",
        "SCRAM,plain,3,speaks TLS and this client does not",
        "PLAINTEXT,stranger,4,does not talk as Kafka does with security.protocol=SSL",
        "EXPIRED,stranger,3,has expired (NotAfter: ",
        "MUTUAL,untrusting,3,is signed by nobody whom this client trusts",
        "MUTUAL,stranger,3,it may ask for a client's certificate",
        "MUTUAL,expired,3,'of this client, CN=expired in ssl.keystore.location, expired on 2'",
        "MUTUAL,self-signed,3,'refuses the certificate of this client, CN=self-signed'",
        "MUTUAL,wrong-store-password,3,Failed to load SSL keystore",
        "SCRAM,no-jaas,3,sasl.jaas.config cannot be read",
        "NOWHERE,plain,4,nothing listens at 127.0.0.1:1: check the address"
    })
    @Order(5)
    void shouldSayWhatIsWrongInTimeAndTellNoSecret(String door, String settings, int exitCode, String says) {
        String kafka = door.equals("NOWHERE") ? "127.0.0.1:1" : broker.at(Door.valueOf(door));

        try (Program refused = Program.start(
                home,
                "alerts",
                "--kafka",
                kafka,
                "--kafka-config",
                settings(settings).toString())) {
            refused.awaitEnd(REFUSED_WITHIN);

            assertThat(refused.err().replace('\n', ' '))
                    .startsWith("dealwake: ")
                    .contains(says);
            assertThat(refused.err()).doesNotContain("\tat ", SECRET, Certificates.PASSWORD);
            assertThat(refused.err().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
            assertThat(refused.exitCode()).isEqualTo(exitCode);
            assertThat(refused.out()).isEmpty();
        }
    }

    private static Path settings(String name) {
        return switch (name) {
            case "plain" -> broker.file(name, Map.of());
            case "wrong-password" -> broker.user(Role.READER.title(), SECRET + "wrong");
            case "stranger" -> broker.stranger();
            case "untrusting" -> broker.file(name, Map.of("security.protocol", "SSL"));
            case "expired" -> broker.holder(broker.certificates().expired(name));
            case "self-signed" -> broker.holder(broker.certificates().selfSigned(name));
            case "wrong-store-password" ->
                broker.file(
                        name,
                        Map.of(
                                "security.protocol",
                                "SSL",
                                "ssl.truststore.location",
                                broker.certificates().trusted().toString(),
                                "ssl.truststore.password",
                                SECRET + "store"));
            case "no-jaas" ->
                broker.file(
                        name,
                        Map.of(
                                "security.protocol",
                                "SASL_SSL",
                                "sasl.jaas.config",
                                "ScramLoginModule username=reader password=" + SECRET + "reader"));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String principal(Role role) {
        return "User:" + role.title();
    }

    private static Path file(Role role) {
        return broker.user(role.title(), SECRET + role.title());
    }

    private static String succeed(Role role, String... words) {
        InProcess done = InProcess.run(arguments(Door.SCRAM, file(role), words));
        assertThat(done.exitCode()).as(done.err()).isZero();
        return done.out();
    }

    private static String[] arguments(Door door, Path settings, String... words) {
        List<String> arguments = new ArrayList<>(Arrays.asList(words));
        arguments.addAll(List.of("--kafka", broker.at(door), "--kafka-config", settings.toString()));
        return arguments.toArray(String[]::new);
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
    }

    /** The command lines of all processes of this machine. */
    private static String processes() throws IOException {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                lines.append(readIfThere(process.resolve("cmdline"))).append('\n');
            }
        }
        return lines.toString();
    }

    private static String textOf(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> text.append(readIfThere(file)));
        }
        return text.toString();
    }

    /** A process may end, and a file be removed, while we look; each byte is a character. */
    private static String readIfThere(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
