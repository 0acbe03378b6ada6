package io.sluice.connector.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import io.sluice.connector.column.LeafColumn;
import io.sluice.connector.config.FileSettings;
import java.io.IOException;
import java.util.IdentityHashMap;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;

/**
 * Writes column chunks, one after the other: levels, values and statistics of each page, a page at a time, from the column's arrays to the
 * page's bytes. parquet-java's own column writers take a call and a {@code Binary} for each value, which costs several times what the values
 * do; its page writers, which compress, check, index and lay out the file, are used as they are. Pages have version 1. Values that
 * repeat get a dictionary; else integers and texts get the delta encodings, which Spark's vectorised reader knows from 3.3 on.
 */
final class ChunkWriter {
    /** parquet-java's {@code parquet.dictionary.page.size}. */
    private static final long MAX_DICTIONARY_BYTES = 1 << 20;
    /** How often the growth of a dictionary is looked at. */
    private static final int STEP = 4096;
    /** When so few of the first values were seen before, the column has no use for a dictionary. */
    private static final int FEW = STEP / 32;

    private final FileSettings settings;
    private final PageHint hint;
    private final PageRows page;
    private final ByteSink bytes = new ByteSink();
    private final Scratch scratch = new Scratch(STEP);
    private final IdentityHashMap<LeafColumn, Column> columns = new IdentityHashMap<>();

    private int[] ids = {};
    /** Of each entry the last page that has it. */
    private int[] pageOf = {};
    /** An index for each entry that the page has. */
    private int[] firsts = {};

    private int pages;

    /** Of the chunk in hand. */
    private ColumnValues values;
    /** Null when values are written without one from now on. */
    private ValueDictionary dictionary;
    /** Entries of the dictionary that the pages so far refer to; 0 while none does. */
    private int used;

    /** @param hint of the compressor that the pages go to */
    ChunkWriter(FileSettings settings, PageHint hint) {
        this.settings = settings;
        this.hint = hint;
        this.page = new PageRows(settings.pageBytes());
    }

    /**
     * Writes the pages of one column of a row group.
     *
     * @param leaf not appended to from its first chunk to its last
     * @param rows the rows of the file's partition, ascending; null for all
     * @param from first position in them
     * @param to end, exclusive
     */
    void write(LeafColumn leaf, ColumnDescriptor column, int[] rows, int from, int to, PageWriter out)
            throws IOException {
        Column known = columns.computeIfAbsent(leaf, any -> new Column(ColumnValues.of(leaf, scratch)));
        values = known.values;
        ValueDictionary whole = settings.dictionary() ? values.dictionary(known.distinct) : null;
        dictionary = whole;
        used = 0;
        int position = from;
        while (position < to) {
            position = page.fill(leaf, values, rows, position, to);
            page(column, out);
        }
        if (used > 0) {
            bytes.clear();
            whole.plain(used, bytes);
            hint.doubles(isDouble(column));
            out.writeDictionaryPage(new DictionaryPage(bytes.input(), used, Encoding.PLAIN));
        }
        known.distinct = whole == null ? 0 : whole.size();
    }

    private static boolean isDouble(ColumnDescriptor column) {
        return column.getPrimitiveType().getPrimitiveTypeName() == DOUBLE;
    }

    private void page(ColumnDescriptor column, PageWriter out) throws IOException {
        int maxRepetition = column.getMaxRepetitionLevel();
        bytes.clear();
        page.levels(maxRepetition, column.getMaxDefinitionLevel(), bytes);
        Encoding encoding = values();
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        statistics.incrementNumNulls((long) page.entries() - page.values());
        if (encoding == Encoding.RLE_DICTIONARY) {
            values.statistics(firsts, firsts(), statistics);
        } else {
            values.statistics(page.indexes(), page.values(), statistics);
        }
        hint.doubles(encoding == Encoding.PLAIN && isDouble(column));
        out.writePage(bytes.input(), page.entries(), page.rows(), statistics, Encoding.RLE, Encoding.RLE, encoding);
    }

    /** What repeats changes neither the least value nor the greatest, and texts are dear to compare. Returns how many there are. */
    private int firsts() {
        if (used == 1) {
            firsts[0] = page.indexes()[0];
            return 1;
        }
        pages++;
        int count = 0;
        for (int i = 0; i < page.values(); i++) {
            int id = ids[i];
            if (pageOf[id] != pages) {
                pageOf[id] = pages;
                firsts[count++] = page.indexes()[i];
            }
        }
        return count;
    }

    private Encoding values() {
        if (dictionary != null && page.values() > 0) {
            if (distinct()) {
                used = dictionary.size();
                if (pageOf.length < used) {
                    pageOf = new int[2 * used];
                    firsts = new int[2 * used];
                }
                int width = HybridRuns.width(used - 1);
                bytes.int8(width);
                HybridRuns.write(ids, page.values(), width, bytes);
                return Encoding.RLE_DICTIONARY;
            }
            // Pages that refer to it stay as they are.
            dictionary = null;
        }
        values.write(page.indexes(), page.values(), bytes);
        return values.encoding();
    }

    /** @return whether the page's values are in the dictionary, and it pays */
    private boolean distinct() {
        int count = page.values();
        if (ids.length < count) {
            ids = new int[count];
        }
        for (int from = 0; from < count; from += STEP) {
            int to = Math.min(count, from + STEP);
            dictionary.ids(page.indexes(), from, to, ids);
            boolean useless = used == 0 && to == STEP && dictionary.size() > STEP - FEW;
            if (useless || dictionary.bytes() > MAX_DICTIONARY_BYTES) {
                return false;
            }
        }
        return used > 0 || pays(count);
    }

    private boolean pays(int count) {
        long plain = 0;
        for (int i = 0; i < count; i++) {
            plain += values.bytes(page.indexes()[i]);
        }
        long packed = (long) count * HybridRuns.width(dictionary.size() - 1) / Byte.SIZE;
        return dictionary.bytes() + packed < plain;
    }

    /** What the files of one batch, whose columns do not change meanwhile, have in common. */
    private static final class Column {
        private final ColumnValues values;
        /** Entries of the last chunk's dictionary: those of the next file's are about as many. */
        private int distinct;

        Column(ColumnValues values) {
            this.values = values;
        }
    }
}
