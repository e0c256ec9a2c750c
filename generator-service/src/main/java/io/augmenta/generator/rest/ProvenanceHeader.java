package io.augmenta.generator.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.generator.GenerationOrder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** What an answer was made from, as a header: for formats that cannot hold it inside. */
final class ProvenanceHeader {
    static final String NAME = "Augmenta-Provenance";
    /** Only where all images are made before the answer begins. */
    static final String WITHHELD = "Augmenta-Withheld";

    /** A header takes ASCII, a class name may be anything. */
    private static final JsonFactory ASCII_JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ProvenanceHeader() {}

    /** Images of each class that were withheld, as JSON on one line. */
    static String withheld(Map<String, Integer> withheld) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ASCII_JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Integer> count : withheld.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return text.toString();
    }

    /** JSON on one line; the counts are in the order of the images. */
    static String of(GenerationOrder order, String software, CopyGuard guard) {
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
            json.writeStringField("copyGuard", guard.label());
            json.writeEndObject();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return text.toString();
    }
}
