package io.augmenta.zoo.training;

/** A loss stopped being a finite number. Earlier snapshots remain good. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long step;

    private TrainingDivergedException(long step, int epoch, String what) {
        super("Training diverged at step %d (epoch %d): %s. The last checkpoint is unharmed; try a lower learning-rate"
                .formatted(step, epoch, what));
        this.step = step;
    }

    static TrainingDivergedException ofLoss(long step, int epoch, String loss, double value) {
        return new TrainingDivergedException(step, epoch, "the %s loss is %s".formatted(loss, value));
    }

    static TrainingDivergedException ofTensor(long step, int epoch, String tensor) {
        return new TrainingDivergedException(step, epoch, "%s holds a number that is not finite".formatted(tensor));
    }

    /** The generator step, from 1, at which it happened. */
    public long step() {
        return step;
    }
}
