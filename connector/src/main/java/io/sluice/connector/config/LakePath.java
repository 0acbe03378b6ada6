package io.sluice.connector.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** A URI that tells the file system and a folder in it, and no credentials. */
final class LakePath implements ConfigDef.Validator {
    private static final Set<String> SCHEMES = Set.of("file", "s3a", "hdfs", "abfs", "abfss", "gs");

    @Override
    public void ensureValid(String name, Object value) {
        String text = (String) value;
        if (text == null || text.isBlank()) {
            throw new ConfigException(name, text, "It is empty. Set the root of the lake, such as s3a://bucket/lake.");
        }
        if (text.contains("${")) {
            throw new ConfigException(
                    name,
                    text,
                    "The worker has not resolved it. Name the provider in config.providers of the worker's properties.");
        }
        URI uri = uri(name, text);
        if (uri.getRawUserInfo() != null && !uri.getScheme().startsWith("abfs")) {
            // Not the value: it holds the secret.
            throw new ConfigException(
                    name + " has credentials in front of the @, which end up in logs and in the table's"
                            + " history. Set them as hadoop.* keys instead, through a ConfigProvider.");
        }
        if (uri.isOpaque() || uri.getRawPath() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new ConfigException(
                    name, text, "It names no folder. Write scheme://authority/path, such as s3a://bucket/lake.");
        }
        if (!uri.getScheme().equals("file") && uri.getRawAuthority() == null) {
            throw new ConfigException(
                    name,
                    text,
                    "It names no bucket or host. Write " + uri.getScheme() + "://<bucket, container or host>/path.");
        }
    }

    private static URI uri(String name, String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new ConfigException(
                    name, text, "It is no URI (" + e.getReason() + "). Use a path without spaces and brackets.");
        }
        if (uri.getScheme() == null) {
            String remedy = text.startsWith("/") ? "file:" + text : "s3a://bucket/lake or file:/data/lake";
            throw new ConfigException(
                    name,
                    text,
                    "It names no file system, and the worker's own default is not used. Write " + remedy + ".");
        }
        return uri;
    }

    /**
     * A scheme that neither this connector's documentation nor the configuration knows; found here rather than by a task on some worker.
     *
     * @return the problem with its remedy, or null
     */
    static String unknownScheme(String path, Map<String, String> props) {
        String scheme = URI.create(path.trim()).getScheme().toLowerCase(Locale.ROOT);
        if (SCHEMES.contains(scheme) || props.containsKey("hadoop.fs." + scheme + ".impl")) {
            return null;
        }
        String remedy = scheme.equals("s3") || scheme.equals("s3n")
                ? "Write s3a: instead, the scheme of Hadoop's file system for S3."
                : "Use file:, s3a:, hdfs:, abfss: or gs:, or name the class of the file system in hadoop.fs." + scheme
                        + ".impl.";
        return "Sluice has no file system for " + scheme + ":. " + remedy;
    }

    /** The path from which a table's location is made by appending {@code /<table>}. */
    static String withoutTrailingSlash(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/' && path.charAt(end - 2) != '/' && path.charAt(end - 2) != ':') {
            end--;
        }
        return path.substring(0, end);
    }

    @Override
    public String toString() {
        return "a URI with one of the schemes file, s3a, hdfs, abfss, gs";
    }
}
