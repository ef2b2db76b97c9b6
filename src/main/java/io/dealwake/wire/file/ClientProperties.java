package io.dealwake.wire.file;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A file of client settings in Java's format of properties, as Kafka's own tools take it; nothing in it is judged. */
public final class ClientProperties {
    private ClientProperties() {}

    /** The settings by name; throws {@link BadFile} when there is no such file, or it is none of properties. */
    public static Map<String, String> read(Path path) {
        SourceFile source = SourceFile.of(path);
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(source.text()));
        } catch (IOException e) {
            throw source.unreadable(new UncheckedIOException(e), 0);
        } catch (IllegalArgumentException e) {
            throw BadFile.whole(source.name(), "no list of properties", "a line NAME=VALUE for each setting");
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
