package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run: batches in, steps, reports and snapshots out. */
final class TrainingLoop {

    private final TrainingPlan plan;
    private final ImageSource images;
    private final RunIdentity run;
    private final GenerativeModel model;
    private final String device;
    private final TrainingListener listener;
    private final BatchOrder order;
    private final ImageShape shape;

    private final List<EpochReport> history = new ArrayList<>();
    private LossTally tally = new LossTally();
    private long step;
    private Pace runPace;
    private Pace epochPace;

    TrainingLoop(
            TrainingPlan plan,
            ImageSource images,
            RunIdentity run,
            GenerativeModel model,
            String device,
            TrainingListener listener) {
        this.plan = plan;
        this.images = images;
        this.run = run;
        this.model = model;
        this.device = device;
        this.listener = listener;
        this.shape = ImageShape.of(images);
        this.order = new BatchOrder(plan.seed(), images.size(), plan.recipe().batchSize());
        this.runPace = Pace.from(0);
        this.epochPace = runPace;
    }

    void goOnFrom(TrainingState state, List<EpochReport> earlier) {
        step = state.step();
        for (int i = 0; i < earlier.size(); i++) {
            history.add(earlier.get(i).withLosses(state.epochMeans().get(i)));
        }
        tally = new LossTally(state.epochSums(), stepInEpoch());
        runPace = Pace.from(step);
        epochPace = runPace;
    }

    TrainingOutcome run(StopSignal stop) {
        listener.onStart(new TrainingStart(device, order.stepsPerEpoch(), epochsDone(), step));
        while (epochsDone() < plan.epochs()) {
            if (stop.stopRequested()) {
                return new TrainingOutcome.Stopped(published(snapshot()));
            }
            learnFromNextBatch();
            if (stepInEpoch() == 0) {
                finishEpoch();
            }
        }
        return new TrainingOutcome.Completed(published(snapshot()));
    }

    private void learnFromNextBatch() {
        RealBatch batch = RealBatch.read(images, order.batch(step));
        Map<String, Double> losses = model.learn(batch, step);
        requireFinite(losses);
        tally.add(losses);
        int epoch = epochsDone() + 1;
        step++;
        long stepsLeft = (long) plan.epochs() * order.stepsPerEpoch() - step;
        int done = stepInEpoch() == 0 ? order.stepsPerEpoch() : stepInEpoch();
        listener.onStep(new StepReport(
                epoch,
                plan.epochs(),
                done,
                order.stepsPerEpoch(),
                step,
                runPace.elapsed(),
                runPace.timeFor(stepsLeft, step)));
    }

    private void requireFinite(Map<String, Double> losses) {
        losses.forEach((name, loss) -> {
            if (!Double.isFinite(loss)) {
                throw new TrainingDivergedException(step + 1, epochsDone() + 1, name, loss);
            }
        });
    }

    private void finishEpoch() {
        double imagesPerSecond = epochPace.stepsPerSecond(step) * order.batchSize();
        EpochReport report =
                new EpochReport(epochsDone(), plan.epochs(), step, tally.means(), imagesPerSecond, epochPace.elapsed());
        history.add(report);
        tally = new LossTally();
        listener.onEpoch(report);
        if (plan.checkpointsBetween(epochsDone())) {
            published(snapshot());
        }
        epochPace = Pace.from(step);
    }

    private TrainingSnapshot published(TrainingSnapshot snapshot) {
        listener.onCheckpoint(snapshot);
        return snapshot;
    }

    private TrainingSnapshot snapshot() {
        return new TrainingSnapshot(
                epochsDone(),
                step,
                stepInEpoch() > 0,
                epochsDone() >= plan.epochs(),
                device,
                plan.recipe().latentSize(),
                GeneratorExport.onnx(model, plan.recipe(), images.classes(), shape),
                TrainingStateFormat.encode(state()),
                SampleGrid.png(model, shape, plan.recipe().latentSize(), plan.seed()),
                history);
    }

    private TrainingState state() {
        List<Map<String, Double>> means =
                history.stream().map(EpochReport::losses).toList();
        return new TrainingState(run, step, tally.sums(), means, model.learned());
    }

    private int epochsDone() {
        return Math.toIntExact(step / order.stepsPerEpoch());
    }

    private int stepInEpoch() {
        return (int) (step % order.stepsPerEpoch());
    }

    /** How fast this process goes, from some step on. */
    private record Pace(long startNanos, long firstStep) {

        static Pace from(long step) {
            return new Pace(System.nanoTime(), step);
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - startNanos);
        }

        double stepsPerSecond(long step) {
            return (step - firstStep) * 1e9 / Math.max(1, elapsed().toNanos());
        }

        Duration timeFor(long steps, long step) {
            return Duration.ofNanos((long) (elapsed().toNanos() * ((double) steps / (step - firstStep))));
        }
    }
}
