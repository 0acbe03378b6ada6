package io.sluice.connector;

import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.offset.RangeBuilder;
import java.util.Optional;
import java.util.OptionalLong;

/** What one partition brings to an open table: the offset that the table is believed to hold of it, and what fills. */
final class Feed {
    private final AppId appId;
    /** Absent while it is not known whether the table holds one. */
    private Optional<OptionalLong> expected = Optional.empty();

    private RangeBuilder range = new RangeBuilder();

    Feed(AppId appId) {
        this.appId = appId;
    }

    AppId appId() {
        return appId;
    }

    /** The offset that the table holds, empty when it holds none; absent while nobody has looked. */
    Optional<OptionalLong> expected() {
        return expected;
    }

    void expect(OptionalLong next) {
        expected = Optional.of(next);
    }

    /** The table's offset was moved by somebody else; unless something fills here, which rests on it. */
    void forget() {
        if (!fills()) {
            expected = Optional.empty();
        }
    }

    boolean fills() {
        return !range.isEmpty();
    }

    /** Of the batch that fills. */
    RangeBuilder range() {
        return range;
    }

    /** The lowest offset that fills; empty when nothing does. */
    OptionalLong unlanded() {
        return fills() ? OptionalLong.of(range.start()) : OptionalLong.empty();
    }

    /** Lets go of what fills; the table is taken to hold it from now on. */
    OffsetRange drain() {
        OffsetRange drained = range.build(expected.orElse(OptionalLong.empty()).orElse(0));
        range = new RangeBuilder();
        expect(OptionalLong.of(drained.next()));
        return drained;
    }
}
