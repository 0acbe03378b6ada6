package io.sluice.analytics.regression;

import io.sluice.analytics.error.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named SQL expression over the table's columns, as the user wrote it.
 *
 * @param name a plain identifier: it names a coefficient, and a column of the pipeline
 * @param sql Spark SQL without the alias
 */
record Expression(String name, String sql) {
    private static final String IDENTIFIER = "[A-Za-z][A-Za-z0-9_]*";
    private static final Pattern COLUMN = Pattern.compile(IDENTIFIER + "|_[A-Za-z0-9_]+");
    private static final Pattern NAMED =
            Pattern.compile("(.*\\S)\\s+AS\\s+(" + IDENTIFIER + ")", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** One column, or {@code expression AS name}. */
    static Expression parse(String option, String text) {
        String sql = text.strip();
        if (COLUMN.matcher(sql).matches()) {
            return new Expression(sql, sql);
        }
        Matcher named = NAMED.matcher(sql);
        if (!named.matches()) {
            throw new UsageException(option + " '" + sql
                    + "' has no name: write a column, or an expression with a name, " + "as in \"hour(ts) AS hour\"");
        }
        return new Expression(named.group(2), named.group(1));
    }

    /** A list separated by commas; commas in parentheses and quotes belong to their expression. */
    static List<Expression> parseList(String option, String text) {
        List<Expression> expressions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : split(text)) {
            Expression expression = parse(option, part);
            if (!names.add(expression.name().toLowerCase(java.util.Locale.ROOT))) {
                throw new UsageException(
                        option + " names '" + expression.name() + "' twice: give one of them another name");
            }
            expressions.add(expression);
        }
        return expressions;
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(Math.min(from, text.length())));
        return parts;
    }
}
