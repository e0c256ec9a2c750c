package io.augmenta.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augmenta.contracts.Split;
import io.augmenta.export.Export.FileFacts;
import io.augmenta.export.MetadataTable.Column;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * The Croissant description of an export (<a href="https://docs.mlcommons.org/croissant/docs/croissant-spec.html">Croissant
 * 1.0</a>, JSON-LD): the files with their digests, and a record of each image, joined with its row of the table by the id in its
 * name.
 */
final class CroissantDescription {
    static final String CONFORMS_TO = "http://mlcommons.org/croissant/1.0";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String IMAGE_FILES = "image-files";
    private static final String NOT_KNOWN = "not known";

    private final ExportPlan plan;
    private final Tally tally;
    private final FileFacts table;
    private final FileFacts card;

    CroissantDescription(ExportPlan plan, Tally tally, FileFacts table, FileFacts card) {
        this.plan = plan;
        this.tally = tally;
        this.table = table;
        this.card = card;
    }

    byte[] json() {
        ObjectNode dataset = JSON.createObjectNode();
        dataset.set("@context", context());
        dataset.put("@type", "sc:Dataset");
        dataset.put("conformsTo", CONFORMS_TO);
        describe(dataset);
        dataset.set("distribution", files());
        ArrayNode records = dataset.putArray("recordSet");
        records.add(splits());
        records.add(classes());
        records.add(images());
        try {
            return JSON.writeValueAsBytes(dataset);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static ObjectNode context() {
        try (InputStream in = CroissantDescription.class.getResourceAsStream("croissant-context.json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this module cannot be read", e);
        }
    }

    private void describe(ObjectNode dataset) {
        Publication said = plan.publication();
        dataset.put("name", plan.version().name());
        dataset.put("description", DataCard.summary(plan, tally));
        said.license().ifPresentOrElse(license -> dataset.put("license", license), () -> dataset.putObject("license")
                .put("@type", "sc:CreativeWork")
                .put("name", NOT_KNOWN)
                .put("description", "Nobody has said under which licence these images may be used; ask their owner."));
        dataset.put("url", said.url().orElse("urn:augmenta:" + plan.version().key()));
        dataset.putObject("creator")
                .put("@type", "sc:Organization")
                .put("name", said.creator().orElse(NOT_KNOWN));
        dataset.put("datePublished", said.exportedAt().toString());
        dataset.put("dateCreated", plan.version().sealedAt().toString());
        // what comes before the plus counts the sealed versions, each of which replaces the one before
        dataset.put("version", plan.ordinal() + ".0.0+" + plan.version().version());
        dataset.put("isLiveDataset", false);
        ArrayNode keywords = dataset.putArray("keywords").add("image classification");
        keywords.add(plan.contents().name().toLowerCase(Locale.ROOT) + " images");
    }

    private ArrayNode files() {
        ArrayNode files = JSON.createArrayNode();
        files.add(file(Export.TABLE, "text/csv", "What there is to say of each image.", table));
        files.add(file(Export.CARD, "text/markdown", "The data card.", card));
        ObjectNode images = files.addObject();
        images.put("@type", "cr:FileSet")
                .put("@id", IMAGE_FILES)
                .put("name", IMAGE_FILES)
                .put("description", "The images; their digests are in " + Export.TABLE + ".")
                .put("encodingFormat", "image/png");
        ArrayNode includes = images.putArray("includes");
        if (plan.layout() == SplitLayout.COLUMN) {
            includes.add("*/*.png");
        } else {
            Export.splits().forEach(split -> includes.add(ExportPlan.nameOf(split) + "/*/*.png"));
        }
        return files;
    }

    private static ObjectNode file(String name, String type, String description, FileFacts facts) {
        return JSON.createObjectNode()
                .put("@type", "cr:FileObject")
                .put("@id", name)
                .put("name", name)
                .put("description", description)
                .put("contentUrl", name)
                .put("contentSize", facts.sizeBytes() + " B")
                .put("encodingFormat", type)
                .put("sha256", facts.sha256());
    }

    private static ObjectNode splits() {
        ObjectNode splits =
                recordSet("splits", "The splits. No near duplicates lie in two of them, unless the card says so.");
        splits.put("dataType", "cr:Split");
        splits.set("key", reference("splits/name"));
        ArrayNode fields = splits.putArray("field");
        fields.add(field("splits/name", "Name of the split.").put("dataType", "sc:Text"));
        fields.add(field("splits/url", "What it is for.").put("dataType", "cr:Split"));
        ArrayNode data = splits.putArray("data");
        for (Split split : Export.splits()) {
            data.addObject().put("splits/name", ExportPlan.nameOf(split)).put("splits/url", meaning(split));
        }
        return splits;
    }

    private static String meaning(Split split) {
        return switch (split) {
            case TRAIN -> "cr:TrainingSplit";
            case VALIDATION -> "cr:ValidationSplit";
            case TEST -> "cr:TestSplit";
        };
    }

    private ObjectNode classes() {
        ObjectNode classes = recordSet("classes", "The classes, numbered from 0.");
        classes.put("dataType", "sc:Enumeration");
        classes.set("key", reference("classes/name"));
        ArrayNode fields = classes.putArray("field");
        fields.add(field("classes/name", "Name of the class.").put("dataType", "sc:Text"));
        fields.add(field("classes/number", "Its number.").put("dataType", "sc:Integer"));
        ArrayNode data = classes.putArray("data");
        for (int i = 0; i < plan.version().classes().size(); i++) {
            data.addObject()
                    .put("classes/name", plan.version().classes().get(i))
                    .put("classes/number", i);
        }
        return classes;
    }

    private ObjectNode images() {
        ObjectNode images = recordSet("images", "A record of each image.");
        images.set("key", reference("images/id"));
        ArrayNode fields = images.putArray("field");
        fields.add(idInName());
        fields.add(content());
        for (Column column : MetadataTable.columns(plan.withSources())) {
            if (!column.equals(MetadataTable.ID)) {
                fields.add(ofTable(column));
            }
        }
        return images;
    }

    private static ObjectNode idInName() {
        ObjectNode id = field("images/id", MetadataTable.ID.description()).put("dataType", "sc:Text");
        ObjectNode source = id.putObject("source");
        source.set("fileSet", reference(IMAGE_FILES));
        source.putObject("extract").put("fileProperty", "filename");
        source.putObject("transform").put("regex", "^(?:real|synthetic)-([0-9a-f]{64})\\.png$");
        id.set("references", column(MetadataTable.ID));
        return id;
    }

    private static ObjectNode content() {
        ObjectNode content = field("images/content", "The pixels.").put("dataType", "sc:ImageObject");
        ObjectNode source = content.putObject("source");
        source.set("fileSet", reference(IMAGE_FILES));
        source.putObject("extract").put("fileProperty", "content");
        return content;
    }

    private static ObjectNode ofTable(Column column) {
        ObjectNode field = field("images/" + column.name(), column.description());
        if (column.equals(MetadataTable.CLASS)) {
            field.putArray("dataType").add(column.dataType()).add("cr:Label");
        } else {
            field.put("dataType", column.dataType());
        }
        field.set("source", column(column));
        references(column).ifPresent(target -> field.set("references", reference(target)));
        return field;
    }

    private static Optional<String> references(Column column) {
        if (column.equals(MetadataTable.CLASS)) {
            return Optional.of("classes/name");
        }
        return column.equals(MetadataTable.SPLIT) ? Optional.of("splits/name") : Optional.empty();
    }

    private static ObjectNode column(Column column) {
        ObjectNode source = JSON.createObjectNode();
        source.set("fileObject", reference(Export.TABLE));
        source.putObject("extract").put("column", column.name());
        return source;
    }

    private static ObjectNode recordSet(String id, String description) {
        return JSON.createObjectNode()
                .put("@type", "cr:RecordSet")
                .put("@id", id)
                .put("name", id)
                .put("description", description);
    }

    private static ObjectNode field(String id, String description) {
        return JSON.createObjectNode()
                .put("@type", "cr:Field")
                .put("@id", id)
                .put("name", id)
                .put("description", description);
    }

    private static ObjectNode reference(String id) {
        return JSON.createObjectNode().put("@id", id);
    }
}
