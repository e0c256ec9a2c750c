package io.augmenta.ingest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A body that is small, whatever uploads may have. It is read by hand, since a mistake deserves an answer that says where it is. */
final class JsonBody {
    private static final int MOST_BYTES = 1 << 20;

    private JsonBody() {}

    /**
     * What a body says; where there is none, or {@code null}, what an empty object says. A field that is misspelt is refused and not
     * passed over.
     *
     * @param shape what is expected, for people
     * @throws ImpossibleIngestException when it says something else
     */
    static <T> T read(@Nullable InputStream body, ObjectMapper json, Class<T> type, String shape) {
        String text = text(body).strip();
        try {
            return json.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(text.isEmpty() || text.equals("null") ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new ImpossibleIngestException(
                    "invalid-body", "expected " + shape + ", got something else: " + e.getOriginalMessage());
        }
    }

    private static String text(@Nullable InputStream body) {
        if (body == null) {
            return "";
        }
        try {
            byte[] content = body.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new ImpossibleIngestException(
                        "invalid-body", "expected a JSON object of at most " + MOST_BYTES + " bytes, got more");
            }
            return new String(content, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the body cannot be received", e);
        }
    }
}
