package io.sluice.benchmark.floor;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/** One optional column of the row group that is being filled. Values go to the page at once: by dictionary while that pays, else plain. */
abstract sealed class Column permits NumberColumn, BooleanColumn, TextColumn {
    static final int PAGE_ROWS = 20_000;

    final Bytes plain = new Bytes();
    final Indexes indexes = new Indexes();
    int rows;
    boolean byDictionary;

    private final String name;
    private final Type type;
    private final boolean startsByDictionary;
    private final Pages data = new Pages();
    private final Pages dictionary = new Pages();
    private final Bytes page = new Bytes();
    private long chunkRows;
    private int dictionaryPages;

    Column(String name, Type type, boolean startsByDictionary) {
        this.name = name;
        this.type = type;
        this.startsByDictionary = startsByDictionary;
        this.byDictionary = startsByDictionary;
    }

    abstract int dictionarySize();

    abstract int dictionaryBytes();

    /** Adds the dictionary's values, plain. */
    abstract void dictionaryValues(Bytes out);

    abstract Statistics statistics();

    /** Forgets the row group's values. */
    abstract void restart();

    final void endPage() throws IOException {
        if (rows == 0) {
            return;
        }
        page.clear();
        levels();
        if (byDictionary) {
            indexes.encode(page, rows, dictionarySize());
            dictionaryPages++;
        } else {
            page.add(plain.array(), 0, plain.size());
        }
        data.data(page, rows, byDictionary ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
        chunkRows += rows;
        rows = 0;
        plain.clear();
        if (byDictionary && !dictionaryPays()) {
            byDictionary = false;
        }
    }

    /** All values are there: one run of ones, after its length. */
    private void levels() {
        int length = page.size();
        page.addInt(0);
        page.addVarint(rows << 1);
        page.addByte(1);
        page.setInt(length, page.size() - length - Integer.BYTES);
    }

    private boolean dictionaryPays() {
        boolean mostlyNew = dictionaryPages == 1 && dictionarySize() > PAGE_ROWS / 2;
        return !mostlyNew && dictionaryBytes() < 1 << 20;
    }

    /** Writes the chunk to the file at that position. */
    final ColumnChunk end(OutputStream out, long position) throws IOException {
        endPage();
        if (dictionaryPages > 0) {
            page.clear();
            dictionaryValues(page);
            dictionary.dictionary(page, dictionarySize());
        }
        int dictionaryLength = dictionary.bytes().size();
        out.write(dictionary.bytes().array(), 0, dictionaryLength);
        out.write(data.bytes().array(), 0, data.bytes().size());
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(metadata(position, dictionaryLength));
        byDictionary = startsByDictionary;
        dictionaryPages = 0;
        chunkRows = 0;
        dictionary.clear();
        data.clear();
        restart();
        return chunk;
    }

    private ColumnMetaData metadata(long position, int dictionaryLength) {
        ColumnMetaData metadata = new ColumnMetaData(
                type,
                List.of(Encoding.RLE, Encoding.PLAIN, Encoding.RLE_DICTIONARY),
                List.of(name),
                CompressionCodec.ZSTD,
                chunkRows,
                dictionary.uncompressed() + data.uncompressed(),
                dictionaryLength + data.bytes().size(),
                position + dictionaryLength);
        if (dictionaryLength > 0) {
            metadata.setDictionary_page_offset(position);
        }
        metadata.setStatistics(statistics());
        return metadata;
    }

    final SchemaElement schema() {
        SchemaElement element = new SchemaElement(name);
        element.setType(type);
        element.setRepetition_type(FieldRepetitionType.OPTIONAL);
        if (type == Type.BYTE_ARRAY) {
            element.setConverted_type(ConvertedType.UTF8);
            element.setLogicalType(LogicalType.STRING(new StringType()));
        }
        return element;
    }
}
