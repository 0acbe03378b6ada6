package io.sluice.local.failpoint;

/** Places between the steps that exactly-once rests on, each bound to a method of the connector or of Delta Kernel. */
public enum Failpoint {
    AFTER_OPEN_SNAPSHOT("OpenTables", "lakeOffset", At.EXIT),
    BEFORE_SEEK("offset.Partitions", "opened", At.EXIT),
    MID_BATCH("Intake", "buffer", At.SOME_ENTRY),
    BEFORE_WRITER_CLOSE("parquet.PartFile", "finish", At.ENTRY),
    AFTER_DATA_WRITE("parquet.FileBatch", "complete", At.EXIT),
    BEFORE_CHECK("lake.Landing", "fence", At.ENTRY),
    AFTER_CHECK("lake.Landing", "fence", At.EXIT),
    BEFORE_PUT("lake.KernelSlot", "put", At.ENTRY),
    PUT_APPLIED("lake.KernelSlot", "put", At.EXIT),
    AFTER_PUT_BEFORE_ACK("lake.LakeTable", "append", At.EXIT),
    BEFORE_PRE_COMMIT_RETURN("StartedTask", "preCommit", At.EXIT),
    IN_CLOSE("StartedTask", "close", At.ENTRY),
    /** While the checkpoint's rows are written into a file that has no name yet. */
    DURING_CHECKPOINT("io.delta.kernel.internal.replay.CreateCheckpointIterator", "next", At.ENTRY),
    /** A dead letter is on its way and the offsets that it covers have not landed. */
    BEFORE_DLQ_ACK("FlushWorker", "awaitReports", At.ENTRY_WITH_WORK),
    /** One table of a flush has landed, the next has not. */
    BETWEEN_TABLES("FlushWorker", "land", At.LATER_ENTRY);

    /** Where in the method. */
    public enum At {
        ENTRY,
        EXIT,
        /** One entry in a hundred: the method runs for each record. */
        SOME_ENTRY,
        /** Its first argument is a collection that is not empty. */
        ENTRY_WITH_WORK,
        /** Not the first entry since the same thread entered {@code run}. */
        LATER_ENTRY
    }

    private final String type;
    private final String method;
    private final At at;

    Failpoint(String type, String method, At at) {
        this.type = type.startsWith("io.") ? type : "io.sluice.connector." + type;
        this.method = method;
        this.at = at;
    }

    public String type() {
        return type;
    }

    public String method() {
        return method;
    }

    public At at() {
        return at;
    }

    /** As the scenarios name it, such as {@code afterDataWrite}. */
    @Override
    public String toString() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_", -1)) {
            String lower = word.toLowerCase(java.util.Locale.ROOT);
            name.append(name.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return name.toString();
    }
}
