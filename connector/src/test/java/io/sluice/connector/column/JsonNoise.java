package io.sluice.connector.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** JSON objects in all the ways in which they can be written, and such with a few bytes changed. */
public final class JsonNoise {
    private static final String[] NAMES = {
        "a",
        "b",
        "c",
        "d",
        "e",
        "A",
        "sevench",
        "eightcha",
        "fifteen_letters",
        "sixteen_letters_",
        "a name, of more than one word",
        "ключ",
        "€",
        "𝄞",
        "~/",
        "",
        "\"",
        "\\",
        "\n",
        "m",
        "_rescued",
        "null",
        "1",
        "-0.50",
        "true",
        "x".repeat(70)
    };
    private static final String[] SPACES = {" ", "\t", "\n", "\r", "\r\n", "  \t\n        "};
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "0e0",
        "0E+99999999999",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "9999999999999999999",
        "18446744073709551616",
        "9007199254740993",
        "9007199254740993.0",
        "9007199254740992.5",
        "1e22",
        "1e23",
        "8.5e22",
        "1e-22",
        "1e-23",
        "123456789012345678e-22",
        "0.1",
        "0.3",
        "2.2250738585072011e-308",
        "4.9e-324",
        "2e-324",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "1e400",
        "1e-400",
        "1e1000000000",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "1e-100000000",
        "1e100000000",
        "0.00000000000000000000000000000000001",
        "3.4028235e38",
        "16777217",
        "0.1234567890123456789"
    };
    private static final String[] TEXTS = {
        "",
        "x",
        "seven..",
        "eight...",
        "nine.....",
        "2021-07-21T06:00:00Z",
        "aGk=",
        "é",
        "€uro",
        "𝄞",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\udbff\udfff",
        "Жираф жуёт жасмин",
        "日本語のテキスト",
        "a".repeat(70)
    };
    private static final String[] ESCAPES = {
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0000",
        "\\u0041",
        "\\u00e9",
        "\\u20AC",
        "\\uD83D\\uDE00",
        "\\ud834\\udd1e",
        "\\uFFFF",
        "\\u001f",
        "\\u007F"
    };
    private static final String[] ALONE = {"\\ud800", "\\uDFFF", "\\ud83d\\n", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00"
    };
    private static final byte[] BYTES =
            "\"\\{}[]:,0123456789+-.eEtfnu/ \t\n\r*#'_$x".getBytes(StandardCharsets.US_ASCII);
    private static final int[][] SEQUENCES = {
        {0},
        {1},
        {0x1F},
        {0x7F},
        {0x80},
        {0xBF},
        {0xC0, 0x80},
        {0xC1, 0xBF},
        {0xC2},
        {0xC2, 0x80},
        {0xE0, 0x9F, 0xBF},
        {0xE0, 0xA0, 0x80},
        {0xE2, 0x82},
        {0xED, 0x9F, 0xBF},
        {0xED, 0xA0, 0x80},
        {0xED, 0xBF, 0xBF},
        {0xEF, 0xBB, 0xBF},
        {0xF0, 0x8F, 0xBF, 0xBF},
        {0xF0, 0x90, 0x80, 0x80},
        {0xF4, 0x8F, 0xBF, 0xBF},
        {0xF4, 0x90, 0x80, 0x80},
        {0xF5, 0x80, 0x80, 0x80},
        {0xF0, 0x90, 0x80},
        {0xFE},
        {0xFF}
    };

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();

    public JsonNoise(long seed) {
        random = new SplittableRandom(seed);
    }

    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One object, well formed but that a number or the nesting may be beyond the limits. */
    public byte[] document() {
        text.setLength(0);
        if (oneIn(40)) {
            text.append('\uFEFF');
        }
        space();
        object(oneIn(200) ? 97 + random.nextInt(5) : 3);
        space();
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void space() {
        while (oneIn(8)) {
            text.append(any(SPACES));
        }
    }

    private void object(int depth) {
        text.append('{');
        space();
        int size = depth > 3 ? 1 : random.nextInt(6);
        for (int i = 0; i < size; i++) {
            comma(i);
            string(any(NAMES));
            space();
            text.append(':');
            space();
            value(depth - 1);
            space();
        }
        text.append('}');
    }

    private void comma(int i) {
        if (i > 0) {
            text.append(',');
            space();
        }
    }

    private void array(int depth) {
        text.append('[');
        space();
        int size = depth > 3 ? 1 : random.nextInt(4);
        for (int i = 0; i < size; i++) {
            comma(i);
            value(depth - 1);
            space();
        }
        text.append(']');
    }

    private void value(int depth) {
        int kind = depth > 3 ? random.nextInt(2) : random.nextInt(depth > 0 ? 10 : 8) + 2;
        switch (kind) {
            case 0, 10 -> object(depth);
            case 1, 11 -> array(depth);
            case 2 -> text.append(any("null", "true", "false"));
            case 3, 4 -> text.append(any(NUMBERS));
            case 5, 6 -> number();
            default -> text();
        }
    }

    private void number() {
        text.append(oneIn(3) ? "-" : "");
        if (oneIn(4)) {
            text.append('0');
        } else {
            text.append(1 + random.nextInt(9));
            digits(oneIn(300) ? 997 + random.nextInt(5) : random.nextInt(20));
        }
        if (oneIn(2)) {
            text.append('.');
            digits(1 + random.nextInt(20));
        }
        if (oneIn(4)) {
            text.append(any("e", "E")).append(any("", "+", "-"));
            digits(1 + random.nextInt(3));
        }
    }

    private void digits(int count) {
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(10));
        }
    }

    private void text() {
        text.append('"');
        int pieces = random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            text.append(oneIn(3) ? any(ESCAPES) : oneIn(30) ? any(ALONE) : escaped(any(TEXTS)));
        }
        text.append('"');
    }

    private void string(String name) {
        text.append('"').append(escaped(name));
        text.append(oneIn(50) ? any(ESCAPES) : "")
                .append(oneIn(200) ? any(ALONE) : "")
                .append('"');
    }

    /** With what must be escaped, and some of the rest. */
    private String escaped(String plain) {
        boolean more = oneIn(10);
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean must = c < ' ' || c == '"' || c == '\\';
            boolean pair = Character.isSurrogate(c);
            if (must || (more && !pair && oneIn(2))) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** @return the document with a few bytes changed; never with two byte order marks, of which Jackson skips the second */
    public byte[] mutated(byte[] document) {
        byte[] result = document;
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            result = changed(result);
        }
        return marks(result) > 1 ? document : result;
    }

    static int marks(byte[] json) {
        int count = 0;
        while (json.length >= 3 * (count + 1)
                && json[3 * count] == (byte) 0xEF
                && json[3 * count + 1] == (byte) 0xBB
                && json[3 * count + 2] == (byte) 0xBF) {
            count++;
        }
        return count;
    }

    private byte[] changed(byte[] document) {
        if (document.length == 0) {
            return document;
        }
        int at = random.nextInt(document.length);
        byte[] copy = document.clone();
        switch (random.nextInt(7)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = BYTES[random.nextInt(BYTES.length)];
            case 2 -> copy = Arrays.copyOf(document, at);
            case 3 -> copy = spliced(document, at, at + 1, new byte[0]);
            case 4 -> copy = spliced(document, at, at, new byte[] {BYTES[random.nextInt(BYTES.length)]});
            case 5 -> {
                int[] sequence = SEQUENCES[random.nextInt(SEQUENCES.length)];
                byte[] bytes = new byte[sequence.length];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) sequence[i];
                }
                copy = spliced(document, at, at + random.nextInt(2), bytes);
            }
            default -> {
                int to = Math.min(document.length, at + 1 + random.nextInt(12));
                copy = spliced(document, to, to, Arrays.copyOfRange(document, at, to));
            }
        }
        return copy;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        byte[] result = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
        return result;
    }
}
