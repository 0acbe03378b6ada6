package io.sluice.connector.config;

import static io.sluice.connector.config.SinkConfigTest.props;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WarningsTest {
    private static final long HEAP = 1L << 30;
    private static final String COMMITTED = "consumer.override.isolation.level";

    private static List<String> warnings(String... keysAndValues) {
        Map<String, String> props = props(keysAndValues);
        props.putIfAbsent(COMMITTED, "read_committed");
        return Warnings.of(props, SinkConfig.parse(props), HEAP);
    }

    @Test
    void aSoundConfigurationHasNone() {
        assertThat(warnings()).isEmpty();
        assertThat(warnings("tasks.max", "2")).isEmpty();
    }

    @Test
    void readingUncommittedRecordsIsWarnedOf() {
        assertThat(SinkConfig.warnings(props())).singleElement().asString().contains(COMMITTED + "=read_committed");
        assertThat(warnings(COMMITTED, "read_uncommitted"))
                .singleElement()
                .asString()
                .contains("aborted");
    }

    @Test
    void startingAtTheEndIsWarnedOfSinceAddedPartitionsWouldLoseTheirHead() {
        assertThat(warnings("consumer.override.auto.offset.reset", "latest"))
                .singleElement()
                .asString()
                .contains("also when partitions are added later");
        assertThat(warnings("consumer.override.auto.offset.reset", "earliest")).isEmpty();
    }

    @Test
    void rawJsonByTheWorkersConverterIsWarnedOf() {
        assertThat(warnings("value.format", "json")).singleElement().asString().contains("ByteArrayConverter");
    }

    @Test
    void buffersBeyondHalfTheHeapAreWarnedOf() {
        assertThat(warnings("tasks.max", "3"))
                .singleElement()
                .asString()
                .contains("tasks.max=3", "805306368", String.valueOf(HEAP));
        assertThat(warnings("tasks.max", "999999999", "buffer.memory.bytes", String.valueOf(Long.MAX_VALUE)))
                .hasSize(1);
    }

    @Test
    void commitBytesThatTheBufferCannotHoldAreWarnedOf() {
        assertThat(warnings("commit.bytes", "268435457"))
                .singleElement()
                .asString()
                .contains("never reached");
    }

    @Test
    void aLevelForACodecWithoutLevelsIsWarnedOf() {
        assertThat(warnings("parquet.compression", "snappy", "parquet.compression.level", "9"))
                .singleElement()
                .asString()
                .contains("snappy has no levels");
        assertThat(warnings("parquet.compression", "snappy")).isEmpty();
    }

    @Test
    void aHadoopKeyThatLostItsOwnPrefixIsWarnedOf() {
        assertThat(warnings("hadoop.security.authentication", "kerberos"))
                .singleElement()
                .asString()
                .contains("hadoop.hadoop.security.authentication");
        assertThat(warnings("hadoop.hadoop.security.authentication", "kerberos"))
                .isEmpty();
    }
}
