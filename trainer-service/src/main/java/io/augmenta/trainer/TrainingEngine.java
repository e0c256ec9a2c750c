package io.augmenta.trainer;

import io.augmenta.zoo.training.ResumePoint;
import io.augmenta.zoo.training.StopSignal;
import io.augmenta.zoo.training.TrainingData;
import io.augmenta.zoo.training.TrainingListener;
import io.augmenta.zoo.training.TrainingOutcome;
import io.augmenta.zoo.training.TrainingPlan;
import org.jspecify.annotations.Nullable;

/** What computes a run; {@link io.augmenta.zoo.training.GenerativeTrainer} says what each argument means. */
public interface TrainingEngine {

    /** The device in words. */
    String device();

    /** Trains until the plan is done or the signal asks to stop. */
    TrainingOutcome train(
            TrainingPlan plan,
            TrainingData data,
            @Nullable ResumePoint resume,
            TrainingListener listener,
            StopSignal stop);
}
