package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.classifier.ClassifierTraining;
import io.augmenta.evaluator.classifier.TrainedClassifier;
import io.augmenta.zoo.classifier.ClassifierEpoch;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.StopSignal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains the same classifier on real, on generated and on mixed images, scores each on what it was trained on and on the
 * real test images, and compares the intensities of real and generated images. For one thread.
 */
public final class Study {
    private final ClassifierTraining classifierTraining;
    private final StudyImages images;
    private final ClassifierOrder order;
    private final StudyProgress progress;
    private final StopSignal stop;
    private final List<Scored> scores = new ArrayList<>();
    private final Map<DataType, TrainingFacts> training = new EnumMap<>(DataType.class);
    private double workDone;

    private Study(
            ClassifierTraining classifierTraining,
            StudyImages images,
            ClassifierOrder order,
            StudyProgress progress,
            StopSignal stop) {
        this.classifierTraining = classifierTraining;
        this.images = images;
        this.order = order;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Carries out a study.
     *
     * @param classifierTraining trains the classifiers
     * @param images what to train on and to test with
     * @param order which classifier to train
     * @param progress hears of every epoch
     * @param stop ends the study with an exception once it asks to
     */
    public static StudyResult run(
            ClassifierTraining classifierTraining,
            StudyImages images,
            ClassifierOrder order,
            StudyProgress progress,
            StopSignal stop) {
        Study study = new Study(classifierTraining, images, order, progress, stop);
        for (DataType dataType : DataType.values()) {
            study.trainAndScore(dataType);
        }
        return study.compareIntensities();
    }

    private void trainAndScore(DataType dataType) {
        List<StudyImage> trainingSet = images.trainingSet(dataType);
        String stage = "train-" + dataType.label();
        announce(stage, 0, dataType, "classifier on " + trainingSet.size() + " " + dataType.label() + " images");
        try (TrainedClassifier classifier = classifierTraining.fit(
                order,
                source(trainingSet),
                validation(),
                epoch -> announce(stage, (double) epoch.epoch() / epoch.epochs(), dataType, message(dataType, epoch)),
                stop)) {
            workDone += work(dataType);
            announce("score-" + dataType.label(), 0, dataType, "scores on train and test images");
            score(classifier, dataType, Split.TRAIN, trainingSet);
            score(classifier, dataType, Split.TEST, images.real(Split.TEST));
            training.put(
                    dataType,
                    new TrainingFacts(
                            classifier.description(),
                            classifier.settings(),
                            trainingSet.size(),
                            classifier.device(),
                            classifier.epochs(),
                            classifier.took()));
        }
    }

    private static String message(DataType dataType, ClassifierEpoch epoch) {
        Double validated = epoch.validationAccuracy();
        return String.format(
                Locale.ROOT,
                "%s: epoch %d of %d, loss %.4f%s, %.0f images/s",
                dataType.label(),
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                validated == null ? "" : String.format(Locale.ROOT, ", validation %.3f", validated),
                epoch.imagesPerSecond());
    }

    /** The same real validation images for all three, so that they differ in what they learn from only. */
    private @Nullable ImageSource validation() {
        List<StudyImage> validation = images.real(Split.VALIDATION);
        return validation.isEmpty() ? null : source(validation);
    }

    private ImageSource source(List<StudyImage> of) {
        return new StudyImageSource(images, of);
    }

    private void score(TrainedClassifier classifier, DataType dataType, Split split, List<StudyImage> scored) {
        float[][] probabilities = classifier.probabilities(source(scored));
        List<Prediction> predictions = IntStream.range(0, scored.size())
                .mapToObj(i -> new Prediction(scored.get(i), boxed(probabilities[i])))
                .toList();
        scores.add(Scored.of(dataType, split, images.classes(), predictions));
    }

    private StudyResult compareIntensities() {
        progress.progressed("compare-intensities", 1, "intensities of real and generated images");
        List<StudyImage> train = images.real(Split.TRAIN);
        return new StudyResult(
                images,
                scores,
                training,
                IntensityComparison.of(images.classes(), train, images.generated()),
                IntensityComparison.of(images.classes(), train, images.real(Split.TEST)));
    }

    private void announce(String stage, double ofThisTraining, DataType dataType, String message) {
        double fraction = (workDone + ofThisTraining * work(dataType)) / wholeWork();
        progress.progressed(stage, Math.min(1, fraction), message);
    }

    /** Training takes nearly all of the time, and takes as long as there are images. */
    private double work(DataType dataType) {
        return images.trainingSet(dataType).size();
    }

    private double wholeWork() {
        double whole = 0;
        for (DataType dataType : DataType.values()) {
            whole += work(dataType);
        }
        return whole;
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
