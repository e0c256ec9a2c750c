package io.augmenta.evaluator.classifier;

import io.augmenta.zoo.classifier.ClassifierListener;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.StopSignal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All families of classifiers: {@code compact}, {@code features:MODEL.onnx} and {@code finetune:MODEL.pt}; the first and the
 * last on the PyTorch engine. The engine is loaded on a thread of its own, for the first load on a machine
 * unpacks some hundred megabytes; trainings wait until it is there. Thread-safe.
 */
public final class TorchClassifierTraining implements ClassifierTraining {
    private final CompletableFuture<TorchRuntime> runtime = new CompletableFuture<>();

    private final ClassifierFamily compact = new Compact();
    private final Map<String, ClassifierFamily> families;

    private TorchClassifierTraining(OnnxNetworks networks) {
        families = Map.of(
                Compact.NAME,
                compact,
                FrozenFeatures.NAME,
                new FrozenFeatures(networks),
                FineTuned.NAME,
                new FineTuned(networks.models()));
    }

    /**
     * Starts to load the engine.
     *
     * @param networks networks whose features classifiers may learn from; those to be fine-tuned are in the same folder
     */
    public static TorchClassifierTraining load(TorchSettings settings, OnnxNetworks networks) {
        TorchClassifierTraining training = new TorchClassifierTraining(networks);
        Thread loader = new Thread(() -> training.loadNow(settings), "evaluator-torch-loader");
        loader.setDaemon(true);
        loader.start();
        return training;
    }

    private void loadNow(TorchSettings settings) {
        try {
            // a classifier is small: its batches are not worth sharing
            runtime.complete(TorchRuntime.start(settings).first());
        } catch (RuntimeException | LinkageError e) {
            runtime.completeExceptionally(e);
        }
    }

    /** Completes with the device's name when the engine is loaded; fails when it cannot be. */
    public CompletionStage<String> loaded() {
        return runtime.thenApply(TorchRuntime::deviceName);
    }

    /** Whether the engine is loaded. */
    public boolean ready() {
        return runtime.isDone() && !runtime.isCompletedExceptionally();
    }

    @Override
    public void check(ClassifierOrder order) {
        Named named = Named.of(order);
        family(named).check(order, named.model());
    }

    @Override
    public TrainedClassifier fit(
            ClassifierOrder order,
            ImageSource train,
            @Nullable ImageSource validation,
            ClassifierListener listener,
            StopSignal stop) {
        Named named = Named.of(order);
        ClassifierFamily.Job job = new ClassifierFamily.Job(order, named.model(), train, validation, listener, stop);
        return family(named).fit(job, runtime::join);
    }

    private ClassifierFamily family(Named named) {
        ClassifierFamily family = families.get(named.family());
        if (family == null || (family == compact) != named.model().isEmpty()) {
            throw new ImpossibleClassifierException(
                    "There is no classifier '%s'; there is %s, %s:MODEL%s and %s:MODEL%s"
                            .formatted(
                                    named.whole(),
                                    Compact.NAME,
                                    FrozenFeatures.NAME,
                                    OnnxNetworks.EXTENSION,
                                    FineTuned.NAME,
                                    FineTuned.EXTENSION),
                    null);
        }
        return family;
    }

    /** A family and the model that it is to begin with; empty for none. */
    private record Named(String whole, String family, String model) {
        static Named of(ClassifierOrder order) {
            String whole = order.family();
            int colon = whole.indexOf(':');
            return colon < 0
                    ? new Named(whole, whole, "")
                    : new Named(whole, whole.substring(0, colon), whole.substring(colon + 1));
        }
    }
}
