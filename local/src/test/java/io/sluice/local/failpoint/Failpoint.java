package io.sluice.local.failpoint;

import java.util.List;

/**
 * Places between the steps that exactly-once rests on, each bound to a method of the connector or of Delta Kernel, and to one that plain
 * Parquet tables have in its place.
 */
public enum Failpoint {
    AFTER_OPEN_SNAPSHOT(At.EXIT, "OpenTables#lakeOffset"),
    BEFORE_SEEK(At.EXIT, "offset.Partitions#opened"),
    MID_BATCH(At.SOME_ENTRY, "Intake#buffer"),
    BEFORE_WRITER_CLOSE(At.ENTRY, "parquet.PartFile#finish"),
    AFTER_DATA_WRITE(At.EXIT, "parquet.FileBatch#complete"),
    BEFORE_CHECK(At.ENTRY, "lake.Landing#fence"),
    AFTER_CHECK(At.EXIT, "lake.Landing#fence"),
    BEFORE_PUT(At.ENTRY, "lake.KernelSlot#put", "lake.LedgerSlot#put"),
    PUT_APPLIED(At.EXIT, "lake.KernelSlot#put", "lake.LedgerSlot#put"),
    AFTER_PUT_BEFORE_ACK(At.EXIT, "lake.LakeTable#append", "lake.LedgerTable#append"),
    BEFORE_PRE_COMMIT_RETURN(At.EXIT, "StartedTask#preCommit"),
    IN_CLOSE(At.ENTRY, "StartedTask#close"),
    /** While the checkpoint's rows are written into a file that has no name yet. */
    DURING_CHECKPOINT(
            At.ENTRY,
            "io.delta.kernel.internal.replay.CreateCheckpointIterator#next",
            "io.sluice.storage.ledger.Ledger#checkpoint"),
    /** A dead letter is on its way and the offsets that it covers have not landed. */
    BEFORE_DLQ_ACK(At.ENTRY_WITH_WORK, "FlushWorker#awaitReports"),
    /** One table of a flush has landed, the next has not. */
    BETWEEN_TABLES(At.LATER_ENTRY, "FlushWorker#land");

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

    /** A method of a class. */
    public record Place(String type, String method) {
        static Place of(String text) {
            String type = text.substring(0, text.indexOf('#'));
            return new Place(
                    type.startsWith("io.") ? type : "io.sluice.connector." + type,
                    text.substring(text.indexOf('#') + 1));
        }
    }

    private final String place;
    /** Null where it is the same. */
    private final String ofPlainParquet;

    private final At at;

    Failpoint(At at, String place) {
        this(at, place, null);
    }

    Failpoint(At at, String place, String ofPlainParquet) {
        this.place = place;
        this.ofPlainParquet = ofPlainParquet;
        this.at = at;
    }

    public List<Place> places() {
        return ofPlainParquet == null ? List.of(Place.of(place)) : List.of(Place.of(place), Place.of(ofPlainParquet));
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
