package io.augmenta.extraction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps features that were computed, by what they were computed from: an extractor's digest and a picture's. In memory up
 * to a bound, those looked at last staying longest, and in a folder where one is given. Features tell something about the
 * picture, so keep the folder as you keep the pictures.
 *
 * <p>A file of the folder is {@code EXTRACTOR/XX/PICTURE.features}, {@code XX} being the picture's first two digits: the
 * number {@code 0x41554746}, how many features there are, these, and the CRC-32 of all before it, big-endian and four bytes
 * each. It appears whole or not at all. A file that is not like that is as good as none, and is replaced.
 *
 * <p>Thread-safe; several processes may share a folder.
 */
public final class FeatureCache {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureCache.class);
    private static final int MARK = 0x41554746;
    private static final int FRAME_BYTES = 3 * Integer.BYTES;

    private final long mostBytes;
    private final Optional<Path> folder;
    private final Map<String, float[]> inMemory = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private FeatureCache(long mostBytes, Optional<Path> folder) {
        this.mostBytes = mostBytes;
        this.folder = folder;
    }

    /**
     * A cache that ends with the process.
     *
     * @param mostBytes how much memory the features may take, 0 for nothing kept
     */
    public static FeatureCache inMemory(long mostBytes) {
        return new FeatureCache(mostBytes, Optional.empty());
    }

    /**
     * A cache that outlives the process.
     *
     * @param mostBytes how much memory the features may take besides
     * @param folder made when it is first needed; it grows without bound, and may be emptied at any time
     */
    public static FeatureCache in(Path folder, long mostBytes) {
        return new FeatureCache(mostBytes, Optional.of(folder));
    }

    /**
     * Features that were kept.
     *
     * @param width how many there have to be; others are none
     */
    Optional<float[]> find(String extractor, String picture, int width) {
        String key = key(extractor, picture);
        synchronized (inMemory) {
            float[] known = inMemory.get(key);
            if (known != null) {
                return Optional.of(known.clone());
            }
        }
        Optional<float[]> stored = folder.flatMap(root -> read(file(root, extractor, picture), width));
        stored.ifPresent(features -> remember(key, features));
        return stored;
    }

    /** Keeps a copy of features. A folder that cannot be written to costs time, not the answer. */
    void keep(String extractor, String picture, float[] features) {
        remember(key(extractor, picture), features.clone());
        folder.ifPresent(root -> {
            try {
                write(file(root, extractor, picture), features);
            } catch (IOException e) {
                LOG.warn("event=features_not_kept folder={} cause=\"{}\"", root, e.toString());
            }
        });
    }

    private void remember(String key, float[] features) {
        synchronized (inMemory) {
            float[] before = inMemory.put(key, features);
            bytes += bytesOf(features) - (before == null ? 0 : bytesOf(before));
            Iterator<float[]> eldest = inMemory.values().iterator();
            while (bytes > mostBytes && eldest.hasNext()) {
                bytes -= bytesOf(eldest.next());
                eldest.remove();
            }
        }
    }

    /** How much memory the features take now. */
    long bytes() {
        synchronized (inMemory) {
            return bytes;
        }
    }

    private static long bytesOf(float[] features) {
        return (long) features.length * Float.BYTES;
    }

    private static String key(String extractor, String picture) {
        return extractor + '/' + picture;
    }

    private static Path file(Path root, String extractor, String picture) {
        return root.resolve(extractor).resolve(picture.substring(0, 2)).resolve(picture + ".features");
    }

    private static Optional<float[]> read(Path file, int width) {
        byte[] content;
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            LOG.warn("event=features_not_read file={} cause=\"{}\"", file, e.toString());
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        if (content.length != FRAME_BYTES + width * Float.BYTES
                || buffer.getInt() != MARK
                || buffer.getInt() != width
                || buffer.getInt(content.length - Integer.BYTES) != checksum(content)) {
            LOG.warn("event=features_corrupt file={} answer=recompute", file);
            return Optional.empty();
        }
        float[] features = new float[width];
        buffer.asFloatBuffer().get(features);
        return Optional.of(features);
    }

    private static void write(Path file, float[] features) throws IOException {
        byte[] content = new byte[FRAME_BYTES + features.length * Float.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(content).putInt(MARK).putInt(features.length);
        buffer.asFloatBuffer().put(features);
        buffer.putInt(content.length - Integer.BYTES, checksum(content));
        Path shelf = Files.createDirectories(file.resolveSibling("."));
        Path part = Files.createTempFile(shelf, "part-", ".tmp");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static int checksum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content, 0, content.length - Integer.BYTES);
        return (int) sum.getValue();
    }
}
