package io.sluice.connector.lake;

import io.sluice.connector.config.LakeSettings.Format;

final class PartitionedTableTest extends AnyPartitionedTableTest {
    @Override
    Format format() {
        return Format.DELTA;
    }
}
