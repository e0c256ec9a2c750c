package io.augmenta.quickstart.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules for Prometheus, as the files have them. */
public final class Rules {
    /** The project's own files. */
    public static final Path ROOT = Path.of(System.getProperty("augmenta.project.root"))
            .toAbsolutePath()
            .normalize();

    /** Where Prometheus's files are. */
    public static final Path FOLDER = ROOT.resolve("observability/prometheus");

    private Rules() {}

    /**
     * An alert.
     *
     * @param name its name
     * @param expression when it fires
     * @param severity how bad it is
     * @param annotations what it tells
     */
    public record Alert(String name, String expression, String severity, JsonNode annotations) {}

    /**
     * A recording rule.
     *
     * @param name what it records
     * @param expression of what
     */
    public record Recording(String name, String expression) {}

    /** All alerts. */
    public static List<Alert> alerts() throws IOException {
        return rules("alerts.yml").stream()
                .map(rule -> new Alert(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("labels").path("severity").asText(),
                        rule.path("annotations")))
                .toList();
    }

    /** All recording rules. */
    public static List<Recording> recordings() throws IOException {
        return rules("recording.yml").stream()
                .map(rule -> new Recording(
                        rule.path("record").asText(), rule.path("expr").asText()))
                .toList();
    }

    private static List<JsonNode> rules(String file) throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("rules").resolve(file).toFile());
        List<JsonNode> rules = new ArrayList<>();
        document.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }
}
