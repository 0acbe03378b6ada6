package io.sluice.analytics.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits SQL text at the semicolons that end statements: not those in quotes, back-ticks or comments (nested ones too, as in
 * Spark's grammar). Statements that are nothing but comments are left out.
 */
final class Statements {
    private final String text;
    private final List<String> statements = new ArrayList<>();
    private int start;
    private int at;
    private boolean blank = true;

    private Statements(String text) {
        this.text = text;
    }

    static List<String> split(String text) {
        Statements statements = new Statements(text);
        while (statements.at < text.length()) {
            statements.step();
        }
        statements.end();
        return statements.statements;
    }

    private void step() {
        char c = text.charAt(at);
        if (c == ';') {
            end();
            start = ++at;
        } else if (text.startsWith("--", at)) {
            int line = text.indexOf('\n', at);
            at = line < 0 ? text.length() : line + 1;
        } else if (text.startsWith("/*", at) && !text.startsWith("/*+", at)) {
            comment();
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
            blank = false;
        } else {
            blank &= Character.isWhitespace(c);
            at++;
        }
    }

    private void end() {
        if (!blank) {
            statements.add(text.substring(start, at).strip());
        }
        blank = true;
    }

    private void comment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
    }

    /** A doubled quote ends one literal and begins the next, which comes to the same. */
    private void quoted(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }
}
