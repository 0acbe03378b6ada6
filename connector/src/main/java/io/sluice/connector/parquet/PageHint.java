package io.sluice.connector.parquet;

/** Is told what the pages that follow hold, which a compressor may make use of. */
interface PageHint {
    /** Of compressors that make none. */
    PageHint NONE = next -> {};

    /** @param next whether they hold doubles, one after the other */
    void doubles(boolean next);
}
