package io.augmenta.trainer;

import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.GenerativeTrainer;
import io.augmenta.zoo.training.ResumePoint;
import io.augmenta.zoo.training.StopSignal;
import io.augmenta.zoo.training.TrainingData;
import io.augmenta.zoo.training.TrainingListener;
import io.augmenta.zoo.training.TrainingOutcome;
import io.augmenta.zoo.training.TrainingPlan;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The PyTorch engine. It is loaded on a thread of its own, for the first load on a machine unpacks some hundred megabytes;
 * calls wait until it is there. Thread-safe.
 */
public final class TorchTrainingEngine implements TrainingEngine {
    private final CompletableFuture<TorchRuntime> runtime = new CompletableFuture<>();

    private TorchTrainingEngine() {}

    /** Starts to load the engine. */
    public static TorchTrainingEngine load(TorchSettings settings) {
        TorchTrainingEngine engine = new TorchTrainingEngine();
        Thread loader = new Thread(() -> engine.loadNow(settings), "torch-loader");
        loader.setDaemon(true);
        loader.start();
        return engine;
    }

    private void loadNow(TorchSettings settings) {
        try {
            runtime.complete(TorchRuntime.start(settings));
        } catch (RuntimeException | LinkageError e) {
            runtime.completeExceptionally(e);
        }
    }

    /** Completes when the engine is loaded; fails when it cannot be. */
    public CompletionStage<String> loaded() {
        return runtime.thenApply(TorchRuntime::deviceName);
    }

    /** Whether the engine is loaded. */
    public boolean ready() {
        return runtime.isDone() && !runtime.isCompletedExceptionally();
    }

    @Override
    public String device() {
        return runtime.join().deviceName();
    }

    @Override
    public TrainingOutcome train(
            TrainingPlan plan,
            TrainingData data,
            @Nullable ResumePoint resume,
            TrainingListener listener,
            StopSignal stop) {
        return new GenerativeTrainer(runtime.join()).train(plan, data, resume, listener, stop);
    }
}
