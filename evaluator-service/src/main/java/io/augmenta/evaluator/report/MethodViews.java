package io.augmenta.evaluator.report;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.report.ReportPage.Fact;
import io.augmenta.evaluator.study.Arm;
import io.augmenta.evaluator.study.ClassicCopies;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.StudyPlan;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TrainingFacts;
import io.augmenta.zoo.classifier.AugmentationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the evaluation was done, what it does not show, and what is needed to repeat it. */
final class MethodViews {
    private MethodViews() {}

    /** How long the classifiers of an arm were trained. */
    record ClassifierRow(
            String dataType, String label, String images, int trainings, String device, int epochs, String took) {}

    static List<ClassifierRow> classifierRows(StudyResult study) {
        return study.plan().arms().stream()
                .map(arm -> classifierRow(arm, study.training(arm)))
                .toList();
    }

    private static ClassifierRow classifierRow(Arm arm, List<TrainingFacts> trainings) {
        TrainingFacts first = trainings.get(0);
        Double amount = arm.amount();
        String label = arm.dataType().label();
        return new ClassifierRow(
                label,
                amount == null ? label : label + ", " + NumberText.share(amount) + " added",
                NumberText.counted(first.images(), "image"),
                trainings.size(),
                first.device(),
                first.epochs(),
                NumberText.duration(trainings.stream()
                                .map(TrainingFacts::took)
                                .reduce(Duration.ZERO, Duration::plus)
                                .toMillis()
                        / 1000.0));
    }

    static String seedsReading(StudyResult study) {
        StudyPlan plan = study.plan();
        if (plan.seeds() == 1) {
            return "One training with one seed (" + plan.order().seed()
                    + "). Another seed would move each accuracy, often by a few points. The intervals say what other test "
                    + "images could give.";
        }
        if (!study.seedsMatter()) {
            return "Every training was done with " + plan.seeds()
                    + " seeds, but this classifier is the one minimum of a "
                    + "convex function: seeds cannot change what it learns from the same images. All seeds give the same "
                    + "figures, so their intervals have a width of 0 and say nothing; one seed would have done. What other "
                    + "test images could give is said by McNemar's test.";
        }
        return "Every training was done with " + plan.seeds() + " seeds ("
                + plan.order().seed() + " to "
                + (plan.order().seed() + plan.seeds() - 1)
                + "). Figures are their means; intervals are Student's t intervals over the seeds, at 95%. They say how much "
                + "the randomness of training matters, and nothing about other test images, other splits or another "
                + "generator.";
    }

    static List<String> steps(Evaluation evaluation) {
        StudyResult study = evaluation.study();
        CheckpointPublished generator = evaluation.checkpoint();
        List<String> steps = new ArrayList<>();
        steps.add("The generator (" + generator.recipe() + ") was trained on the real train images only.");
        steps.add("It drew " + NumberText.counted(study.images().generated().size(), "image")
                + ", which were labelled with the class that it was asked for.");
        steps.add("The classifier is "
                + study.training(Arm.of(DataType.BASELINE)).get(0).description()
                + ". It is trained anew with the same settings and the same "
                + (study.plan().seeds() == 1 ? "seed" : study.plan().seeds() + " seeds") + " on "
                + study.plan().arms().size() + " training sets.");
        study.plan().dataTypes().stream()
                .filter(DataType::isControl)
                .map(MethodViews::control)
                .forEach(steps::add);
        if (!study.sweep().isEmpty()) {
            steps.add(
                    "The sweep adds a part of the generated images of each class; a smaller part lies within every larger "
                            + "one.");
        }
        steps.add(
                "The real validation images were used to watch the classifiers learn and for no choice; the real test "
                        + "images were used for nothing but the figures above.");
        steps.add(
                "All images were read again from the exact offsets of the event log that the data set version and the "
                        + "generation request name.");
        return steps;
    }

    private static String control(DataType control) {
        if (control == DataType.REPEATED) {
            return "Control “repeated”: to the real images are added, for each class, as many repeats of real ones as there "
                    + "are generated ones. It has as much training as mixed, and nothing new to see.";
        }
        AugmentationSettings settings = ClassicCopies.SETTINGS;
        return String.format(
                Locale.ROOT,
                "Control “classic”: the added repeats are changed, each by a flip (probability %.1f), a rotation of up to "
                        + "%.0f°, a shift of up to %s and intensities of up to %s. It is what one can have without a "
                        + "generator.",
                settings.mirrorProbability(),
                settings.rotationDegrees(),
                NumberText.share(settings.shift()),
                NumberText.share(settings.intensity()));
    }

    static List<Fact> limits(Evaluation evaluation) {
        StudyResult study = evaluation.study();
        DatasetVersion version = evaluation.version();
        List<Fact> limits = new ArrayList<>();
        limits.add(luck(study));
        limits.add(newImagesOrMoreTraining(study));
        limits.add(new Fact(
                "Anything outside this data set",
                "train and test images have one source. Another scanner, hospital or population can give quite "
                        + "other figures."));
        limits.add(new Fact(
                "Patients",
                "near duplicates are kept on one side of the split where the split rule says so, but pictures of "
                        + "one patient that do not look alike may lie on both sides."));
        limits.add(new Fact(
                "Whether the images are right",
                "the intensity test compares grey values and nothing else. Two sets with the same grey values "
                        + "can show quite different things. Only a trained eye can judge the anatomy."));
        limits.add(privacy(study));
        limits.add(new Fact(
                "Detail",
                "all of this was done at " + version.width() + " × " + version.height()
                        + " pixels; what is smaller was not seen by any of the networks."));
        return limits;
    }

    private static Fact privacy(StudyResult study) {
        return new Fact(
                "Privacy",
                study.closeness().privacy().isPresent()
                        ? "distances find copies of whole images, mirrored ones, and by pixels ones moved by up to 3 pixels. A "
                                + "copied detail in an otherwise new image is not found, nor is anything proved by finding "
                                + "nothing."
                        : "whether generated images repeat training images was not measured here.");
    }

    private static Fact luck(StudyResult study) {
        return new Fact(
                "How much is luck",
                study.plan().seeds() == 1
                        ? "each classifier was trained once. The intervals cover the choice of test images, not the "
                                + "randomness of training. Differences of a few points need several seeds."
                        : !study.seedsMatter()
                                ? "this classifier has no luck: each seed gives the same. The intervals of width 0 cover "
                                        + "nothing, neither the choice of test images nor that of the generator."
                                : "the intervals cover the randomness of training the classifiers. The generator was trained once, "
                                        + "its images were drawn once, and the data were split once.");
    }

    private static Fact newImagesOrMoreTraining(StudyResult study) {
        return new Fact(
                "Whether it is the new images or the longer training",
                study.plan().controls().isEmpty()
                        ? "the mixed classifier sees more images in each epoch. A control that only repeats real images was "
                                + "not run."
                        : "the mixed classifier sees more images in each epoch than the baseline. Compare it with the "
                                + "controls, which see as many.");
    }

    static List<Fact> identities(Evaluation evaluation) {
        DatasetVersion version = evaluation.version();
        CheckpointPublished generator = evaluation.checkpoint();
        return List.of(
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
                                + String.join(
                                        " ",
                                        evaluation.study().plan().orders().stream()
                                                .map(order -> Long.toString(order.seed()))
                                                .toList())),
                new Fact("Time taken", NumberText.duration(evaluation.took().toMillis() / 1000.0)));
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
