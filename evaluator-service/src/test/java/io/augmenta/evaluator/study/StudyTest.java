package io.augmenta.evaluator.study;

import static io.augmenta.evaluator.study.TinyImages.image;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.NearestMeanTraining;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.scoring.classification.PairedComparison;
import io.augmenta.zoo.training.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One pixel an image, and the class whose mean is nearest. Real: dark 0 and 20, light 200 and 220, so means 10 and 210.
 * Generated: dark 100 and 120, light 140 and 160, so means 110 and 150. Mixed: means 60 and 180.
 */
class StudyTest {
    private static final List<String> CLASSES = List.of("dark", "light");
    private static final StudyImages IMAGES = TinyImages.study(
            CLASSES,
            List.of(image(1, 0, 0), image(2, 0, 20), image(3, 1, 200), image(4, 1, 220)),
            List.of(image(5, 0, 5), image(6, 0, 115), image(7, 1, 115), image(8, 1, 215)),
            List.of(image(9, 0, 100), image(10, 0, 120), image(11, 1, 140), image(12, 1, 160)));

    private final List<Double> fractions = new ArrayList<>();

    @Test
    void eachClassifierIsScoredOnItsTrainingSetAndOnTheRealTestImages() {
        StudyResult study = run();

        assertEquals(6, study.scores().size());
        for (DataType dataType : DataType.values()) {
            assertEquals(1, study.score(dataType, Split.TRAIN).figures().accuracy(), dataType.label());
        }
        // the border lies at 110 for real, at 130 for generated and at 120 for mixed images
        assertArrayEquals(
                new int[] {0, 1, 1, 1},
                study.score(DataType.BASELINE, Split.TEST).predicted());
        assertArrayEquals(
                new int[] {0, 0, 0, 1},
                study.score(DataType.GENERATED, Split.TEST).predicted());
        assertArrayEquals(
                new int[] {0, 0, 0, 1}, study.score(DataType.MIXED, Split.TEST).predicted());
        assertEquals(0.25, study.trainTestGap(DataType.BASELINE));
        assertEquals(new PairedComparison(1, 1, 1), study.againstBaseline(DataType.MIXED));
        assertEquals(8, study.score(DataType.MIXED, Split.TRAIN).predictions().size());
    }

    @Test
    void intensitiesOfRealTrainAndGeneratedImagesAreCompared() {
        StudyResult study = run();

        // real 0, 20, 200, 220 and generated 100, 120, 140, 160: apart by two of four steps
        assertEquals(0.5, study.realAndGenerated().overall().pixels().statistic());
        assertEquals(1, study.realAndGenerated().perClass().get("dark").pixels().statistic());
        assertEquals(4, study.realAndGenerated().overall().imageMeans().firstSize());
        assertEquals(0.25, study.trainAndTest().overall().imageMeans().statistic());
    }

    @Test
    void progressOnlyGrowsAndReachesTheEnd() {
        run();

        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertEquals(0, fractions.get(0));
        assertEquals(1, fractions.get(fractions.size() - 1));
        assertTrue(fractions.stream().distinct().count() > 9, fractions.toString());
    }

    @Test
    void whatTheListenerThrowsEndsTheStudy() {
        assertThrows(
                IllegalStateException.class,
                () -> Study.run(
                        new NearestMeanTraining(),
                        IMAGES,
                        order(),
                        (stage, fraction, message) -> {
                            if (stage.equals("train-generated")) {
                                throw new IllegalStateException("enough");
                            }
                        },
                        StopSignal.never()));
    }

    @Test
    void classWithoutGeneratedImagesHasNoIntensityTest() {
        StudyImages images = TinyImages.study(
                CLASSES,
                IMAGES.real(Split.TRAIN),
                IMAGES.real(Split.TEST),
                IMAGES.generated().subList(0, 2));

        StudyResult study = Study.run(
                new NearestMeanTraining(), images, order(), (stage, fraction, message) -> {}, StopSignal.never());

        assertEquals(
                List.of("dark"), List.copyOf(study.realAndGenerated().perClass().keySet()));
    }

    private StudyResult run() {
        return Study.run(
                new NearestMeanTraining(),
                IMAGES,
                order(),
                (stage, fraction, message) -> fractions.add(fraction),
                StopSignal.never());
    }

    private static ClassifierOrder order() {
        return new ClassifierOrder("nearest-mean", Map.of(), 7);
    }
}
