package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.ValueSettings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EpochTimesTest {
    @ParameterizedTest(name = "{0}: {2} as {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "epoch_millis | TIMESTAMP | 1626847200123 | 2021-07-21T06:00:00.123Z",
                "epoch_millis | TIMESTAMP | \"1626847200123\" | 2021-07-21T06:00:00.123Z",
                "epoch_millis | TIMESTAMP | \"2021-07-21T06:00:00Z\" | 2021-07-21T06:00:00Z",
                "epoch_millis | TIMESTAMP | -1 | 1969-12-31T23:59:59.999Z",
                "epoch_millis | TIMESTAMP | 1.5e12 | 2017-07-14T02:40:00Z",
                "epoch_millis | TIMESTAMP | 253402300800000 | +10000-01-01T00:00:00Z",
                "epoch_seconds | TIMESTAMP | 1626847200.1234567 | 2021-07-21T06:00:00.123456Z",
                "epoch_seconds | TIMESTAMP | -0.0000001 | 1969-12-31T23:59:59.999999Z",
                "epoch_micros | TIMESTAMP | 1 | 1970-01-01T00:00:00.000001Z",
                "epoch_nanos | TIMESTAMP | -1 | 1969-12-31T23:59:59.999999Z",
                "epoch_nanos | TIMESTAMP_NTZ | 1000 | 1970-01-01T00:00:00.000001",
                "epoch_days | DATE | 19782 | 2024-02-29",
                "epoch_days,epoch_millis | DATE | 19782 | 2024-02-29",
                "epoch_millis | DATE | 1709164800000 | 2024-02-29",
                "epoch_seconds | DATE | \"1709164800\" | 2024-02-29",
                "yyyyMMdd,epoch_seconds | DATE | \"20240229\" | 2024-02-29",
                "yyyyMMdd,epoch_seconds | DATE | \"2024-02-29\" | -",
                "epoch_millis | DATE | 1709164800001 | -",
                "epoch_days | DATE | 0.5 | -",
                "epoch_days | TIMESTAMP | 1 | -",
                "epoch_seconds | TIMESTAMP | 9223372036854775807 | -",
                "epoch_seconds | TIMESTAMP | 1e1000000000 | -",
                "epoch_seconds | TIMESTAMP | \"1e3\" | -",
                "epoch_seconds | TIMESTAMP | \"12-3\" | -",
                "epoch_seconds | TIMESTAMP | true | -",
                "'' | TIMESTAMP | 1626847200123 | -",
                "'' | TIMESTAMP | \"1626847200123\" | -"
            })
    void aNumberIsTheTimeThatTheSettingSaysOrIsRescued(String formats, String type, String value, String read)
            throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(schema(type), settings(formats));

        buffer.append(Records.json("{\"a\":" + value + "}"));

        assertThat(Buffers.values(buffer, "a")).hasToString("[" + read + "]");
        assertThat(buffer.rescued(0)).isEqualTo(read == null ? "{\"/a\":" + value + "}" : null);
    }

    private static io.delta.kernel.types.StructType schema(String type) {
        return type.equals("TIMESTAMP_NTZ")
                ? new io.delta.kernel.types.StructType().add("a", io.delta.kernel.types.TimestampNTZType.TIMESTAMP_NTZ)
                : Buffers.schema("a " + type);
    }

    private static ValueSettings settings(String formats) {
        return SinkConfig.parse(Map.of(
                        "name", "test",
                        "lake.path", "file:/lake",
                        "value.format", "json",
                        "metadata.columns", "none",
                        "value.timestamp.formats", formats))
                .value();
    }
}
