package io.augmenta.quickstart.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verdicts as a JSON file: a list {@code files}, each with {@code file}, {@code verdict}, {@code explanation}, {@code says}. */
public final class VerdictsDocument {
    private VerdictsDocument() {}

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(List<FileVerdict> verdicts, Path target) throws IOException {
        List<Map<String, Object>> files =
                verdicts.stream().map(VerdictsDocument::described).toList();
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(target.toFile(), Map.of("files", files));
    }

    private static Map<String, Object> described(FileVerdict verdict) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("file", verdict.file().toString());
        described.put("verdict", verdict.outcome().label());
        described.put("explanation", verdict.explanation());
        described.put("says", verdict.sorted());
        return described;
    }
}
