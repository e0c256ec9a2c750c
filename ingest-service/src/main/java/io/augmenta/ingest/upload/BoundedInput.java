package io.augmenta.ingest.upload;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may not be longer than it was said to be. For one thread. */
final class BoundedInput extends FilterInputStream {
    private final long mostBytes;
    private final String what;
    private long read;

    BoundedInput(InputStream in, long mostBytes, String what) {
        super(in);
        this.mostBytes = mostBytes;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    /** How much has been read. */
    long readBytes() {
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) {
        read += more;
        if (read > mostBytes) {
            throw new ImpossibleIngestException(
                    "upload-too-large",
                    "upload: expected " + what + " of at most " + mostBytes
                            + " bytes, got more; send less at once, or raise augmenta.ingest.upload.*");
        }
    }
}
