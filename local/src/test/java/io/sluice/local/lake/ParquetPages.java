package io.sluice.local.lake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of a column chunk, by their headers in the file, of which DuckDB tells nothing. */
public final class ParquetPages {
    /** Fields of parquet.thrift's PageHeader. */
    private static final int TYPE = 1;

    private static final int UNCOMPRESSED = 2;
    private static final int COMPRESSED = 3;
    /** PageType.DATA_PAGE. */
    private static final int DATA_PAGE = 0;

    private ParquetPages() {}

    /**
     * How many bytes each data page has before compression.
     *
     * @param chunk one of {@link Parquet#chunks}
     */
    public static List<Integer> dataPageBytes(Path file, JsonNode chunk) {
        long dictionary = chunk.path("dictionary_page_offset").asLong();
        long first = dictionary > 0 ? dictionary : chunk.get("data_page_offset").asLong();
        ByteBuffer in = ByteBuffer.wrap(
                bytes(file), (int) first, chunk.get("total_compressed_size").asInt());
        List<Integer> sizes = new ArrayList<>();
        while (in.hasRemaining()) {
            Map<Integer, Integer> header = numbers(in);
            if (header.get(TYPE) == DATA_PAGE) {
                sizes.add(header.get(UNCOMPRESSED));
            }
            skip(in, header.get(COMPRESSED));
        }
        return sizes;
    }

    /** A struct in Thrift's compact protocol: its whole numbers by field id. Flags, texts and inner structs are passed over. */
    private static Map<Integer, Integer> numbers(ByteBuffer in) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int id = 0;
        while (true) {
            int head = in.get();
            if (head == 0) {
                return numbers;
            }
            int delta = (head >> 4) & 0xf;
            id = delta == 0 ? number(in) : id + delta;
            switch (head & 0xf) {
                // A flag is all in its head.
                case 1, 2 -> {}
                case 4, 5, 6 -> numbers.put(id, number(in));
                case 8 -> skip(in, (int) varint(in));
                case 12 -> numbers(in);
                default -> throw new IllegalStateException("No page header has a field of type " + (head & 0xf));
            }
        }
    }

    private static void skip(ByteBuffer in, int bytes) {
        in.position(in.position() + bytes);
    }

    /** Zigzag. */
    private static int number(ByteBuffer in) {
        long varint = varint(in);
        return (int) ((varint >>> 1) ^ -(varint & 1));
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        while (true) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
