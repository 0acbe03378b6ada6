package io.sluice.connector.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.PartitionUtils;
import io.delta.kernel.types.StringType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class DirectoriesTest {
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    @Test
    void aValueThatSpellsNullHasADirectoryOfItsOwn() {
        assertThat(Directories.name("c", Literal.ofNull(StringType.STRING), 1)).isEqualTo("c=" + NULL);
        assertThat(Directories.name("c", Literal.ofString(NULL), 1)).isEqualTo("c=%5F" + NULL.substring(1));
    }

    @Test
    void aColumnsNameIsEscapedToo() {
        assertThat(Directories.name("a/../b%", Literal.ofInt(1), 1)).isEqualTo("a%2F..%2Fb%25=1");
    }

    @Test
    void aLongNameKeepsItsBeginningAndEndsInAHash() {
        String name = Directories.name("c", Literal.ofString("é".repeat(200) + "1"), 1);
        assertThat(name).startsWith("c=éééé").matches("c=é+=[0-9a-f]{32}");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
        assertThat(name).isNotEqualTo(Directories.name("c", Literal.ofString("é".repeat(200) + "2"), 1));
        assertThat(Directories.name("c", Literal.ofString("x".repeat(253)), 1))
                .hasSize(255)
                .doesNotContainPattern("=.*=");
        assertThat(Directories.name("c".repeat(300), Literal.ofInt(1), 1)).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void theNamesOfSeveralColumnsFitAStoresKeyTogether() {
        Literal value = Literal.ofString("é".repeat(200));
        for (int columns = 1; columns <= 10; columns++) {
            String name = Directories.name("c", value, columns);
            assertThat(columns * (name.getBytes(StandardCharsets.UTF_8).length + 1))
                    .as("%s columns", columns)
                    .isLessThanOrEqualTo(524);
            assertThat(name).matches("c=é+=[0-9a-f]{32}");
        }
        assertThat(Directories.name("c", Literal.ofString("x".repeat(40)), 10)).isEqualTo("c=" + "x".repeat(40));
    }

    @Property
    void theNameIsKernelsOwn(@ForAll("values") String value) {
        Literal literal = Literal.ofString(value.replace("\0", ""));
        String kernels = PartitionUtils.getTargetDirectory("/t", List.of("c"), Map.of("c", literal));
        assertThat("/t/" + Directories.name("c", literal, 1)).isEqualTo(kernels);
    }

    @Property
    void theEscapedNameIsOneHarmlessSegmentThatReadsBack(@ForAll("anyValues") String value) {
        String escaped = PathNames.escape(value);

        assertThat(unescaped(escaped)).isEqualTo(value);
        assertThat(escaped).doesNotContainPattern("[\u0000-\u001f/\\\\:*?\"#=\\[\\]{^\u007f']");
        assertThat(new String(escaped.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(escaped);
    }

    @Property
    void differentValuesHaveDifferentDirectories(@ForAll("anyValues") String one, @ForAll("anyValues") String other) {
        String first = Directories.name("c", Literal.ofString(one), 1);
        String second = Directories.name("c", Literal.ofString(other), 1);

        assertThat(first.equals(second)).isEqualTo(one.equals(other));
        assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
    }

    private static String unescaped(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                // Only surrogates have four digits, and none of the characters with two begins with D.
                int digits = name.charAt(i + 1) == 'D' ? 4 : 2;
                text.append((char) Integer.parseInt(name.substring(i + 1, i + 1 + digits), 16));
                i += digits;
            } else {
                text.append(name.charAt(i));
            }
        }
        return text.toString();
    }

    /** What Kernel, Hive and Spark escape alike. */
    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withCharRange('\u0001', '\u00ff')
                .withChars("/%=:'\"[]{}^*?#\\")
                .ofMinLength(1)
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> anyValues() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("\ud800\udc00%0D8/=a")
                        .ofMinLength(1)
                        .ofMaxLength(8),
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(400),
                values());
    }
}
