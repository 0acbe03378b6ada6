package io.sluice.connector;

final class LakeSinkTaskTest extends AnyLakeSinkTaskTest {
    @Override
    String format() {
        return "delta";
    }
}
