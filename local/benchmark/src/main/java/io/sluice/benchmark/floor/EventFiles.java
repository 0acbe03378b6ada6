package io.sluice.benchmark.floor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** Writes events as Parquet files of one row group each. */
final class EventFiles implements AutoCloseable {
    private static final int FILE_ROWS = 1_000_000;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final EventRow row = new EventRow();
    private int files;
    private int pageRows;
    private int fileRows;

    EventFiles(Path folder) {
        this.folder = folder;
    }

    void add(byte[] event) throws IOException {
        row.add(event);
        fileRows++;
        if (++pageRows == Column.PAGE_ROWS) {
            for (Column column : row.columns()) {
                column.endPage();
            }
            pageRows = 0;
        }
        if (fileRows == FILE_ROWS) {
            write();
        }
    }

    private void write() throws IOException {
        Path file = folder.resolve("part-" + files++ + ".parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(MAGIC);
            long position = MAGIC.length;
            List<ColumnChunk> chunks = new ArrayList<>();
            for (Column column : row.columns()) {
                ColumnChunk chunk = column.end(out, position);
                position += chunk.getMeta_data().getTotal_compressed_size();
                chunks.add(chunk);
            }
            byte[] footer = footer(chunks);
            out.write(footer);
            Bytes length = new Bytes();
            length.addInt(footer.length);
            out.write(length.array(), 0, length.size());
            out.write(MAGIC);
        }
        fileRows = 0;
        pageRows = 0;
    }

    private byte[] footer(List<ColumnChunk> chunks) throws IOException {
        long uncompressed = chunks.stream()
                .mapToLong(chunk -> chunk.getMeta_data().getTotal_uncompressed_size())
                .sum();
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement("event");
        root.setNum_children(row.columns().size());
        schema.add(root);
        row.columns().forEach(column -> schema.add(column.schema()));
        FileMetaData metadata =
                new FileMetaData(1, schema, fileRows, List.of(new RowGroup(chunks, uncompressed, fileRows)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        if (fileRows > 0) {
            write();
        }
    }
}
