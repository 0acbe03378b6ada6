package io.sluice.connector.config;

import static io.sluice.connector.config.SinkConfigErrorsTest.errors;
import static io.sluice.connector.config.SinkConfigTest.props;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnknownKeysTest {
    @ParameterizedTest
    @CsvSource({
        "comit.interval.ms,commit.interval.ms",
        "commit.interval,commit.interval.ms",
        "commit.internal.ms,commit.interval.ms",
        "lake.paht,lake.path",
        "table.names,table.name",
        "table.name.fields,table.name.field",
        "parquet.compresion,parquet.compression",
        "LAKE.FORMAT,lake.format",
        "hadop.fs.s3a.endpoint,hadoop.fs.s3a.endpoint",
        "table.property.delta.x,table.properties.delta.x",
        "consumer.overide.isolation.level,consumer.override.isolation.level",
        "transform.route.type,transforms.route.type",
        "value.convertor,value.converter",
        "errors.tolerence,errors.tolerance",
        "task.max,tasks.max",
        "topic,topics",
    })
    void aMisspeltKeyIsAnErrorAtThatKeyWithTheNearestKnownOne(String key, String nearest) {
        assertThat(errors(props(key, "x"))).containsOnlyKeys(key);
        assertThat(errors(props(key, "x")).get(key)).contains("Did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics.regex",
                "tasks.max.enforce",
                "connector.plugin.version",
                "key.converter.schemas.enable",
                "header.converter",
                "transforms",
                "transforms.route.type",
                "predicates.p.type",
                "errors.log.enable",
                "errors.deadletterqueue.context.headers.enable",
                "errors.of.a.newer.worker",
                "config.action.reload",
                "consumer.override.max.poll.records",
                "producer.override.acks",
                "admin.override.client.id",
                "hadoop.anything.at.all",
                "table.properties.delta.appendOnly",
                "task.class",
            })
    void aKeyOfConnectsOrOfAFamilyIsNoError(String key) {
        assertThat(errors(props(key, "x"))).isEmpty();
    }

    /** Settings that the design names for later versions would have no effect in this one. */
    @ParameterizedTest
    @ValueSource(strings = {"dead.letters", "table.override.", "hadoop.", "source.admin.", "table.properties."})
    void aKeyWithoutEffectIsAnError(String key) {
        assertThat(errors(props(key, "x"))).containsOnlyKeys(key);
    }

    @Test
    void theValueOfAnUnknownKeyIsNotShown() {
        Map<String, String> props = props("hadop.fs.s3a.secret.key", "hunter2");
        assertThat(SinkConfig.validate(props, SettingChecks.NONE).configValues())
                .noneMatch(value -> String.valueOf(value).contains("hunter2"));
        assertThatThrownBy(() -> SinkConfig.parse(props)).message().doesNotContain("hunter2");
    }

    @Test
    void aConnectorsOwnConfigProvidersAreRefusedAndNotLoaded() {
        Map<String, String> props =
                props("config.providers", "p", "config.providers.p.class", Provider.class.getName());
        assertThat(errors(props)).containsOnlyKeys("config.providers", "config.providers.p.class");
        assertThat(Provider.LOADED).isFalse();
    }

    /** Tells that somebody made an instance of it. */
    public static final class Provider implements ConfigProvider {
        static final AtomicBoolean LOADED = new AtomicBoolean();

        public Provider() {
            LOADED.set(true);
        }

        @Override
        public ConfigData get(String path) {
            return new ConfigData(Map.of());
        }

        @Override
        public ConfigData get(String path, Set<String> keys) {
            return get(path);
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }

    @Property(tries = 300)
    void theDistanceIsAMetricOfOneKeystrokeEach(
            @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'd') String a,
            @ForAll @StringLength(max = 12) @CharRange(from = 'a', to = 'd') String b) {
        int distance = EditDistance.between(a, b);
        assertThat(distance).isEqualTo(EditDistance.between(b, a));
        assertThat(distance == 0).isEqualTo(a.equals(b));
        assertThat(distance).isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
        assertThat(EditDistance.between(a, b + "x")).isBetween(distance - 1, distance + 1);
    }

    @Test
    void aSwapOfNeighboursIsOneEdit() {
        assertThat(EditDistance.between("lake.path", "lake.paht")).isOne();
    }
}
