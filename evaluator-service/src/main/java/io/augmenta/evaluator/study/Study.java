package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.classifier.StoppableImages;
import io.augmenta.evaluator.classifier.TrainedClassifier;
import io.augmenta.extraction.FeatureExtractor;
import io.augmenta.scoring.comparison.IntensityComparison;
import io.augmenta.zoo.classifier.ClassifierEpoch;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.StopSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains the same classifier on each of the plan's training sets with each of its seeds, scores it on what it was trained on
 * and on the real test images, and compares the intensities of real and generated images. For one thread.
 */
public final class Study {
    private final Instruments instruments;
    private final StudyImages images;
    private final StudyPlan plan;
    private final Map<Arm, List<StudyImage>> trainingSets;
    private final StudyProgress progress;
    private final StopSignal stop;
    private final List<RepeatedScore> scores = new ArrayList<>();
    private final Map<Arm, List<TrainingFacts>> training = new HashMap<>();
    private @Nullable Closeness closeness;
    private double workDone;

    private Study(
            Instruments instruments, StudyImages images, StudyPlan plan, StudyProgress progress, StopSignal stop) {
        this.instruments = instruments;
        this.images = images;
        this.plan = plan;
        this.trainingSets = TrainingSets.of(images, plan);
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Carries out a study.
     *
     * @param instruments trains the classifiers and opens the network that images are compared by
     * @param images what to train on and to test with
     * @param plan which classifiers to train
     * @param progress hears of every epoch
     * @param stop ends the study with an exception once it asks to
     * @throws UnusableImagesException when the plan has a control that these images have nothing for
     */
    public static StudyResult run(
            Instruments instruments, StudyImages images, StudyPlan plan, StudyProgress progress, StopSignal stop) {
        Study study = new Study(instruments, images, plan, progress, stop);
        plan.arms().forEach(study::repeat);
        return study.compareIntensities();
    }

    /** All seeds of an arm. */
    private void repeat(Arm arm) {
        List<Scored> onTrain = new ArrayList<>();
        List<Scored> onTest = new ArrayList<>();
        List<TrainingFacts> facts = new ArrayList<>();
        List<StudyImage> trainingSet = trainingSet(arm);
        for (ClassifierOrder order : plan.orders()) {
            String who = who(arm, order);
            try (TrainedClassifier classifier = train(arm, order, who)) {
                workDone += work(arm);
                announce("score-" + arm.label(), 0, arm, who + ": scores on train and test images");
                onTrain.add(score(classifier, arm, order, Split.TRAIN, trainingSet));
                onTest.add(score(classifier, arm, order, Split.TEST, images.real(Split.TEST)));
                facts.add(facts(classifier, trainingSet.size()));
                if (closeness == null) {
                    compareImages(classifier, arm, order);
                }
            }
        }
        scores.add(new RepeatedScore(arm, Split.TRAIN, onTrain));
        scores.add(new RepeatedScore(arm, Split.TEST, onTest));
        training.put(arm, List.copyOf(facts));
    }

    /** By the network that is asked for; else by what the first baseline classifier, the first that is trained, sees. */
    private void compareImages(TrainedClassifier classifier, Arm arm, ClassifierOrder order) {
        String stage = "compare-images";
        try (FeatureExtractor extractor = plan.extractor().isEmpty()
                ? classifier.extractor()
                : instruments.extractors().open(plan.extractor())) {
            closeness = Closeness.of(
                    images, extractor, order.seed(), stop, (what, fraction) -> announce(stage, fraction, arm, what));
            workDone += work(arm);
        }
    }

    private TrainedClassifier train(Arm arm, ClassifierOrder order, String who) {
        String stage = "train-" + arm.label();
        List<StudyImage> trainingSet = trainingSet(arm);
        announce(stage, 0, arm, who + ": classifier on " + trainingSet.size() + " images");
        return instruments
                .training()
                .fit(
                        order,
                        source(trainingSet),
                        validation(),
                        epoch -> announce(stage, (double) epoch.epoch() / epoch.epochs(), arm, message(who, epoch)),
                        stop);
    }

    private static TrainingFacts facts(TrainedClassifier classifier, long images) {
        return new TrainingFacts(
                classifier.description(),
                classifier.settings(),
                images,
                classifier.device(),
                classifier.epochs(),
                classifier.took(),
                classifier.dependsOnSeed());
    }

    private String who(Arm arm, ClassifierOrder order) {
        Double amount = arm.amount();
        String what = amount == null
                ? arm.dataType().label()
                : String.format(Locale.ROOT, "%s, %.3g%% added", arm.dataType().label(), 100 * amount);
        long number = order.seed() - plan.order().seed() + 1;
        return plan.seeds() == 1 ? what : what + ", seed " + number + " of " + plan.seeds();
    }

    private static String message(String who, ClassifierEpoch epoch) {
        Double validated = epoch.validationAccuracy();
        return String.format(
                Locale.ROOT,
                "%s: epoch %d of %d, loss %.4f%s, %.0f images/s",
                who,
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                validated == null ? "" : String.format(Locale.ROOT, ", validation %.3f", validated),
                epoch.imagesPerSecond());
    }

    /** The same real validation images for all, so that they differ in what they learn from only. */
    private @Nullable ImageSource validation() {
        List<StudyImage> validation = images.real(Split.VALIDATION);
        return validation.isEmpty() ? null : source(validation);
    }

    private ImageSource source(List<StudyImage> of) {
        return new StoppableImages(new StudyImageSource(images, of), stop);
    }

    private Scored score(
            TrainedClassifier classifier, Arm arm, ClassifierOrder order, Split split, List<StudyImage> scored) {
        float[][] probabilities = classifier.probabilities(source(scored));
        List<Prediction> predictions = IntStream.range(0, scored.size())
                .mapToObj(i -> new Prediction(scored.get(i), boxed(probabilities[i])))
                .toList();
        return Scored.of(arm, order.seed(), split, images.classes(), predictions);
    }

    private StudyResult compareIntensities() {
        progress.progressed("compare-intensities", 1, "intensities of real and generated images");
        List<StudyImage> train = images.real(Split.TRAIN);
        return new StudyResult(
                images,
                plan,
                scores,
                training,
                Objects.requireNonNull(closeness, "the baseline is always trained"),
                intensities(train, images.generated()),
                intensities(train, images.real(Split.TEST)));
    }

    private IntensityComparison intensities(List<StudyImage> first, List<StudyImage> second) {
        return IntensityComparison.of(
                images.classes(),
                images.imageSet(first),
                first.stream().map(StudyImage::label).toList(),
                images.imageSet(second),
                second.stream().map(StudyImage::label).toList());
    }

    private void announce(String stage, double ofThisTraining, Arm arm, String message) {
        double fraction = (workDone + ofThisTraining * work(arm)) / wholeWork();
        progress.progressed(stage, Math.min(1, fraction), message);
    }

    /** Training takes as long as there are images; comparing the images is taken for another training. */
    private double work(Arm arm) {
        return trainingSet(arm).size();
    }

    private double wholeWork() {
        return plan.seeds() * plan.arms().stream().mapToDouble(this::work).sum()
                + work(plan.arms().get(0));
    }

    private List<StudyImage> trainingSet(Arm arm) {
        return trainingSets.getOrDefault(arm, List.of());
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
