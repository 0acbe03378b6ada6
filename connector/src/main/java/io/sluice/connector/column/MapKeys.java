package io.sluice.connector.column;

import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;

/** Names of JSON's fields as keys of a map column, which need not be strings. */
final class MapKeys {
    private static final int MAX_NUMBER_LENGTH = 1_000;

    private MapKeys() {}

    /** @return false when the name is no key of that type */
    static boolean append(Field key, int entry, String name, Scratch scratch) {
        if (!scratch.utf8.set(name)) {
            return false;
        }
        if (key.text(entry, scratch.utf8)) {
            return true;
        }
        try {
            return key.integer(entry, Long.parseLong(name), LongType.LONG);
        } catch (NumberFormatException e) {
            boolean bool = name.equals("true") || name.equals("false");
            return bool ? key.bool(entry, name.equals("true")) : number(key, entry, name, scratch);
        }
    }

    private static boolean number(Field key, int entry, String name, Scratch scratch) {
        if (name.length() > MAX_NUMBER_LENGTH) {
            return false;
        }
        try {
            scratch.fraction.set(name);
            return key.fraction(entry, scratch.fraction, DoubleType.DOUBLE);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
