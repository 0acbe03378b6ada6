package io.sluice.connector.schema;

/** A text and a place in it. Blanks before whatever is asked for are skipped. */
final class DdlReader {
    private final String text;
    private int at;

    DdlReader(String text) {
        this.text = text;
    }

    /** Where the next token begins. */
    int mark() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    boolean atEnd() {
        return mark() == text.length();
    }

    boolean accept(char c) {
        if (atEnd() || text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char c, String remedy) {
        if (!accept(c)) {
            throw error("'" + c + "' was expected.", remedy);
        }
    }

    boolean acceptWord(String word) {
        int start = mark();
        int end = wordEnd(start);
        if (!text.substring(start, end).equalsIgnoreCase(word)) {
            return false;
        }
        at = end;
        return true;
    }

    /** A type's name. */
    String word() {
        int start = mark();
        at = wordEnd(start);
        if (at == start) {
            throw error("a type was expected.", "Write each column as: name TYPE.");
        }
        return text.substring(start, at);
    }

    /** A column's name, in backquotes (doubled inside) or not. */
    String name() {
        int start = mark();
        if (!accept('`')) {
            at = wordEnd(start);
            if (at == start) {
                throw error(
                        "a column's name was expected.",
                        "Put names of other than letters, digits and _ between backquotes.");
            }
            return text.substring(start, at);
        }
        StringBuilder name = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '`') {
                name.append(c);
            } else if (at < text.length() && text.charAt(at) == '`') {
                name.append(text.charAt(at++));
            } else {
                return name.toString();
            }
        }
        throw error(start, "the name does not end.", "Close it with a backquote.");
    }

    int integer() {
        int start = mark();
        while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        if (at == start || at - start > 3) {
            throw error(start, "a number of at most three digits was expected.", "Write DECIMAL(precision,scale).");
        }
        return Integer.parseInt(text.substring(start, at));
    }

    /** A text in single or double quotes. */
    String string() {
        int start = mark();
        if (!accept('\'') && !accept('"')) {
            throw error("a text was expected.", "Put it between single quotes.");
        }
        char quote = text.charAt(start);
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                string.append(unescaped());
            } else if (c != quote) {
                string.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                string.append(text.charAt(at++));
            } else {
                return string.toString();
            }
        }
        throw error(
                start,
                "the text does not end.",
                "Close it with " + quote + ", and write a quote inside as \\" + quote + ".");
    }

    /** Spark knows more escapes; one that we would read otherwise than it does is an error. */
    private char unescaped() {
        char c = text.charAt(at);
        if ("uUZ%_".indexOf(c) >= 0 || Character.isDigit(c)) {
            throw error(at - 1, "the escape \\" + c + " is not known.", "Write the character itself.");
        }
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            default -> c;
        };
    }

    private int wordEnd(int start) {
        int end = start;
        while (end < text.length() && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** The error at the next token. */
    IllegalArgumentException error(String problem, String remedy) {
        return error(mark(), problem, remedy);
    }

    IllegalArgumentException error(int position, String problem, String remedy) {
        String rest = text.substring(position);
        String near =
                rest.isEmpty() ? "the end" : "'" + (rest.length() > 20 ? rest.substring(0, 20) + "…" : rest) + "'";
        return new IllegalArgumentException(
                "Cannot read the schema at character " + (position + 1) + ", " + near + ": " + problem + " " + remedy);
    }
}
