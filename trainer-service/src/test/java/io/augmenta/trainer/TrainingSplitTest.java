package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.zoo.data.ImageSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingSplitTest {

    @Test
    void holdsTheTrainingImagesOrderedById() {
        List<LabelledImage> expected = TinyDataset.batches().stream()
                .flatMap(batch -> batch.images().stream())
                .filter(image -> image.split() == Split.TRAIN)
                .sorted(Comparator.comparing(LabelledImage::id))
                .toList();

        ImageSource images = gathered(TinyDataset.batches());

        assertEquals(expected.size(), images.size());
        for (int i = 0; i < images.size(); i++) {
            assertEquals(expected.get(i).label(), images.classes().get(images.label(i)));
            assertArrayEquals(expected.get(i).pixels().toArray(), pixels(images, i));
        }
    }

    @Test
    void redeliveredAndReorderedBatchesChangeNothing() {
        ImageSource once = gathered(TinyDataset.batches());
        for (int seed = 0; seed < 20; seed++) {
            List<ImageBatch> shaken = new ArrayList<>(TinyDataset.batches());
            shaken.addAll(TinyDataset.batches());
            Collections.shuffle(shaken, new Random(seed));

            ImageSource images = gathered(shaken);

            assertEquals(once.size(), images.size());
            for (int i = 0; i < once.size(); i++) {
                assertEquals(once.label(i), images.label(i));
                assertArrayEquals(pixels(once, i), pixels(images, i));
            }
        }
    }

    @Test
    void batchesOfOtherIngestsAndDataSetsAreNoPartOfTheVersion() {
        List<LabelledImage> others = List.of(TinyDataset.image(500, Split.TRAIN));
        List<ImageBatch> batches = new ArrayList<>(TinyDataset.batches());
        batches.add(1, new ImageBatch(TinyDataset.NAME, "ingest-2", 0, others));
        batches.add(2, new ImageBatch("another", TinyDataset.INGEST, 0, others));

        assertEquals(12, gathered(batches).size());
    }

    @Test
    void rangesThatLostABatchAreNotTrainedOn() {
        ImpossibleRunException thrown = assertThrows(
                ImpossibleRunException.class,
                () -> gathered(
                        TinyDataset.batches().subList(1, TinyDataset.batches().size())));

        assertTrue(thrown.getMessage().contains("counts 12 training images, its offset ranges hold 8"));
    }

    @Test
    void anImageOfAClassThatTheVersionHasNotIsNotTrainedOn() {
        LabelledImage image = TinyDataset.image(3, Split.TRAIN);
        LabelledImage stranger = new LabelledImage(
                image.id(),
                "diagonal",
                image.split(),
                image.leakGroup(),
                image.channels(),
                image.height(),
                image.width(),
                image.pixels(),
                image.fingerprint(),
                image.source(),
                image.provenance());

        ImpossibleRunException thrown = assertThrows(
                ImpossibleRunException.class, () -> gathered(List.of(TinyDataset.batch(0, List.of(stranger)))));

        assertTrue(thrown.getMessage().contains("across, down"));
        assertTrue(thrown.getMessage().contains("diagonal"));
    }

    @Test
    void allSplitsComeFromOnePassOverTheLog() {
        List<ImageBatch> shaken = new ArrayList<>(TinyDataset.batches());
        shaken.addAll(TinyDataset.batches());
        Collections.shuffle(shaken, new Random(3));
        List<Integer> passes = new ArrayList<>();

        Map<Split, ImageSource> splits = TrainingSplit.readAll(TinyDataset.version(List.of()), (ranges, sink) -> {
            passes.add(passes.size());
            shaken.forEach(sink);
        });

        assertEquals(1, passes.size());
        assertEquals(Set.of(Split.TRAIN, Split.TEST), splits.keySet());
        assertEquals(12, splits.get(Split.TRAIN).size());
        ImageSource test = splits.get(Split.TEST);
        assertEquals(2, test.size());
        assertEquals(List.of(0, 0), List.of(test.label(0), test.label(1)));
        assertArrayEquals(TinyDataset.image(13, Split.TEST).pixels().toArray(), pixels(test, 0));
    }

    @Test
    void aHeldOutSplitThatLostAnImageIsNotMeasuredOn() {
        List<ImageBatch> batches = new ArrayList<>(TinyDataset.batches());
        ImageBatch last = batches.remove(batches.size() - 1);
        batches.add(TinyDataset.batch(last.sequence(), last.images().subList(0, 1)));

        ImpossibleRunException thrown = assertThrows(
                ImpossibleRunException.class,
                () -> TrainingSplit.readAll(TinyDataset.version(List.of()), (ranges, sink) -> batches.forEach(sink)));

        assertTrue(thrown.getMessage().contains("counts 2 test images, its offset ranges hold 1"), thrown::getMessage);
        assertEquals(12, gathered(batches).size());
    }

    private static ImageSource gathered(List<ImageBatch> batches) {
        return TrainingSplit.read(TinyDataset.version(List.of()), (ranges, sink) -> batches.forEach(sink));
    }

    private static byte[] pixels(ImageSource images, int index) {
        byte[] pixels = new byte[images.bytesPerImage()];
        images.read(index, pixels, 0);
        return pixels;
    }
}
