package io.sluice.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.WorkerLoader;
import java.net.URLClassLoader;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings against what the oldest and the newest supported worker have. */
final class WorkerVersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"oldest", "newest"})
    void everyKeyThatTheWorkerReadsIsKnown(String worker) throws Exception {
        try (URLClassLoader loader = WorkerLoader.of(worker)) {
            Object definition = loader.loadClass("org.apache.kafka.connect.runtime.SinkConnectorConfig")
                    .getMethod("configDef")
                    .invoke(null);
            Set<?> names = (Set<?>) definition.getClass().getMethod("names").invoke(definition);
            UnknownKeys unknown = new UnknownKeys(SinkConfig.SETTINGS);

            assertThat(names).hasSizeGreaterThan(15).allSatisfy(name -> assertThat(unknown.problem((String) name))
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oldest", "newest"})
    void theSettingsAreCheckedAndParsedThere(String worker) throws Exception {
        try (URLClassLoader loader = WorkerLoader.of(worker)) {
            Object errors = loader.loadClass(WorkerProbe.class.getName())
                    .getMethod("run")
                    .invoke(null);
            assertThat(errors).isEqualTo("[comit.records, value.format] metadata [NONE] table raw.${topic}");
        }
    }
}
