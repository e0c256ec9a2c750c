package io.augmenta.generator.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.augmenta.generator.GenerationOrder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** What an answer was made from, as a header: for formats that cannot hold it inside. */
final class ProvenanceHeader {
    static final String NAME = "Augmenta-Provenance";

    /** A header takes ASCII, a class name may be anything. */
    private static final JsonFactory ASCII_JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ProvenanceHeader() {}

    /** JSON on one line; the counts are in the order of the images. */
    static String of(GenerationOrder order, String software) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ASCII_JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("synthetic", true);
            json.writeStringField("checkpoint", order.checkpoint().checkpointId());
            json.writeStringField(
                    "generatorSha256", order.checkpoint().generator().sha256());
            json.writeStringField("recipe", order.checkpoint().recipe());
            json.writeNumberField("seed", order.seed());
            json.writeObjectFieldStart("counts");
            for (Map.Entry<String, Integer> count : order.counts().entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeStringField("software", software);
            json.writeEndObject();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return text.toString();
    }
}
