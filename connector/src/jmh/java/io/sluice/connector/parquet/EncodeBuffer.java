package io.sluice.connector.parquet;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.column.Events;
import io.sluice.connector.column.Records;
import io.sluice.connector.config.FileSettings;
import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.partition.PartitionKey;
import io.sluice.connector.partition.Partitioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a full buffer to a file on the local disk, statistics and fsync included, time per record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncodeBuffer {
    private static final int RECORDS = 200_000;
    /** As many columns as Delta keeps statistics of by default. */

    private static final int LEVEL = 3;
    private static final int PAGE = 1 << 20;
    private static final Partitioning ALL = new Partitioning(null, List.of(new PartitionKey(Map.of(), "")));

    @Param({"ZSTD", "UNCOMPRESSED"})
    public Compression compression;

    private final ColumnBuffer buffer =
            ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
    private Path table;
    private ParquetEncoder encoder;

    @Setup
    public void fill() throws RecordError, IOException {
        for (SinkRecord record : Events.records(RECORDS)) {
            buffer.append(record);
        }
        table = Files.createTempDirectory("encode");
        encoder = new ParquetEncoder(
                new Configuration(), new FileSettings(1 << 27, compression, LEVEL, 1 << 27, PAGE, true));
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public List<DataFile> encode() throws IOException {
        return encoder.encode(table.toUri().toString(), buffer, ALL, buffer.schema(), StatisticsColumns.ALL);
    }

    @TearDown(Level.Iteration)
    public void empty() throws IOException {
        try (var files = Files.list(table)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
