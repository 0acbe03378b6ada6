package io.sluice.connector.lake;

import io.sluice.connector.config.LakeSettings.Format;

final class ParquetPartitionedTableTest extends AnyPartitionedTableTest {
    @Override
    Format format() {
        return Format.PARQUET;
    }
}
