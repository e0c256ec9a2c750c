package io.augmenta.evaluator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the body of a submission strictly: two and a half seeds must not become two. */
@Singleton
class SubmissionReader {
    private final ObjectReader reader;

    SubmissionReader(ObjectMapper mapper) {
        this.reader = mapper.readerFor(EvaluationSubmission.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    /** @throws UnreadableSubmissionException when it is none; the message says what is wrong with it */
    EvaluationSubmission read(@Nullable String body) {
        @Nullable EvaluationSubmission submission;
        try {
            submission = body == null || body.isBlank() ? null : reader.readValue(body);
        } catch (JsonMappingException e) {
            throw new UnreadableSubmissionException(
                    "field \"" + field(e) + "\" cannot be read: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new UnreadableSubmissionException("the body is no JSON: " + e.getOriginalMessage());
        }
        if (submission == null) {
            throw new UnreadableSubmissionException(
                    "the body is missing; give dataset, checkpointId, generationRequestId and syntheticRanges as a JSON "
                            + "object");
        }
        return submission;
    }

    private static String field(JsonMappingException problem) {
        return problem.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
