package io.sluice.connector.metric;

/** One metric each: its name, and what it tells. The same with plugin metrics and with MBeans of our own. */
enum MetricNames {
    RECORDS_LANDED_TOTAL("Records in the lake."),
    RECORDS_LANDED_RATE("Records that land a second, over the last five minutes."),
    RECORDS_RESCUED_TOTAL("Landed records with a value in the column _rescued."),
    RECORDS_DROPPED_TOTAL("Records left out because a setting says so, such as behavior.on.null.values=ignore."),
    RECORDS_DEAD_LETTERED_TOTAL("Records sent to the dead letters."),
    DUPLICATES_DROPPED_TOTAL("Redelivered records that the lake already had."),
    BYTES_WRITTEN_TOTAL("Bytes of committed data files."),
    FILES_WRITTEN_TOTAL("Committed data files."),
    COMMITS_TOTAL("Commits in the lake."),
    COMMIT_CONFLICTS_TOTAL("Commits built anew because another writer took their version."),
    FENCED_TOTAL("Buffers dropped because another task owns the partitions."),
    OFFSET_GAPS_TOTAL("Gaps between the lake's offsets and Kafka's that offset.gap passed over."),
    COMMIT_TIME_AVG("Average milliseconds from flush to known commit, over the last five minutes."),
    COMMIT_TIME_MAX("Longest milliseconds from flush to known commit, over the last five minutes."),
    BUFFERED_BYTES("Bytes that the task holds and the lake does not."),
    BUFFERED_RECORDS("Records that the task holds and the lake does not."),
    LAKE_UNAVAILABLE_MS("Milliseconds since the lake went away; 0 while it answers."),
    LAST_COMMITTED_OFFSET("Offset after the last one in the lake, of the partition in the tags.");

    private final String description;

    MetricNames(String description) {
        this.description = description;
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }
}
