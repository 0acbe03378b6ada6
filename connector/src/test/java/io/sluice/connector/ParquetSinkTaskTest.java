package io.sluice.connector;

final class ParquetSinkTaskTest extends AnyLakeSinkTaskTest {
    @Override
    String format() {
        return "parquet";
    }
}
