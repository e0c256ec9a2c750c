package io.augmenta.evaluator.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WithheldTest {
    @Test
    void indexesThatAreMissingBeforeTheLastOneOfAClassAreWithheldImages() {
        // of glioma 1 and 4 are missing, of pituitary 0
        List<LabelledImage> answer = join(images("glioma", 7, 5, 0, 3, 2), images("pituitary", 7, 1));

        Withheld withheld = Withheld.from(answer);

        assertEquals(new Withheld(3, 5), withheld);
        assertEquals(8, withheld.made());
        assertEquals(OptionalDouble.of(3 / 8.0), withheld.share());
    }

    @Test
    void eachSeedHasIndexesOfItsOwn() {
        assertEquals(new Withheld(1, 4), Withheld.from(join(images("glioma", 7, 0, 1), images("glioma", 8, 0, 2))));
    }

    @Test
    void nothingIsMissingWhereEveryImagePassed() {
        Withheld withheld = Withheld.from(images("glioma", 7, 0, 1, 2));

        assertEquals(new Withheld(0, 3), withheld);
        assertEquals(OptionalDouble.of(0), withheld.share());
    }

    @Test
    void imagesThatNobodyComparedTellNothing() {
        Withheld withheld = Withheld.from(List.of(
                image("glioma", 7, 4, CopyGuard.OFF),
                image("glioma", 8, 4, CopyGuard.NO_INDEX),
                image("glioma", 9, 4, CopyGuard.UNKNOWN)));

        assertEquals(Withheld.UNGUARDED, withheld);
        assertEquals(OptionalDouble.empty(), withheld.share());
    }

    private static List<LabelledImage> join(List<LabelledImage> first, List<LabelledImage> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<LabelledImage> images(String label, long seed, int... indexes) {
        return Arrays.stream(indexes)
                .mapToObj(index -> image(label, seed, index, CopyGuard.CHECKED))
                .toList();
    }

    private static LabelledImage image(String label, long seed, int index, CopyGuard guard) {
        String sha256 = "0".repeat(64);
        return new LabelledImage(
                sha256,
                label,
                Split.TRAIN,
                sha256,
                1,
                1,
                1,
                Bytes.wrap(new byte[1]),
                Bytes.empty(),
                "",
                new Provenance("run-1-e0003", sha256, "wgan-gp", seed, index, "test", guard));
    }
}
