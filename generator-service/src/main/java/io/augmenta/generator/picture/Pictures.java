package io.augmenta.generator.picture;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ProvenanceText;
import io.augmenta.generator.GenerationOrder;
import io.augmenta.generator.GeneratorShape;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.ImageBatches;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.grid.GridRow;
import io.augmenta.imaging.grid.SampleGrid;
import io.augmenta.imaging.png.FastPngEncoder;
import io.augmenta.imaging.png.PngEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the images of an order as files, while they are made. Stateless, thread-safe. */
public final class Pictures {
    /** ZIP knows no earlier time; a real one would make the same request give other bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Limits limits;

    /**
     * How many images go into one file.
     *
     * @param sheetImages images of a sheet
     * @param sheetBytes samples of all images of a sheet, which lies in memory as a whole
     * @param streamImages images of an archive, an array or lines, which are written as they are made
     */
    public record Limits(int sheetImages, int sheetBytes, int streamImages) {
        /** Checks that one is allowed. */
        public Limits {
            if (sheetImages < 1 || sheetBytes < 1 || streamImages < 1) {
                throw new IllegalArgumentException("expected at least 1 image and 1 byte, got " + sheetImages + ", "
                        + sheetBytes + " and " + streamImages);
            }
        }
    }

    /** Sets how large a file may be. */
    public Pictures(Limits limits) {
        this.limits = limits;
    }

    /** The most images of this shape that a sheet takes, at least 1. */
    public int maxSheetImages(GeneratorShape shape) {
        return Math.max(1, Math.min(limits.sheetImages(), limits.sheetBytes() / shape.samplesPerImage()));
    }

    /** The most images that an archive, an array or lines take. */
    public int maxStreamImages() {
        return limits.streamImages();
    }

    /**
     * A sheet with a labelled row per class, as PNG.
     *
     * @throws GeneratorUnavailableException if the generator fails
     * @throws NotServedException if the images are not made in time
     */
    public byte[] sheet(ImageBatches<LabelledImage> batches)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        Map<String, List<RasterImage>> tilesByClass = new LinkedHashMap<>();
        while (batches.hasNext()) {
            for (LabelledImage image : batches.next()) {
                tilesByClass
                        .computeIfAbsent(image.label(), label -> new ArrayList<>())
                        .add(raster(image));
            }
        }
        List<GridRow> rows = tilesByClass.entrySet().stream()
                .map(row -> GridRow.of(row.getKey(), row.getValue()))
                .toList();
        GenerationOrder order = batches.order();
        return PngEncoder.encode(
                SampleGrid.of(rows).draw(),
                ProvenanceText.ofSheet(
                        order.checkpoint(),
                        order.counts(),
                        order.seed(),
                        batches.software(),
                        batches.guard(),
                        batches.withheld()));
    }

    /**
     * A file of images that is written as they are made.
     *
     * @param <T> an image as it stands in the file
     */
    public interface Form<T> {
        /** Brings an image into form; safe for several threads at once, so that those that make images can do it. */
        T formed(LabelledImage image);

        /** Starts a file, which stays open. */
        Writer<T> begin(GenerationOrder order, OutputStream target) throws IOException;
    }

    /**
     * Images on their way into a file. Used by one thread at a time.
     *
     * @param <T> an image as it stands in the file
     */
    public interface Writer<T> {
        /** Adds images, in the order's order. */
        void write(List<T> images) throws IOException;

        /** Writes what comes after all images. The file stays open. */
        default void finish() throws IOException {}
    }

    /**
     * An image as a file of its own.
     *
     * @param label its class
     * @param index its place within the class
     * @param png the file
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, not compared
    public record PngImage(String label, int index, byte[] png) {
        private static PngImage of(LabelledImage image) {
            return new PngImage(
                    image.label(), ProvenanceText.provenanceOf(image).index(), Pictures.png(image));
        }
    }

    /**
     * Single PNGs named {@code <class>/<index>.png} as a ZIP file. The same order gives the same bytes.
     */
    public static Form<PngImage> archive() {
        return new Form<>() {
            @Override
            public PngImage formed(LabelledImage image) {
                return PngImage.of(image);
            }

            @Override
            public Writer<PngImage> begin(GenerationOrder order, OutputStream target) {
                return archive(new EntryNames(order.checkpoint().classes()), target);
            }
        };
    }

    private static Writer<PngImage> archive(EntryNames names, OutputStream target) {
        ZipOutputStream zip = new StoredArchive(target);
        return new Writer<>() {
            @Override
            public void write(List<PngImage> images) throws IOException {
                for (PngImage image : images) {
                    zip.putNextEntry(stored(names.of(image.label(), image.index()), image.png()));
                    zip.write(image.png());
                    zip.closeEntry();
                }
            }

            @Override
            public void finish() throws IOException {
                zip.finish();
            }
        };
    }

    /** PNG is compressed already. */
    private static final class StoredArchive extends ZipOutputStream {
        StoredArchive(OutputStream target) {
            super(target);
            setMethod(STORED);
            // never used here; its native memory would otherwise stay until the garbage collector comes across it
            def.end();
        }
    }

    /** Lines of JSON (NDJSON): what each image was made from, and its PNG in Base64. */
    public static Form<byte[]> lines() {
        return new Form<>() {
            @Override
            public byte[] formed(LabelledImage image) {
                return ImageLines.line(image, png(image));
            }

            @Override
            public Writer<byte[]> begin(GenerationOrder order, OutputStream target) {
                return lines -> {
                    for (byte[] line : lines) {
                        target.write(line);
                    }
                };
            }
        };
    }

    /** A NumPy array file of unsigned bytes {@code [images, C, H, W]}. */
    public static Form<Bytes> array() {
        return new Form<>() {
            @Override
            public Bytes formed(LabelledImage image) {
                return image.pixels();
            }

            @Override
            public Writer<Bytes> begin(GenerationOrder order, OutputStream target) throws IOException {
                target.write(NumpyFile.header(order.images(), GeneratorShape.of(order.checkpoint())));
                return images -> {
                    for (Bytes image : images) {
                        target.write(image.toArray());
                    }
                };
            }
        };
    }

    private static ZipEntry stored(String name, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(NO_TIME);
        return entry;
    }

    private static byte[] png(LabelledImage image) {
        return FastPngEncoder.encode(raster(image), ProvenanceText.of(image));
    }

    static RasterImage raster(LabelledImage image) {
        return new RasterImage(
                image.channels(), image.height(), image.width(), image.pixels().toArray());
    }
}
