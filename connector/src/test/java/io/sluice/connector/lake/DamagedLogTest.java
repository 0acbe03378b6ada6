package io.sluice.connector.lake;

import io.sluice.connector.config.LakeSettings.Format;

final class DamagedLogTest extends AnyDamagedLogTest {
    @Override
    Format format() {
        return Format.DELTA;
    }

    @Override
    String checkpoint() {
        return "00000000000000000010.checkpoint.parquet";
    }
}
