package io.sluice.local.lake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a table's log says, read without any code of the connector. */
public interface ReplayedLog {
    /** The files that are live in the last version. */
    Collection<AddedFile> files();

    /** The version of each {@code txn} by its application id. */
    Map<String, Long> transactions();

    /** commitInfo by version, as far back as the log reaches. */
    Map<Long, JsonNode> commits();

    /** How many files each version added. */
    Map<Long, Integer> addedByCommit();

    /** The table's rows, each as JSON; values of partition columns are the log's text. */
    List<JsonNode> rows();
}
