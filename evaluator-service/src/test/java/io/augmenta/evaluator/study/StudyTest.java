package io.augmenta.evaluator.study;

import static io.augmenta.evaluator.study.TinyImages.image;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.NearestMeanTraining;
import io.augmenta.evaluator.SampleStudy;
import io.augmenta.scoring.classification.PairedComparison;
import io.augmenta.scoring.pixels.ImageStatistic;
import io.augmenta.scoring.repetition.PairedDifference;
import io.augmenta.scoring.repetition.PairedDifference.Verdict;
import io.augmenta.zoo.training.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * One grey value an image, and the class whose mean is nearest. Real: dark 0 and 20, light 200 and 220, so means 10 and 210.
 * Generated: dark 100 and 120, light 140 and 160, so means 110 and 150. Mixed: means 60 and 180.
 */
class StudyTest {
    private static final StudyImages PHANTOMS = phantoms();
    private static final EvaluationSettings SETTINGS = EvaluationSettings.shortest("nearest-mean", Map.of(), 7);
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
        for (DataType dataType : study.plan().dataTypes()) {
            assertEquals(1, study.score(dataType, Split.TRAIN).accuracy().mean(), dataType.label());
        }
        // the border lies at 110 for real, at 130 for generated and at 120 for mixed images
        assertArrayEquals(
                new int[] {0, 1, 1, 1},
                only(study.score(DataType.BASELINE, Split.TEST)).predicted());
        assertArrayEquals(
                new int[] {0, 0, 0, 1},
                only(study.score(DataType.GENERATED, Split.TEST)).predicted());
        assertArrayEquals(
                new int[] {0, 0, 0, 1},
                only(study.score(DataType.MIXED, Split.TEST)).predicted());
        assertEquals(0.25, study.trainTestGap(Arm.of(DataType.BASELINE)).mean());
        assertEquals(List.of(new PairedComparison(1, 1, 1)), study.againstBaseline(DataType.MIXED));
        assertEquals(8, study.score(DataType.MIXED, Split.TRAIN).images());
    }

    @Test
    void intensitiesOfRealTrainAndGeneratedImagesAreCompared() {
        StudyResult study = run();

        // real 0, 20, 200, 220 and generated 100, 120, 140, 160: apart by two of four steps
        assertEquals(0.5, study.realAndGenerated().overall().pixels().statistic());
        assertEquals(1, study.realAndGenerated().perClass().get("dark").pixels().statistic());
        assertEquals(
                4, study.realAndGenerated().overall().of(ImageStatistic.MEAN).firstSize());
        assertEquals(
                0.25, study.trainAndTest().overall().of(ImageStatistic.MEAN).statistic());
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
                        NearestMeanTraining.instruments(),
                        IMAGES,
                        plan(),
                        (stage, fraction, message) -> {
                            if (stage.equals("train-generated")) {
                                throw new IllegalStateException("enough");
                            }
                        },
                        StopSignal.never()));
    }

    @Test
    void aComparisonThatIsAskedToStopTellsNothingMore() {
        List<String> told = new ArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();

        assertThrows(
                CancellationException.class,
                () -> Study.run(
                        NearestMeanTraining.instruments(),
                        PHANTOMS,
                        plan(),
                        (stage, fraction, message) -> {
                            told.add(message);
                            stop.compareAndSet(false, message.equals("fidelity of class glioma"));
                        },
                        stop::get));

        assertEquals("fidelity of class glioma", told.get(told.size() - 1));
        assertTrue(told.contains("features of generated images"), told.toString());
    }

    @Test
    void everyStepOfTheComparisonIsTold() {
        List<String> told = new ArrayList<>();
        Study.run(
                NearestMeanTraining.instruments(),
                PHANTOMS,
                plan(),
                (stage, fraction, message) -> {
                    if (stage.equals("compare-images")) {
                        told.add(message);
                    }
                },
                StopSignal.never());

        assertEquals(
                List.of(
                        "features of train images",
                        "features of test images",
                        "features of generated images",
                        "fidelity of all images",
                        "fidelity of class glioma",
                        "fidelity of class meningioma",
                        "fidelity of class no_tumor",
                        "fidelity of class pituitary",
                        "nearest training images by pixels",
                        "nearest training images by fingerprints",
                        "nearest training images by features",
                        "membership inference"),
                told);
    }

    @Test
    void classWithoutGeneratedImagesHasNoIntensityTest() {
        StudyImages images = TinyImages.study(
                CLASSES,
                IMAGES.real(Split.TRAIN),
                IMAGES.real(Split.TEST),
                IMAGES.generated().subList(0, 2));

        StudyResult study = Study.run(
                NearestMeanTraining.instruments(),
                images,
                plan(),
                (stage, fraction, message) -> {},
                StopSignal.never());

        assertEquals(
                List.of("dark"), List.copyOf(study.realAndGenerated().perClass().keySet()));
    }

    private StudyResult run() {
        return Study.run(
                NearestMeanTraining.instruments(),
                IMAGES,
                plan(),
                (stage, fraction, message) -> fractions.add(fraction),
                StopSignal.never());
    }

    private static Scored only(RepeatedScore score) {
        assertEquals(1, score.seeds());
        return score.bySeed().get(0);
    }

    @Test
    void everyArmIsTrainedWithEverySeedAndPairedSeedBySeed() {
        List<String> told = new ArrayList<>();
        StudyPlan plan = StudyPlan.of(SETTINGS.repeated(3, List.of("classic", "repeated"), List.of(1.0, 0.5)));

        StudyResult study = Study.run(
                NearestMeanTraining.instruments(),
                IMAGES,
                plan,
                (stage, fraction, message) -> {
                    fractions.add(fraction);
                    told.add(stage + ": " + message);
                },
                StopSignal.never());

        assertEquals(
                List.of("baseline", "generated", "mixed", "repeated", "classic", "mixed-0.5"),
                plan.arms().stream().map(Arm::label).toList());
        assertEquals(12, study.scores().size());
        for (RepeatedScore score : study.scores()) {
            assertEquals(
                    List.of(7L, 8L, 9L),
                    score.bySeed().stream().map(Scored::seed).toList());
        }
        // the nearest mean knows no chance: mixed and baseline both get 3 of 4 with every seed
        PairedDifference gain = study.gain(Arm.of(DataType.MIXED), DataType.BASELINE, TableFigure.ACCURACY_SCORE);
        assertEquals(List.of(0.0, 0.0, 0.0), gain.difference().values());
        assertEquals(Verdict.NO_EVIDENCE, gain.verdict());
        assertEquals(12, study.score(DataType.MIXED, Split.TEST).confusion().total());
        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertEquals(1, fractions.get(fractions.size() - 1));
        assertTrue(
                told.contains("train-mixed-0.5: mixed, 50.0% added, seed 2 of 3: classifier on 6 images"),
                told.toString());
    }

    @Test
    void accuracyWithoutSomeImagesIsThatOfTheOthers() {
        RepeatedScore baseline = run().score(DataType.BASELINE, Split.TEST);

        // it gets image 6 wrong: 3 of 4, and all of the other three
        assertEquals(0.75, baseline.accuracy().mean());
        assertEquals(
                1,
                baseline.accuracyWithout(Set.of(String.format("%064x", 6)))
                        .orElseThrow()
                        .mean());
    }

    private static StudyImages phantoms() {
        SampleStudy sample = new SampleStudy(20, 16);
        DatasetVersion version = sample.version(List.of(SampleStudy.someRange()));
        StudyImagesCollector collector = new StudyImagesCollector(
                version,
                sample.request("evaluation-1", "nearest-mean", List.of(SampleStudy.someRange())),
                SampleStudy.NOTHING_STORED);
        sample.realBatches().forEach(collector::add);
        sample.generatedBatches().forEach(collector::add);
        return collector.finish();
    }

    private static StudyPlan plan() {
        return StudyPlan.of(SETTINGS);
    }
}
