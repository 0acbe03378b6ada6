package io.sluice.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenFilesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a INT | a INT, b INT
            a INT NOT NULL, s STRUCT<x: INT> | b DATE, s STRUCT<y: INT, x: INT>, a INT
            a INT NOT NULL | a INT NOT NULL, day DATE NOT NULL
            m MAP<STRING, ARRAY<STRUCT<x: INT>>> | m MAP<STRING, ARRAY<STRUCT<x: INT, y: INT>>>
            """)
    void mayBeCommittedToATableThatHasTheirColumns(String file, String table) {
        assertThat(SchemaChange.obstacle(DdlSchema.parse(file), DdlSchema.parse(table), List.of("day")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a INT, b INT | a INT | column 'b' is no longer in the table
            A INT | a INT | column 'A' is no longer in the table
            a INT | a BIGINT | column 'a' is INT in the files, and now BIGINT
            a INT | a INT NOT NULL | column 'a' is now NOT NULL, and the files may have nulls in it
            a INT | a INT, b INT NOT NULL | column 'b' is now NOT NULL, and the files do not have it
            s STRUCT<x: INT> | s STRUCT<x: INT, y: INT NOT NULL> | column 's.y' is now NOT NULL
            s STRUCT<x: INT> | s ARRAY<INT> | column 's' is STRUCT<x: INT> in the files, and now ARRAY<INT>
            l ARRAY<STRUCT<x: INT>> | l ARRAY<STRUCT<x: DATE>> | column 'l.element.x' is INT
            m MAP<INT, INT> | m MAP<STRING, INT> | column 'm.key' is INT
            m MAP<INT, INT> | m MAP<INT, STRING> | column 'm.value' is INT
            """)
    void mayNotBeCommittedOnceAColumnIsAnother(String file, String table, String why) {
        assertThat(SchemaChange.obstacle(DdlSchema.parse(file), DdlSchema.parse(table), List.of()))
                .hasValueSatisfying(obstacle -> assertThat(obstacle).contains(why));
    }

    @Test
    void aPartitionColumnIsNotMissedInFiles() {
        assertThat(SchemaChange.obstacle(
                        DdlSchema.parse("a INT"), DdlSchema.parse("a INT, p INT NOT NULL"), List.of("p")))
                .isEmpty();
    }
}
