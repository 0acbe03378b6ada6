package io.sluice.connector.lake;

import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.parquet.ParquetEncoder;
import io.sluice.connector.partition.RowInts;

/** Landings as a task puts them together. */
final class Landings {
    private Landings() {}

    static Landing of(LakeStorage lake, SinkSettings settings, TableBatch batch, LogMaintenance maintenance) {
        return new Landing(
                lake.table(batch.name()),
                batch,
                LandingRules.of(settings, batch.name()),
                new ParquetEncoder(lake.configuration(), settings.file()),
                maintenance,
                new RowInts());
    }
}
