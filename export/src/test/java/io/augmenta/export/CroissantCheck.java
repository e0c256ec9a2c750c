package io.augmenta.export;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.JsonDocument;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the Croissant 1.0 specification demands of a description, checked on what it means: a JSON-LD processor expands it, so
 * that a term that the context does not know, or knows as something else, is found. No address is ever asked.
 */
final class CroissantCheck {
    private static final String SC = "https://schema.org/";
    private static final String CR = "http://mlcommons.org/croissant/";
    private static final String CONFORMS_TO = "http://purl.org/dc/terms/conformsTo";
    private static final String BASE = "https://example.org/export/";

    /** Dataset-level information, "Required". */
    private static final List<String> REQUIRED = List.of(
            CONFORMS_TO,
            SC + "description",
            SC + "license",
            SC + "name",
            SC + "url",
            SC + "creator",
            SC + "datePublished",
            SC + "distribution");

    /** All terms of the namespace that the text of the specification defines. */
    private static final Set<String> TERMS = Set.of(
            "FileObject",
            "FileSet",
            "RecordSet",
            "Field",
            "Label",
            "Split",
            "BoundingBox",
            "SegmentationMask",
            "TrainingSplit",
            "ValidationSplit",
            "TestSplit",
            "isLiveDataset",
            "citeAs",
            "containedIn",
            "includes",
            "excludes",
            "field",
            "key",
            "data",
            "examples",
            "source",
            "dataType",
            "repeated",
            "equivalentProperty",
            "references",
            "subField",
            "parentField",
            "fileObject",
            "fileSet",
            "recordSet",
            "extract",
            "transform",
            "format",
            "fileProperty",
            "column",
            "jsonPath",
            "separator",
            "regex",
            "jsonQuery",
            "replace",
            "md5");

    /** The terms of schema.org that descriptions of this module use: its vocabulary takes any word, so it is bounded here. */
    private static final Set<String> SCHEMA_ORG_TERMS = Set.of(
            "Dataset",
            "CreativeWork",
            "Organization",
            "Enumeration",
            "Text",
            "Integer",
            "ImageObject",
            "name",
            "description",
            "license",
            "url",
            "creator",
            "datePublished",
            "dateCreated",
            "version",
            "keywords",
            "distribution",
            "contentUrl",
            "contentSize",
            "encodingFormat",
            "sha256");

    private static final Set<String> FILE_PROPERTIES =
            Set.of("fullpath", "filename", "content", "lines", "lineNumbers");

    private final List<String> complaints = new ArrayList<>();
    private final Map<String, JsonObject> definitions = new HashMap<>();
    private final List<String> references = new ArrayList<>();

    private CroissantCheck() {}

