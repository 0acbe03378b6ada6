package io.sluice.connector.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/settings.md}, rendered from what Connect is told. */
final class SettingsReference {
    private static final Pattern CODE = Pattern.compile(".*[_=<$].*|[a-z0-9]+(\\.[a-zA-Z0-9*]+)+");

    private static final String HEAD =
            """
            # Settings

            Generated from the connector's own definition; a test fails when this page is stale. To write it anew:
            `mvn test -pl connector -am -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dsettings.write`.

            Durations are in milliseconds (`.ms`) and sizes in bytes (`.bytes`), as in Kafka. Every key that is neither one of these nor one
            of Connect's own is refused, with the nearest known key in the message. `PUT /connector-plugins/LakeSinkConnector/config/validate`
            shows each error at its key.

            Connect's own keys that matter here:

            - `consumer.override.isolation.level=read_committed`: Connect's consumers read the records of aborted transactions by default, and
              they would land too. The connector warns in the worker's log when this is not set. The worker's
              `connector.client.config.override.policy` must allow it.
            - `value.converter=org.apache.kafka.connect.converters.ByteArrayConverter` for `value.format=json`.
            - `errors.tolerance=all` with `errors.deadletterqueue.topic.name`: records that cannot land go to that topic.
              `errors.tolerance=all` without a topic is refused, where Connect would only write a line to its log. What a converter or a transform throws never reaches the connector
              and goes to Connect's topic alone.
            """;

    private SettingsReference() {}

    static String render(List<Setting> settings) {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, List<Setting>> groups = settings.stream()
                .collect(Collectors.groupingBy(Setting::group, LinkedHashMap::new, Collectors.toList()));
        page.append("\n| key | type | default | importance |\n| --- | --- | --- | --- |\n");
        settings.forEach(setting -> page.append(row(setting)));
        groups.forEach((group, members) -> {
            page.append("\n## ").append(group).append('\n');
            members.forEach(setting -> page.append(section(setting)));
        });
        return page.toString();
    }

    private static String row(Setting setting) {
        return "| [`%s`](#%s) | %s | %s | %s |%n"
                .formatted(
                        setting.name(),
                        setting.name().replaceAll("[^a-z0-9-]", ""),
                        lowerCase(setting.type()),
                        orElse(setting),
                        lowerCase(setting.importance()));
    }

    private static String section(Setting setting) {
        String example = setting.isFamily() ? setting.example() : setting.name() + "=" + setting.example();
        return """

                ### %s

                %s

                - Type: %s
                - Default: %s
                - Valid values: %s
                - Importance: %s
                - Example: `%s`
                """
                .formatted(
                        setting.name().replace("*", "\\*"),
                        code(setting.documentation()),
                        lowerCase(setting.type()),
                        orElse(setting),
                        code(setting.shownValid()),
                        lowerCase(setting.importance()),
                        example);
    }

    private static String orElse(Setting setting) {
        return setting.required() ? "required" : setting.shownDefault();
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Marks the words that are names or would be markup. */
    private static String code(String text) {
        return Arrays.stream(text.split(" ")).map(SettingsReference::codeWord).collect(Collectors.joining(" "));
    }

    private static String codeWord(String word) {
        String bare = word.replaceFirst("[.,;:]+$", "");
        return CODE.matcher(bare).matches() ? "`" + bare + "`" + word.substring(bare.length()) : word;
    }
}
