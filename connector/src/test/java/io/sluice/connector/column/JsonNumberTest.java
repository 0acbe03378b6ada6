package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Digits are read eight at a time: every count of them, whatever byte comes behind, and however near the text's end is. */
final class JsonNumberTest {
    private final Random random = new Random(7);
    private final JsonNumber number = new JsonNumber();

    @Test
    void anIntegerEndsBeforeWhateverIsNoDigit() {
        for (int count = 1; count <= 19; count++) {
            for (int behind = 0; behind < 256; behind++) {
                if (!Character.isDigit(behind) && behind != '.' && behind != 'e' && behind != 'E') {
                    int padding = random.nextInt(10);
                    String digits = digits(count);
                    byte[] text = text(digits, behind, padding);

                    assertThat(number.read(text, 2, text.length - 1)).isEqualTo(JsonNumber.INTEGER);
                    assertThat(number.to()).isEqualTo(2 + count);
                    assertThat(number.integer()).as(digits).isEqualTo(Long.parseLong(digits));
                }
            }
        }
    }

    @Test
    void anIntegerEndsWhereTheTextDoesThoughTheArrayGoesOn() {
        for (int count = 1; count <= 19; count++) {
            byte[] text = text(digits(count), '7', 20);
            assertThat(number.read(text, 2, 2 + count)).isEqualTo(JsonNumber.INTEGER);
            assertThat(number.to()).isEqualTo(2 + count);
            assertThat(number.integer())
                    .isEqualTo(Long.parseLong(new String(text, 2, count, StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void aFractionHasTheDigitsOnBothSidesOfItsPoint() {
        Fraction fraction = new Fraction();
        for (int whole = 1; whole <= 17; whole++) {
            for (int decimals = 1; decimals <= 18; decimals++) {
                String digits = digits(whole) + "." + digits(decimals);
                byte[] text = text(digits, ',', random.nextInt(10));

                assertThat(number.read(text, 2, text.length - 1)).isEqualTo(JsonNumber.FRACTION);
                number.into(fraction);
                assertThat(number.to()).isEqualTo(2 + digits.length());
                assertThat(fraction.number()).as(digits).isEqualTo(Double.parseDouble(digits));
                assertThat(fraction.decimal()).isEqualTo(digits);
            }
        }
    }

    @Test
    void whatIsBeyondSixtyFourBitsIsNoInteger() {
        for (int count = 18; count <= 40; count++) {
            String digits = digits(count);
            byte[] text = text(digits, '}', random.nextInt(10));
            boolean fits = new BigInteger(digits).bitLength() < Long.SIZE;
            assertThat(number.read(text, 2, text.length - 1))
                    .as(digits)
                    .isEqualTo(fits ? JsonNumber.INTEGER : JsonNumber.FRACTION);
        }
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        digits.append((char) ('1' + random.nextInt(8)));
        while (digits.length() < count) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** Two bytes, the digits, what stands behind them, and more of it. */
    private static byte[] text(String digits, int behind, int padding) {
        byte[] text = new byte[2 + digits.length() + 1 + padding];
        Arrays.fill(text, (byte) behind);
        System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, text, 2, digits.length());
        return text;
    }
}
