package io.augmenta.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.ClassFolders;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ProvenanceText;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.FastPngEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes a data set version as files: a PNG for each image in a folder for each class, {@value #TABLE}, {@value #CARD} and
 * {@value #DESCRIPTION}, which is written last. Synthetic images are the files that the generator gives, text chunks included, so
 * that they can be verified. The same plan of the same log gives the same images under the same names. For one export.
 */
public final class Export {
    /** The table of metadata. */
    public static final String TABLE = "metadata.csv";
    /** The data card. */
    public static final String CARD = "README.md";
    /** The Croissant description; where it is, an export is complete. */
    public static final String DESCRIPTION = "croissant.json";

    private final ExportPlan plan;
    private final ImageLog log;
    private final ExportTarget target;
    private final ExportObserver observer;
    private final ClassFolders folders;
    private final Tally tally = new Tally();
    private long bytes;

    /** Takes what it needs; nothing is written yet. */
    public Export(ExportPlan plan, ImageLog log, ExportTarget target, ExportObserver observer) {
        this.plan = plan;
        this.log = log;
        this.target = target;
        this.observer = observer;
        this.folders = new ClassFolders(plan.version().classes());
    }

    /**
     * What was exported.
     *
     * @param realImages images of the version
     * @param syntheticImages images that a model made
     * @param bytes size of all PNGs
     */
    public record Result(long realImages, long syntheticImages, long bytes) {}

    /**
     * Writes everything and completes the target.
     *
     * @throws IncompleteLogException if the log does not hold what the version or a share is said to hold
     * @throws IOException if the log cannot be read or the target not written
     * @throws ExportStoppedException if the observer asks for it
     */
    public Result run() throws IOException {
        Path table = Files.createTempFile("augmenta-metadata-", ".csv");
        try {
            try (MetadataTable rows = new MetadataTable(table, plan.withSources())) {
                writeImages(rows);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            FileFacts tableFacts = FileFacts.of(table);
            target.put(TABLE, table, "text/csv");
            byte[] card = new DataCard(plan, tally).text().getBytes(UTF_8);
            target.put(CARD, card, "text/markdown");
            byte[] description = new CroissantDescription(plan, tally, tableFacts, FileFacts.of(card)).json();
            target.complete(DESCRIPTION, description, "application/ld+json");
        } finally {
            Files.deleteIfExists(table);
        }
        return new Result(tally.of(Origin.REAL), tally.of(Origin.SYNTHETIC), bytes);
    }

    private void writeImages(MetadataTable rows) throws IOException {
        if (plan.contents().real()) {
            writeReal(rows);
        }
        for (SyntheticShare share : plan.shares()) {
            writeSynthetic(share, rows);
        }
    }

    private void writeReal(MetadataTable rows) throws IOException {
        SeenIds seen = new SeenIds();
        log.read(plan.version(), batch -> {
            if (batch.ingestId().equals(plan.version().ingestId())) {
                batch.images().stream().filter(image -> seen.add(image.id())).forEach(image -> write(image, rows));
                observe();
            }
        });
        for (SplitCount count : plan.version().counts()) {
            long found = tally.of(Origin.REAL, count.split(), count.label());
            if (found != count.count()) {
                throw new IncompleteLogException(
                        "version " + plan.version().key() + ", " + ExportPlan.nameOf(count.split()) + ", class "
                                + count.label(),
                        Long.toString(count.count()),
                        Long.toString(found));
            }
        }
    }

    private void writeSynthetic(SyntheticShare share, MetadataTable rows) throws IOException {
        ShareFilter filter = new ShareFilter(share);
        log.read(share, batch -> {
            if (batch.requestId().equals(share.requestId())) {
                filter.taken(imagesIn(batch)).forEach(image -> write(image, rows));
                observe();
            }
        });
        Map<String, Integer> missing = filter.missing();
        if (!missing.isEmpty()) {
            throw new IncompleteLogException(
                    "answer to " + share.requestId(), share.counts().toString(), missing + " fewer");
        }
    }

    private static List<LabelledImage> imagesIn(SyntheticBatch batch) {
        if (batch.content() instanceof SyntheticBatch.Inline inline) {
            return inline.images();
        }
        throw new IllegalStateException(
                "batch " + batch.sequence() + " of request " + batch.requestId() + " was read without its images");
    }

    private void write(LabelledImage image, MetadataTable rows) {
        byte[] png = FastPngEncoder.encode(
                new RasterImage(
                        image.channels(),
                        image.height(),
                        image.width(),
                        image.pixels().toArray()),
                image.synthetic() ? ProvenanceText.of(image) : Map.of());
        String path = pathOf(image);
        try {
            target.put(path, png, "image/png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows.add(image, path, FileFacts.of(png).sha256());
        tally.add(image);
        bytes += png.length;
    }

    private String pathOf(LabelledImage image) {
        String name = Origin.of(image).text() + "-" + image.id() + ".png";
        String path = folders.of(image.label()) + "/" + name;
        return plan.layout() == SplitLayout.FOLDERS ? ExportPlan.nameOf(image.split()) + "/" + path : path;
    }

    private void observe() {
        observer.exported(tally.all(), plan.images());
        if (observer.stopped()) {
            throw new ExportStoppedException(tally.all(), plan.images());
        }
    }

    /** Size and digest of a file. */
    record FileFacts(String sha256, long sizeBytes) {

        static FileFacts of(byte[] content) {
            return new FileFacts(HexFormat.of().formatHex(digest().digest(content)), content.length);
        }

        static FileFacts of(Path file) throws IOException {
            try (DigestInputStream content = new DigestInputStream(Files.newInputStream(file), digest())) {
                long sizeBytes = content.transferTo(OutputStream.nullOutputStream());
                return new FileFacts(
                        HexFormat.of().formatHex(content.getMessageDigest().digest()), sizeBytes);
            }
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /** The splits that a layout in folders has, in their usual order. */
    static List<Split> splits() {
        return List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);
    }
}
