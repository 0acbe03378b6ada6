package io.sluice.connector.column;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a record's JSON bytes into the columns of a buffer, time per record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AppendJson {
    private static final int RECORDS = 20_000;

    private final List<SinkRecord> records = Events.records(RECORDS);

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public ColumnBuffer append() throws RecordError {
        ColumnBuffer buffer = ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
        for (SinkRecord record : records) {
            buffer.append(record);
        }
        return buffer;
    }
}
