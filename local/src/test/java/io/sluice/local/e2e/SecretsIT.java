package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.connect.ConnectRest;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithStack.class)
final class SecretsIT {
    private static final String OTHER_SECRET = "S3CR3T-from-a-file";

    private final SharedStack stack;

    @TempDir
    Path folder;

    SecretsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void secretsOfBothProvidersAreNeverShown() throws IOException {
        Path file = Files.writeString(folder.resolve("secrets.properties"), "key=" + OTHER_SECRET);
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), "secrets", 1)
                .set("hadoop.fs.s3a.secret.key", "${env:SLUICE_SECRET}")
                .set("hadoop.fs.s3a.session.token", "${file:" + file + ":key}")
                .set("value.schema", "n BIGINT")
                .set("schema.mismatch", "fail")
                .deploy();
        Produced produced = pipeline.send(LandingIT.numbers(5));
        pipeline.awaitLanded(produced.ends());
        pipeline.send(List.of(new Message("poison", "{\"n\":\"x\"}")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> pipeline.connectors().failure("secrets").isPresent());

        ConnectRest rest = stack.worker().rest();
        for (String path : List.of("", "/config", "/status", "/tasks")) {
            JsonNode answer = rest.get("/connectors/secrets" + path).body();
            assertHidden("GET " + path, answer.toString());
        }
        JsonNode validation = rest.put("/connector-plugins/LakeSinkConnector/config/validate", pipeline.settings())
                .body();
        assertHidden("validate", validation.toString());
        assertFilesHide(stack.logs());
        assertFilesHide(pipeline.table().resolve("_delta_log"));
    }

    private static void assertFilesHide(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertHidden(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void assertHidden(String where, String text) {
        assertThat(text).as(where).doesNotContain(SharedStack.SECRET).doesNotContain(OTHER_SECRET);
    }
}
