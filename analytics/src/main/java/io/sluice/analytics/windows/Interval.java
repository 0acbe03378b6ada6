package io.sluice.analytics.windows;

import io.sluice.analytics.error.UsageException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as Spark writes it: {@code 10 minutes}, {@code 1 hour 30 minutes}. No months: they have no one length. */
record Interval(String text, Duration length) {
    private static final Pattern PART = Pattern.compile(
            "\\G\\s*(\\d{1,12})\\s*(milliseconds?|seconds?|minutes?|hours?|days?|weeks?)\\s*",
            Pattern.CASE_INSENSITIVE);

    static Interval parse(String option, String text) {
        Duration length = Duration.ZERO;
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.find()) {
            length = length.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
            end = part.end();
        }
        if (end == 0 || end < text.length()) {
            throw new UsageException(option + " '" + text + "' is no length of time: write a number and milliseconds, "
                    + "seconds, minutes, hours, days or weeks, as in \"10 minutes\"");
        }
        return new Interval(text.strip(), length);
    }

    static Interval positive(String option, String text) {
        Interval interval = parse(option, text);
        if (interval.length.isZero()) {
            throw new UsageException(option + " '" + text + "' must be longer than nothing");
        }
        return interval;
    }

    private static Duration unit(String name) {
        String unit = name.toLowerCase(Locale.ROOT);
        return switch (unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit) {
            case "millisecond" -> Duration.ofMillis(1);
            case "second" -> Duration.ofSeconds(1);
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "day" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    /** As Spark's functions take it. */
    String spark() {
        return length.toMillis() + " milliseconds";
    }
}
