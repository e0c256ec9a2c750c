package io.augmenta.zoo.training;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it is told. */
final class Recording implements TrainingListener {

    final List<TrainingStart> starts = new ArrayList<>();
    final List<StepReport> steps = new ArrayList<>();
    final List<EpochReport> epochs = new ArrayList<>();
    final List<TrainingSnapshot> snapshots = new ArrayList<>();

    @Override
    public void onStart(TrainingStart start) {
        starts.add(start);
    }

    @Override
    public void onStep(StepReport report) {
        steps.add(report);
    }

    @Override
    public void onEpoch(EpochReport report) {
        epochs.add(report);
    }

    @Override
    public void onCheckpoint(TrainingSnapshot snapshot) {
        snapshots.add(snapshot);
    }

    /** Asks to stop once so many steps were reported. */
    StopSignal after(int stepCount) {
        return () -> steps.size() >= stepCount;
    }
}
