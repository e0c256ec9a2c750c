package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.identity.TrainingFingerprints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTrainerTest {
    private static final TrainingRequested REQUEST = TrainerBench.request("run");

    private final TrainerBench bench;

    RunTrainerTest(@TempDir Path folder) {
        bench = new TrainerBench(folder);
    }

    @Test
    void aRunIsToldEpochByEpoch() {
        assertEquals(
                List.of(
                        TrainingStatus.STARTED,
                        TrainingStatus.RUNNING,
                        TrainingStatus.RUNNING,
                        TrainingStatus.RUNNING,
                        TrainingStatus.RUNNING,
                        TrainingStatus.COMPLETED),
                UninterruptedRun.bench().log.statuses());
        TrainingProgressed third = UninterruptedRun.bench().log.progress.get(3);
        assertEquals(3, third.epoch());
        assertEquals(4, third.epochs());
        assertEquals(9, third.step());
        assertTrue(third.losses().keySet().containsAll(List.of("critic", "generator")));
        assertTrue(third.imagesPerSecond() > 0);
        assertTrue(third.remaining().compareTo(third.elapsed()) < 0);
        assertEquals(12, UninterruptedRun.bench().count("steps"));
    }

    @Test
    void checkpointsComeWhenTheyAreDueAndSayWhatTheyWereTrainedOn() {
        assertEquals(
                List.of("run-e0002", "run-e0004"),
                UninterruptedRun.bench().log.checkpoints().all().stream()
                        .map(CheckpointPublished::checkpointId)
                        .toList());
        assertTrue(UninterruptedRun.checkpoint().last());
        assertEquals(4, UninterruptedRun.checkpoint().history().size());
        assertEquals(TinyDataset.CLASSES, UninterruptedRun.checkpoint().classes());
        assertEquals(8, UninterruptedRun.checkpoint().latentSize());
        assertEquals("0.9", UninterruptedRun.checkpoint().parameters().get("beta2"));
        assertEquals(32, UninterruptedRun.checkpoint().height());
    }

    @Test
    void checkpointsOfARunCarryTheFingerprintsOfItsTrainingImagesInOneFile() throws Exception {
        TrainingFingerprints seen = UninterruptedRun.bench().fingerprints(UninterruptedRun.checkpoint());
        List<Fingerprint> expected = TinyDataset.batches().stream()
                .flatMap(batch -> batch.images().stream())
                .filter(image -> image.split() == Split.TRAIN)
                .map(image ->
                        Fingerprint.of(RasterImage.grey(32, 32, image.pixels().toArray())))
                .distinct()
                .toList();

        assertEquals(Set.copyOf(expected), Set.copyOf(seen.fingerprints()));
        assertEquals(expected.size(), seen.size());
        for (CheckpointPublished checkpoint :
                UninterruptedRun.bench().log.checkpoints().all()) {
            assertEquals(UninterruptedRun.checkpoint().fingerprints(), checkpoint.fingerprints());
            assertNull(checkpoint.warmStartedFrom());
        }
    }

    @Test
    void redeliveredAndReorderedBatchesGiveTheSameCheckpoint() {
        List<ImageBatch> shaken = new ArrayList<>(TinyDataset.batches());
        shaken.addAll(TinyDataset.batches());
        Collections.shuffle(shaken, new Random(3));
        bench.log.replaceBatches(shaken);

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        UninterruptedRun.assertSameIn(bench);
    }

    @Test
    void aRunThatIsDoneIsAnnouncedAgainAndNotTrainedAgain() {
        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));
        TrainingProgressed first = bench.log.latest();

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(12, bench.count("steps"));
        assertEquals(first, bench.log.latest());
        assertNull(first.failure());
        assertEquals(TrainingStatus.COMPLETED, first.status());
    }
}
