package io.sluice.connector.partition;

import io.sluice.connector.schema.ColumnNames;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the entries of {@code table.partition.by}. */
final class PartitionEntries {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern OPEN_CALL = Pattern.compile("\\s*\\w+\\s*\\([^)]*", Pattern.DOTALL);
    private static final String TRUNCATE = "truncate";
    private static final String BUCKET = "bucket";

    private PartitionEntries() {}

    /** Kafka cuts a list at every comma, those between the parts of one entry too: {@code bucket(16} and {@code id)} are one again. */
    static List<String> joined(List<String> parts) {
        List<String> entries = new ArrayList<>();
        for (String part : parts) {
            int last = entries.size() - 1;
            if (last >= 0 && OPEN_CALL.matcher(entries.get(last)).matches()) {
                entries.set(last, entries.get(last) + "," + part);
            } else {
                entries.add(part);
            }
        }
        return entries;
    }

    /** @throws IllegalArgumentException it is no entry, and why */
    static PartitionField parse(String entry, ZoneId zone) {
        String text = entry.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "table.partition.by has an empty entry. Remove a comma, or name a column.");
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return PartitionField.of(text, new Identity());
        }
        String word = call.group(1).toLowerCase(Locale.ROOT);
        String inside = call.group(2).strip();
        if (word.equals(TRUNCATE)) {
            int comma = inside.lastIndexOf(',');
            return counted(text, inside.substring(0, Math.max(comma, 0)), inside.substring(comma + 1), Truncate::new);
        }
        if (word.equals(BUCKET)) {
            int comma = Math.max(inside.indexOf(','), 0);
            return counted(
                    text, inside.substring(comma).replaceFirst(",", ""), inside.substring(0, comma), Bucket::new);
        }
        Calendar.Unit unit = Arrays.stream(Calendar.Unit.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(text, call.group(1)));
        if (inside.isEmpty()) {
            throw new IllegalArgumentException(
                    "table.partition.by has '" + text + "', which names no column. Write " + unit.word() + "(column).");
        }
        return PartitionField.of(inside, new Calendar(unit, zone));
    }

    private interface Counted {
        Transform of(int count);
    }

    private static PartitionField counted(String text, String column, String count, Counted transform) {
        Optional<Integer> number = positive(count.strip());
        if (column.isBlank() || number.isEmpty()) {
            throw new IllegalArgumentException(
                    "table.partition.by has '" + text + "', which does not say a column and a"
                            + " whole number from 1 to " + Integer.MAX_VALUE
                            + ". Write truncate(column, width) or bucket(count, column), such as truncate(name, 2) or bucket(16, id).");
        }
        return PartitionField.of(column.strip(), transform.of(number.get()));
    }

    private static Optional<Integer> positive(String text) {
        try {
            return Optional.of(Integer.parseInt(text)).filter(number -> number > 0);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException unknown(String text, String word) {
        return new IllegalArgumentException("table.partition.by has '" + text + "', and '" + word
                + "' is no way to partition. Use year(column), month(column), day(column), hour(column), truncate(column, width) or"
                + " bucket(count, column); a field that really has this name is given as "
                + ColumnNames.columnName(text) + ".");
    }
}
