package io.augmenta.quickstart.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.extraction.Fingerprints;
import io.augmenta.extraction.MirroredImages;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.FingerprintPair;
import io.augmenta.imaging.identity.NearFingerprints;
import io.augmenta.imaging.identity.TrainingFingerprints;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.FingerprintSearch;
import io.augmenta.scoring.privacy.Match;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.trainer.SeenImages;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.training.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the trainer writes, the generator withholds and the evaluator counts are three modules' work. */
class CopyGuardAgreementTest {
    private static final int SIDE = 32;
    private static final PhantomSet PHANTOMS = new PhantomSet(9, 300, SIDE);

    @Test
    void whatTheGuardWithholdsIsWhatTheEvaluatorCallsACopy() {
        ImageSource trained = source(phantoms(0, 150));
        ImageSource test = source(phantoms(150, 270));
        List<byte[]> pictures = new ArrayList<>(phantoms(270, 300));
        pictures.addAll(noisyCopies(60));
        ImageSource generated = source(pictures);

        NearnessToTraining judged =
                NearnessToTraining.of(nearest(generated, trained), nearest(test, trained), CopyRate.QUANTILE);
        TrainingFingerprints seen =
                SeenImages.fingerprints(new TrainingData(trained, Map.of("test", test), Optional.empty()));
        NearFingerprints near = NearFingerprints.of(seen.fingerprints(), seen.copyBelow() - 1);

        assertEquals(judged.copies().threshold(), seen.copyBelow());
        int withheld = 0;
        for (Match match : judged.ofGenerated()) {
            boolean copy = near.anyNear(FingerprintPair.of(RasterImage.grey(SIDE, SIDE, pictures.get(match.query()))));
            assertEquals(match.distance() < judged.copies().threshold(), copy, match::toString);
            withheld += copy ? 1 : 0;
        }
        assertEquals(judged.copies().suspected(), withheld);
        assertTrue(withheld >= 10 && withheld <= 80, withheld + " of 90: too many or few to tell anything");
    }

    private static List<Match> nearest(ImageSource queries, ImageSource trained) {
        return FingerprintSearch.nearest(
                Fingerprints.of(queries),
                Fingerprints.of(new MirroredImages(queries)),
                Fingerprints.of(trained),
                Workers.one());
    }

    /** Training images with more and more noise, every other one mirrored. */
    private static List<byte[]> noisyCopies(int count) {
        Random random = new Random(3);
        List<byte[]> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] original = PHANTOMS.image(LesionKind.GLIOMA, i).pixels();
            byte[] copy = new byte[original.length];
            for (int at = 0; at < copy.length; at++) {
                int column = at % SIDE;
                int from = i % 2 == 0 ? at : at - column + SIDE - 1 - column;
                double noisy = (original[from] & 0xff) + i * random.nextGaussian();
                copy[at] = (byte) Math.max(0, Math.min(255, Math.round(noisy)));
            }
            copies.add(copy);
        }
        return copies;
    }

    private static ImageSource source(List<byte[]> images) {
        return InMemoryImages.of(List.of("any"), 1, SIDE, SIDE, images, new int[images.size()]);
    }

    private static List<byte[]> phantoms(int from, int to) {
        List<byte[]> images = new ArrayList<>();
        for (int i = from; i < to; i++) {
            images.add(PHANTOMS.image(LesionKind.GLIOMA, i).pixels());
        }
        return images;
    }
}
