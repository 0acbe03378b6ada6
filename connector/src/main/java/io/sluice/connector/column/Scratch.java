package io.sluice.connector.column;

/** Holders that are reused from value to value; one thread. */
final class Scratch {
    final Fraction fraction = new Fraction();
    final Utf8 utf8 = new Utf8();
}
