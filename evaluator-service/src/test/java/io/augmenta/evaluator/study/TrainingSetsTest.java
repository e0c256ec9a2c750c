package io.augmenta.evaluator.study;

import static io.augmenta.evaluator.study.TinyImages.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.Split;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingSetsTest {
    private static final List<String> CLASSES = List.of("dark", "light");
    private static final List<StudyImage> TRAIN =
            List.of(image(1, 0, 0), image(2, 0, 20), image(3, 0, 40), image(4, 1, 220));

    /** Seven dark and three light generated images for three dark and one light real ones. */
    private static final StudyImages IMAGES =
            TinyImages.study(CLASSES, TRAIN, List.of(image(9, 0, 5)), generated(7, 3));

    @Test
    void repeatsAreAsManyOfEachClassAsThereAreGeneratedImagesAndAsEvenAsCanBe() {
        List<StudyImage> repeated = set(plan(7, "repeated"), Arm.of(DataType.REPEATED));

        assertEquals(TRAIN, repeated.subList(0, 4));
        Map<StudyImage, Integer> added = new HashMap<>();
        repeated.subList(4, repeated.size()).forEach(image -> added.merge(image, 1, Integer::sum));
        assertEquals(Set.copyOf(TRAIN), added.keySet());
        // seven of three: two or three times each; three of one
        assertEquals(
                List.of(2, 2, 3),
                TRAIN.subList(0, 3).stream().map(added::get).sorted().toList());
        assertEquals(3, added.get(TRAIN.get(3)));
    }

    @Test
    void aSmallerAmountLiesWithinEveryLargerOne() {
        StudyPlan plan = StudyPlan.of(settings(7).repeated(1, List.of(), List.of(0.1, 0.5, 0.75)));
        Map<Arm, List<StudyImage>> sets = TrainingSets.of(IMAGES, plan);

        Set<StudyImage> before = Set.of();
        List<Integer> sizes = new ArrayList<>();
        for (Arm arm : plan.arms()) {
            if (arm.amount() != null) {
                Set<StudyImage> added =
                        new HashSet<>(sets.get(arm).subList(4, sets.get(arm).size()));
                assertTrue(added.containsAll(before), arm.label());
                assertTrue(IMAGES.generated().containsAll(added));
                sizes.add(added.size());
                before = added;
            }
        }
        // of 7 and 3: 1 and at least 1; 4 and 2; 5 and 2
        assertEquals(List.of(2, 6, 7), sizes);
    }

    @Test
    void anAmountOfAllIsMixedItselfAndIsNotTrainedTwice() {
        StudyPlan plan = StudyPlan.of(settings(7).repeated(1, List.of(), List.of(1.0, 0.5, 0.5)));

        assertEquals(
                List.of("baseline", "generated", "mixed", "mixed-0.5"),
                plan.arms().stream().map(Arm::label).toList());
    }

    @Test
    void choicesAreThoseOfTheSeed() {
        assertEquals(
                set(plan(7, "repeated"), Arm.of(DataType.REPEATED)),
                set(plan(7, "repeated"), Arm.of(DataType.REPEATED)));
        assertNotEquals(
                set(plan(7, "repeated"), Arm.of(DataType.REPEATED)),
                set(plan(8, "repeated"), Arm.of(DataType.REPEATED)));
    }

    @Test
    void classicCopiesAreChangedButKeepTheirClassAndGroup() {
        List<StudyImage> real = phantoms(7, 4);
        StudyImages images = new StudyImages(
                CLASSES,
                1,
                32,
                32,
                Map.of(Split.TRAIN, real, Split.TEST, real.subList(0, 1)),
                phantoms(8, 6),
                Withheld.UNGUARDED);

        List<StudyImage> classic = TrainingSets.of(images, plan(7, "classic")).get(Arm.of(DataType.CLASSIC));

        Set<Bytes> originals =
                new HashSet<>(real.stream().map(StudyImage::pixels).toList());
        assertEquals(real.size() + 12, classic.size());
        for (StudyImage copy : classic.subList(real.size(), classic.size())) {
            assertFalse(originals.contains(copy.pixels()));
            StudyImage original = real.stream()
                    .filter(image -> image.leakGroup().equals(copy.leakGroup()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(original.label(), copy.label());
            assertEquals(64, copy.id().length());
        }
    }

    @Test
    void aClassWithNothingToRepeatIsRefusedBeforeAnythingIsTrained() {
        StudyImages images = TinyImages.study(CLASSES, TRAIN.subList(0, 3), List.of(image(9, 0, 5)), generated(1, 2));

        UnusableImagesException refused =
                assertThrows(UnusableImagesException.class, () -> TrainingSets.of(images, plan(7, "repeated")));

        assertTrue(refused.getMessage().contains("Class light has 2 generated images but no real train image"));
    }

    @Test
    void plansOutOfBoundsAreRefusedWithWhatIsAllowed() {
        assertRefused(0, List.of(), List.of(), "seeds is 0; allowed: a whole number from 1 to 20");
        assertRefused(21, List.of(), List.of(), "seeds is 21; allowed: a whole number from 1 to 20");
        assertRefused(1, List.of("twice"), List.of(), "There is no control 'twice'; there are [repeated, classic]");
        assertRefused(1, List.of("mixed"), List.of(), "There is no control 'mixed'; there are [repeated, classic]");
        assertRefused(1, List.of(), List.of(0.5, 0.0), "amounts has 0.0; allowed: numbers above 0 and at most 1");
        assertRefused(1, List.of(), List.of(1.5), "amounts has 1.5; allowed: numbers above 0 and at most 1");
        assertRefused(1, List.of(), List.of(Double.NaN), "amounts has NaN; allowed");
    }

    private static void assertRefused(int seeds, List<String> controls, List<Double> amounts, String message) {
        ImpossibleStudyException refused = assertThrows(
                ImpossibleStudyException.class, () -> StudyPlan.of(settings(7).repeated(seeds, controls, amounts)));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
    }

    private static List<StudyImage> set(StudyPlan plan, Arm arm) {
        return TrainingSets.of(IMAGES, plan).getOrDefault(arm, List.of());
    }

    private static StudyPlan plan(long seed, String control) {
        return StudyPlan.of(settings(seed).repeated(2, List.of(control), List.of()));
    }

    private static EvaluationSettings settings(long seed) {
        return EvaluationSettings.shortest("nearest-mean", Map.of(), seed);
    }

    private static List<StudyImage> generated(int dark, int light) {
        List<StudyImage> images = new ArrayList<>();
        for (int i = 0; i < dark; i++) {
            images.add(image(100 + i, 0, 100 + i));
        }
        for (int i = 0; i < light; i++) {
            images.add(image(200 + i, 1, 150 + i));
        }
        return images;
    }

    private static List<StudyImage> phantoms(long seed, int perClass) {
        PhantomSet phantoms = new PhantomSet(seed, perClass, 32);
        List<LesionKind> kinds = List.of(LesionKind.values());
        List<StudyImage> images = new ArrayList<>();
        for (int label = 0; label < 2; label++) {
            for (int i = 0; i < perClass; i++) {
                byte[] pixels = phantoms.image(kinds.get(label), i).pixels();
                String id = String.format("%032x%032x", seed, label * 1000 + i);
                images.add(new StudyImage(id, label, "group-" + id, Bytes.wrap(pixels)));
            }
        }
        return images;
    }
}
