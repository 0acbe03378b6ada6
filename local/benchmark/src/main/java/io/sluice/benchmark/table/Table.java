package io.sluice.benchmark.table;

import java.nio.file.Path;
import java.util.List;

/** What a run leaves: a table in one of the formats, on the local disk. */
public interface Table {
    /** Rows that a reader sees now, by what the table's own metadata says; 0 while there is no table. Cheap: it is asked often. */
    long rows();

    /** The data files that a reader reads now. */
    List<Path> files();

    /** How often rows were committed. */
    int commits();
}
