package io.sluice.local.chaos;

/** The failpoints on plain Parquet tables, whatever the format of the run: the other classes take one of the two. */
final class PlainFailpointChaosIT extends AnyFailpointChaosIT {
    PlainFailpointChaosIT(Fleet fleet) {
        super(fleet, "plain-failpoint", Format.PARQUET);
    }
}
