package io.sluice.connector.column;

/**
 * Takes one leaf column as Parquet stores it: values with repetition and definition levels (Melnik et al., "Dremel", 2010; Parquet's
 * "Nested Encoding").
 */
public interface LevelSink {
    /** @param index into the column's {@link Values} */
    void value(int index, int repetition, int definition);

    void missing(int repetition, int definition);

    /**
     * After the last entry of each row.
     *
     * @return whether another row is wanted
     */
    boolean endRow();
}
