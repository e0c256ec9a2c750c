package io.augmenta.ingest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A body that is small, whatever uploads may have. */
final class JsonBody {
    private static final int MOST_BYTES = 1 << 20;

    private JsonBody() {}

    /** The text of a body; an empty object where there is none. */
    static String read(@Nullable InputStream body) {
        if (body == null) {
            return "{}";
        }
        try {
            byte[] content = body.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new ImpossibleIngestException(
                        "invalid-body", "expected a JSON object of at most " + MOST_BYTES + " bytes, got more");
            }
            String text = new String(content, UTF_8);
            return text.isBlank() ? "{}" : text;
        } catch (IOException e) {
            throw new UncheckedIOException("the body cannot be received", e);
        }
    }
}
