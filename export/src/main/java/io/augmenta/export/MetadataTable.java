package io.augmenta.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of each image, as a CSV file (RFC 4180, UTF-8) that is written as the images are. What could tell a
 * patient is left out: where an image came from stands there only if asked for.
 */
final class MetadataTable implements AutoCloseable {

    /** A column, what it says, and which type Croissant gives it. */
    record Column(String name, String dataType, String description) {}

    static final Column FILE_NAME = new Column("file_name", "sc:Text", "Path of the PNG file within the data set.");
    static final Column CLASS = new Column("class", "sc:Text", "The class of the image.");
    static final Column SPLIT = new Column("split", "sc:Text", "train, validation or test.");
    static final Column ID = new Column(
            "id",
            "sc:Text",
            "Real: SHA-256 of the grey pixels at full size. Synthetic: SHA-256 of checkpoint, class, seed and index.");

    private static final List<Column> COLUMNS = List.of(
            FILE_NAME,
            CLASS,
            SPLIT,
            new Column("origin", "sc:Text", "real, or synthetic: made by a generative model, showing no patient."),
            new Column("sha256", "sc:Text", "SHA-256 of the PNG file."),
            new Column("width", "sc:Integer", "Columns of pixels."),
            new Column("height", "sc:Integer", "Rows of pixels."),
            new Column("channels", "sc:Integer", "1 for grey, 3 for colour."),
            ID,
            new Column(
                    "leak_group",
                    "sc:Text",
                    "Id of the image that stands for its group of near duplicates, which belongs to one split."),
            new Column("checkpoint", "sc:Text", "Synthetic: the checkpoint of the generator."),
            new Column("generator_sha256", "sc:Text", "Synthetic: SHA-256 of the generator's ONNX file."),
            new Column("recipe", "sc:Text", "Synthetic: what the generator was trained by."),
            new Column("seed", "sc:Integer", "Synthetic: the seed of the request."),
            new Column("index", "sc:Integer", "Synthetic: position within the class."),
            new Column("software", "sc:Text", "Synthetic: what made it, with its version."),
            new Column(
                    "copy_guard",
                    "sc:Text",
                    "Synthetic: checked, off, no_index or unknown: whether it was compared with the training images."));
    private static final Column SOURCE =
            new Column("source", "sc:Text", "Real: where the image came from, as its owner named it.");

    private final Path file;
    private final boolean withSources;
    private final CSVPrinter printer;

    MetadataTable(Path file, boolean withSources) throws IOException {
        this.file = file;
        this.withSources = withSources;
        BufferedWriter writer = Files.newBufferedWriter(file, UTF_8);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(columns(withSources).stream().map(Column::name).toArray(String[]::new))
                .get();
        printer = new CSVPrinter(writer, format);
    }

    static List<Column> columns(boolean withSources) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (withSources) {
            columns.add(SOURCE);
        }
        return columns;
    }

    void add(LabelledImage image, String path, String sha256) {
        List<Object> row = new ArrayList<>(List.of(
                path,
                image.label(),
                ExportPlan.nameOf(image.split()),
                Origin.of(image).text(),
                sha256,
                image.width(),
                image.height(),
                image.channels(),
                image.id(),
                image.leakGroup()));
        row.addAll(madeFrom(image.provenance()));
        if (withSources) {
            row.add(image.source());
        }
        try {
            printer.printRecord(row);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("file " + file + " cannot be written", e));
        }
    }

    private static List<Object> madeFrom(@Nullable Provenance provenance) {
        return provenance == null
                ? List.of("", "", "", "", "", "", "")
                : List.of(
                        provenance.checkpointId(),
                        provenance.generatorSha256(),
                        provenance.recipe(),
                        provenance.seed(),
                        provenance.index(),
                        provenance.software(),
                        provenance.copyGuard().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
