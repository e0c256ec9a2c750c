package io.augmenta.quickstart.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a report says in a screenful: the study's table, how close images are, and whether any is a copy. */
record ReportSummary(JsonNode report) {

    private static final String FILE = "report.json";
    private static final List<String> FIGURES = List.of(
            "accuracy_score",
            "recall_score_micro",
            "recall_score_macro",
            "precision_score_micro",
            "precision_score_macro",
            "f1_score_micro",
            "f1_score_macro");

    static ReportSummary read(Path reportFolder) throws CommandFailedException {
        try {
            return new ReportSummary(
                    new ObjectMapper().readTree(reportFolder.resolve(FILE).toFile()));
        } catch (IOException e) {
            throw new CommandFailedException("the report's " + FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("A classifier trained on real (baseline), generated, and both (mixed) images:");
        lines.addAll(scores().lines());
        lines.addAll(intervals());
        lines.addAll(gains());
        lines.add("");
        lines.add("Intensities of real and generated images (Kolmogorov-Smirnov):");
        lines.addAll(intensities().lines());
        lines.addAll(new ClosenessSummary(report.path("closeness")).lines());
        return lines;
    }

    /** How sure the scores are; with one seed there is nothing to say. */
    private List<String> intervals() {
        TextTable table = new TextTable(2);
        table.row(List.of("trained on", "share", "accuracy", "95 % interval", "F1 macro", "95 % interval"));
        List<JsonNode> rows = testRowsWithIntervals();
        for (JsonNode row : rows) {
            JsonNode accuracy = row.path("figures").path("accuracy_score");
            JsonNode f1 = row.path("figures").path("f1_score_macro");
            table.row(List.of(
                    row.path("data_type").asText(),
                    row.path("amount").asText(),
                    figure(accuracy.path("mean")),
                    interval(accuracy),
                    figure(f1.path("mean")),
                    interval(f1)));
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("", "On real test images, over the seeds of the classifiers:"));
        lines.addAll(table.lines());
        if (rows.stream().allMatch(ReportSummary::withoutWidth)) {
            lines.add("The seeds make no difference to this classifier, so its intervals say nothing.");
        }
        return lines;
    }

    /** Of the sweep without the share that is mixed itself. */
    private List<JsonNode> testRowsWithIntervals() {
        List<JsonNode> rows = new ArrayList<>();
        report.path("table").forEach(rows::add);
        report.path("sweep").forEach(row -> {
            if (row.has("amount")) {
                rows.add(row);
            }
        });
        rows.removeIf(row -> !row.path("split").asText().equals("test")
                || !row.path("figures").path("accuracy_score").has("lower"));
        return rows;
    }

    private static boolean withoutWidth(JsonNode row) {
        JsonNode accuracy = row.path("figures").path("accuracy_score");
        return accuracy.path("lower").asDouble() == accuracy.path("upper").asDouble();
    }

    private static String interval(JsonNode figure) {
        return figure(figure.path("lower")) + " to " + figure(figure.path("upper"));
    }

    /** What several seeds say of the generated images; with one seed there is nothing to say. */
    private List<String> gains() {
        List<String> lines = new ArrayList<>();
        for (JsonNode gain : report.path("gains")) {
            boolean told = gain.path("figure").asText().equals("accuracy_score")
                    && !gain.has("amount")
                    && gain.path("difference").has("lower");
            if (told) {
                lines.add("Accuracy of mixed less that of " + gain.path("over").asText() + ": "
                        + gain.path("words").asText());
            }
        }
        return lines;
    }

    private TextTable scores() {
        TextTable table = new TextTable(2);
        table.row(List.of("", "", "accuracy", "recall", "recall", "precision", "precision", "F1", "F1"));
        table.row(List.of("trained on", "split", "", "micro", "macro", "micro", "macro", "micro", "macro"));
        for (JsonNode row : report.path("table")) {
            List<String> cells = new ArrayList<>();
            cells.add(row.path("data_type").asText());
            cells.add(row.path("split").asText());
            FIGURES.forEach(figure -> cells.add(figure(row.path(figure))));
            table.row(cells);
        }
        return table;
    }

    private TextTable intensities() {
        TextTable table = new TextTable(2);
        table.row(List.of("class", "compared", "statistic", "p-value"));
        JsonNode comparison = report.path("kolmogorov_smirnov");
        addTests(table, "all", comparison.path("overall"));
        comparison.path("per_class").properties().forEach(entry -> addTests(table, entry.getKey(), entry.getValue()));
        return table;
    }

    private static void addTests(TextTable table, String label, JsonNode tests) {
        addTest(table, label, "pixels", tests.path("pixels"));
        addTest(table, label, "image means", tests.path("image_means"));
    }

    private static void addTest(TextTable table, String label, String compared, JsonNode test) {
        table.row(List.of(
                label,
                compared,
                figure(test.path("statistic")),
                TextTable.pValue(test.path("p_value").asDouble())));
    }

    private static String figure(JsonNode value) {
        return String.format(Locale.ROOT, "%.4f", value.asDouble());
    }
}
