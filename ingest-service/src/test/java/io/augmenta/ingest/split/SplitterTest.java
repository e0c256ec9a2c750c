package io.augmenta.ingest.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.folder.Origin;
import io.augmenta.ingest.reading.StoredImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    private final Splitter splitter = new Splitter(LookAlikes.RADIUS_BITS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void groupsStayOnOneSide(long seed) {
        Division division = splitter.divide(families(seed).images(), SplitRule.GROUPED, seed);

        Map<String, Set<Split>> splitsOfGroup = division.images().stream()
                .collect(Collectors.groupingBy(
                        DividedImage::leakGroup, Collectors.mapping(DividedImage::split, Collectors.toSet())));
        assertTrue(splitsOfGroup.values().stream().allMatch(splits -> splits.size() == 1));
        assertEquals(splitsOfGroup.size(), division.leakGroups());
        assertEquals(0, division.straddlingGroups());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noImageIsNearOneOfAnotherSplit(long seed) {
        List<DividedImage> images = splitter.divide(families(seed).images(), SplitRule.GROUPED, seed)
                .images();

        for (DividedImage one : images) {
            for (DividedImage other : images) {
                if (one.split() != other.split()) {
                    int distance =
                            one.image().fingerprint().distance(other.image().fingerprint());
                    assertTrue(distance > LookAlikes.RADIUS_BITS, "distance " + distance);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void quotasAreMissedByLessThanTheSmallestGroupLeftInTraining(long seed) {
        Division division = splitter.divide(families(seed).images(), SplitRule.GROUPED, seed);

        for (String label : CLASSES) {
            long quota = Math.round(0.1 * count(division, label));
            long smallestLeft = division.images().stream()
                    .filter(image -> image.label().equals(label) && image.split() == Split.TRAIN)
                    .collect(Collectors.groupingBy(DividedImage::leakGroup, Collectors.counting()))
                    .values()
                    .stream()
                    .min(Long::compare)
                    .orElseThrow();
            for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
                long missing = quota - count(division, split, label);
                assertTrue(missing >= 0 && missing < smallestLeft, label + " " + split + " misses " + missing);
            }
        }
    }

    @Test
    void randomMeetsQuotasToTheImageAndCountsWhatStraddles() {
        Division division = splitter.divide(families(1).images(), SplitRule.RANDOM, 7);

        for (String label : CLASSES) {
            long quota = Math.round(0.1 * count(division, label));
            assertEquals(quota, count(division, Split.TEST, label));
            assertEquals(quota, count(division, Split.VALIDATION, label));
        }
        long straddling = division.images().stream()
                .collect(Collectors.groupingBy(
                        DividedImage::leakGroup, Collectors.mapping(DividedImage::split, Collectors.toSet())))
                .values()
                .stream()
                .filter(splits -> splits.size() > 1)
                .count();
        assertTrue(straddling > 0);
        assertEquals(straddling, division.straddlingGroups());
    }

    @ParameterizedTest
    @EnumSource(
            value = SplitRule.class,
            names = {"GROUPED", "RANDOM"})
    void orderAndNamesOfFilesChangeNothing(SplitRule rule) {
        List<StoredImage> images = families(1).images();
        List<StoredImage> renamed = new ArrayList<>();
        for (StoredImage image : images) {
            renamed.add(new StoredImage(
                    image.id(), image.label(), Origin.TRAINING, image.fingerprint(), 0, "other/" + image.id()));
        }
        Collections.shuffle(renamed, new Random(3));

        assertEquals(splits(images, rule, 7), splits(renamed, rule, 7));
    }

    @ParameterizedTest
    @EnumSource(
            value = SplitRule.class,
            names = {"GROUPED", "RANDOM"})
    void anotherSeedDividesOtherwise(SplitRule rule) {
        List<StoredImage> images = families(1).images();

        assertNotEquals(splits(images, rule, 7), splits(images, rule, 8));
    }

    @Test
    void groupsOfSeveralClassesStayTogetherToo() {
        LookAlikes images = families(1);
        for (int i = 0; i < 10; i++) {
            images.family(Origin.UNDIVIDED, "a", 1).twinOfLatest(Origin.UNDIVIDED, "b");
        }

        Division division = splitter.divide(images.images(), SplitRule.GROUPED, 7);

        assertEquals(0, division.straddlingGroups());
        for (String label : CLASSES) {
            assertTrue(count(division, Split.TEST, label) <= Math.round(0.1 * count(division, label)));
        }
    }

    @Test
    void classOfLargeGroupsStillGetsItsSmallestTested() {
        LookAlikes images = new LookAlikes(1).families("a", 40, 1);
        for (int size : new int[] {6, 5, 7, 8}) {
            images.family(Origin.UNDIVIDED, "b", size);
        }

        Division division = splitter.divide(images.images(), SplitRule.GROUPED, 7);

        assertEquals(5, count(division, Split.TEST, "b"));
        assertEquals(6, count(division, Split.VALIDATION, "b"));
        assertEquals(List.of(), division.warnings());
    }

    @Test
    void classOfOneGroupIsReported() {
        Division division = splitter.divide(
                new LookAlikes(1)
                        .families("a", 40, 1)
                        .family(Origin.UNDIVIDED, "b", 30)
                        .images(),
                SplitRule.GROUPED,
                7);

        assertEquals(30, count(division, Split.TRAIN, "b"));
        assertEquals(2, division.warnings().size());
        assertTrue(division.warnings().get(0).contains("\"b\" has no images in the test split"), division.toString());
    }

    @Test
    void suppliedFoldersAreFollowedAndValidationIsDrawnFromTrainingInWholeGroups() {
        LookAlikes images = new LookAlikes(1);
        for (String label : CLASSES) {
            for (int i = 0; i < 30; i++) {
                images.family(Origin.TRAINING, label, 1 + i % 3);
            }
            images.twinOfLatest(Origin.TESTING, label);
            images.family(Origin.TESTING, label, 4);
        }

        Division division = splitter.divide(images.images(), SplitRule.SUPPLIED, 7);

        assertTrue(division.images().stream()
                .allMatch(image -> (image.image().origin() == Origin.TESTING) == (image.split() == Split.TEST)));
        assertEquals(3, division.straddlingGroups());
        for (String label : CLASSES) {
            // 60 images of each class are in Training
            assertEquals(6, count(division, Split.VALIDATION, label));
        }
        Map<String, Set<Split>> training = division.images().stream()
                .filter(image -> image.split() != Split.TEST)
                .collect(Collectors.groupingBy(
                        DividedImage::leakGroup, Collectors.mapping(DividedImage::split, Collectors.toSet())));
        assertTrue(training.values().stream().allMatch(splits -> splits.size() == 1));
    }

    @Test
    void tooFewClassesOrImagesAreRefusedWithTheReason() {
        assertRefused("single-class", new LookAlikes(1).families("a", 40, 1), SplitRule.GROUPED);
        assertRefused("class-too-small", new LookAlikes(1).families("a", 40, 1).families("b", 2, 1), SplitRule.GROUPED);
        assertRefused(
                "class-too-small",
                new LookAlikes(1)
                        .family(Origin.TRAINING, "a", 5)
                        .family(Origin.TESTING, "a", 5)
                        .family(Origin.TESTING, "b", 5),
                SplitRule.SUPPLIED);
        assertRefused(
                "split-not-supplied",
                new LookAlikes(1).family(Origin.TRAINING, "a", 5).family(Origin.TRAINING, "b", 5),
                SplitRule.SUPPLIED);
    }

    @Test
    void versionIsOfContentAndSettingsOnly() {
        List<DividedImage> images =
                splitter.divide(families(1).images(), SplitRule.GROUPED, 7).images();
        List<DividedImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(1));
        List<DividedImage> fewer = images.subList(1, images.size());

        String version = VersionId.of(images, 64, SplitRule.GROUPED, 7);

        assertTrue(version.matches("[0-9a-f]{16}"), version);
        assertEquals(version, VersionId.of(shuffled, 64, SplitRule.GROUPED, 7));
        assertNotEquals(version, VersionId.of(fewer, 64, SplitRule.GROUPED, 7));
        assertNotEquals(version, VersionId.of(images, 32, SplitRule.GROUPED, 7));
        assertNotEquals(version, VersionId.of(images, 64, SplitRule.RANDOM, 7));
        assertNotEquals(version, VersionId.of(images, 64, SplitRule.GROUPED, 8));
    }

    private void assertRefused(String kind, LookAlikes images, SplitRule rule) {
        ImpossibleIngestException refusal =
                assertThrows(ImpossibleIngestException.class, () -> splitter.divide(images.images(), rule, 7));
        assertEquals(kind, refusal.kind());
    }

    private static LookAlikes families(long seed) {
        LookAlikes images = new LookAlikes(seed);
        images.families("a", 150, 1).families("b", 80, 4).families("c", 40, 6);
        return images;
    }

    private Map<String, Split> splits(List<StoredImage> images, SplitRule rule, long seed) {
        return splitter.divide(images, rule, seed).images().stream()
                .collect(Collectors.toMap(DividedImage::id, DividedImage::split));
    }

    private static long count(Division division, String label) {
        return division.images().stream()
                .filter(image -> image.label().equals(label))
                .count();
    }

    private static long count(Division division, Split split, String label) {
        return division.counts().stream()
                .filter(count -> count.split() == split && count.label().equals(label))
                .findFirst()
                .orElseThrow()
                .count();
    }
}
