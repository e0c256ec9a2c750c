package io.augmenta.evaluator.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.evaluator.SampleStudy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyImagesCollectorTest {
    private final SampleStudy sample = new SampleStudy(20, 16);
    private final EvaluationRequested request =
            sample.request("evaluation-1", "nearest-mean", List.of(SampleStudy.someRange()));

    @Test
    void imagesAreSplitAndOrderedByTheirIds() {
        StudyImages images = collect(sample.realBatches(), sample.generatedBatches());

        assertEquals(64, images.real(Split.TRAIN).size());
        assertEquals(8, images.real(Split.VALIDATION).size());
        assertEquals(8, images.real(Split.TEST).size());
        assertEquals(80, images.generated().size());
        List<StudyImage> sorted = new ArrayList<>(images.generated());
        sorted.sort(Comparator.comparing(StudyImage::id));
        assertEquals(sorted, images.generated());
    }

    @Test
    void redeliveredAndReorderedBatchesChangeNothing() {
        List<ImageBatch> real = new ArrayList<>(sample.realBatches());
        List<SyntheticBatch> generated = new ArrayList<>(sample.generatedBatches());
        real.addAll(sample.realBatches());
        generated.add(generated.get(0));
        Collections.reverse(real);
        Collections.reverse(generated);

        assertEquals(collect(sample.realBatches(), sample.generatedBatches()), collect(real, generated));
    }

    @Test
    void batchesOfOtherIngestsAndRequestsArePassedOver() {
        LabelledImage stranger = new SampleStudy(21, 16).real().get(20);
        List<ImageBatch> real = new ArrayList<>(sample.realBatches());
        real.add(new ImageBatch("phantom", "ingest-2", 0, List.of(stranger)));
        real.add(new ImageBatch("another", "ingest-1", 0, List.of(stranger)));
        List<SyntheticBatch> generated = new ArrayList<>(sample.generatedBatches());
        generated.add(new SyntheticBatch(
                "generation-2", "run-1-e0003", 0, List.of(sample.generated().get(0))));

        assertEquals(collect(sample.realBatches(), sample.generatedBatches()), collect(real, generated));
    }

    @Test
    void missingBatchIsToldWithBothCounts() {
        List<ImageBatch> incomplete = sample.realBatches().subList(1, 4);

        UnusableImagesException missing =
                assertThrows(UnusableImagesException.class, () -> collect(incomplete, sample.generatedBatches()));

        assertTrue(missing.getMessage().contains("has 80 images, but its offsets hold 55"), missing.getMessage());
    }

    @Test
    void answerThatLacksABatchBeforeItsLastIsRefused() {
        List<SyntheticBatch> broken = List.of(
                sample.generatedBatches().get(0), sample.generatedBatches().get(2));

        UnusableImagesException missing =
                assertThrows(UnusableImagesException.class, () -> collect(sample.realBatches(), broken));

        assertEquals(
                "The offsets of generation request generation-1 hold its batch 2 but not its batch 1; name all ranges of "
                        + "its GenerationCompleted",
                missing.getMessage());
    }

    @Test
    void imagesOfAnotherCheckpointAreRefused() {
        EvaluationRequested other = new EvaluationRequested(
                "evaluation-1",
                request.dataset(),
                request.version(),
                "run-9-e0001",
                request.generationRequestId(),
                request.syntheticRanges(),
                request.settings());
        StudyImagesCollector collector =
                new StudyImagesCollector(sample.version(List.of()), other, SampleStudy.NOTHING_STORED);
        sample.realBatches().forEach(collector::add);
        sample.generatedBatches().forEach(collector::add);

        UnusableImagesException refused = assertThrows(UnusableImagesException.class, collector::finish);

        assertTrue(refused.getMessage().contains("should come from checkpoint run-9-e0001 but comes from run-1-e0003"));
    }

    @Test
    void imagesOfAnotherShapeAreRefused() {
        List<SyntheticBatch> larger = new SampleStudy(1, 32).generatedBatches();

        UnusableImagesException refused =
                assertThrows(UnusableImagesException.class, () -> collect(sample.realBatches(), larger));

        assertTrue(refused.getMessage().contains("has shape [1, 32, 32], but the data set's is [1, 16, 16]"));
    }

    @Test
    void noGeneratedImageAtAllIsTold() {
        UnusableImagesException none =
                assertThrows(UnusableImagesException.class, () -> collect(sample.realBatches(), List.of()));

        assertTrue(none.getMessage().contains("There is no generated image"));
    }

    @Test
    void testImagesWithANearTwinInTrainAreCounted() {
        StudyImage train = TinyImages.image(1, 0, "group-a", 10);
        StudyImage other = TinyImages.image(2, 0, "group-b", 10);
        StudyImage twin = TinyImages.image(3, 0, "group-a", 10);
        StudyImage single = TinyImages.image(4, 0, "group-c", 10);
        StudyImages images =
                TinyImages.study(List.of("a"), List.of(train, other), List.of(twin, single), List.of(train));

        assertEquals(1, images.testImagesWithNearTwinInTrain().size());
    }

    private StudyImages collect(List<ImageBatch> real, List<SyntheticBatch> generated) {
        StudyImagesCollector collector =
                new StudyImagesCollector(sample.version(List.of()), request, SampleStudy.NOTHING_STORED);
        real.forEach(collector::add);
        generated.forEach(collector::add);
        return collector.finish();
    }
}
