package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Split;
import io.augmenta.imaging.RasterImage;
import io.augmenta.quickstart.chart.Templates;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.study.LossText;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that {@code sweep.html} shows, as text; the template only places it. */
public final class SweepPage {

    private static final Template PAGE = Templates.of(SweepPage.class, "sweep.html");
    private static final RawString STYLE = Templates.raw(SweepPage.class, "sweep.css");
    private static final String NOTHING = "–";

    private final SweepPlan plan;
    private final SweepResult result;

    private SweepPage(SweepPlan plan, SweepResult result) {
        this.plan = plan;
        this.result = result;
    }

    static String html(SweepPlan plan, SweepResult result) {
        return PAGE.data("page", new SweepPage(plan, result))
                .data("style", STYLE)
                .render();
    }

    /** One line of the ranking. */
    public record Row(
            String rank,
            String recipe,
            List<String> settings,
            Figures figures,
            String losses,
            String time,
            String outcome,
            String reason) {}

    /** The six accuracies and the distance of intensities. */
    public record Figures(
            String generatedTest,
            String generatedTrain,
            String ks,
            String baselineTest,
            String baselineTrain,
            String mixedTest,
            String mixedTrain) {

        private static final Figures NONE = new Figures(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);

        private static Figures of(Scores scores) {
            return new Figures(
                    percent(scores.generated().test()),
                    percent(scores.generated().train()),
                    String.format(Locale.ROOT, "%.3f", scores.ksPixels()),
                    percent(scores.baseline().test()),
                    percent(scores.baseline().train()),
                    percent(scores.mixed().test()),
                    percent(scores.mixed().train()));
        }
    }

    /** A class of a model with a few samples as a PNG. */
    public record Sample(String label, String imageBase64) {}

    /** A row of the gallery. */
    public record GalleryRow(String heading, String score, List<Sample> samples) {}

    /** A setting that all models share, and its value. */
    public record Fact(String name, String value) {}

    /** What it is about. */
    public String title() {
        return result.models().size() + " models of " + dataset();
    }

    /** The data set's name. */
    public String dataset() {
        return result.dataset().name();
    }

    /** Its version. */
    public String version() {
        return result.dataset().version();
    }

    /** The best in one sentence. */
    public String conclusion() {
        SweepModel best = result.models().get(0);
        Scores scores = best.scores();
        if (scores == null) {
            return "No model could be scored; the reasons are in the table.";
        }
        return "Best of " + scored() + ": " + best.run().description()
                + ". A classifier that learned from its images alone is "
                + "right on " + percent(scores.generated().test()) + " of " + count(Split.TEST)
                + " real test images; one that learned from real images on "
                + percent(scores.baseline().test()) + "."
                + (scores.generated().test() <= chanceLevel() ? " The former is no better than guessing." : "");
    }

    /** How much a difference of one test image is. */
    public String resolution() {
        long test = count(Split.TEST);
        return test == 0 ? NOTHING : String.format(Locale.ROOT, "%.1f", 100.0 / test);
    }

    /** Guessing the most frequent class. */
    public String chance() {
        return percent(chanceLevel());
    }

    private double chanceLevel() {
        long most = result.dataset().imagesByClass(Split.TEST).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return (double) most / count(Split.TEST);
    }

    /** The ranking, best first. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (SweepModel model : result.models()) {
            rows.add(row(model, rows.size() + 1));
        }
        return rows;
    }

    /** Real images, then each model's, best first. */
    public List<GalleryRow> gallery() {
        List<GalleryRow> gallery = new ArrayList<>();
        gallery.add(new GalleryRow("Real images", "", samples(result.realImages())));
        int rank = 0;
        for (SweepModel model : result.models()) {
            rank++;
            Map<String, List<RasterImage>> images = result.generatedImages().get(model.runId());
            Scores scores = model.scores();
            if (images != null) {
                gallery.add(new GalleryRow(
                        rank + ". " + model.run().description(),
                        scores == null ? "" : percent(scores.classificationAccuracyScore()),
                        samples(images)));
            }
        }
        return gallery;
    }

    /** What all models have in common. */
    public List<Fact> common() {
        Map<String, String> common = new LinkedHashMap<>();
        List<SweepModel> models = result.models();
        TreeMap<String, String> first = new TreeMap<>(models.get(0).run().plan().parameters());
        first.forEach((name, value) -> {
            if (models.stream()
                    .allMatch(model ->
                            value.equals(model.run().plan().parameters().get(name)))) {
                common.put(name, value);
            }
        });
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Images",
                count(Split.TRAIN) + " to train on, " + count(Split.VALIDATION) + " for validation, "
                        + count(Split.TEST) + " to test on; " + result.dataset().width() + "×"
                        + result.dataset().height() + ", "
                        + result.dataset().classes().size() + " classes, split "
                        + result.dataset().splitRule().name().toLowerCase(Locale.ROOT)));
        facts.add(new Fact(
                "Epochs",
                models.stream()
                        .map(model -> Integer.toString(model.run().plan().epochs()))
                        .distinct()
                        .collect(Collectors.joining(", "))));
        facts.add(new Fact("Seed", Long.toString(plan.seed())));
        facts.add(new Fact("Classifier", plan.classifier() + " " + settings(plan.classifierParameters())));
        facts.add(new Fact("Settings of all models", settings(common)));
        return facts;
    }

    private static Row row(SweepModel model, int place) {
        Scores scores = model.scores();
        CheckpointPublished checkpoint = model.checkpoint();
        String reason = model.failure();
        Figures figures = scores == null ? Figures.NONE : Figures.of(scores);
        return new Row(
                scores == null ? NOTHING : Integer.toString(place),
                model.run().plan().recipe(),
                model.run().varied().entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .toList(),
                figures,
                checkpoint == null ? NOTHING : LossText.of(SweepDocument.lossesOfLastEpoch(checkpoint)),
                checkpoint == null
                        ? NOTHING
                        : Durations.text(Duration.ofMillis(Math.round(1000 * checkpoint.trainingSeconds()))),
                model.outcome().name().toLowerCase(Locale.ROOT),
                reason == null ? "" : reason);
    }

    private List<Sample> samples(Map<String, List<RasterImage>> images) {
        List<Sample> samples = new ArrayList<>();
        for (String label : result.dataset().classes()) {
            List<RasterImage> ofClass = images.getOrDefault(label, List.of());
            if (!ofClass.isEmpty()) {
                byte[] png = GallerySheet.block(ofClass, GallerySheet.magnification(result));
                samples.add(new Sample(label, Base64.getEncoder().encodeToString(png)));
            }
        }
        return samples;
    }

    private long scored() {
        return result.models().stream().filter(model -> model.scores() != null).count();
    }

    private long count(Split split) {
        return result.dataset().images(split);
    }

    private static String settings(Map<String, String> settings) {
        Stream<Map.Entry<String, String>> sorted = new TreeMap<>(settings).entrySet().stream();
        return sorted.map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? NOTHING : String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
