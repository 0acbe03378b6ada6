package io.sluice.storage.ledger;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of a ledger's files, padded so that a listing from a version on is a listing from a name on. */
final class LedgerNames {
    static final Pattern ENTRY = Pattern.compile("(\\d{20})\\.json");
    static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.(\\d{20})\\.checkpoint\\.json");
    /** A hint at the newest checkpoint. */
    static final String LAST_CHECKPOINT = "_last_checkpoint";

    private LedgerNames() {}

    static String entry(long version) {
        return number(version) + ".json";
    }

    /** Of the entries {@code from} to {@code to}, both inclusive. */
    static String checkpoint(long to, long from) {
        return number(to) + "." + number(from) + ".checkpoint.json";
    }

    /** What stands before all names of a version and those after it. */
    static String number(long version) {
        return String.format(Locale.ROOT, "%020d", version);
    }

    static long number(Matcher name, int group) {
        return Long.parseLong(name.group(group));
    }
}
