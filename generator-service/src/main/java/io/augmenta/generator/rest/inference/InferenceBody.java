package io.augmenta.generator.rest.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The body of an inference request: JSON, and where the client uses the protocol's binary tensor extension, the data of
 * tensors behind it. The data are taken in the order of the tensors. For one thread.
 */
final class InferenceBody {
    /** How many of a body's bytes are JSON; given where others follow. */
    static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final JsonNode request;
    private final ByteBuffer binary;

    private InferenceBody(JsonNode request, ByteBuffer binary) {
        this.request = request;
        this.binary = binary;
    }

    /**
     * Reads a body.
     *
     * @param jsonLength the header {@link #JSON_LENGTH}; null where all of it is JSON
     */
    static InferenceBody of(byte[] body, @Nullable String jsonLength, ObjectReader json) throws InvalidTensorException {
        int length = jsonLength == null ? body.length : length(jsonLength, body.length);
        try {
            JsonNode request = json.readTree(new String(body, 0, length, UTF_8));
            if (request.path("inputs").isArray()) {
                return new InferenceBody(
                        request,
                        ByteBuffer.wrap(body, length, body.length - length).order(ByteOrder.LITTLE_ENDIAN));
            }
        } catch (JsonProcessingException e) {
            throw new InvalidTensorException("the body is no JSON: " + e.getOriginalMessage());
        }
        throw new InvalidTensorException("expected an inference request in JSON with an array \"inputs\"");
    }

    private static int length(String text, int most) throws InvalidTensorException {
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= most) {
                return length;
            }
        } catch (NumberFormatException e) {
            // said below, as any other wrong length
        }
        throw new InvalidTensorException("header " + JSON_LENGTH + ": expected how many of the body's " + most
                + " bytes are JSON, got \"" + text + "\"");
    }

    JsonNode request() {
        return request;
    }

    /** Takes the data of the next tensor. */
    ByteBuffer take(String tensor, JsonNode bytes) throws InvalidTensorException {
        if (!bytes.isIntegralNumber() || bytes.asLong() < 0 || bytes.asLong() > binary.remaining()) {
            throw new InvalidTensorException("input \"" + tensor + "\": expected binary_data_size of 0 to "
                    + binary.remaining() + " bytes, which follow the JSON, got " + bytes);
        }
        ByteBuffer part = binary.slice(binary.position(), bytes.asInt()).order(ByteOrder.LITTLE_ENDIAN);
        binary.position(binary.position() + bytes.asInt());
        return part;
    }

    /** Checks that the data of all tensors were taken. */
    void requireAllTaken() throws InvalidTensorException {
        if (binary.hasRemaining()) {
            throw new InvalidTensorException(
                    "expected the tensors' binary_data_size to sum up to what follows the JSON," + " but "
                            + binary.remaining() + " bytes are left");
        }
    }
}
