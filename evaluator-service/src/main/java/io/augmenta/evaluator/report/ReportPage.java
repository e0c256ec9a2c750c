package io.augmenta.evaluator.report;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TrainingFacts;
import io.quarkus.qute.RawString;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that {@code report.html} shows, as text and geometry; the template only places it. */
final class ReportPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Evaluation evaluation;
    private final StudyResult study;
    private final DatasetVersion version;
    private final CheckpointPublished generator;
    private final byte[] samplesPng;

    private ReportPage(Evaluation evaluation, byte[] samplesPng) {
        this.evaluation = evaluation;
        this.study = evaluation.study();
        this.version = evaluation.version();
        this.generator = evaluation.checkpoint();
        this.samplesPng = samplesPng;
    }

    static ReportPage of(Evaluation evaluation, byte[] samplesPng) {
        return new ReportPage(evaluation, samplesPng);
    }

    /** A name and what there is to say of it. */
    record Fact(String name, String value) {}

    /** How long one of the classifiers was trained. */
    record ClassifierRow(String dataType, String images, String device, int epochs, String took) {}

    public String title() {
        return "Do generated images help to classify “" + version.name() + "”?";
    }

    public String dataset() {
        return version.name();
    }

    public String version() {
        return version.version();
    }

    public String checkpoint() {
        return generator.checkpointId();
    }

    public String evaluatedAt() {
        return TIME.format(evaluation.evaluatedAt());
    }

    public String seed() {
        return Long.toString(evaluation.request().seed());
    }

    public String trainImages() {
        return NumberText.counted(study.images().real(Split.TRAIN).size(), "real image");
    }

    public String generatedImages() {
        return NumberText.counted(study.images().generated().size(), "new image");
    }

    public String testImages() {
        return NumberText.counted(study.images().real(Split.TEST).size(), "real image");
    }

    public List<String> classes() {
        return study.images().classes();
    }

    public String classNames() {
        return String.join(", ", classes());
    }

    public Reading reading() {
        return Reading.of(version, study);
    }

    public List<ScoreViews.Card> cards() {
        return ScoreViews.cards(study);
    }

    public List<ScoreViews.TableRow> table() {
        return ScoreViews.table(study);
    }

    public List<ScoreViews.ClassRow> classRows() {
        return ScoreViews.classRows(study);
    }

    public List<ScoreViews.Confusion> confusions() {
        return ScoreViews.confusions(study);
    }

    public String majorityShare() {
        return NumberText.percent(ScoreViews.majorityShare(study));
    }

    public String samplesBase64() {
        return Base64.getEncoder().encodeToString(samplesPng);
    }

    public int panelWidth() {
        return ChartPanel.WIDTH;
    }

    public int panelHeight() {
        return ChartPanel.HEIGHT;
    }

    public String intensityReading() {
        return IntensityViews.reading(study);
    }

    public List<RawString> intensityPanels() {
        return IntensityViews.panels(study).stream().map(Templates::panel).toList();
    }

    public List<IntensityViews.Row> intensityRows() {
        return IntensityViews.rows(study);
    }

    public String recipe() {
        return generator.recipe();
    }

    public String epochs() {
        return NumberText.counted(generator.epoch(), "epoch");
    }

    public String device() {
        return generator.device();
    }

    public String trainingTime() {
        return NumberText.duration(generator.trainingSeconds());
    }

    public String trainingSeed() {
        return Long.toString(generator.seed());
    }

    public List<String> recipeSettings() {
        return settings(generator.parameters());
    }

    public List<RawString> lossPanels() {
        return LossCharts.of(generator.history()).stream().map(Templates::panel).toList();
    }

    public List<DatasetViews.CountRow> countRows() {
        return DatasetViews.countRows(version, study);
    }

    public List<Fact> datasetFacts() {
        return DatasetViews.facts(version, study);
    }

    public List<ClassifierRow> classifierRows() {
        List<ClassifierRow> rows = new ArrayList<>();
        for (DataType dataType : DataType.values()) {
            TrainingFacts facts = training(dataType);
            rows.add(new ClassifierRow(
                    dataType.label(),
                    NumberText.counted(facts.images(), "image"),
                    facts.device(),
                    facts.epochs(),
                    NumberText.duration(facts.took().toMillis() / 1000.0)));
        }
        return rows;
    }

    public List<String> classifierSettings() {
        return settings(training(DataType.BASELINE).settings());
    }

    public List<String> method() {
        return List.of(
                "The generator (" + generator.recipe() + ") was trained on the real train images only.",
                "It drew " + generatedImages() + ", which were labelled with the class that it was asked for.",
                "The classifier is " + training(DataType.BASELINE).description()
                        + ". It is trained from scratch three times with the same settings and the same seed, on real, on "
                        + "generated and on all images.",
                "The real validation images were used to watch the classifiers learn and for no choice; the real test "
                        + "images were used for nothing but the figures above.",
                "All images were read again from the exact offsets of the event log that the data set version and the "
                        + "generation request name.");
    }

    public List<Fact> limits() {
        return List.of(
                new Fact(
                        "How much is luck",
                        "each classifier was trained once. The intervals cover the choice of test images, not the "
                                + "randomness of training. Differences of a few points need several seeds."),
                new Fact(
                        "Whether it is the new images or the longer training",
                        "the mixed classifier sees more images in each epoch. A control that only repeats real images "
                                + "was not run."),
                new Fact(
                        "Anything outside this data set",
                        "train and test images have one source. Another scanner, hospital or population can give quite "
                                + "other figures."),
                new Fact(
                        "Patients",
                        "near duplicates are kept on one side of the split where the split rule says so, but pictures of "
                                + "one patient that do not look alike may lie on both sides."),
                new Fact(
                        "Whether the images are right",
                        "the intensity test compares grey values and nothing else. Two sets with the same grey values "
                                + "can show quite different things. Only a trained eye can judge the anatomy."),
                new Fact("Privacy", "whether generated images repeat training images was not measured here."),
                new Fact(
                        "Detail",
                        "all of this was done at " + version.width() + " × " + version.height()
                                + " pixels; what is smaller was not seen by any of the networks."));
    }

    public List<Fact> identities() {
        return Stream.of(
                        new Fact("Evaluation", evaluation.request().evaluationId()),
                        new Fact("Data set version", version.key()),
                        new Fact("Real images", ranges(version.ranges())),
                        new Fact("Generation request", evaluation.request().generationRequestId()),
                        new Fact("Generated images", ranges(evaluation.request().syntheticRanges())),
                        new Fact("Checkpoint", generator.checkpointId()),
                        new Fact("Generator SHA-256", generator.generator().sha256()),
                        new Fact(
                                "Seeds",
                                "split " + version.seed() + ", generator " + generator.seed() + ", classifiers "
                                        + evaluation.request().seed()),
                        new Fact(
                                "Time taken",
                                NumberText.duration(evaluation.took().toMillis() / 1000.0)))
                .toList();
    }

    private TrainingFacts training(DataType dataType) {
        TrainingFacts facts = study.training().get(dataType);
        if (facts == null) {
            throw new IllegalArgumentException("The study has no classifier for " + dataType);
        }
        return facts;
    }

    private static List<String> settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .toList();
    }

    private static String ranges(List<OffsetRange> ranges) {
        return String.join(
                ", ",
                ranges.stream()
                        .map(range -> range.topic() + "/" + range.partition() + " [" + range.first() + ", "
                                + range.endExclusive() + ")")
                        .toList());
    }
}
