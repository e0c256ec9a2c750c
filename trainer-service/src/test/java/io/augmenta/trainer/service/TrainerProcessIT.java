package io.augmenta.trainer.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import io.augmenta.trainer.TinyDataset;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged trainer, killed and asked to leave in the middle of runs. */
class TrainerProcessIT {
    private static final int EPOCHS = 40;

    @Test
    void aRunWhoseTrainerIsKilledOrLeavesEndsInTheSameCheckpointAsOneThatIsNot(@TempDir Path folder) throws Exception {
        try (TemporaryKafka kafka = TemporaryKafka.start();
                LogClient log = new LogClient(kafka.bootstrapServers())) {
            log.seal(TinyDataset.VERSION, TinyDataset.batches());

            try (TrainerProcess trainer = start(kafka, folder)) {
                log.request(request("killed"));
                log.awaitCheckpoint("killed");
                trainer.kill();
            }
            assertTrue(log.checkpoints("killed").stream().noneMatch(CheckpointPublished::last), "killed too late");

            try (TrainerProcess trainer = start(kafka, folder)) {
                log.awaitLast("killed");
                log.request(request("left"));
                log.awaitCheckpoint("left");
                try (EventStream stream = EventStream.open(trainer.runs().resolve("left/events"))) {
                    stream.awaitFirst("epoch");
                    long told = System.nanoTime();
                    assertEquals(143, trainer.terminate());
                    assertTrue(
                            stream.awaitEnd().name().equals("epoch"), "an open stream ends without an end of the run");
                    // a leaving service waits for open requests, for 30 s at most
                    assertTrue(Duration.ofNanos(System.nanoTime() - told).toSeconds() < 20, "held up by a stream");
                }
            }
            CheckpointPublished parting = furthest(log.checkpoints("left"));
            assertTrue(!parting.last(), "asked to leave too late");

            try (TrainerProcess trainer = start(kafka, folder)) {
                log.awaitLast("left");
                log.request(request("uninterrupted"));
                log.awaitLast("uninterrupted");
                assertEquals(143, trainer.terminate());
            }

            CheckpointPublished uninterrupted = log.awaitLast("uninterrupted");
            assertSame(uninterrupted, log.awaitLast("killed"));
            assertSame(uninterrupted, log.awaitLast("left"));
            assertTrue(resumption(log, "killed").step() > 0);
            assertEquals(parting.step(), resumption(log, "left").step());
        }
    }

    @Test
    void aRunCancelledWhileItsTrainerIsDeadStaysSoUntilItIsResumed(@TempDir Path folder) throws Exception {
        try (TemporaryKafka kafka = TemporaryKafka.start();
                LogClient log = new LogClient(kafka.bootstrapServers())) {
            log.seal(TinyDataset.VERSION, TinyDataset.batches());
            try (TrainerProcess trainer = start(kafka, folder)) {
                log.request(request("cancelled"));
                log.awaitCheckpoint("cancelled");
                trainer.kill();
            }
            log.cancel(new TrainingCancelled("cancelled", "while nobody was there", Instant.now()));

            try (TrainerProcess trainer = start(kafka, folder)) {
                TrainingProgressed cancelled = log.awaitStatus("cancelled", TrainingStatus.CANCELLED);
                CheckpointPublished furthest = furthest(log.checkpoints("cancelled"));
                assertTrue(!furthest.last(), "killed too late");
                assertEquals(furthest.step(), cancelled.step());

                HttpRequest resume = HttpRequest.newBuilder(trainer.runs().resolve("cancelled/resume"))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                assertEquals(
                        202,
                        HttpClient.newHttpClient()
                                .send(resume, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
                log.request(request("uninterrupted"));

                assertSame(log.awaitLast("uninterrupted"), log.awaitLast("cancelled"));
                assertEquals(furthest.step(), resumption(log, "cancelled").step());
                assertEquals(143, trainer.terminate());
            }
        }
    }

    @Test
    void aTrainerThatIsToLeaveWhenIdleDoesAllThatWaitsAndEndsWithStatusZero(@TempDir Path folder) throws Exception {
        try (TemporaryKafka kafka = TemporaryKafka.start();
                LogClient log = new LogClient(kafka.bootstrapServers())) {
            log.seal(TinyDataset.VERSION, TinyDataset.batches());
            log.request(request("first"));
            log.request(request("second"));

            try (TrainerProcess trainer = TrainerProcess.start(
                    kafka.bootstrapServers(),
                    folder.resolve("artifacts"),
                    Path.of("target", "trainer-process.log"),
                    "-Daugmenta.trainer.leave-when-idle=8s")) {
                CheckpointPublished first = log.awaitLast("first");
                assertSame(first, log.awaitLast("second"));
                assertEquals(0, trainer.awaitExit());
            }

            // what it did is acknowledged: another one finds nothing to do
            try (TrainerProcess trainer = TrainerProcess.start(
                    kafka.bootstrapServers(),
                    folder.resolve("artifacts"),
                    Path.of("target", "trainer-process.log"),
                    "-Daugmenta.trainer.leave-when-idle=8s")) {
                assertEquals(0, trainer.awaitExit());
            }
            assertEquals(1, timesCompleted(log, "first"));
            assertEquals(1, timesCompleted(log, "second"));
        }
    }

    private static long timesCompleted(LogClient log, String runId) {
        return log.said(runId).stream()
                .filter(progressed -> progressed.status() == TrainingStatus.COMPLETED)
                .count();
    }

    private static TrainingProgressed resumption(LogClient log, String runId) {
        return log.awaitStatus(runId, TrainingStatus.RESUMED);
    }

    private static CheckpointPublished furthest(List<CheckpointPublished> checkpoints) {
        return checkpoints.stream()
                .max((a, b) -> Long.compare(a.step(), b.step()))
                .orElseThrow();
    }

    private static void assertSame(CheckpointPublished expected, CheckpointPublished actual) {
        assertEquals(expected.step(), actual.step());
        assertEquals(expected.generator(), actual.generator());
        assertEquals(expected.state(), actual.state());
        assertEquals(expected.samples(), actual.samples());
    }

    private static TrainerProcess start(TemporaryKafka kafka, Path folder) throws Exception {
        return TrainerProcess.start(
                kafka.bootstrapServers(), folder.resolve("artifacts"), Path.of("target", "trainer-process.log"));
    }

    private static TrainingRequested request(String runId) {
        return new TrainingRequested(
                runId, TinyDataset.NAME, TinyDataset.VERSION, "wgan-gp", TinyDataset.PARAMETERS, EPOCHS, 7, 5);
    }
}
