package io.augmenta.ingest.upload;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** A ZIP or tar file, compressed by gzip or not, read from its beginning to its end. For one thread. */
abstract sealed class Archive {
    private static final int TAR_MAGIC_AT = 257;
    private static final byte[] TAR_MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

    /**
     * What an archive holds under a name.
     *
     * @param name a path with slashes
     * @param kind what it is
     */
    record Entry(String name, Kind kind) {
        enum Kind {
            FILE,
            FOLDER,
            /** A link, a device: nothing that an image comes in. */
            OTHER
        }
    }

    /**
     * Finds out by its first bytes what a stream is.
     *
     * @throws ImpossibleIngestException if it is no archive
     */
    static Archive of(InputStream in) throws IOException {
        BufferedInputStream content = new BufferedInputStream(in, 1 << 16);
        byte[] head = head(content);
        if (startsWith(head, 0, new byte[] {'P', 'K', 3, 4})) {
            return new Zip(new ZipInputStream(content));
        }
        if (startsWith(head, 0, new byte[] {0x1f, (byte) 0x8b})) {
            BufferedInputStream unpacked = new BufferedInputStream(new GZIPInputStream(content), 1 << 16);
            if (startsWith(head(unpacked), TAR_MAGIC_AT, TAR_MAGIC)) {
                return new Tar(new TarArchiveInputStream(unpacked));
            }
        }
        if (startsWith(head, TAR_MAGIC_AT, TAR_MAGIC)) {
            return new Tar(new TarArchiveInputStream(content));
        }
        throw broken("the " + head.length + " first bytes are those of none of them");
    }

    private static byte[] head(BufferedInputStream content) throws IOException {
        content.mark(TAR_MAGIC_AT + TAR_MAGIC.length);
        byte[] head = content.readNBytes(TAR_MAGIC_AT + TAR_MAGIC.length);
        content.reset();
        return head;
    }

    private static boolean startsWith(byte[] head, int at, byte[] magic) {
        if (head.length < at + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (head[at + i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    static ImpossibleIngestException broken(String found) {
        return new ImpossibleIngestException(
                "invalid-archive",
                "upload: expected a ZIP file, a tar file or a gzip-compressed tar file of class folders, but " + found);
    }

    /** The next thing in it; null at its end. */
    abstract @Nullable Entry next() throws IOException;

    /** The bytes of the file that {@link #next} told last. */
    abstract InputStream content();

    /** What the libraries throw where the bytes are at fault, and not the disk or the network. */
    static boolean isBroken(IOException e) {
        return e instanceof ZipException
                || e instanceof EOFException
                || (e.getStackTrace().length > 0
                        && e.getStackTrace()[0].getClassName().startsWith("org.apache.commons.compress"));
    }

    private static final class Zip extends Archive {
        private final ZipInputStream zip;

        Zip(ZipInputStream zip) {
            this.zip = zip;
        }

        @Override
        @Nullable Entry next() throws IOException {
            @Nullable ZipEntry entry = zip.getNextEntry();
            return entry == null
                    ? null
                    : new Entry(entry.getName(), entry.isDirectory() ? Entry.Kind.FOLDER : Entry.Kind.FILE);
        }

        @Override
        InputStream content() {
            return zip;
        }
    }

    private static final class Tar extends Archive {
        private final TarArchiveInputStream tar;

        Tar(TarArchiveInputStream tar) {
            this.tar = tar;
        }

        @Override
        @Nullable Entry next() throws IOException {
            @Nullable TarArchiveEntry entry = tar.getNextEntry();
            return entry == null ? null : new Entry(entry.getName(), kind(entry));
        }

        private static Entry.Kind kind(TarArchiveEntry entry) {
            if (entry.isDirectory()) {
                return Entry.Kind.FOLDER;
            }
            return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !entry.isSparse()
                    ? Entry.Kind.FILE
                    : Entry.Kind.OTHER;
        }

        @Override
        InputStream content() {
            return tar;
        }
    }
}
