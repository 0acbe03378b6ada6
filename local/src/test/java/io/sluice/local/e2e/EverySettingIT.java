package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.connect.RestAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * No setting without a test through a real worker. Which there are says the worker itself, and the reference of the families that no
 * definition holds ({@code hadoop.*}); which are tested say the sources of the tests that deploy connectors.
 */
@ExtendWith(WithStack.class)
final class EverySettingIT {
    /** The groups of Connect's own keys, which an answer has beside a connector's. A key in any other group is ours. */
    private static final Set<String> CONNECTS = Set.of("Common", "Transforms", "Predicates", "Error Handling");

    private static final String TESTS = "local/src/test/java/io/sluice/local";
    private static final Pattern SECTION = Pattern.compile("^### (\\S+)$", Pattern.MULTILINE);

    private final SharedStack stack;

    EverySettingIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void everySettingIsSetByATestThroughAWorker() throws IOException {
        String tests = testsThatDeploy();
        Set<String> settings = new TreeSet<>(known());
        settings.addAll(families());

        assertThat(settings.stream().filter(setting -> !isSet(setting, tests)))
                .as(
                        "settings that no test through a worker sets: write one in %s/e2e that deploys a Pipeline with"
                                + " .set(\"<the setting>\", …) and asserts what a user sees of it, as FileSettingsIT and its siblings do",
                        TESTS)
                .isEmpty();
    }

    /** Else one of them could hide from the other test: in a group of Connect's, or as a family that the reference lacks. */
    @Test
    void theWorkerKnowsWhatTheReferenceDescribesAndNothingElse() throws IOException {
        Set<String> described = sections();
        described.removeAll(families());

        assertThat(known()).isEqualTo(described);
        assertThat(families()).contains("hadoop.*", "table.override.*");
    }

    /** @param setting a key, or a prefix and an asterisk */
    private static boolean isSet(String setting, String tests) {
        String literal = setting.endsWith("*")
                ? Pattern.quote("\"" + setting.substring(0, setting.length() - 1))
                : Pattern.quote("\"" + setting + "\"") + "\\s*,";
        return Pattern.compile("\\.(set|put)\\(\\s*" + literal).matcher(tests).find();
    }

    /** The keys of the connector's definition, as a worker tells them. */
    private Set<String> known() {
        ObjectNode nothing = new ObjectMapper()
                .createObjectNode()
                .put("name", "every-setting")
                .put("connector.class", "io.sluice.connector.LakeSinkConnector");
        RestAnswer answer = stack.worker().rest().put("/connector-plugins/LakeSinkConnector/config/validate", nothing);
        assertThat(answer.status()).isEqualTo(200);
        Set<String> keys = new TreeSet<>();
        for (JsonNode config : answer.body().path("configs")) {
            JsonNode definition = config.path("definition");
            if (definition.isObject()
                    && !CONNECTS.contains(definition.path("group").asText())) {
                keys.add(definition.path("name").asText());
            }
        }
        return keys;
    }

    private Set<String> families() throws IOException {
        Set<String> families = sections();
        families.removeIf(setting -> !setting.endsWith("*"));
        return families;
    }

    /** Everything that the reference describes. */
    private Set<String> sections() throws IOException {
        Path reference = stack.checkout().root().resolve("docs/settings.md");
        Matcher matcher = SECTION.matcher(Files.readString(reference));
        Set<String> sections = new TreeSet<>();
        while (matcher.find()) {
            sections.add(matcher.group(1).replace("\\", ""));
        }
        return sections;
    }

    /** Not of those that only ask a worker to validate. */
    private String testsThatDeploy() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (String folder : List.of("e2e", "chaos")) {
            try (Stream<Path> files =
                    Files.list(stack.checkout().root().resolve(TESTS).resolve(folder))) {
                for (Path file : files.toList()) {
                    String source = Files.readString(file);
                    if (source.contains("deploy(")) {
                        tests.append(source);
                    }
                }
            }
        }
        return tests.toString();
    }
}
