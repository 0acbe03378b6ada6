package io.sluice.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.FieldMetadata;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            plain | plain
            a.b | a.b
            größe-1/2 | größe-1/2
            "a b,c;d{e}f(g)h=i" | a_b_c_d_e_f_g_h_i
            "a\tb" | a_b
            " " | _
            "" | _
            """)
    void replacesWhatDeltaForbids(String field, String column) {
        assertThat(ColumnNames.columnName(field)).isEqualTo(column);
        assertThat(ColumnNames.columnName("x\ny")).isEqualTo("x_y");
    }

    @Test
    void keepsTheOriginalInTheCommentWhenTheColumnHasAnotherName() {
        assertThat(ColumnNames.metadata("my field").getString("comment")).isEqualTo("my field");
        assertThat(ColumnNames.metadata("").getString("comment")).isEmpty();
        assertThat(ColumnNames.metadata("field")).isEqualTo(FieldMetadata.empty());
    }

    @ParameterizedTest
    @CsvSource({"id,ID", "a b,a_b", "a=b,A;b", "straße,STRAßE"})
    void namesBothFieldsThatWouldShareAColumn(String first, String second) {
        assertThatThrownBy(() -> ColumnNames.requireDistinct(List.of("x", first, "y", second), "/s"))
                .isInstanceOfSatisfying(RecordError.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.COLUMN_COLLISION);
                    assertThat(error.field()).isEqualTo("/s/" + second);
                    assertThat(error.problem()).contains("'" + first + "' and '" + second + "'");
                });
    }

    @Test
    void pointsWithEscapes() {
        assertThat(ColumnNames.pointer("/a", "b/c~d")).isEqualTo("/a/b~1c~0d");
        assertThat(ColumnNames.pointer("", "")).isEqualTo("/");
    }

    @Property
    void everyNameBecomesOneThatStays(
            @ForAll @Chars({' ', ',', '=', '\n', '\t', '{', ')'}) @CharRange(from = 'a', to = 'e') String name) {
        String column = ColumnNames.columnName(name);
        assertThat(column).isNotEmpty().doesNotContainPattern("[ ,;{}()\n\t=]");
        assertThat(ColumnNames.columnName(column)).isSameAs(column);
    }
}
