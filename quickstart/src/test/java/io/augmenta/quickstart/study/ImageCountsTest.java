package io.augmenta.quickstart.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageCountsTest {

    private final DatasetVersion dataset = dataset(
            new SplitCount(Split.TRAIN, "common", 70),
            new SplitCount(Split.TRAIN, "rare", 25),
            new SplitCount(Split.TRAIN, "rarest", 5),
            new SplitCount(Split.TEST, "common", 40));

    @Test
    void unlessToldOtherwiseThereAreAsManyAsRealTrainingImages() {
        assertEquals(Map.of("common", 70, "rare", 25, "rarest", 5), new ImageCounts.LikeTraining().of(dataset));
    }

    @Test
    void everyClassOfTheTrainingImagesGetsAsMany() {
        assertEquals(Map.of("common", 9, "rare", 9, "rarest", 9), new ImageCounts.PerClass(9).of(dataset));
    }

    /** Shares of 10.5, 3.75 and 0.75: the whole parts are 13, and the two largest remainders are .75 and .75. */
    @Test
    void manyInAllAreSharedLikeTheTrainingImages() throws Exception {
        assertEquals(Map.of("common", 10, "rare", 4, "rarest", 1), new ImageCounts.InAll(15).of(dataset));
        assertEquals(Map.of("common", 700, "rare", 250, "rarest", 50), new ImageCounts.InAll(1000).of(dataset));
    }

    @Test
    void soFewThatAClassWouldHaveNoneAreRefused() {
        TooFewImagesException e = assertThrows(TooFewImagesException.class, () -> new ImageCounts.InAll(4).of(dataset));

        assertTrue(String.valueOf(e.getMessage()).contains("rarest"), e::toString);
    }

    private static DatasetVersion dataset(SplitCount... counts) {
        return new DatasetVersion(
                "brains",
                "v1",
                "ingest",
                List.of("common", "rare", "rarest"),
                1,
                32,
                32,
                SplitRule.GROUPED,
                7,
                140,
                0,
                0,
                0,
                140,
                0,
                List.of(counts),
                List.of(),
                Instant.EPOCH);
    }
}
