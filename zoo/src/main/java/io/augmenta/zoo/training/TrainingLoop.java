package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** One run: batches in, steps, reports and snapshots out. */
final class TrainingLoop {

    private final TrainingPlan plan;
    private static final int STEPS_PER_READING = 16;

    private final TrainingData data;
    private final RunIdentity run;
    private final GenerativeModel model;
    private final String device;
    private final TrainingListener listener;
    private final BatchOrder order;
    private final ImageShape shape;
    private final Diversity diversity;

    private final List<EpochReport> history = new ArrayList<>();
    private LossTally tally = new LossTally();
    private long step;
    private long stepsRead;
    private Pace runPace;
    private Pace epochPace;

    TrainingLoop(
            TrainingPlan plan,
            TrainingData data,
            RunIdentity run,
            GenerativeModel model,
            String device,
            TrainingListener listener) {
        this.plan = plan;
        this.data = data;
        this.run = run;
        this.model = model;
        this.device = device;
        this.listener = listener;
        ImageSource images = data.images();
        this.shape = ImageShape.of(images);
        this.diversity = new Diversity(
                images, shape, plan.recipe().latentSize(), plan.recipe().conditional(), plan.seed());
        this.order = new BatchOrder(plan.seed(), images.size(), plan.recipe().batchSize());
        this.runPace = Pace.from(0);
        this.epochPace = runPace;
    }

    void goOnFrom(TrainingState state, List<EpochReport> earlier) {
        step = state.step();
        stepsRead = step;
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
        RealBatch batch = RealBatch.read(data.images(), order.batch(step));
        int epoch = epochsDone() + 1;
        model.learn(batch, step);
        step++;
        if (step % STEPS_PER_READING == 0) {
            readLosses();
        }
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

    /** Losses wait on the device, for a step must not wait for them to be read. */
    private void readLosses() {
        for (Map<String, Double> losses : model.takeLosses()) {
            requireFinite(losses);
            tally.add(losses);
            stepsRead++;
        }
    }

    private void requireFinite(Map<String, Double> losses) {
        losses.forEach((name, loss) -> {
            if (!Double.isFinite(loss)) {
                int epoch = Math.toIntExact(stepsRead / order.stepsPerEpoch()) + 1;
                throw TrainingDivergedException.ofLoss(stepsRead + 1, epoch, name, loss);
            }
        });
    }

    private void finishEpoch() {
        readLosses();
        double imagesPerSecond = epochPace.stepsPerSecond(step) * order.batchSize();
        Map<String, Double> losses = tally.means();
        data.heldOut().forEach((split, images) -> model.heldOutLosses(images)
                .forEach((name, loss) -> losses.put(split + "_" + name, loss)));
        OptionalDouble spread = diversity.of(model);
        spread.ifPresent(value -> losses.put("diversity", value));
        EpochReport report =
                new EpochReport(epochsDone(), plan.epochs(), step, losses, imagesPerSecond, epochPace.elapsed());
        history.add(report);
        tally = new LossTally();
        listener.onEpoch(report);
        spread.ifPresent(this::requireDiverse);
        if (plan.checkpointsBetween(epochsDone())) {
            published(snapshot());
        }
        epochPace = Pace.from(step);
    }

    private void requireDiverse(double spread) {
        double least = plan.recipe().optimisation().leastDiversity();
        if (spread < least) {
            throw new TrainingCollapsedException(epochsDone(), spread, least);
        }
    }

    private TrainingSnapshot published(TrainingSnapshot snapshot) {
        listener.onCheckpoint(snapshot);
        return snapshot;
    }

    private TrainingSnapshot snapshot() {
        readLosses();
        LearnedState learned = finite(model.learned());
        return new TrainingSnapshot(
                epochsDone(),
                step,
                stepInEpoch() > 0,
                epochsDone() >= plan.epochs(),
                device,
                plan.recipe().latentSize(),
                GeneratorExport.onnx(model, plan.recipe(), data.images().classes(), shape),
                TrainingStateFormat.encode(state(learned)),
                SampleGrid.png(model, shape, plan.recipe(), plan.seed()),
                ReconstructionGrid.png(model, shape, data),
                ReferenceImages.safetensors(model, shape, plan.recipe(), plan.seed()),
                history);
    }

    /** A step can end with finite losses and with tensors or moments that are not: such a run learns nothing any more. */
    private LearnedState finite(LearnedState learned) {
        learned.firstNotFinite().ifPresent(tensor -> {
            throw TrainingDivergedException.ofTensor(step, epochsDone() + 1, tensor);
        });
        return learned;
    }

    private TrainingState state(LearnedState learned) {
        List<Map<String, Double>> means =
                history.stream().map(EpochReport::losses).toList();
        return new TrainingState(run, step, tally.sums(), means, learned);
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
