package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.WganGp;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains generative models. Knows nothing of where requests come from or where snapshots go.
 *
 * <p>All randomness is drawn from (seed, step), so on a CPU a run that was stopped and resumed ends with the same bits as
 * one that was not. Thread-safe, but two runs at once share the cores badly.
 */
public final class GenerativeTrainer {

    private final TorchRuntime torch;

    /** @param torch the started engine, which stays the caller's to keep */
    public GenerativeTrainer(TorchRuntime torch) {
        this.torch = Objects.requireNonNull(torch);
    }

    /**
     * Trains until the plan is done or the signal asks to stop; either way the listener gets a last snapshot.
     *
     * @param resume where an earlier run of the same plan stopped (the numbers of epochs may differ); null to begin
     * @throws InvalidTrainingStateException when {@code resume} is damaged or belongs to another plan or other images
     * @throws UntrainableImagesException when the images' size or channels fit no network
     * @throws TrainingDivergedException when a loss is no longer finite
     */
    public TrainingOutcome train(
            TrainingPlan plan,
            ImageSource images,
            @Nullable ResumePoint resume,
            TrainingListener listener,
            StopSignal stop) {
        ImageShape.of(images);
        RunIdentity run = RunIdentity.of(plan, images);
        TrainingState state = resume == null ? null : checked(resume, run);
        try (GenerativeModel model = model(plan, images, state == null ? null : state.learned())) {
            TrainingLoop loop = new TrainingLoop(plan, images, run, model, torch.deviceName(), listener);
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

    private GenerativeModel model(TrainingPlan plan, ImageSource images, @Nullable LearnedState learned) {
        Recipe recipe = plan.recipe();
        if (recipe instanceof WganGp wganGp) {
            return new WganGpModel(torch, wganGp, images, plan.seed(), learned);
        }
        throw new IllegalArgumentException("No model for recipe " + recipe);
    }
}
