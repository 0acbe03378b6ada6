package io.sluice.analytics.replay;

/** What a message or a report shows of data that nobody has vouched for: a little, and nothing that a terminal obeys. */
final class Excerpt {
    private static final int SHOWN = 60;

    private Excerpt() {}

    /** At most 60 characters; what is not printed is written as its number. */
    static String of(String text) {
        return of(text, SHOWN);
    }

    static String of(String text, int shown) {
        StringBuilder excerpt = new StringBuilder();
        int at = 0;
        for (int count = 0; at < text.length() && count < shown; count++) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (printed(point)) {
                excerpt.appendCodePoint(point);
            } else {
                excerpt.append(String.format("\\u%04x", point));
            }
        }
        return at < text.length() ? excerpt + "…" : excerpt.toString();
    }

    private static boolean printed(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
