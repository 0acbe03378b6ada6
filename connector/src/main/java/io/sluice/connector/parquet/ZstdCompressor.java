package io.sluice.connector.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** zstd from array to array in one call: parquet-java's goes through streams, which copy a page several times. */
final class ZstdCompressor implements BytesInputCompressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private byte[] compressed = {};

    ZstdCompressor(int level) {
        context.setLevel(level);
    }

    /** @return bytes that hold until the next call */
    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        // A view, of what is in a buffer on the heap.
        ByteBuffer plain = page.toByteBuffer(HeapByteBufferAllocator.getInstance(), copy -> {});
        int most = Math.toIntExact(Zstd.compressBound(plain.remaining()));
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        int size = context.compressByteArray(
                compressed, 0, most, plain.array(), plain.arrayOffset() + plain.position(), plain.remaining());
        return BytesInput.from(compressed, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }
}
