package io.sluice.connector.lake;

import io.sluice.connector.routing.TableName;
import java.util.List;

/** Where tables stand. Safe for use by several threads. */
public interface Lake {
    /** The lake's root, qualified. */
    String root();

    TableLog table(TableName name);

    /** Every table in the lake. */
    List<TableName> tables() throws LakeUnavailableException;
}
