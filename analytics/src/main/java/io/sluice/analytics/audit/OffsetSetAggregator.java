package io.sluice.analytics.audit;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;

/** Collects a group's offsets into one {@link OffsetSet}; partial sets are merged, so that only bitmaps are shuffled. */
final class OffsetSetAggregator extends Aggregator<Long, OffsetSet, byte[]> {
    @Override
    public OffsetSet zero() {
        return new OffsetSet();
    }

    @Override
    public OffsetSet reduce(OffsetSet set, Long offset) {
        return offset == null ? set.addNull() : set.add(offset);
    }

    @Override
    public OffsetSet merge(OffsetSet one, OffsetSet other) {
        return one.merge(other);
    }

    @Override
    public byte[] finish(OffsetSet set) {
        return set.toBytes();
    }

    @Override
    public Encoder<OffsetSet> bufferEncoder() {
        return Encoders.javaSerialization(OffsetSet.class);
    }

    @Override
    public Encoder<byte[]> outputEncoder() {
        return Encoders.BINARY();
    }
}
