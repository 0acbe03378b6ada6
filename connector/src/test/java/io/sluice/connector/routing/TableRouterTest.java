package io.sluice.connector.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.TableSettings;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableRouterTest {
    private static final Path LAKE = Path.of("/lake");

    private static TableRouter router(String template, Map<String, String> byTopic) {
        return TableRouter.of(new TableSettings(template, byTopic, true, List.of(), ZoneOffset.UTC, Map.of()));
    }

    @Test
    void theMapComesBeforeTheTemplate() throws RecordError {
        TableRouter router = router("raw.${topic}", Map.of("orders.v1", "orders", "_audit", "audit"));
        assertThat(router.route("orders.v1")).isEqualTo(new TableName("orders"));
        assertThat(router.route("_audit").value()).isEqualTo("audit");
        assertThat(router.route("clicks").value()).isEqualTo("raw.clicks");
        assertThat(router.route("clicks")).isSameAs(router.route("clicks"));
    }

    @Test
    void aTemplateWithoutVariableCollectsEveryTopic() throws RecordError {
        TableRouter router = router("events", Map.of());
        assertThat(router.route("a")).isEqualTo(router.route("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "_hidden", "a/b", "a\\b", "a b", "a%2fb", "a\nb", "å", "a:b", "~", "a\0"})
    void aTopicThatNamesNoFolderIsUnroutable(String topic) {
        assertThatThrownBy(() -> router("${topic}", Map.of()).route(topic))
                .isInstanceOfSatisfying(RecordError.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.UNROUTABLE);
                    assertThat(error.getMessage()).contains("table.name.map").doesNotContain("\n", "\0");
                });
    }

    @Test
    void aRecordWithoutTopicIsUnroutable() {
        assertThatThrownBy(() -> router("${topic}", Map.of()).route(null)).isInstanceOf(RecordError.class);
    }

    @Test
    void aMapWithABadTableIsRefusedAtOnce() {
        assertThatThrownBy(() -> router("${topic}", Map.of("a", "../b"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameIsAsLongAsAFileSystemAllows() {
        assertThat(new TableName("a".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> new TableName("a".repeat(256))).hasMessageContaining("255");
    }

    @Property(tries = 2000)
    void noTopicAndNoTemplateLeadOutOfTheLake(@ForAll("hostile") String topic, @ForAll("hostile") String template) {
        try {
            TableName table = router(template + "${topic}", Map.of()).route(topic);
            Path location = LAKE.resolve(table.value()).normalize();
            assertThat(location.getParent()).isEqualTo(LAKE);
            assertThat(location.getFileName().toString())
                    .isEqualTo(table.value())
                    .doesNotStartWith("_")
                    .matches("[A-Za-z0-9_.-]{1,255}");
        } catch (RecordError error) {
            assertThat(error.code()).isEqualTo(ErrorCode.UNROUTABLE);
        }
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("aB0_.-/\\ %:~\n\0å").ofMaxLength(6),
                Arbitraries.strings().alpha().numeric().withChars("._-").ofMaxLength(300),
                Arbitraries.of("..", ".", "../..", "_sluice", "file:/etc", "%2e%2e", "${topic}"));
    }
}
