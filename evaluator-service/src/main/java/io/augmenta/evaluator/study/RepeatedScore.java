package io.augmenta.evaluator.study;

import io.augmenta.contracts.Split;
import io.augmenta.scoring.classification.Calibration;
import io.augmenta.scoring.classification.ClassFigures;
import io.augmenta.scoring.classification.ConfusionMatrix;
import io.augmenta.scoring.classification.RocCurve;
import io.augmenta.scoring.repetition.RepeatedFigure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How the classifiers of one arm did on the same images, one classifier for each seed.
 *
 * @param arm what they were trained on
 * @param split the images
 * @param bySeed each classifier's score, in the order of the seeds; at least one
 */
public record RepeatedScore(Arm arm, Split split, List<Scored> bySeed) {

    /** Copies the scores. */
    public RepeatedScore {
        bySeed = List.copyOf(bySeed);
    }

    /** How many images each classifier was scored on. */
    public int images() {
        return bySeed.get(0).predictions().size();
    }

    /** How many classifiers there are. */
    public int seeds() {
        return bySeed.size();
    }

    /** A figure of the study's table. */
    public RepeatedFigure figure(TableFigure figure) {
        return of(scored -> figure.of(scored.figures()));
    }

    /** Share of images given the right class. */
    public RepeatedFigure accuracy() {
        return figure(TableFigure.ACCURACY_SCORE);
    }

    /** A figure of one class. */
    public RepeatedFigure ofClass(int label, ToDoubleFunction<ClassFigures> figure) {
        return of(scored -> figure.applyAsDouble(scored.figures().perClass().get(label)));
    }

    /** The expected calibration error. */
    public RepeatedFigure calibrationError() {
        return of(scored -> scored.calibration().expectedError());
    }

    /** The predictions of all seeds in bins of like confidence. */
    public Calibration calibration() {
        return bySeed.stream()
                .map(Scored::calibration)
                .reduce(Calibration::plus)
                .orElseThrow();
    }

    /** Counts of all seeds together: each image counts once for each seed. */
    public ConfusionMatrix confusion() {
        return bySeed.stream()
                .map(scored -> scored.figures().confusion())
                .reduce(ConfusionMatrix::plus)
                .orElseThrow();
    }

    /** Each seed's curve of one class against the others; none where the images are of one kind only. */
    public List<RocCurve> curves(int label) {
        return bySeed.stream().flatMap(scored -> scored.curve(label).stream()).toList();
    }

    /** Area under the curve of one class; nothing where there is no curve. */
    public Optional<RepeatedFigure> area(int label) {
        List<Double> areas = curves(label).stream().map(RocCurve::area).toList();
        return areas.isEmpty() ? Optional.empty() : Optional.of(RepeatedFigure.of(areas));
    }

    /** Mean of all classes' areas; nothing where a class has none. */
    public Optional<RepeatedFigure> macroArea() {
        int classes = bySeed.get(0).figures().perClass().size();
        List<List<RocCurve>> curves =
                IntStream.range(0, classes).mapToObj(this::curves).toList();
        if (curves.stream().anyMatch(List::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(RepeatedFigure.of(IntStream.range(0, seeds())
                .mapToObj(seed -> curves.stream()
                        .mapToDouble(ofClass -> ofClass.get(seed).area())
                        .average()
                        .orElseThrow())
                .toList()));
    }

    /** Accuracy on those images whose id is not among these; nothing where none is left. */
    public Optional<RepeatedFigure> accuracyWithout(Set<String> ids) {
        boolean noneLeft = bySeed.get(0).predictions().stream()
                .allMatch(prediction -> ids.contains(prediction.image().id()));
        return noneLeft ? Optional.empty() : Optional.of(of(scored -> accuracyWithout(scored, ids)));
    }

    private static double accuracyWithout(Scored scored, Set<String> ids) {
        return scored.predictions().stream()
                .filter(prediction -> !ids.contains(prediction.image().id()))
                .mapToDouble(prediction -> prediction.isCorrect() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private RepeatedFigure of(ToDoubleFunction<Scored> figure) {
        return RepeatedFigure.of(bySeed.stream().map(figure::applyAsDouble).toList());
    }
}
