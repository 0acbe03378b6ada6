package io.sluice.analytics.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.support.SharedSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The columns that Kafka's rows get; the broker itself is in the end-to-end tests, since it cannot share a JVM with Spark. */
final class KafkaMessagesTest {
    private static Dataset<Row> messages() {
        return SharedSpark.session(Map.of())
                .sql(
                        """
                SELECT CAST(key AS BINARY) key, CAST(value AS BINARY) value, 't' topic, 0 partition, offset,
                    TIMESTAMP '2001-01-01 00:00:00' timestamp, 0 timestampType
                FROM VALUES ('k', '{"id": 1, "value": 0.5, "at": "2001-01-01T10:00:00Z"}', 0L),
                    (null, '{"id": 2', 1L), (null, '{"id": "no number"}', 2L), (null, null, 3L) AS m(key, value, offset)""");
    }

    @Test
    void jsonFieldsStandBesideTheColumnsThatLandedTablesHave() {
        Dataset<Row> rows = KafkaMessages.columns(messages(), "id BIGINT, value DOUBLE, at TIMESTAMP");
        assertThat(rows.columns())
                .containsExactly(
                        "_kafka_key",
                        "_kafka_topic",
                        "_kafka_partition",
                        "_kafka_offset",
                        "_kafka_timestamp",
                        "id",
                        "value",
                        "at",
                        KafkaMessages.MALFORMED);
        assertThat(rows.selectExpr("concat_ws('|', _kafka_key, _kafka_offset, id, value, at)")
                        .first()
                        .getString(0))
                .isEqualTo("k|0|1|0.5|2001-01-01 10:00:00");
    }

    @Test
    void malformedMessagesAreCountedAndTombstonesAreRows() {
        Dataset<Row> rows = KafkaMessages.columns(messages(), "id BIGINT, at TIMESTAMP");
        assertThat(rows.filter(KafkaMessages.MALFORMED + " IS NOT NULL")
                        .select("_kafka_offset")
                        .collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactly(1L, 2L);
        assertThat(KafkaMessages.wellFormed(rows).select("_kafka_offset").collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactly(0L, 3L);
    }

    @Test
    void aSchemaThatIsNoneOrTakesKafkasNamesIsAUsageError() {
        assertThatThrownBy(() -> KafkaMessages.columns(messages(), "id BIGINT at"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--schema \"id BIGINT at\" is no list of columns");
        assertThatThrownBy(() -> KafkaMessages.columns(messages(), "_kafka_offset BIGINT"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("_kafka_offset");
    }

    @Test
    void countsBecomeMessagesKeyedByWindowAndGroups() {
        Interval hour = Interval.parse("--window", "1 hour");
        Windowing windowing = new Windowing("timestamp", hour, hour, List.of("topic"));
        Row message = KafkaSink.messages(windowing, windowing.counts(windowing.timed(messages())))
                .first();
        String window = "\"window_start\":\"2001-01-01T00:00:00.000Z\",\"window_end\":\"2001-01-01T01:00:00.000Z\"";
        assertThat(message.getString(0)).isEqualTo("{" + window + ",\"topic\":\"t\"}");
        assertThat(message.getString(1)).isEqualTo("{" + window + ",\"topic\":\"t\",\"count\":4}");
    }
}
