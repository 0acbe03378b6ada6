package io.sluice.protobuf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that Maven built: Connect shows it. */
final class PluginVersion {
    private static final String VERSION = read();

    private PluginVersion() {}

    static String get() {
        return VERSION;
    }

    private static String read() {
        try (InputStream resource = PluginVersion.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                throw new IllegalStateException("The plugin's jar holds no version.properties. Build it with Maven.");
            }
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
