package io.augmenta.generator.picture;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.generator.GenerationOrder;
import io.augmenta.generator.GeneratorShape;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.LoadedGenerators.Lease;
import io.augmenta.generator.SyntheticImages;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.grid.GridRow;
import io.augmenta.imaging.grid.SampleGrid;
import io.augmenta.imaging.png.PngEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the images of an order and writes them as files. Stateless, thread-safe. */
public final class Pictures {
    /** ZIP knows no earlier time; a real one would make the same request give other bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int ARCHIVE_CHUNK_IMAGES = 64;

    private final SyntheticImages syntheticImages;
    private final Limits limits;

    /**
     * How many images go into one file.
     *
     * @param sheetImages images of a sheet
     * @param sheetBytes samples of all images of a sheet, which lies in memory as a whole
     * @param archiveImages images of an archive, which is written as it is made
     */
    public record Limits(int sheetImages, int sheetBytes, int archiveImages) {
        /** Checks that one is allowed. */
        public Limits {
            if (sheetImages < 1 || sheetBytes < 1 || archiveImages < 1) {
                throw new IllegalArgumentException("expected at least 1 image and 1 byte, got " + sheetImages + ", "
                        + sheetBytes + " and " + archiveImages);
            }
        }
    }

    /** Takes what makes the images. */
    public Pictures(SyntheticImages syntheticImages, Limits limits) {
        this.syntheticImages = syntheticImages;
        this.limits = limits;
    }

    /** The most images of this shape that a sheet takes, at least 1. */
    public int maxSheetImages(GeneratorShape shape) {
        return Math.max(1, Math.min(limits.sheetImages(), limits.sheetBytes() / shape.samplesPerImage()));
    }

    /** The most images that an archive takes. */
    public int maxArchiveImages() {
        return limits.archiveImages();
    }

    /**
     * A sheet with a labelled row per class, as PNG.
     *
     * @param lease the generator of the order's checkpoint; stays with the caller
     * @throws GeneratorUnavailableException if the generator fails
     */
    public byte[] sheet(Lease lease, GenerationOrder order) throws GeneratorUnavailableException {
        Map<String, List<RasterImage>> tilesByClass = new LinkedHashMap<>();
        for (LabelledImage image : syntheticImages.make(lease, order, 0, order.images())) {
            tilesByClass
                    .computeIfAbsent(image.label(), label -> new ArrayList<>())
                    .add(raster(image));
        }
        List<GridRow> rows = tilesByClass.entrySet().stream()
                .map(row -> GridRow.of(row.getKey(), row.getValue()))
                .toList();
        return PngEncoder.encode(SampleGrid.of(rows).draw(), ProvenanceText.of(order, syntheticImages.software()));
    }

    /**
     * Writes single PNGs named {@code <class>/<index>.png} as a ZIP file. Only a few images are in memory at a time. The
     * same order gives the same bytes with the same JDK.
     *
     * @param lease the generator of the order's checkpoint; stays with the caller
     * @param target stays open
     * @return the number of images written
     * @throws GeneratorUnavailableException if the generator fails; what was written is no whole archive then
     */
    public int archive(Lease lease, GenerationOrder order, OutputStream target)
            throws IOException, GeneratorUnavailableException {
        EntryNames names = new EntryNames(order.checkpoint().classes());
        ZipOutputStream zip = new ZipOutputStream(target);
        // PNG is compressed already
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (int from = 0; from < order.images(); from += ARCHIVE_CHUNK_IMAGES) {
            int to = Math.min(order.images(), from + ARCHIVE_CHUNK_IMAGES);
            for (LabelledImage image : syntheticImages.make(lease, order, from, to)) {
                write(zip, names, image);
            }
        }
        zip.finish();
        return order.images();
    }

    private static void write(ZipOutputStream zip, EntryNames names, LabelledImage image) throws IOException {
        Map<String, String> text = ProvenanceText.of(image);
        Provenance provenance = image.provenance();
        int index = provenance == null ? 0 : provenance.index();
        ZipEntry entry = new ZipEntry(names.of(image.label(), index));
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(PngEncoder.encode(raster(image), text));
        zip.closeEntry();
    }

    private static RasterImage raster(LabelledImage image) {
        return new RasterImage(
                image.channels(), image.height(), image.width(), image.pixels().toArray());
    }
}
