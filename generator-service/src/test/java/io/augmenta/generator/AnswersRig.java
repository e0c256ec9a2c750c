package io.augmenta.generator;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.generator.batching.WaitClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What answers requests of the log, around a real store and generator, and a log that remembers. */
final class AnswersRig implements AutoCloseable {
    static final GeneratorShape SHAPE = new GeneratorShape(8, 2, 1, 16, 16);
    static final List<String> CLASSES = List.of("none", "glioma");
    static final int MAX_IMAGES = 20_000;
    static final int MAX_BATCH_BYTES = 20_000;
    static final int BATCHES_IN_FLIGHT = 3;
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    final Path folder;
    final ArtifactStore store;
    final LoadedGenerators generators;
    final CheckpointPublished checkpoint;
    final RecordingLog log = new RecordingLog();
    final RecordingObserver observer = new RecordingObserver();
    final AdvancedClock runClock = new AdvancedClock();
    BatchLimits limits = new BatchLimits(MAX_BATCH_BYTES, BATCHES_IN_FLIGHT, Long.MAX_VALUE, MAX_BATCH_BYTES);

    AnswersRig(Path folder) throws IOException {
        this.folder = folder;
        this.store = new DirectoryArtifactStore(folder);
        this.generators = TestLoading.generators(store, 2, 64, 1, runClock);
        this.checkpoint =
                TestCheckpoints.of("run", 2, CLASSES, SHAPE, store.put(TestGenerator.convTranspose(5, 8, 2, 16)));
    }

    @Override
    public void close() {
        generators.close();
    }

    GenerationAnswers answers() {
        return answers(TestCheckpoints.known(checkpoint));
    }

    GenerationAnswers answers(Checkpoints known) {
        return answers(known, log);
    }

    GenerationAnswers answers(Checkpoints known, AnswerLog answerLog) {
        return answers(known, answerLog, store);
    }

    GenerationAnswers answers(Checkpoints known, AnswerLog answerLog, ArtifactStore images) {
        SyntheticImages syntheticImages = new SyntheticImages("augmenta-generator 1");
        return new GenerationAnswers(
                known,
                generators,
                new AnswerBatches(syntheticImages, answerLog, new ClaimChecks(images), observer, limits),
                answerLog,
                observer,
                Clock.fixed(NOW, ZoneOffset.UTC),
                runClock,
                MAX_IMAGES);
    }

    List<LabelledImage> images() {
        return log.batches().stream()
                .flatMap(batch -> new ClaimChecks(store).images(batch).stream())
                .toList();
    }

    Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    static GenerationRequested request(String requestId, Map<String, Integer> counts) {
        return new GenerationRequested(requestId, "run-e0002", counts, 7);
    }

    /** Keeps what is published. */
    static final class RecordingLog implements AnswerLog {
        final List<GenerationEvent> events = new ArrayList<>();
        boolean failing;

        @Override
        public CompletableFuture<PublishedAt> publish(GenerationEvent event) {
            events.add(event);
            if (failing) {
                return CompletableFuture.failedFuture(new IllegalStateException("the log is full"));
            }
            return CompletableFuture.completedFuture(new PublishedAt("log", 0, events.size() - 1));
        }

        List<SyntheticBatch> batches() {
            return events.stream()
                    .filter(SyntheticBatch.class::isInstance)
                    .map(SyntheticBatch.class::cast)
                    .toList();
        }

        GenerationEvent last() {
            return events.get(events.size() - 1);
        }
    }

    /** The machine's, put forward by a test. */
    static final class AdvancedClock implements WaitClock {
        long aheadNanos;

        void advance(Duration by) {
            aheadNanos += by.toNanos();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime() + aheadNanos;
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            WaitClock.system().await(condition, nanos);
        }
    }

    static final class RecordingObserver implements GenerationObserver {
        final List<Outcome> outcomes = new ArrayList<>();
        int images;

        @Override
        public void imagesMade(Channel channel, int count) {
            images += count;
        }

        @Override
        public void answered(Channel channel, Outcome outcome, Duration took) {
            outcomes.add(outcome);
        }
    }
}
