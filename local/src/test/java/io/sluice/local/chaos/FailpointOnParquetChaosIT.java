package io.sluice.local.chaos;

/** The failpoints on plain Parquet tables: with those on Delta in one run, and named so that both start early. */
final class FailpointOnParquetChaosIT extends AnyFailpointChaosIT {
    FailpointOnParquetChaosIT(Fleet fleet) {
        super(fleet, "plain-failpoint", Format.PARQUET);
    }
}
