package io.sluice.benchmark.floor;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** A column chunk's pages, compressed. */
final class Pages {
    private static final int LEVEL = 3;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
    private final ByteArrayOutputStream header = new ByteArrayOutputStream(64);
    private final Bytes compressed = new Bytes();
    private final Bytes bytes = new Bytes();
    private long uncompressed;

    void data(Bytes page, int rows, Encoding encoding) throws IOException {
        PageHeader start = new PageHeader(PageType.DATA_PAGE, page.size(), 0);
        start.setData_page_header(new DataPageHeader(rows, encoding, Encoding.RLE, Encoding.RLE));
        add(start, page);
    }

    void dictionary(Bytes page, int values) throws IOException {
        PageHeader start = new PageHeader(PageType.DICTIONARY_PAGE, page.size(), 0);
        start.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
        add(start, page);
    }

    private void add(PageHeader start, Bytes page) throws IOException {
        int bound = (int) Zstd.compressBound(page.size());
        compressed.clear();
        compressed.reserve(bound);
        int size = zstd.compressByteArray(compressed.array(), 0, bound, page.array(), 0, page.size());
        start.setCompressed_page_size(size);
        header.reset();
        Util.writePageHeader(start, header);
        byte[] head = header.toByteArray();
        bytes.add(head, 0, head.length);
        bytes.add(compressed.array(), 0, size);
        uncompressed += head.length + page.size();
    }

    Bytes bytes() {
        return bytes;
    }

    long uncompressed() {
        return uncompressed;
    }

    void clear() {
        bytes.clear();
        uncompressed = 0;
    }
}
