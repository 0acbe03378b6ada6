package io.sluice.connector.parquet;

/** The distinct values of a column chunk in the order in which they came first. */
interface ValueDictionary {
    /** Gives each value of {@code indexes[from..to)} the number of its entry, made when there is none. */
    void ids(int[] indexes, int from, int to, int[] ids);

    /** Number of entries. */
    int size();

    /** What the entries take in PLAIN. */
    long bytes();

    /** Appends the first entries in PLAIN. */
    void plain(int entries, ByteSink out);
}
