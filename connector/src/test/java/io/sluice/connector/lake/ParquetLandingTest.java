package io.sluice.connector.lake;

import io.sluice.connector.config.LakeSettings.Format;

final class ParquetLandingTest extends AnyLandingTest {
    @Override
    Format format() {
        return Format.PARQUET;
    }
}
