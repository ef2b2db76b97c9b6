package io.dealwake.stream;

import java.util.Map;

final class TopicAdmin {
    static Map<String, String> changelogConfig() {
        return Map.of("retention.ms", "-1");
    }
}
