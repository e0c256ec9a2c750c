package io.augmenta.trainer.meters;

import io.augmenta.trainer.RunBook;
import io.augmenta.trainer.RunEnding;
import io.augmenta.trainer.RunObserver;
import io.augmenta.trainer.TorchTrainingEngine;
import io.augmenta.zoo.training.EpochReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Runs as meters, {@code augmenta_training_*}. Gauges keep the last run's values when it has ended. */
@ApplicationScoped
@Startup // so that the meters are there before the first run
public class MeteredRuns implements RunObserver {
    /** What epochs tell that is no loss. */
    private static final Set<String> FIGURES = Set.of("gradient_norm", "diversity");

    private final MeterRegistry registry;
    private final Counter steps;
    private final Counter checkpoints;
    private final Counter resumes;
    private final Counter divergences;
    private final Counter collapses;
    private final Map<String, Double> losses = new ConcurrentHashMap<>();
    private final Map<String, Double> figures = new ConcurrentHashMap<>();
    private volatile boolean inProgress;
    private volatile int epoch;
    private volatile int epochs;
    private volatile double imagesPerSecond;
    private volatile double savedAtSeconds = Double.NaN;

    MeteredRuns(MeterRegistry registry, RunBook book, TorchTrainingEngine engine) {
        this.registry = registry;
        steps = counter("augmenta.training.steps", "Generator steps done");
        checkpoints = counter("augmenta.training.checkpoints", "Checkpoints published");
        resumes = counter("augmenta.training.resumes", "Runs taken up again from a checkpoint");
        divergences = counter("augmenta.training.divergences", "Runs whose loss stopped being finite");
        collapses = counter("augmenta.training.collapses", "Runs whose samples of a class came out nearly equal");
        for (RunEnding ending : RunEnding.values()) {
            runs(ending);
        }
        gauge(
                "augmenta.training.runs.in.progress",
                "Runs that are being worked on now: 0 or 1",
                () -> inProgress ? 1 : 0);
        gauge("augmenta.training.epoch", "Epochs done of the current run", () -> epoch);
        gauge("augmenta.training.epochs", "Epochs asked for in the current run", () -> epochs);
        gauge("augmenta.training.images.per.second", "Real images per second in the last epoch", () -> imagesPerSecond);
        gauge("augmenta.training.event.streams", "Clients that follow runs over HTTP", book::followers);
        gauge(
                "augmenta.training.saved.timestamp.seconds",
                "When the current run was saved by a checkpoint, or else taken up, in seconds since 1970",
                () -> savedAtSeconds);
        figure("gradient_norm", "augmenta.training.gradient.norm", "Mean norm of the gradient in the last epoch");
        figure(
                "diversity",
                "augmenta.training.diversity.ratio",
                "How much samples of the least diverse class differ, as a share of how much its real images do");
        engine.loaded().thenAccept(this::device);
    }

    /** Something beside the losses that an epoch tells. */
    private void figure(String name, String meter, String description) {
        gauge(meter, description, () -> figures.getOrDefault(name, Double.NaN));
    }

    private void device(String name) {
        Gauge.builder("augmenta.training.device.info", () -> 1)
                .description("What the trainer computes on; always 1")
                .tag("device", name)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter runs(RunEnding ending) {
        return Counter.builder("augmenta.training.runs")
                .description("Runs by how they ended here")
                .tag("ending", ending.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    @Override
    public void takenUp(boolean resumed) {
        inProgress = true;
        epoch = 0;
        // another family has other losses, beside which the last run's would stand as if they were of this one
        losses.replaceAll((name, value) -> Double.NaN);
        figures.clear();
        saved();
        if (resumed) {
            resumes.increment();
        }
    }

    @Override
    public void stepDone() {
        steps.increment();
    }

    @Override
    public void epochDone(EpochReport report) {
        epoch = report.epoch();
        epochs = report.epochs();
        imagesPerSecond = report.imagesPerSecond();
        report.losses().forEach((name, value) -> {
            if (FIGURES.contains(name)) {
                figures.put(name, value);
            } else {
                loss(name, value);
            }
        });
    }

    private void saved() {
        savedAtSeconds = System.currentTimeMillis() / 1000.0;
    }

    private void loss(String name, double value) {
        if (losses.put(name, value) == null) {
            Gauge.builder("augmenta.training.loss", losses, known -> known.getOrDefault(name, Double.NaN))
                    .description("Mean loss of the last epoch by name")
                    .tag("name", name)
                    .register(registry);
        }
    }

    @Override
    public void checkpointPublished() {
        saved();
        checkpoints.increment();
    }

    @Override
    public void diverged() {
        divergences.increment();
    }

    @Override
    public void collapsed() {
        collapses.increment();
    }

    @Override
    public void ended(RunEnding ending) {
        inProgress = false;
        runs(ending).increment();
    }
}
