package io.augmenta.trainer;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.imaging.identity.TrainingFingerprints;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.EpochReport;
import io.augmenta.zoo.training.ResidentMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A log and an artifact store, and trainers at work on them with the real engine. */
final class TrainerBench {
    private static final TorchTrainingEngine ENGINE =
            TorchTrainingEngine.load(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));

    final RememberedLog log = new RememberedLog();
    final RunClaims claims = new RunClaims();
    final RunBook book = new RunBook(100);
    final RunDesk desk = new RunDesk(log, planner(), book, log, Clock.systemUTC());
    final Map<String, Integer> counts = new HashMap<>();
    private final Path artifacts;

    TrainerBench(Path artifacts) {
        this.artifacts = artifacts;
        log.onProgress(claims::heard);
        log.onProgress(book::heard);
    }

    /** Three steps an epoch, four epochs, a checkpoint every second one. */
    static TrainingRequested request(String runId) {
        return request(runId, TinyDataset.PARAMETERS);
    }

    static TrainingRequested request(String runId, Map<String, String> parameters) {
        return new TrainingRequested(runId, TinyDataset.NAME, TinyDataset.VERSION, "wgan-gp", parameters, 4, 7, 2);
    }

    static TrainingRequested request(String runId, String family, Map<String, String> parameters) {
        return new TrainingRequested(runId, TinyDataset.NAME, TinyDataset.VERSION, family, parameters, 4, 7, 2);
    }

    /** The fingerprints that a checkpoint carries. */
    TrainingFingerprints fingerprints(CheckpointPublished checkpoint) throws IOException {
        return new Checkpoints(log.checkpoints(), new DirectoryArtifactStore(artifacts), log, Clock.systemUTC())
                .fingerprints(checkpoint)
                .orElseThrow();
    }

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    RunEnding train(TrainingRequested request) {
        return trainer(new TrainingSlot(), new Observer()).carryOut(request);
    }

    /** Trains, and has the trainer leave after so many steps of this attempt. */
    RunEnding trainUntil(int steps, TrainingRequested request) {
        TrainingSlot slot = new TrainingSlot();
        return trainer(slot, new StepCounter(steps, () -> closeNow(slot))).carryOut(request);
    }

    /** Trains, and does something after so many steps of this attempt. */
    RunEnding train(TrainingRequested request, int steps, Runnable then) {
        return trainer(new TrainingSlot(), new StepCounter(steps, then)).carryOut(request);
    }

    /** Delivers a request to a trainer that is about to leave. */
    RunEnding trainWhileLeaving(TrainingRequested request) {
        TrainingSlot slot = new TrainingSlot();
        closeNow(slot);
        return trainer(slot, new Observer()).carryOut(request);
    }

    private static void closeNow(TrainingSlot slot) {
        try {
            slot.close(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunPlanner planner() {
        return new RunPlanner(log, log.checkpoints());
    }

    private RunTrainer trainer(TrainingSlot slot, RunObserver observer) {
        Checkpoints checkpoints =
                new Checkpoints(log.checkpoints(), new DirectoryArtifactStore(artifacts), log, Clock.systemUTC());
        return new RunTrainer(
                planner(),
                log,
                ENGINE,
                checkpoints,
                log,
                claims,
                book,
                observer,
                ResidentMemory.ofThisProcess(),
                slot,
                Duration.ZERO);
    }

    private class Observer implements RunObserver {
        private void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        @Override
        public void takenUp(boolean resumed) {
            count(resumed ? "resumed" : "begun");
        }

        @Override
        public void stepDone() {
            count("steps");
        }

        @Override
        public void epochDone(EpochReport report) {
            count("epochs");
        }

        @Override
        public void checkpointPublished() {
            count("checkpoints");
        }

        @Override
        public void diverged() {
            count("diverged");
        }

        @Override
        public void collapsed() {
            count("collapsed");
        }

        @Override
        public void ended(RunEnding ending) {
            count(ending.name());
        }
    }

    /** Does something after so many steps. */
    private final class StepCounter extends Observer {
        private final Runnable then;
        private int left;

        StepCounter(int steps, Runnable then) {
            this.left = steps;
            this.then = then;
        }

        @Override
        public void stepDone() {
            super.stepDone();
            left--;
            if (left == 0) {
                then.run();
            }
        }
    }
}
