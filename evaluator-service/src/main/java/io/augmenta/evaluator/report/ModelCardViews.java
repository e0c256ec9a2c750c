package io.augmenta.evaluator.report;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.report.ReportPage.Fact;
import io.augmenta.evaluator.study.Closeness;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.Withheld;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.FidelityComparison.Compared;
import io.augmenta.scoring.comparison.FidelityFigures;
import io.augmenta.scoring.comparison.PrivacyComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The generator at a glance, after M. Mitchell et al., "Model cards for model reporting" (FAT* 2019): what it is for, what it
 * learned from, how, and what is known of it. Only what events and figures say; what they do not say is called unknown.
 */
final class ModelCardViews {
    private ModelCardViews() {}

    static List<Fact> facts(Evaluation evaluation) {
        StudyResult study = evaluation.study();
        DatasetVersion version = evaluation.version();
        CheckpointPublished generator = evaluation.checkpoint();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Model", model(generator)));
        facts.add(new Fact("Intended use", intendedUse(evaluation)));
        facts.add(new Fact(
                "Not intended for",
                "Diagnosis, or any statement about a patient; test or validation images; other classes, kinds of images or "
                        + "sizes than those it learned from."));
        facts.add(new Fact("Learned from", learnedFrom(version, study)));
        facts.add(new Fact("Split and leak", splitAndLeak(version, study)));
        facts.add(new Fact(
                "Recipe",
                generator.recipe() + " with " + settings(generator.parameters()) + "; seed " + generator.seed() + "."));
        facts.add(new Fact("Training length", trainingLength(generator)));
        facts.add(new Fact("Images judged here", judged(study)));
        facts.addAll(figures(evaluation));
        facts.add(new Fact(
                "Licence, consent, citation",
                "Not recorded in the data set version or the checkpoint. Ask the owner of the data set before images or "
                        + "model go anywhere."));
        return facts;
    }

    private static String model(CheckpointPublished generator) {
        return "A " + generator.recipe() + " generator, checkpoint " + generator.checkpointId() + ": "
                + generator.width() + " × " + generator.height() + " pixels, "
                + (generator.channels() == 1 ? "grey" : generator.channels() + " channels") + ", of the classes "
                + String.join(", ", generator.classes()) + ".";
    }

    private static String intendedUse(Evaluation evaluation) {
        return "Research: images to be added to the real training images of a classifier of these classes. "
                + (evaluation.release().decision() == ReleaseDecision.RELEASED
                        ? "The release policy allows it."
                        : "The release policy refused it, so for no use but study.");
    }

    private static String learnedFrom(DatasetVersion version, StudyResult study) {
        return NumberText.counted(study.images().real(Split.TRAIN).size(), "training image") + " of " + version.name()
                + ", version " + version.version() + " (" + counts(version, study) + ").";
    }

    private static String counts(DatasetVersion version, StudyResult study) {
        return version.classes().stream()
                .map(label -> label + " "
                        + NumberText.count(study.images().real(Split.TRAIN).stream()
                                .filter(image ->
                                        version.classes().get(image.label()).equals(label))
                                .count()))
                .collect(Collectors.joining(", "));
    }

    private static String splitAndLeak(DatasetVersion version, StudyResult study) {
        return DatasetViews.splitRule(version) + " Seed " + version.seed() + ". Leaks found: " + LeakViews.found(study)
                + ".";
    }

    private static String settings(Map<String, String> settings) {
        return settings.isEmpty()
                ? "no settings"
                : settings.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String trainingLength(CheckpointPublished generator) {
        return NumberText.counted(generator.epoch(), "epoch") + ", " + NumberText.counted(generator.step(), "step")
                + ", "
                + NumberText.duration(generator.trainingSeconds()) + " on " + generator.device() + "; "
                + (generator.last() ? "the run's last checkpoint." : "not the run's last checkpoint.");
    }

    private static String judged(StudyResult study) {
        return NumberText.counted(study.images().generated().size(), "generated image") + ", against "
                + NumberText.counted(study.images().real(Split.TEST).size(), "real test image") + ".";
    }

    private static List<Fact> figures(Evaluation evaluation) {
        StudyResult study = evaluation.study();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Usefulness", Conclusion.of(study).text()));
        facts.add(new Fact(
                "Likeness",
                study.closeness().fidelity().map(ModelCardViews::likeness).orElse("Not measured: too few images.")));
        facts.add(new Fact(
                "Copies",
                study.closeness()
                                .privacy()
                                .map(privacy -> copies(study.closeness(), privacy))
                                .orElse("Not measured: too few images.")
                        + withheld(study.closeness().withheld())));
        facts.add(new Fact(
                "What that does not say",
                "Whether the anatomy is right, how other scanners, hospitals or patients would fare, or that nothing was "
                        + "copied. The limits are listed below."));
        return facts;
    }

    private static String likeness(FidelityComparison fidelity) {
        Compared<FidelityFigures> overall = fidelity.overall();
        double floor = overall.floor().frechet().value();
        return String.format(
                Locale.ROOT,
                "Fréchet distance to real images %.4g, between real images %.4g%s; coverage %.2f, of real images %.2f.",
                overall.generated().frechet().value(),
                floor,
                floor > 0
                        ? String.format(
                                Locale.ROOT,
                                " (%.3g times)",
                                overall.generated().frechet().value() / floor)
                        : "",
                overall.generated().manifold().coverage(),
                overall.floor().manifold().coverage());
    }

    private static String withheld(Withheld withheld) {
        return withheld.share().isEmpty()
                ? " The generator compared none of the images with training images."
                : " The generator withheld " + PrivacyViews.withheld(withheld) + " as copies.";
    }

    private static String copies(Closeness closeness, PrivacyComparison privacy) {
        String rates = privacy.nearness().entrySet().stream()
                .map(in -> NumberText.percent(
                                closeness.copies(in.getKey(), in.getValue()).rate())
                        + " by "
                        + in.getKey().label()
                        + (in.getValue().copies().blind() ? " (blind)" : ""))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "Copy rate %s; area of a membership inference attack %.3f, where 0.5 is guessing.",
                rates,
                privacy.membership().members().area());
    }
}