    /** What is wrong with it; nothing for a sound one. */
    static List<String> complaints(byte[] description) {
        CroissantCheck check = new CroissantCheck();
        try {
            JsonArray expanded = JsonLd.expand(JsonDocument.of(new ByteArrayInputStream(description)))
                    .base(BASE)
                    .loader((address, options) -> {
                        throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "asked for " + address);
                    })
                    .get();
            check.dataset(expanded.getJsonObject(0));
        } catch (JsonLdError e) {
            check.complaints.add("no JSON-LD: " + e.getMessage());
        }
        return check.complaints;
    }

    private void dataset(JsonObject dataset) {
        demand(types(dataset).equals(List.of(SC + "Dataset")), "type " + types(dataset));
        REQUIRED.forEach(property -> demand(dataset.containsKey(property), "missing " + property));
        demand(
                values(dataset, CONFORMS_TO).contains("http://mlcommons.org/croissant/1.0"),
                "conforms to " + values(dataset, CONFORMS_TO));
        collect(dataset);
        for (JsonObject resource : nodes(dataset, SC + "distribution")) {
            resource(resource);
        }
        for (JsonObject records : nodes(dataset, CR + "recordSet")) {
            records(records);
        }
        for (String reference : references) {
            demand(definitions.containsKey(reference), "reference to " + reference + ", which is nowhere defined");
        }
    }

    /** Every node with more than its id is a definition, every other one a reference; every term is a known one. */
    private void collect(JsonValue value) {
        if (value instanceof JsonArray array) {
            array.forEach(this::collect);
        } else if (value instanceof JsonObject node) {
            node.keySet().forEach(this::term);
            types(node).forEach(this::term);
            if (node.containsKey("@id")) {
                String id = node.getString("@id");
                if (node.size() == 1) {
                    if (id.startsWith(BASE)) {
                        references.add(id);
                    } else {
                        term(id);
                    }
                } else {
                    demand(definitions.put(id, node) == null, "two definitions of " + id);
                }
            }
            if (!"@json"
                    .equals(
                            node.containsKey("@type")
                                    ? node.get("@type").toString().replace("\"", "")
                                    : "")) {
                node.values().forEach(this::collect);
            }
        }
    }

    private void term(String iri) {
        boolean known = iri.startsWith("@")
                || iri.equals(CONFORMS_TO)
                || (iri.startsWith(SC) && SCHEMA_ORG_TERMS.contains(iri.substring(SC.length())))
                || (iri.startsWith(CR) && TERMS.contains(iri.substring(CR.length())));
        demand(known, "unknown term " + iri);
    }

    private void resource(JsonObject resource) {
        String type = String.join(" ", types(resource));
        String id = resource.getString("@id", "none");
        demand(resource.containsKey(SC + "name"), id + " has no name");
        demand(resource.containsKey(SC + "encodingFormat"), id + " has no encodingFormat");
        if (type.equals(CR + "FileObject")) {
            demand(resource.containsKey(SC + "contentUrl"), id + " has no contentUrl");
            demand(
                    values(resource, SC + "sha256").stream().anyMatch(digest -> digest.matches("[0-9a-f]{64}")),
                    id + " has no sha256");
        } else {
            demand(type.equals(CR + "FileSet"), id + " is a " + type);
            demand(resource.containsKey(CR + "includes"), id + " includes nothing");
        }
    }

    private void records(JsonObject records) {
        String id = records.getString("@id", "none");
        demand(types(records).equals(List.of(CR + "RecordSet")), id + " is a " + types(records));
        List<JsonObject> fields = nodes(records, CR + "field");
        demand(!fields.isEmpty(), id + " has no fields");
        boolean embedded = records.containsKey(CR + "data");
        for (JsonObject field : fields) {
            String name = field.getString("@id", "none");
            demand(name.startsWith(id + "/"), name + " does not begin with the name of its record set " + id);
            demand(types(field).equals(List.of(CR + "Field")), name + " is a " + types(field));
            demand(field.containsKey(CR + "dataType"), name + " has no dataType");
            demand(embedded != field.containsKey(CR + "source"), name + " has no data, or both kinds");
            nodes(field, CR + "source").forEach(source -> source(name, source));
        }
    }

    private void source(String name, JsonObject source) {
        demand(
                source.containsKey(CR + "fileObject") != source.containsKey(CR + "fileSet"),
                name + " comes from neither a file nor a set of files");
        List<JsonObject> extracts = nodes(source, CR + "extract");
        demand(extracts.size() == 1, name + " has " + extracts.size() + " extracts");
        for (JsonObject extract : extracts) {
            List<String> properties = values(extract, CR + "fileProperty");
            demand(
                    (extract.containsKey(CR + "column") == properties.isEmpty())
                            && FILE_PROPERTIES.containsAll(properties),
                    name + " extracts " + extract);
        }
    }

    private void demand(boolean met, String otherwise) {
        if (!met) {
            complaints.add(otherwise);
        }
    }

    private static List<String> types(JsonObject node) {
        JsonValue types = node.getOrDefault("@type", JsonValue.EMPTY_JSON_ARRAY);
        return types instanceof JsonArray all
                ? all.getValuesAs(JsonString::getString)
                : List.of(((JsonString) types).getString());
    }

    private static List<JsonObject> nodes(JsonObject node, String property) {
        return node.containsKey(property) ? node.getJsonArray(property).getValuesAs(JsonObject.class) : List.of();
    }

    private static List<String> values(JsonObject node, String property) {
        return nodes(node, property).stream()
                .map(value -> value.containsKey("@value")
                        ? ((JsonString) value.get("@value")).getString()
                        : value.getString("@id", ""))
                .toList();
    }
}
