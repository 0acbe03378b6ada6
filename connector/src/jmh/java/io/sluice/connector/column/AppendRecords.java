package io.sluice.connector.column;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a record into the columns of a buffer, time per record: JSON's bytes, or the maps that JsonConverter makes of them. The table is there,
 * and a batch goes into the arrays of the one before, as in a task.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class AppendRecords {
    private static final int RECORDS = 20_000;
    private static final int PASSES = 10;

    @Param({"JSON", "CONNECT"})
    public ValueFormat format;

    private List<SinkRecord> records;
    private ColumnBuffer landed;

    @Setup
    public void land() throws RecordError, IOException {
        records = format == ValueFormat.JSON ? Events.records(RECORDS) : maps();
        landed = ColumnBuffer.create(TableSchema.NONE, Records.settings(format));
        fill(landed);
    }

    private static List<SinkRecord> maps() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<SinkRecord> maps = new ArrayList<>();
        for (SinkRecord record : Events.records(RECORDS)) {
            maps.add(Records.of(
                    null, json.readValue((byte[]) record.value(), HashMap.class), record.kafkaOffset()));
        }
        return maps;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS * PASSES)
    public ColumnBuffer append() throws RecordError {
        TableSchema table = new TableSchema(landed.schema(), Widening.NONE);
        ColumnBuffer buffer = ColumnBuffer.create(table, Records.settings(format));
        buffer.takeArrays(landed);
        fill(buffer);
        landed = buffer;
        return buffer;
    }

    private void fill(ColumnBuffer buffer) throws RecordError {
        for (int pass = 0; pass < PASSES; pass++) {
            for (SinkRecord record : records) {
                buffer.append(record);
            }
        }
    }
}
