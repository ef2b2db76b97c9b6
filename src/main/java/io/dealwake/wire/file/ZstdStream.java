package io.dealwake.wire.file;

import com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The content of zstd frames, one after another. The library has such a stream of its own, but that takes a frame behind
 * another one that is cut off for the end of the file.
 */
final class ZstdStream extends InputStream {
    private final InputStream file;
    private final byte[] input = new byte[1 << 17];
    private final Frames frames = new Frames();

    ZstdStream(InputStream file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (target.position() == offset && length > 0) {
                if (!frames.hasRemaining()) {
                    return -1;
                }
                if (frames.read(target) == 0 && frames.lacksInput()) {
                    throw new EOFException("a frame is cut off");
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return target.position() - offset;
    }

    @Override
    public void close() throws IOException {
        frames.close();
        file.close();
    }

    private final class Frames extends ZstdBufferDecompressingStreamNoFinalizer {
        Frames() {
            super(ByteBuffer.allocate(0));
        }

        /** Called by the library when it has used up what it had; empty at the end of the file. */
        @Override
        protected ByteBuffer refill(ByteBuffer used) {
            try {
                return ByteBuffer.wrap(input, 0, Math.max(0, file.read(input)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the file has ended and a frame has not. */
        boolean lacksInput() {
            return hasRemaining() && !source.hasRemaining();
        }
    }
}
