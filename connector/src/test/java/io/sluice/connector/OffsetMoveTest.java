package io.sluice.connector;

final class OffsetMoveTest extends AnyOffsetMoveTest {
    @Override
    String format() {
        return "delta";
    }
}
