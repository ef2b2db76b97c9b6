package io.dealwake.wire.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * How a file may be compressed: told by its first bytes, whatever its name. It is decompressed as it is read, in memory
 * that does not grow with it, and may consist of several members or frames one after another.
 */
public enum Compression {
    /** RFC 1952. */
    GZIP(".gz") {
        @Override
        boolean begins(int head) {
            return (head & 0xffff) == 0x8b1f;
        }

        /** Java's own reader takes a member that is cut off in its header for the end of the file. */
        @Override
        InputStream open(InputStream file) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(file)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },

    /** RFC 8878; parallel compressors begin with a frame that is to be skipped. */
    ZSTD(".zst") {
        @Override
        boolean begins(int head) {
            return head == 0xfd2fb528 || (head & 0xfffffff0) == 0x184d2a50;
        }

        @Override
        InputStream open(InputStream file) {
            return new ZstdStream(file);
        }
    };

    private static final int HEAD = 4;

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** A name in small letters without the ending that a compressor adds: what then ends it tells what kind of text it is. */
    public static String plainName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(compression -> name.endsWith(compression.ending))
                .map(compression -> name.substring(0, name.length() - compression.ending.length()))
                .findFirst()
                .orElse(name);
    }

    /** How a file is compressed that begins so; the stream is left where it was. */
    static Optional<Compression> of(BufferedInputStream file) throws IOException {
        file.mark(HEAD);
        byte[] bytes = Arrays.copyOf(file.readNBytes(HEAD), HEAD);
        file.reset();
        int head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return Arrays.stream(values())
                .filter(compression -> compression.begins(head))
                .findFirst();
    }

    /** Whether a file that has these first four bytes, the first one lowest, is compressed so. */
    abstract boolean begins(int head);

    /** The bytes that were compressed; that they are damaged or cut off is told by an {@link IOException} of any kind. */
    abstract InputStream open(InputStream file) throws IOException;

    /** As people call it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
