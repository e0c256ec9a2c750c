package io.augmenta.zoo.training;

import io.augmenta.zoo.torch.TorchRuntime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains generative models. Knows nothing of where requests come from or where snapshots go.
 *
 * <p>All randomness is drawn from (seed, step), so on a CPU a run that was stopped and resumed ends with the same bits as
 * one that was not, as long as it has as many devices. Thread-safe, but two runs at once share the cores badly.
 */
public final class GenerativeTrainer {

    private final TorchRuntime torch;

    /** @param torch the started engine, which stays the caller's to keep; its devices share each batch */
    public GenerativeTrainer(TorchRuntime torch) {
        this.torch = Objects.requireNonNull(torch);
    }

    /**
     * Trains until the plan is done or the signal asks to stop; either way the listener gets a last snapshot.
     *
     * @param resume where an earlier run of the same plan stopped (the numbers of epochs may differ); null to begin
     * @throws InvalidTrainingStateException when {@code resume} is damaged or belongs to another plan or other images
     * @throws UntrainableImagesException when the images' size or channels fit no network
     * @throws UnusablePretrainingException when a transfer is to begin from a state of another shape
     * @throws TrainingDivergedException when a loss, a tensor or a moment is no longer finite
     * @throws TrainingCollapsedException when the samples of a class are nearly equal, where the recipe asks to stop then
     */
    public TrainingOutcome train(
            TrainingPlan plan,
            TrainingData data,
            @Nullable ResumePoint resume,
            TrainingListener listener,
            StopSignal stop) {
        ImageShape shape = ImageShape.of(data.images());
        RunIdentity run = RunIdentity.of(plan, data.images());
        TrainingState state = resume == null ? null : checked(resume, run);
        try (GenerativeModel model = Models.open(torch, plan, data, shape, state == null ? null : state.learned())) {
            TrainingLoop loop = new TrainingLoop(plan, data, run, model, torch.deviceName(), listener);
            if (resume != null && state != null) {
                loop.goOnFrom(state, resume.history());
            }
            return loop.run(stop);
        }
    }

    private static TrainingState checked(ResumePoint resume, RunIdentity run) {
        TrainingState state = TrainingStateFormat.decode(resume.state());
        state.run().requireSameAs(run);
        if (state.epochMeans().size() != resume.history().size()) {
            throw new InvalidTrainingStateException(
                    "The training state has %d finished epochs, the history given with it has %d"
                            .formatted(
                                    state.epochMeans().size(), resume.history().size()));
        }
        return state;
    }
}
