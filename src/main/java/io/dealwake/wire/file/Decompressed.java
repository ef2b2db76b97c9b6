package io.dealwake.wire.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a compressed file; reading it throws {@link Damage} where there is none to be had. */
final class Decompressed extends FilterInputStream {
    private final Compression compression;

    /** Opens the content; takes the file with it when it is closed. */
    Decompressed(Compression compression, InputStream file) throws IOException {
        super(open(compression, file));
        this.compression = compression;
    }

    private static InputStream open(Compression compression, InputStream file) throws IOException {
        try {
            return compression.open(file);
        } catch (IOException e) {
            throw new Damage(compression, e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw new Damage(compression, e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw new Damage(compression, e);
        }
    }

    /** From here on a file is not what a compressor wrote. The message tells its state. */
    static final class Damage extends IOException {
        private static final long serialVersionUID = 1;

        private final Compression compression;

        private Damage(Compression compression, IOException cause) {
            super(cause instanceof EOFException ? "cut off" : "damaged (" + cause.getMessage() + ")", cause);
            this.compression = compression;
        }

        /** What there should be instead. */
        String expected() {
            return "a whole " + compression.code() + " file";
        }
    }
}
