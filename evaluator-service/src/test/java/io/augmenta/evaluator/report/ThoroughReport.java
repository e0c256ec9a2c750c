package io.augmenta.evaluator.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.SampleEvaluations;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The report of one evaluation with several seeds, all controls and a sweep, for several tests. */
final class ThoroughReport {
    private static final Evaluation EVALUATION = SampleEvaluations.thorough(40, 32);
    private static final Map<String, byte[]> FILES = written();
    private static final JsonNode JSON = parsed();
    private static final Map<String, List<CSVRecord>> ROWS = new ConcurrentHashMap<>();

    private ThoroughReport() {}

    private static Map<String, byte[]> written() {
        try {
            return EvaluationReport.files(EVALUATION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed() {
        try {
            return new ObjectMapper().readTree(FILES.get("report.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Evaluation evaluation() {
        return EVALUATION;
    }

    static Map<String, byte[]> files() {
        return FILES;
    }

    static String text(String name) {
        return new String(FILES.get(name), UTF_8);
    }

    static JsonNode json() {
        return JSON;
    }

    static List<String> classes() {
        List<String> classes = new ArrayList<>();
        json().at("/dataset/classes").forEach(label -> classes.add(label.textValue()));
        return classes;
    }

    /** The rows of a file of commas. */
    static List<CSVRecord> rows(String name) {
        return ROWS.computeIfAbsent(name, ThoroughReport::read);
    }

    private static List<CSVRecord> read(String name) {
        try (StringReader csv = new StringReader(text(name))) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(csv)
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
