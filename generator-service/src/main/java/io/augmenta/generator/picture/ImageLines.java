package io.augmenta.generator.picture;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.ProvenanceText;
import java.io.IOException;
import java.io.OutputStream;

/** Images as lines of JSON (NDJSON): what each was made from, and its PNG in Base64. */
final class ImageLines {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private ImageLines() {}

    static void write(LabelledImage image, byte[] png, OutputStream target) throws IOException {
        Provenance provenance = ProvenanceText.provenanceOf(image);
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
        }
        target.write('\n');
    }
}
