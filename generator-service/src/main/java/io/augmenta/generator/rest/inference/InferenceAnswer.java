package io.augmenta.generator.rest.inference;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Images as an inference response; what they were made from is in its parameters.
 *
 * @param model what made them
 * @param request what was asked for
 * @param images their samples
 * @param guard what was done so that they are no copies of training images
 * @param withheld how many copies were replaced by other images
 * @param software what made them, with its version
 */
record InferenceAnswer(
        Model model, Inference request, List<Bytes> images, CopyGuard guard, int withheld, String software) {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /** The whole response, with samples in JSON or behind it, as the request has it. */
    Response response() {
        if (!request.binaryOutput()) {
            return Response.ok((StreamingOutput) this::writeJson, MediaType.APPLICATION_JSON)
                    .build();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            writeJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        StreamingOutput body = target -> {
            json.writeTo(target);
            for (Bytes image : images) {
                target.write(image.toArray());
            }
        };
        return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM)
                .header(InferenceBody.JSON_LENGTH, json.size())
                .build();
    }

    private void writeJson(OutputStream target) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(target, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("model_name", model.name());
            json.writeStringField("model_version", model.version());
            String id = request.id();
            if (id != null) {
                json.writeStringField("id", id);
            }
            writeProvenance(json);
            json.writeArrayFieldStart("outputs");
            writeImages(json);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void writeProvenance(JsonGenerator json) throws IOException {
        CheckpointPublished checkpoint = model.checkpoint();
        json.writeObjectFieldStart("parameters");
        json.writeBooleanField("synthetic", true);
        json.writeStringField("checkpoint", checkpoint.checkpointId());
        json.writeStringField("generator_sha256", checkpoint.generator().sha256());
        json.writeStringField("recipe", checkpoint.recipe());
        if (request.rows().isEmpty()) {
            json.writeNumberField("seed", request.seed());
        }
        json.writeStringField("software", software);
        json.writeStringField("copy_guard", guard.label());
        json.writeNumberField("withheld", withheld);
        json.writeEndObject();
    }

    private void writeImages(JsonGenerator json) throws IOException {
        CheckpointPublished checkpoint = model.checkpoint();
        json.writeStartObject();
        json.writeStringField("name", Inference.IMAGE);
        json.writeArrayFieldStart("shape");
        for (int size : new int[] {images.size(), checkpoint.channels(), checkpoint.height(), checkpoint.width()}) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeStringField("datatype", "UINT8");
        if (request.binaryOutput()) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField(
                    "binary_data_size", images.stream().mapToLong(Bytes::size).sum());
            json.writeEndObject();
        } else {
            writeSamples(json);
        }
        json.writeEndObject();
    }

    private void writeSamples(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("data");
        for (Bytes image : images) {
            for (byte sample : image.toArray()) {
                json.writeNumber(sample & 0xff);
            }
        }
        json.writeEndArray();
    }
}
