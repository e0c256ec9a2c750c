package io.augmenta.generator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads the body of a POST strictly: a misspelt field must not silently become a default. */
@Singleton
class PictureRequestReader {
    private final ObjectReader reader;

    PictureRequestReader(ObjectMapper mapper) {
        this.reader = mapper.readerFor(PictureRequest.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    PictureRequest read(String body) throws InvalidParameterException {
        @Nullable PictureRequest request;
        try {
            request = reader.readValue(body);
        } catch (JsonProcessingException e) {
            throw InvalidParameterException.body(e.getOriginalMessage());
        }
        if (request == null) {
            throw InvalidParameterException.body("it is null");
        }
        if (request.counts() != null && request.counts().containsValue(null)) {
            throw InvalidParameterException.body("a count is null");
        }
        return request;
    }
}
