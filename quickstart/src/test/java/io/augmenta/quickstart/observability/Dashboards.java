package io.augmenta.quickstart.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards, as Grafana gets them. */
public final class Dashboards {
    private static final Path FOLDER = Rules.ROOT.resolve("observability/grafana/dashboards");

    private Dashboards() {}

    /**
     * A query of a dashboard.
     *
     * @param where dashboard and panel, or annotation
     * @param expression with Grafana's variables in it
     * @param sometimes whether it has data at some moments only, as annotations do
     */
    public record Query(String where, String expression, boolean sometimes) {}

    /** All of them. */
    public static List<JsonNode> all() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                all.add(json.readTree(file.toFile()));
            }
        }
        return all;
    }

    /** The panels of a dashboard that show something. */
    public static List<JsonNode> panels(JsonNode dashboard) {
        List<JsonNode> panels = new ArrayList<>();
        dashboard.path("panels").forEach(panel -> {
            if (!panel.path("type").asText().equals("row")) {
                panels.add(panel);
            }
        });
        return panels;
    }

    /** The queries of all dashboards. */
    public static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : all()) {
            String title = dashboard.path("title").asText();
            for (JsonNode panel : panels(dashboard)) {
                String where = title + " / " + panel.path("title").asText();
                panel.path("targets")
                        .forEach(target ->
                                queries.add(new Query(where, target.path("expr").asText(), false)));
            }
            dashboard.path("annotations").path("list").forEach(annotation -> {
                String where = title + " / " + annotation.path("name").asText();
                queries.add(
                        new Query(where, annotation.path("target").path("expr").asText(), true));
            });
        }
        return queries;
    }
}
