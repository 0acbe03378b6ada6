package io.sluice.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class RedactionTest {
    @Test
    void aValueIsReplacedByItsKey() {
        Redaction redaction =
                Redaction.ofHadoop(Map.of("fs.s3a.secret.key", "hunter2", "fs.s3a.endpoint", "http://store:9000"));
        assertThat(redaction.redact("GET http://store:9000/b?key=hunter2&again=hunter2 failed"))
                .isEqualTo(
                        "GET [hadoop.fs.s3a.endpoint]/b?key=[hadoop.fs.s3a.secret.key]&again=[hadoop.fs.s3a.secret.key] failed");
    }

    @Test
    void ofTwoValuesThatBeginAlikeTheLongerGoesWhole() {
        Redaction redaction = Redaction.ofHadoop(Map.of("a", "secret", "b", "secret-and-more"));
        assertThat(redaction.redact("x secret-and-more y secret")).isEqualTo("x [hadoop.b] y [hadoop.a]");
    }

    @Test
    void ofAnAdminClientsSettingsTheSecretsGoAndTheRestStays() {
        Redaction redaction = Redaction.of(SinkConfig.parse(SinkConfigTest.props(
                "source.admin.bootstrap.servers", "broker:9092",
                "source.admin.sasl.jaas.config", "Login required password=hunter2;",
                "source.admin.login.secret", "hunter3")));

        assertThat(redaction.redact("broker:9092: 'Login required password=hunter2;', hunter3"))
                .isEqualTo("broker:9092: '[source.admin.sasl.jaas.config]', [source.admin.login.secret]");
    }

    @Test
    void whatIsNoSecretStays() {
        Redaction redaction =
                Redaction.ofHadoop(Map.of("fs.s3a.path.style.access", "true", "fs.s3a.attempts.maximum", "3"));
        assertThat(redaction.redact("3 attempts, true")).isEqualTo("3 attempts, true");
        assertThat(Redaction.ofHadoop(Map.of()).redact("any")).isEqualTo("any");
        assertThat(redaction.redact(null)).isNull();
    }

    @Property(tries = 500)
    void noValueSurvivesPlainOrInAUrl(
            @ForAll @StringLength(min = 4, max = 20) String secret, @ForAll String before, @ForAll String after) {
        Redaction redaction = Redaction.ofHadoop(Map.of("\u0001", secret));
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String text = before + "\u0002" + secret + "\u0002" + url + "\u0002" + after;
        assertThat(redaction.redact(text).replace("[hadoop.\u0001]", "\u0002")).doesNotContain(secret, url);
    }
}
