package io.augmenta.generator.picture;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.ProvenanceText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An image as a line of JSON (NDJSON): what it was made from, and its PNG in Base64. */
final class ImageLines {
    private static final JsonFactory JSON = new JsonFactory();

    private ImageLines() {}

    static byte[] line(LabelledImage image, byte[] png) {
        Provenance provenance = ProvenanceText.provenanceOf(image);
        ByteArrayOutputStream target = new ByteArrayOutputStream(2 * png.length + 1000);
        try (JsonGenerator line = JSON.createGenerator(target, JsonEncoding.UTF8)) {
            line.writeStartObject();
            line.writeBooleanField("synthetic", true);
            line.writeStringField("id", image.id());
            line.writeStringField("class", image.label());
            line.writeNumberField("index", provenance.index());
            line.writeNumberField("seed", provenance.seed());
            line.writeStringField("checkpoint", provenance.checkpointId());
            line.writeStringField("generatorSha256", provenance.generatorSha256());
            line.writeStringField("recipe", provenance.recipe());
            line.writeStringField("software", provenance.software());
            line.writeStringField("copyGuard", provenance.copyGuard().label());
            line.writeBinaryField("png", png);
            line.writeEndObject();
            line.writeRaw('\n');
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return target.toByteArray();
    }
}
