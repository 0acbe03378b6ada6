package io.sluice.connector.lake;

import io.sluice.connector.routing.TableName;
import java.util.List;

/** Where tables stand. Safe for use by several threads. */
public interface Lake {
    /** The lake's root, qualified. */
    String root();

    TableLog table(TableName name);

    /**
     * The log of a connector's ledger, {@code <root>/_sluice/<namespace>}: offsets alone, of partitions that feed several tables.
     *
     * @param namespace encoded to one path segment
     */
    TableLog ledger(String namespace);

    /** Every table in the lake. */
    List<TableName> tables() throws LakeUnavailableException;

    /**
     * Proves that the lake can be written, that its store refuses the second put of one name, and that it is the lake that others of this
     * process have proven and not let go of.
     *
     * @throws LakeRefusedException it does not refuse: tasks would overwrite each other's commits
     * @throws LakeUnavailableException the lake is away
     */
    default void prove() throws LakeUnavailableException {}

    /** Lets go of what {@link #prove} proved, once for each time. */
    default void release() {}
}
