package io.augmenta.evaluator.report;

import static io.augmenta.evaluator.study.TinyImages.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.NearestMeanTraining;
import io.augmenta.evaluator.SampleStudy;
import io.augmenta.evaluator.classifier.ClassifierOrder;
import io.augmenta.evaluator.study.DataType;
import io.augmenta.evaluator.study.Study;
import io.augmenta.evaluator.study.StudyImage;
import io.augmenta.evaluator.study.StudyPlan;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.evaluator.study.TinyImages;
import io.augmenta.zoo.training.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One grey value an image; the class whose mean is nearest. Real means lie at 10 and 110, so the border at 60. */
class ReadingTest {
    private static final DatasetVersion VERSION = new SampleStudy(1, 16).version(List.of());
    private static final List<StudyImage> TRAIN = List.of(image(1, 0, 10), image(2, 1, 110));

    @Test
    void differenceThatChanceWouldSeldomMakeIsCalledHelp() {
        // dark test images of 70 are on the wrong side until generated ones of 130 and 230 move the border to 120
        Reading reading = reading(tests(10, 0, 70), List.of(image(91, 0, 130), image(92, 1, 230)));

        assertEquals("helped", reading.verdict());
        assertTrue(reading.sentences().get(0).contains("10 test images only the mixed classifier gets right, 0 only"));
        assertTrue(
                reading.sentences().get(0).contains("probability 0.0020"),
                reading.sentences().get(0));
    }

    @Test
    void differenceTheOtherWayIsCalledHarm() {
        Reading reading = reading(tests(10, 1, 70), List.of(image(91, 0, 130), image(92, 1, 230)));

        assertEquals("harmed", reading.verdict());
    }

    @Test
    void differenceThatChanceWouldOftenMakeIsCalledNone() {
        Reading reading = reading(tests(5, 0, 70), List.of(image(91, 0, 130), image(92, 1, 230)));

        assertEquals("undecided", reading.verdict());
        assertTrue(reading.conclusion().contains("do not show"), reading.conclusion());
    }

    @Test
    void largeGapOfGeneratedImagesIsExplained() {
        // of 20 dark and 20 light test images the border of the generated ones, at 180, gets 20 and 8 right
        List<StudyImage> test = new ArrayList<>(tests(20, 0, 70));
        test.addAll(tests(12, 1, 110));
        test.addAll(tests(8, 1, 200));

        String sentence = reading(test, List.of(image(91, 0, 130), image(92, 1, 230)))
                .sentences()
                .get(1);

        assertTrue(sentence.contains("70.0% of the real test images right, and 100.0%"), sentence);
        assertTrue(sentence.contains("The gap of 30.0 points"), sentence);
    }

    @Test
    void generatedImagesThatTeachNoMoreThanGuessingAreCalledSo() {
        List<StudyImage> test = new ArrayList<>(tests(20, 0, 70));
        test.addAll(tests(20, 1, 110));

        String sentence = reading(test, List.of(image(91, 0, 130), image(92, 1, 230)))
                .sentences()
                .get(1);

        assertTrue(sentence.contains("not clearly better than naming the most frequent class each time"), sentence);
        assertTrue(sentence.contains("which gets 50.0%"), sentence);
    }

    @Test
    void leakIsWarnedOf() {
        List<StudyImage> test = List.of(image(50, 0, "group-1", 70), image(51, 0, "group-51", 70));

        Reading reading = reading(test, List.of(image(91, 0, 10), image(92, 1, 110)));

        assertTrue(reading.warnings().get(0).startsWith("Leak: 1 of 2 test images (50.0%) have a near duplicate"));
    }

    @Test
    void classWithoutTestImagesIsWarnedOf() {
        Reading reading = reading(tests(3, 0, 10), List.of(image(91, 0, 10), image(92, 1, 110)));

        assertEquals(1, reading.warnings().size());
        assertTrue(reading.warnings().get(0).startsWith("There is no test image of class light"));
    }

    @Test
    void gainOverSeveralSeedsIsOneOfTheGeneratorOnlyIfNoControlDoesAsWell() {
        List<StudyImage> generated = List.of(image(91, 0, 130), image(92, 1, 230));

        Reading uncontrolled = reading(tests(10, 0, 70), generated, 3, Set.of());
        Reading controlled = reading(tests(10, 0, 70), generated, 3, Set.of(DataType.REPEATED));

        // a mean knows no chance, so that every seed gains all ten
        assertEquals("helped", uncontrolled.verdict());
        assertTrue(
                uncontrolled
                        .sentences()
                        .get(0)
                        .contains("mixed − baseline: a gain of 1.0000 (95 %: +1.0000 to +1.0000, 3"),
                uncontrolled.sentences().get(0));
        assertTrue(controlled.conclusion().endsWith("and than those of every control."), controlled.conclusion());
        assertTrue(controlled.sentences().get(1).contains("mixed − repeated: a gain of 1.0000"));
    }

    @Test
    void differenceThatNoSeedShowsIsNoEvidence() {
        List<StudyImage> train = List.of(image(1, 0, 10), image(2, 1, 110));
        List<StudyImage> generated = List.of(image(91, 0, 10), image(92, 1, 110));
        StudyResult study = Study.run(
                NearestMeanTraining.instruments(),
                TinyImages.study(List.of("dark", "light"), train, tests(4, 0, 70), generated),
                new StudyPlan(
                        new ClassifierOrder("nearest-mean", Map.of(), 7), 3, Set.of(DataType.REPEATED), List.of(), ""),
                (stage, fraction, message) -> {},
                StopSignal.never());

        Reading reading = Reading.of(VERSION, study);

        assertEquals("undecided", reading.verdict());
        assertTrue(reading.conclusion().startsWith("No evidence of a gain"), reading.conclusion());
        assertTrue(reading.sentences().get(0).contains("no evidence of a gain: +0.0000 (95 %: +0.0000 to +0.0000"));
    }

    @Test
    void leakIsMeasuredByWhatIsLeftWithoutIt() {
        // the twin at 10 is right, the other at 70 is wrong
        List<StudyImage> test = List.of(image(50, 0, "group-1", 10), image(51, 0, "group-51", 70));

        Reading reading = reading(test, List.of(image(91, 0, 10), image(92, 1, 110)));

        assertTrue(
                reading.warnings()
                        .get(0)
                        .contains("Without them the baseline gets 0.0% of the test images right instead of 50.0%."),
                reading.warnings().get(0));
    }

    private static List<StudyImage> tests(int count, int label, int intensity) {
        List<StudyImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(image(10 + i, label, intensity));
        }
        return images;
    }

    private static Reading reading(List<StudyImage> test, List<StudyImage> generated) {
        return reading(test, generated, 1, Set.of());
    }

    private static Reading reading(
            List<StudyImage> test, List<StudyImage> generated, int seeds, Set<DataType> controls) {
        StudyResult study = Study.run(
                NearestMeanTraining.instruments(),
                TinyImages.study(List.of("dark", "light"), TRAIN, test, generated),
                new StudyPlan(new ClassifierOrder("nearest-mean", Map.of(), 7), seeds, controls, List.of(), ""),
                (stage, fraction, message) -> {},
                StopSignal.never());
        assertEquals(2, study.images().real(Split.TRAIN).size());
        return Reading.of(VERSION, study);
    }
}
