package io.sluice.analytics.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

/** The connector's partition columns: the same value gives the same partition. */
final class ReplayPartitionTest {
    /** For hashes below 2^31 the bucket of this many is the hash without its sign. */
    private static final int ALL = Integer.MAX_VALUE;

    private static String made(String word, int number, Object value) {
        return new MadeValue(word, number, ZoneOffset.UTC, false).call(value);
    }

    private static long micros(String moment) {
        return Instant.parse(moment).getEpochSecond() * 1_000_000;
    }

    /** Iceberg's table spec, appendix B. */
    @Test
    void bucketsAreIcebergs() {
        assertThat(made("bucket", ALL, 34L)).isEqualTo("2017239379");
        assertThat(made("bucket", ALL, new BigDecimal("14.20"))).isEqualTo(positive(-500754589));
        assertThat(made("bucket", ALL, LocalDate.parse("2017-11-16").toEpochDay()))
                .isEqualTo(positive(-653330422));
        assertThat(made("bucket", ALL, micros("2017-11-16T22:31:08Z"))).isEqualTo(positive(-2047944441));
        assertThat(made("bucket", ALL, LocalDateTime.parse("2017-11-16T22:31:08")))
                .isEqualTo(positive(-2047944441));
        assertThat(made("bucket", ALL, "iceberg")).isEqualTo("1210000089");
        assertThat(made("bucket", ALL, new byte[] {0, 1, 2, 3})).isEqualTo(positive(-188683207));
        assertThat(made("bucket", 16, "iceberg")).isEqualTo(Integer.toString(1210000089 % 16));
    }

    private static String positive(int hash) {
        return Integer.toString((hash & Integer.MAX_VALUE) % ALL);
    }

    @Test
    void truncatesTextByCodePointsAndNumbersDownwards() {
        assertThat(made("truncate", 2, "a\uD83D\uDE00b")).isEqualTo("a\uD83D\uDE00");
        assertThat(made("truncate", 2, "")).isNull();
        assertThat(made("truncate", 10, -1L)).isEqualTo("-10");
        assertThat(made("truncate", 50, new BigDecimal("-10.65"))).isEqualTo("-11.00");
        assertThat(made("truncate", 50, null)).isNull();
    }

    @Test
    void tellsTheCalendarInTheColumnsZone() {
        long moment = micros("2000-12-31T23:30:00Z");
        MadeValue berlin = new MadeValue("hour", 0, ZoneId.of("Europe/Berlin"), false);
        assertThat(berlin.call(moment)).isEqualTo("2001-01-01-00");
        assertThat(made("year", 0, moment)).isEqualTo("2000");
        assertThat(made("month", 0, moment)).isEqualTo("2000-12");
        assertThat(made("day", 0, moment)).isEqualTo("2000-12-31");
        assertThat(made("day", 0, micros("-0001-01-01T00:00:00Z")))
                .as("a day that no partition says")
                .isNull();
        assertThat(new MadeValue("day", 0, ZoneOffset.UTC, true).call(11322L)).isEqualTo("2000-12-31");
    }

    @Test
    void readsHowAColumnIsMadeFromItsMetadata() {
        assertThat(MadeColumn.of(column("day(ts)", "Europe/Berlin")))
                .contains(new MadeColumn("ts", "day", 0, ZoneId.of("Europe/Berlin")));
        assertThat(MadeColumn.of(column("truncate(name, 3)", null)))
                .contains(new MadeColumn("name", "truncate", 3, ZoneOffset.UTC));
        assertThat(MadeColumn.of(column("bucket(16, id)", null)))
                .contains(new MadeColumn("id", "bucket", 16, ZoneOffset.UTC));
        assertThat(MadeColumn.of(DataTypes.createStructField("id", DataTypes.LongType, true)))
                .isEmpty();
        assertThatThrownBy(() -> MadeColumn.of(column("week(ts)", null)))
                .hasMessageContaining("does not know week(ts)");
    }

    static StructField column(String madeOf, String zone) {
        MetadataBuilder metadata = new MetadataBuilder().putString("sluice.partition", madeOf);
        if (zone != null) {
            metadata.putString("sluice.partition.time.zone", zone);
        }
        return DataTypes.createStructField("made", DataTypes.DateType, true, metadata.build());
    }
}
