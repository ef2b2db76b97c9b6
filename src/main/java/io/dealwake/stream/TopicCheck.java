package io.dealwake.stream;

import io.dealwake.stream.Topics.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Compares the topics that are there, and the changelogs of the processor, with what it needs. */
public final class TopicCheck {
    private static final Set<String> OF_RETENTION = Set.of(
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);

    private final Admin admin;
    private final Topics topics;
    private final KafkaTools tools;

    private TopicCheck(Admin admin, Topics topics, KafkaTools tools) {
        this.admin = admin;
        this.topics = topics;
        this.tools = tools;
    }

    /** What is wrong, in the order of the contract, changelogs last; empty when all is well. */
    public static List<Problem> problems(Admin admin, Topics topics, KafkaTools tools) {
        return new TopicCheck(admin, topics, tools).problems();
    }

    private List<Problem> problems() {
        Set<String> names = TopicAdmin.answer(admin.listTopics().names());
        List<Problem> problems = new ArrayList<>();
        Map<Topic, String> there = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            String name = topics.nameOf(topic);
            if (names.contains(name)) {
                there.put(topic, name);
            }
        }
        List<String> missing =
                topics.names().stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            problems.add(new Problem(
                    Problem.Kind.TOPIC,
                    (missing.size() == 1 ? "missing topic: " : "missing topics: ") + String.join(", ", missing),
                    "create what is missing: " + tools.createTopics(topics)));
        }
        Set<String> changelogs = names.stream()
                .filter(name -> name.startsWith(topics.applicationId() + "-") && name.endsWith("-changelog"))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Config> configs = configs(there.values(), changelogs);
        there.forEach((topic, name) ->
                compare(name, TopicAdmin.configOf(topic), configs.get(name), Problem.Kind.SETTING, problems));
        changelogs.forEach(name ->
                compare(name, TopicAdmin.changelogConfig(), configs.get(name), Problem.Kind.CHANGELOG, problems));
        comparePartitions(there, changelogs, problems);
        return problems;
    }

    private Map<String, Config> configs(Iterable<String> names, Iterable<String> changelogs) {
        List<ConfigResource> resources = new ArrayList<>();
        names.forEach(name -> resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
        changelogs.forEach(name -> resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
        Map<String, Config> configs = new HashMap<>();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, answer) ->
                        configs.put(resource.name(), TopicAdmin.settings(resource.name(), answer)));
        return configs;
    }

    private void compare(
            String name, Map<String, String> wanted, Config config, Problem.Kind otherwise, List<Problem> problems) {
        wanted.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(setting -> {
            String is = config.get(setting.getKey()) == null
                    ? "unknown to the broker"
                    : config.get(setting.getKey()).value();
            if (!suffices(setting.getKey(), is, setting.getValue())) {
                boolean expires = otherwise == Problem.Kind.SETTING && OF_RETENTION.contains(setting.getKey());
                problems.add(new Problem(
                        expires ? Problem.Kind.RETENTION : otherwise,
                        setting.getKey() + " of topic " + name + " is " + is + ", expected " + setting.getValue()
                                + why(setting.getKey()),
                        "set it: " + tools.set(name, setting.getKey(), setting.getValue())));
            }
        });
    }

    /** Whether a setting is as it should be, or more generous. */
    private static boolean suffices(String setting, String is, String wanted) {
        return is.equals(wanted)
                || (setting.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                        && Long.parseLong(is) >= Long.parseLong(wanted));
    }

    private static String why(String setting) {
        return switch (setting) {
            case TopicConfig.RETENTION_MS_CONFIG -> ": history that is replayed would be deleted";
            case TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG -> ": history that is replayed would be refused";
            case TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG ->
                ": what is known ahead of its time would be refused";
            case TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG -> ": the times of records are those of events";
            case TopicConfig.MAX_MESSAGE_BYTES_CONFIG -> ": a rejected record holds another one whole";
            default -> "";
        };
    }

    private void comparePartitions(Map<Topic, String> there, Set<String> changelogs, List<Problem> problems) {
        List<String> followers = there.entrySet().stream()
                .filter(entry -> entry.getKey().followsTape())
                .map(Map.Entry::getValue)
                .toList();
        List<String> names = new ArrayList<>(followers);
        names.addAll(changelogs);
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, TopicDescription> described =
                TopicAdmin.answer(admin.describeTopics(names).allTopicNames());
        names.forEach(name -> counts.put(name, described.get(name).partitions().size()));
        int most = followers.stream().mapToInt(counts::get).max().orElse(0);
        for (String name : followers) {
            if (counts.get(name) < most) {
                problems.add(new Problem(
                        Problem.Kind.PARTITIONS,
                        "topic " + name + " has " + counts.get(name) + " partitions, expected " + most
                                + ": as many as the others of " + String.join(", ", followers),
                        "if nothing was written to them yet: " + tools.addPartitions(name, most)
                                + "\n  else make all of them anew, under another --prefix"));
            }
        }
        for (String name : changelogs) {
            if (!followers.isEmpty() && counts.get(name) != most) {
                problems.add(new Problem(
                        Problem.Kind.CHANGELOG,
                        "topic " + name + " has " + counts.get(name) + " partitions, expected " + most + ": as many as "
                                + topics.ticks(),
                        "the number of partitions was changed under the processor's state: make all topics anew, under"
                                + " another --prefix"));
            }
        }
    }
}
