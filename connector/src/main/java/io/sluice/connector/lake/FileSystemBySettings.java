package io.sluice.connector.lake;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The file system that a scheme has anyway, one for each bucket or host <em>and settings</em>. Hadoop itself keeps one for each bucket or
 * host as long as the JVM lives, made from whatever settings came first: a mistyped endpoint would stay until the worker is restarted,
 * and so would a key that was replaced; and of two connectors the second would use the first's credentials.
 */
public final class FileSystemBySettings extends FilterFileSystem {
    private static final String IMPLEMENTATION = "sluice.filesystem.impl";
    private static final String SETTINGS = "sluice.filesystem.settings";

    private record Key(String scheme, String authority, String settings) {}

    private static final Map<Key, FileSystem> SHARED = new HashMap<>();

    /**
     * Makes {@code configuration} use it for the scheme.
     *
     * @param settings what the user set
     */
    static void use(Configuration configuration, String scheme, Map<String, String> settings) throws IOException {
        if (configuration.getBoolean("fs." + scheme + ".impl.disable.cache", false)) {
            return;
        }
        configuration.setClass(IMPLEMENTATION, FileSystem.getFileSystemClass(scheme, configuration), FileSystem.class);
        configuration.set(SETTINGS, digest(settings));
        configuration.setClass("fs." + scheme + ".impl", FileSystemBySettings.class, FileSystem.class);
        configuration.setBoolean("fs." + scheme + ".impl.disable.cache", true);
    }

    @Override
    public void initialize(URI uri, Configuration conf) throws IOException {
        Key key = new Key(uri.getScheme(), uri.getAuthority(), conf.get(SETTINGS, ""));
        synchronized (SHARED) {
            fs = SHARED.get(key);
            if (fs == null) {
                fs = ReflectionUtils.newInstance(
                        conf.getClass(IMPLEMENTATION, FileSystem.class, FileSystem.class), conf);
                fs.initialize(uri, conf);
                SHARED.put(key, fs);
            }
        }
        super.initialize(uri, conf);
    }

    /** Of one owner; the others still need what is behind it. */
    @Override
    public void close() {}

    /** Not the settings: secrets are among them. */
    private static String digest(Map<String, String> settings) {
        try {
            byte[] text = new TreeMap<>(settings).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
