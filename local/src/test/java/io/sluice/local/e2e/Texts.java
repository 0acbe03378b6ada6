package io.sluice.local.e2e;

import io.sluice.local.data.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records whose size is known: a number, a place of a few, and a text that no other has, of words that come again as those of a language do,
 * so that codecs and their levels have something to tell them apart. The same in every run.
 */
final class Texts {
    /** Of each text, at least; a word more at most. */
    static final int BYTES = 400;

    static final int LONGEST_WORD = 9;
    private static final int PLACES = 5;
    private static final int WORDS = 3_000;

    private Texts() {}

    static List<Message> of(int count) {
        Random random = new Random(1);
        List<String> words = words(random);
        List<Message> messages = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            messages.add(message(n, text(words, random, BYTES)));
        }
        return messages;
    }

    /** One with a text of that many bytes. */
    static Message large(int n, int bytes) {
        return message(n, "x".repeat(bytes));
    }

    private static Message message(int n, String text) {
        return new Message(null, "{\"n\":" + n + ",\"place\":\"place " + n % PLACES + "\",\"text\":\"" + text + "\"}");
    }

    private static String text(List<String> words, Random random, int bytes) {
        StringBuilder text = new StringBuilder();
        while (text.length() < bytes) {
            text.append(words.get(random.nextInt(words.size()))).append(' ');
        }
        return text.toString();
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>(WORDS);
        for (int i = 0; i < WORDS; i++) {
            words.add(random.ints(2 + random.nextInt(LONGEST_WORD - 2), 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        return words;
    }
}
