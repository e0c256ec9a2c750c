package io.augmenta.ingest.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.folder.Origin;
import io.augmenta.ingest.reading.StoredImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingDataSetTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");
    private static final int ROUNDS = 6;

    private final Splitter splitter = new Splitter(LookAlikes.RADIUS_BITS);

    @ParameterizedTest
    @EnumSource(SplitRule.class)
    void knownImagesKeepTheirSplits(SplitRule rule) {
        List<StoredImage> all = shuffled(rule == SplitRule.SUPPLIED ? folders() : families(3), 3);
        Division first = splitter.divide(all.subList(0, all.size() / 2), rule, 7);

        Division grown = splitter.divide(all, rule, 7, earlier(first));

        Map<String, Split> now = splits(grown);
        first.images().forEach(image -> assertEquals(image.split(), now.get(image.id())));
        assertTrue(first.images().size() < grown.images().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noImageEverComesNearOneOfAnotherSplitHoweverManyArrive(long seed) {
        List<StoredImage> all = shuffled(families(seed), seed);
        EarlierVersion earlier = EarlierVersion.NONE;
        for (int round = 1; round <= ROUNDS; round++) {
            Division division =
                    splitter.divide(all.subList(0, all.size() * round / ROUNDS), SplitRule.GROUPED, seed, earlier);

            assertNoneNearAnotherSplit(known(division), known(division));
            assertNoneNearAnotherSplit(
                    known(division), List.copyOf(earlier.images().values()));
            assertEquals(0, division.straddlingGroups());
            assertEquals(
                    all.size() * round / ROUNDS,
                    division.images().size() + division.withheld().size());
            earlier = earlier(division);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void testAndValidationGrowWithTheDataSet(long seed) {
        List<StoredImage> all = shuffled(families(seed), seed);
        EarlierVersion earlier = EarlierVersion.NONE;
        Division division = splitter.divide(all.subList(0, all.size() / ROUNDS), SplitRule.GROUPED, seed);
        for (int round = 2; round <= ROUNDS; round++) {
            earlier = earlier(division);
            division = splitter.divide(all.subList(0, all.size() * round / ROUNDS), SplitRule.GROUPED, seed, earlier);
        }

        for (String label : CLASSES) {
            long quota = Math.round(0.1 * count(division, label));
            for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
                long drawn = division.images().stream()
                        .filter(image -> image.label().equals(label) && image.split() == split)
                        .count();
                // groups of up to 6 that come bit by bit can take a split over its quota
                assertTrue(drawn >= quota - 6 && drawn <= quota + 12, label + " " + split + ": " + drawn + "/" + quota);
            }
        }
    }

    @Test
    void newImageThatJoinsGroupsOfDifferentSplitsIsWithheld() {
        Fingerprint one = new Fingerprint(0, 0, 0, 0);
        Fingerprint other = new Fingerprint(-1L >>> 34, 0, 0, 0);
        Fingerprint between = new Fingerprint(-1L >>> 49, 0, 0, 0);
        assertEquals(30, one.distance(other));
        List<StoredImage> known = new ArrayList<>(families(1));
        known.add(image("0", one));
        known.add(image("1", other));
        EarlierVersion earlier = new EarlierVersion(
                "v1",
                Map.of(
                        "0".repeat(64), new EarlierVersion.Known(Split.TRAIN, one),
                        "1".repeat(64), new EarlierVersion.Known(Split.TEST, other)));
        StoredImage bridge = image("2", between);
        known.add(bridge);

        Division division = splitter.divide(known, SplitRule.GROUPED, 7, earlier);

        assertEquals(List.of(bridge), division.withheld());
        assertEquals(Split.TRAIN, splits(division).get("0".repeat(64)));
        assertEquals(Split.TEST, splits(division).get("1".repeat(64)));
    }

    @Test
    void imageLikeOneThatHasLeftFollowsItsSplit() {
        List<StoredImage> stay = families(1);
        Fingerprint left = new Fingerprint(0, 0, 0, 0);
        for (Split split : Split.values()) {
            EarlierVersion earlier =
                    new EarlierVersion("v1", Map.of("f".repeat(64), new EarlierVersion.Known(split, left)));
            List<StoredImage> now = new ArrayList<>(stay);
            now.add(image("0", new Fingerprint(7, 0, 0, 0)));

            Division division = splitter.divide(now, SplitRule.GROUPED, 7, earlier);

            assertEquals(split, splits(division).get("0".repeat(64)));
        }
    }

    @Test
    void earlierImagesOfOneGroupInDifferentSplitsStayWhereTheyAre() {
        List<StoredImage> images = new ArrayList<>(families(1));
        images.add(image("0", new Fingerprint(0, 0, 0, 0)));
        images.add(image("1", new Fingerprint(1, 0, 0, 0)));
        EarlierVersion earlier = new EarlierVersion(
                "v1",
                Map.of(
                        "0".repeat(64), new EarlierVersion.Known(Split.TEST, new Fingerprint(0, 0, 0, 0)),
                        "1".repeat(64), new EarlierVersion.Known(Split.TRAIN, new Fingerprint(1, 0, 0, 0))));

        Map<String, Split> splits = splits(splitter.divide(images, SplitRule.GROUPED, 7, earlier));

        assertEquals(Split.TEST, splits.get("0".repeat(64)));
        assertEquals(Split.TRAIN, splits.get("1".repeat(64)));
    }

    @Test
    void imageThatMovedToTestingIsTested() {
        List<StoredImage> first = folders();
        Division before = splitter.divide(first, SplitRule.SUPPLIED, 7);
        StoredImage moved = before.images().stream()
                .filter(image -> image.split() == Split.TRAIN)
                .findFirst()
                .orElseThrow()
                .image();
        List<StoredImage> now = first.stream()
                .map(image -> image.equals(moved) ? at(Origin.TESTING, image) : image)
                .toList();

        Division after = splitter.divide(now, SplitRule.SUPPLIED, 7, earlier(before));

        assertEquals(Split.TEST, splits(after).get(moved.id()));
        before.images().stream()
                .filter(image -> !image.id().equals(moved.id()))
                .forEach(image -> assertEquals(image.split(), splits(after).get(image.id())));
    }

    private static void assertNoneNearAnotherSplit(List<EarlierVersion.Known> some, List<EarlierVersion.Known> others) {
        for (EarlierVersion.Known one : some) {
            for (EarlierVersion.Known other : others) {
                if (one.split() != other.split()) {
                    int distance = one.fingerprint().distance(other.fingerprint());
                    assertTrue(distance > LookAlikes.RADIUS_BITS, "distance " + distance);
                }
            }
        }
    }

    private static List<EarlierVersion.Known> known(Division division) {
        return List.copyOf(earlier(division).images().values());
    }

    private static EarlierVersion earlier(Division division) {
        Map<String, EarlierVersion.Known> images = new HashMap<>();
        division.images()
                .forEach(image -> images.put(
                        image.id(),
                        new EarlierVersion.Known(image.split(), image.image().fingerprint())));
        return new EarlierVersion("v1", images);
    }

    private static Map<String, Split> splits(Division division) {
        return division.images().stream().collect(Collectors.toMap(DividedImage::id, DividedImage::split));
    }

    private static long count(Division division, String label) {
        return division.images().stream()
                .filter(image -> image.label().equals(label))
                .count();
    }

    private static StoredImage image(String digit, Fingerprint fingerprint) {
        return new StoredImage(digit.repeat(64), "a", Origin.UNDIVIDED, fingerprint, 0, digit + ".png");
    }

    private static StoredImage at(Origin origin, StoredImage image) {
        return new StoredImage(image.id(), image.label(), origin, image.fingerprint(), image.number(), image.source());
    }

    private static List<StoredImage> families(long seed) {
        return new LookAlikes(seed)
                .families("a", 150, 1)
                .families("b", 80, 4)
                .families("c", 40, 6)
                .images();
    }

    private static List<StoredImage> folders() {
        LookAlikes images = new LookAlikes(1);
        for (String label : CLASSES) {
            for (int i = 0; i < 30; i++) {
                images.family(Origin.TRAINING, label, 1 + i % 3).family(Origin.TESTING, label, 1);
            }
        }
        return images.images();
    }

    private static List<StoredImage> shuffled(List<StoredImage> images, long seed) {
        List<StoredImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
