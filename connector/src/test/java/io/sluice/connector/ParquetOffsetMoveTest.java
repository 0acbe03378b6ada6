package io.sluice.connector;

final class ParquetOffsetMoveTest extends AnyOffsetMoveTest {
    @Override
    String format() {
        return "parquet";
    }
}
