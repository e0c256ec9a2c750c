package io.augmenta.scoring.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlantedCopiesTest {
    private static final Workers TWO = new Workers(2);
    private static final int GENERATED = 1_000;
    private static final ImageSet TRAINING = SmoothImages.of(1, 500);
    private static final ImageSet HELD_OUT = SmoothImages.of(2, 300);

    @Test
    void everyPlantedCopyIsFoundAmongAThousandImagesWithHardlyAFalseAlarm() {
        Random random = new Random(4);
        List<byte[]> images = new ArrayList<>(SmoothImages.of(3, GENERATED).images());
        List<UnaryOperator<byte[]>> disguises = List.of(
                copy -> copy,
                SmoothImages::mirrored,
                copy -> SmoothImages.noised(copy, 10, random),
                copy -> SmoothImages.moved(copy, 3, 0),
                copy -> SmoothImages.moved(copy, -3, 3),
                copy -> SmoothImages.noised(SmoothImages.moved(SmoothImages.mirrored(copy), 2, -3), 5, random));
        // the i-th planted image, at 17 · i, copies training image 5 · i in disguise number i mod 6
        int planted = 48;
        for (int i = 0; i < planted; i++) {
            images.set(
                    17 * i,
                    disguises.get(i % disguises.size()).apply(TRAINING.images().get(5 * i)));
        }

        List<Match> generated = PixelSearch.standard().nearest(SmoothImages.set(images), TRAINING, TWO);
        List<Match> heldOut = PixelSearch.standard().nearest(HELD_OUT, TRAINING, TWO);
        NearnessToTraining nearness = NearnessToTraining.of(generated, heldOut, CopyRate.QUANTILE);

        assertEquals(
                IntStream.range(0, planted).mapToObj(i -> 17 * i).collect(Collectors.toSet()),
                nearness.closest(planted).stream().map(Match::query).collect(Collectors.toSet()));
        nearness.closest(planted).forEach(match -> assertEquals(5 * (match.query() / 17), match.reference()));
        int closer = (int) Math.round(nearness.closerThanAnyHeldOut() * GENERATED);
        assertTrue(closer >= planted && closer <= planted + 8, closer + " closer than any held-out image");
        assertTrue(
                nearness.copies().suspected() >= planted && nearness.copies().suspected() <= planted + 30,
                nearness.copies().toString());
        assertEquals(planted / (double) GENERATED, nearness.copies().rate(), 0.02);
    }

    @Test
    void aGeneratorThatCopiesNothingLooksLikeHeldOutImages() {
        List<Match> generated = PixelSearch.standard().nearest(SmoothImages.of(3, 300), TRAINING, TWO);
        List<Match> heldOut = PixelSearch.standard().nearest(HELD_OUT, TRAINING, TWO);

        NearnessToTraining nearness = NearnessToTraining.of(generated, heldOut, CopyRate.QUANTILE);

        assertTrue(
                nearness.fromHeldOut().interval().contains(0.5),
                nearness.fromHeldOut().interval().toString());
        assertTrue(nearness.copies().share() < 0.04, nearness.copies().toString());
        List<Match> closest = nearness.closest(5);
        assertEquals(5, closest.size());
        assertTrue(closest.get(0).distance() <= closest.get(4).distance());
    }

    @Test
    void disguiseOfACopyIsNamed() {
        byte[] original = TRAINING.images().get(7);
        ImageSet disguised = SmoothImages.set(List.of(
                original,
                SmoothImages.mirrored(original),
                SmoothImages.moved(original, 3, -2),
                SmoothImages.moved(SmoothImages.mirrored(original), -1, 3)));

        List<Match> matches = PixelSearch.standard().nearest(disguised, TRAINING, TWO);

        assertEquals(
                List.of(
                        new Match(0, 7, 0, Variation.NONE),
                        new Match(1, 7, 0, Variation.MIRRORED),
                        new Match(2, 7, 0, new Variation(false, -3, 2)),
                        // mirrored first: what was moved to the left has then been moved to the right
                        new Match(3, 7, 0, new Variation(true, -1, -3))),
                matches);
    }

    @Test
    void withoutVariationsDisguisedCopiesAreFar() {
        byte[] original = TRAINING.images().get(7);
        ImageSet disguised = SmoothImages.set(List.of(original, SmoothImages.mirrored(original)));

        List<Match> matches = PixelSearch.exact().nearest(disguised, TRAINING, TWO);

        assertEquals(new Match(0, 7, 0, Variation.NONE), matches.get(0));
        assertTrue(matches.get(1).distance() > 5, matches.get(1).toString());
    }

    @Test
    void attackFindsTheMembersOfAGeneratorThatRepeatsThemAndNobodyElsewhere() {
        Random random = new Random(9);
        ImageSet repeating = SmoothImages.set(TRAINING.images().stream()
                .limit(150)
                .map(image -> SmoothImages.noised(image, 4, random))
                .toList());
        ImageSet members = TRAINING.chosen(IntStream.range(0, 300).toArray());

        MembershipInference onRepeating = attack(members, repeating);
        MembershipInference onOther = attack(members, SmoothImages.of(3, 300));

        assertTrue(
                onRepeating.members().area() > 0.7,
                onRepeating.members().interval().toString());
        // half of the members are in the generated images, nearly to the pixel
        assertEquals(0.5, onRepeating.detectedAtOnePercent(), 0.02);
        assertTrue(
                onOther.members().interval().contains(0.5),
                onOther.members().interval().toString());
        assertEquals(
                List.of(300, 300),
                List.of(onOther.members().first(), onOther.members().second()));
    }

    private static MembershipInference attack(ImageSet members, ImageSet generated) {
        return MembershipInference.of(
                PixelSearch.exact().nearest(members, generated, TWO),
                PixelSearch.exact().nearest(HELD_OUT, generated, TWO));
    }
}
