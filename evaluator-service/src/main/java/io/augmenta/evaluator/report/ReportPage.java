package io.augmenta.evaluator.report;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyResult;
import io.quarkus.qute.RawString;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** How often the classifiers were trained, and what that says. */
    public String seedsReading() {
        return MethodViews.seedsReading(study);
    }

    public int classifierCount() {
        return study.plan().arms().size() * study.plan().seeds();
    }

    public boolean severalSeeds() {
        return study.plan().seeds() > 1;
    }

    public boolean seedsMatter() {
        return study.seedsMatter();
    }

    public int seeds() {
        return study.plan().seeds();
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

    public List<CardViews.Card> cards() {
        return CardViews.of(study);
    }

    public List<ScoreTables.TableRow> table() {
        return ScoreTables.table(study);
    }

    public List<ScoreTables.ClassRow> classRows() {
        return ScoreTables.classRows(study);
    }

    public List<GainViews.Row> gainRows() {
        return GainViews.rows(study);
    }

    public List<SweepViews.Row> sweepRows() {
        return SweepViews.rows(study);
    }

    public List<RawString> sweepPanels() {
        return SweepViews.panel(study).stream().map(Templates::panel).toList();
    }

    public List<RawString> rocPanels() {
        return RocViews.panels(study).stream().map(Templates::panel).toList();
    }

    public List<RawString> calibrationPanels() {
        return CalibrationViews.panels(study).stream().map(Templates::panel).toList();
    }

    public List<String> dataTypes() {
        return study.plan().dataTypes().stream().map(DataType::label).toList();
    }

    public List<String> references() {
        return study.comparisons().stream().map(DataType::label).toList();
    }

    public List<ConfusionViews.Confusion> confusions() {
        return ConfusionViews.of(study);
    }

    public String majorityShare() {
        return NumberText.percent(ConfusionViews.majorityShare(study));
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

    /** Whether the policy released the checkpoint. */
    public boolean released() {
        return evaluation.release().decision() == ReleaseDecision.RELEASED;
    }

    public List<GateFinding> releaseFindings() {
        return evaluation.release().findings();
    }

    /** Rules that the request took away, in words; empty for none. */
    public String releaseWaived() {
        return String.join(", ", evaluation.release().waived());
    }

    /** What made the features that fidelity and privacy compare. */
    public String extractor() {
        return study.closeness().extractor() + ", " + study.closeness().featureWidth() + " features an image";
    }

    public List<FidelityViews.Row> fidelityRows() {
        return FidelityViews.rows(study.closeness());
    }

    public List<PrivacyViews.Spread> privacySpreads() {
        return PrivacyViews.spreads(study.closeness());
    }

    public List<PrivacyViews.Finding> privacyFindings() {
        return PrivacyViews.findings(study.closeness());
    }

    public String withheld() {
        return PrivacyViews.withheld(study.closeness());
    }

    public String membership() {
        return PrivacyViews.membership(study.closeness());
    }

    /** What of fidelity and privacy was not computed, and why. */
    public List<String> closenessLeftOut() {
        return study.closeness().leftOut();
    }

    /** The closest pairs as a picture; empty where there are none. */
    public String closestPairsBase64() {
        return ClosestPairsSheet.png(study)
                .map(Base64.getEncoder()::encodeToString)
                .orElse("");
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

    public List<MethodViews.ClassifierRow> classifierRows() {
        return MethodViews.classifierRows(study);
    }

    public List<String> classifierSettings() {
        return settings(study.training(Arm.of(DataType.BASELINE)).get(0).settings());
    }

    public List<String> method() {
        return MethodViews.steps(evaluation);
    }

    public List<Fact> modelCard() {
        return ModelCardViews.facts(evaluation);
    }

    public List<Fact> limits() {
        return MethodViews.limits(evaluation);
    }

    public List<Fact> identities() {
        return MethodViews.identities(evaluation);
    }

    private static List<String> settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .toList();
    }
}
