package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.contracts.WarmStart;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.identity.TrainingFingerprints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTrainerTest {
    private static final TrainingRequested REQUEST = TrainerBench.request("run");

    private static TrainerBench reference;
    private static CheckpointPublished uninterrupted;

    @TempDir
    Path folder;

    private TrainerBench bench;

    @BeforeAll
    static void trainWithoutInterruption(@TempDir Path folder) {
        reference = new TrainerBench(folder);
        assertEquals(RunEnding.COMPLETED, reference.train(REQUEST));
        uninterrupted = reference.log.last("run");
    }

    @BeforeEach
    void setUp() {
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
                reference.log.statuses());
        TrainingProgressed third = reference.log.progress.get(3);
        assertEquals(3, third.epoch());
        assertEquals(4, third.epochs());
        assertEquals(9, third.step());
        assertTrue(third.losses().keySet().containsAll(List.of("critic", "generator")));
        assertTrue(third.imagesPerSecond() > 0);
        assertTrue(third.remaining().compareTo(third.elapsed()) < 0);
        assertEquals(12, reference.count("steps"));
    }

    @Test
    void checkpointsComeWhenTheyAreDueAndSayWhatTheyWereTrainedOn() {
        assertEquals(
                List.of("run-e0002", "run-e0004"),
                reference.log.checkpoints().all().stream()
                        .map(CheckpointPublished::checkpointId)
                        .toList());
        assertTrue(uninterrupted.last());
        assertEquals(4, uninterrupted.history().size());
        assertEquals(TinyDataset.CLASSES, uninterrupted.classes());
        assertEquals(8, uninterrupted.latentSize());
        assertEquals("0.9", uninterrupted.parameters().get("beta2"));
        assertEquals(32, uninterrupted.height());
    }

    @Test
    void checkpointsOfARunCarryTheFingerprintsOfItsTrainingImagesInOneFile() throws Exception {
        TrainingFingerprints seen = reference.fingerprints(uninterrupted);
        List<Fingerprint> expected = TinyDataset.batches().stream()
                .flatMap(batch -> batch.images().stream())
                .filter(image -> image.split() == Split.TRAIN)
                .map(image ->
                        Fingerprint.of(RasterImage.grey(32, 32, image.pixels().toArray())))
                .distinct()
                .toList();

        assertEquals(Set.copyOf(expected), Set.copyOf(seen.fingerprints()));
        assertEquals(expected.size(), seen.size());
        for (CheckpointPublished checkpoint : reference.log.checkpoints().all()) {
            assertEquals(uninterrupted.fingerprints(), checkpoint.fingerprints());
            assertNull(checkpoint.warmStartedFrom());
        }
    }

    @Test
    void aWarmRunCarriesWhatTheEarlierOneHasSeenTooAndSaysWhereItBegan() throws Exception {
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("earlier", TinyDataset.PARAMETERS)));
        CheckpointPublished earlier = bench.log.last("earlier");
        TrainingFingerprints before = bench.fingerprints(earlier);
        bench.log.replaceBatches(List.of(TinyDataset.batch(0, fewer())));
        bench.log.add(TinyDataset.version("fewer", 4, List.of()));
        TrainingRequested warm = onFewer("warm").startingFrom(earlier.checkpointId());

        assertEquals(RunEnding.COMPLETED, bench.train(warm));

        CheckpointPublished published = bench.log.last("warm");
        assertEquals(new WarmStart(earlier.checkpointId(), earlier.state().sha256()), published.warmStartedFrom());
        assertEquals(before.fingerprints(), bench.fingerprints(published).fingerprints());
        assertEquals(RunEnding.COMPLETED, bench.train(onFewer("cold")));
        assertTrue(bench.fingerprints(bench.log.last("cold")).size() < before.size());
    }

    private static TrainingRequested onFewer(String runId) {
        return new TrainingRequested(runId, TinyDataset.NAME, "fewer", "wgan-gp", TinyDataset.PARAMETERS, 4, 7, 2);
    }

    private static List<LabelledImage> fewer() {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            images.add(TinyDataset.image(i, i < 4 ? Split.TRAIN : Split.TEST));
        }
        return images;
    }

    @Test
    void redeliveredAndReorderedBatchesGiveTheSameCheckpoint() {
        List<ImageBatch> shaken = new ArrayList<>(TinyDataset.batches());
        shaken.addAll(TinyDataset.batches());
        Collections.shuffle(shaken, new Random(3));
        bench.log.replaceBatches(shaken);

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertSameAsUninterrupted();
    }

    @Test
    void aRunLeftWithinAnEpochGoesOnFromThereToTheSameCheckpoint() {
        assertEquals(RunEnding.LEFT, bench.trainUntil(5, REQUEST));
        assertEquals(
                List.of("run-e0001-s00000005"),
                bench.log.checkpoints().all().stream()
                        .map(CheckpointPublished::checkpointId)
                        .toList());
        assertFalse(bench.log.statuses().contains(TrainingStatus.COMPLETED));

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(12, bench.count("steps"));
        assertEquals(1, bench.count("resumed"));
        assertSameAsUninterrupted();
        assertEquals(4, bench.log.last("run").history().size());
        assertTrue(bench.log.statuses().contains(TrainingStatus.RESUMED));
    }

    @Test
    void aRunLeftAgainAndAgainEndsInTheSameCheckpoint() {
        int deliveries = 1;
        while (bench.trainUntil(2, REQUEST) == RunEnding.LEFT) {
            deliveries++;
        }

        assertTrue(deliveries >= 6, () -> "steps per delivery: 2 of 12");
        assertEquals(12, bench.count("steps"));
        assertSameAsUninterrupted();
    }

    @Test
    void aRunWhoseTrainerDiedGoesOnFromItsLastCheckpoint() {
        assertThrows(
                IllegalStateException.class,
                () -> bench.train(REQUEST, 8, () -> {
                    throw new IllegalStateException("as good as dead");
                }));

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(8 + 6, bench.count("steps"));
        assertSameAsUninterrupted();
    }

    @Test
    void aDamagedCheckpointIsPassedOverForAnEarlierOne() throws IOException {
        assertEquals(RunEnding.LEFT, bench.trainUntil(8, REQUEST));
        String state = bench.log.checkpoints().all().get(1).state().sha256();
        Files.writeString(
                folder.resolve("sha256").resolve(state.substring(0, 2)).resolve(state), "damaged");

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(8 + 6, bench.count("steps"));
        assertSameAsUninterrupted();
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

    @Test
    void aTrainerWhoseRunAnotherHasTakenUpStopsAndPublishesNothing() {
        RunEnding ending = bench.train(REQUEST, 4, () -> assertEquals(RunEnding.COMPLETED, bench.train(REQUEST)));

        assertEquals(RunEnding.TAKEN_OVER, ending);
        assertEquals(4 + 12, bench.count("steps"));
        assertEquals(2, bench.count("checkpoints"));
        assertEquals(TrainingStatus.COMPLETED, bench.log.latest().status());
        assertSameAsUninterrupted();
    }

    @Test
    void aCancelledRunStopsAfterTheStepWithACheckpointAndResumedEndsInTheSame() {
        bench.book.heard(REQUEST);

        RunEnding ending = bench.train(REQUEST, 5, () -> bench.desk.cancel("run", "enough"));

        assertEquals(RunEnding.CANCELLED, ending);
        assertTrue(ending.settled());
        assertEquals(5, bench.count("steps"));
        assertEquals(TrainingStatus.CANCELLED, bench.log.latest().status());
        assertEquals("cancelled: enough", bench.log.latest().message());
        assertEquals(5, bench.log.latest().step());
        assertEquals(
                List.of("run-e0001-s00000005"),
                bench.log.checkpoints().all().stream()
                        .map(CheckpointPublished::checkpointId)
                        .toList());

        bench.desk.resume("run");
        assertEquals(RunEnding.COMPLETED, bench.train(bench.log.requests.get(0)));

        assertEquals(12, bench.count("steps"));
        assertSameAsUninterrupted();
    }

    @Test
    void aRunCancelledAndResumedAgainAndAgainEndsInTheSameCheckpoint() {
        TrainingRequested request = REQUEST;
        bench.book.heard(request);
        int cancellations = 0;
        while (bench.train(request, 2, () -> bench.desk.cancel("run", null)) == RunEnding.CANCELLED) {
            cancellations++;
            bench.desk.resume("run");
            request = bench.log.requests.get(bench.log.requests.size() - 1);
        }

        assertEquals(5, cancellations);
        assertEquals(12, bench.count("steps"));
        assertSameAsUninterrupted();
    }

    @Test
    void aWarmRunGoesOnFromAnEarlierOnesWeightsAndCanItselfBeStoppedAndResumed() {
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("earlier", TinyDataset.PARAMETERS)));
        String earlier = bench.log.last("earlier").checkpointId();

        assertEquals(RunEnding.COMPLETED, bench.train(warm("whole", earlier)));
        assertEquals(RunEnding.LEFT, bench.trainUntil(5, warm("parts", earlier)));
        assertEquals(RunEnding.COMPLETED, bench.train(warm("parts", earlier)));

        String warm = bench.log.last("whole").generator().sha256();
        assertEquals(warm, bench.log.last("parts").generator().sha256());
        assertNotEquals(bench.log.last("earlier").generator().sha256(), warm);
    }

    private static TrainingRequested warm(String runId, String checkpoint) {
        return TrainerBench.request(runId, TinyDataset.PARAMETERS).startingFrom(checkpoint);
    }

    @Test
    void aRequestCancelledBeforeItIsBegunIsAnsweredAtOnce() {
        bench.book.heard(REQUEST);
        bench.desk.cancel("run", null);

        assertEquals(RunEnding.CANCELLED, bench.train(REQUEST));

        assertEquals(List.of(TrainingStatus.CANCELLED), bench.log.statuses());
        assertEquals(0, bench.count("steps"));
    }

    @Test
    void aCancelledRequestDeliveredAgainAfterTheRunWasResumedDoesNotStopIt() {
        bench.book.heard(REQUEST);
        assertEquals(RunEnding.CANCELLED, bench.train(REQUEST, 5, () -> bench.desk.cancel("run", null)));
        bench.desk.resume("run");

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));
        assertEquals(RunEnding.COMPLETED, bench.train(bench.log.requests.get(0)));

        assertEquals(12, bench.count("steps"));
        assertSameAsUninterrupted();
    }

    @Test
    void aTrainerThatHasNotHeardOfTheCancellationsWithdrawalLearnsItFromTheRequest() {
        bench.book.heard(REQUEST);
        bench.desk.cancel("run", null);
        TrainingRequested again =
                REQUEST.requestedAt(bench.log.cancellations.get(0).requestedAt().plusMillis(1));

        assertEquals(RunEnding.COMPLETED, bench.train(again));
    }

    @Test
    void aRunThatIsCompletedStaysSoHoweverLateItIsCancelled() {
        bench.book.heard(REQUEST);
        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST, 12, () -> bench.desk.cancel("run", null)));
        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));

        assertEquals(TrainingStatus.COMPLETED, bench.log.latest().status());
        assertSameAsUninterrupted();
    }

    @Test
    void aTrainerThatIsLeavingTakesUpNothing() {
        assertEquals(RunEnding.LEFT, bench.trainUntil(1, REQUEST));
        int said = bench.log.progress.size();

        assertEquals(RunEnding.LEFT, bench.trainWhileLeaving(REQUEST));

        assertEquals(said, bench.log.progress.size());
    }

    @Test
    void aRunThatDivergesSaysAtWhichStepAndKeepsItsCheckpoints() {
        Map<String, String> parameters = new HashMap<>(TinyDataset.PARAMETERS);
        parameters.put("learning-rate", "1");
        // a long mean of gradients over the last one's size: steps without bound
        parameters.put("beta1", "0.9");
        parameters.put("beta2", "0");
        TrainingRequested request =
                new TrainingRequested("run", TinyDataset.NAME, TinyDataset.VERSION, "wgan-gp", parameters, 40, 7, 1);

        assertEquals(RunEnding.FAILED, bench.train(request));

        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains("diverged at step "));
        assertEquals(TrainingFailure.DIVERGED, bench.log.latest().failure());
        assertEquals(1, bench.count("diverged"));
        assertEquals(bench.count("checkpoints"), bench.log.checkpoints().all().size());
    }

    @Test
    void aRunThatCollapsesSaysInWhichEpochWhereItIsAskedToStopThen() {
        Map<String, String> parameters = new HashMap<>(TinyDataset.PARAMETERS);
        // more than samples of a network that has learned nothing differ by
        parameters.put("least-diversity", "0.99");

        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", parameters)));

        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains("collapsed at epoch 1"));
        assertEquals(TrainingFailure.COLLAPSED, bench.log.latest().failure());
        assertEquals(1, bench.count("collapsed"));
        assertEquals(0, bench.count("diverged"));
    }

    @Test
    void whatCannotBeTrainedIsAnsweredWithWhatIsPossible() {
        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", Map.of("width", "none"))));
        assertTrue(String.valueOf(bench.log.latest().message()).contains("width"));
        assertEquals(TrainingFailure.REFUSED, bench.log.latest().failure());

        DatasetVersion other = TinyDataset.version("fedcba9876543210", 12, List.of());
        TrainingRequested unknown =
                new TrainingRequested("run", other.name(), other.version(), "wgan-gp", TinyDataset.PARAMETERS, 4, 7, 2);
        assertEquals(RunEnding.FAILED, bench.train(unknown));
        assertTrue(String.valueOf(bench.log.latest().message()).contains("sealed: " + TinyDataset.VERSION));
        assertEquals(TrainingFailure.REFUSED, bench.log.latest().failure());
    }

    @Test
    void anIdThatStandsForAnotherRunIsNotTrainedOver() {
        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));
        Map<String, String> parameters = new HashMap<>(TinyDataset.PARAMETERS);
        parameters.put("latent", "9");

        assertEquals(RunEnding.FAILED, bench.train(TrainerBench.request("run", parameters)));

        assertTrue(String.valueOf(bench.log.latest().message()).contains("under another run id"));
        assertEquals(12, bench.count("steps"));
    }

    @Test
    void aStoreThatCannotBeWrittenFailsTheRunAloud() {
        UncheckedIOException thrown =
                assertThrows(UncheckedIOException.class, () -> bench.train(REQUEST, 6, this::replaceTheStoreByAFile));

        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains(thrown.getMessage()));
        assertEquals(TrainingFailure.BROKEN, bench.log.latest().failure());
        assertEquals(List.of(), bench.log.checkpoints().all());
    }

    @Test
    void aRunThatNeedsMoreMemoryThanThereIsFailsAloudAndTheNextOneIsTrained() {
        assertThrows(
                OutOfMemoryError.class,
                () -> bench.train(TrainerBench.request("large"), 2, () -> {
                    throw new OutOfMemoryError("Java heap space");
                }));
        assertEquals(TrainingStatus.FAILED, bench.log.latest().status());
        assertTrue(String.valueOf(bench.log.latest().message()).contains("Java heap space"));
        assertEquals(TrainingFailure.BROKEN, bench.log.latest().failure());

        assertEquals(RunEnding.COMPLETED, bench.train(REQUEST));
        assertSameAsUninterrupted();
    }

    private void replaceTheStoreByAFile() {
        try {
            Files.delete(folder.resolve("incoming"));
            Files.writeString(folder.resolve("incoming"), "in the way");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertSameAsUninterrupted() {
        CheckpointPublished last = bench.log.last("run");
        assertEquals(uninterrupted.checkpointId(), last.checkpointId());
        assertEquals(uninterrupted.generator(), last.generator());
        assertEquals(uninterrupted.state(), last.state());
        assertEquals(uninterrupted.samples(), last.samples());
    }
}
