package io.augmenta.zoo.training;

/** A loss stopped being a finite number. Earlier snapshots remain good. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long step;

    TrainingDivergedException(long step, int epoch, String loss, double value) {
        super(("Training diverged at step %d (epoch %d): the %s loss is %s. The last checkpoint is unharmed;"
                        + " try a lower learning-rate")
                .formatted(step, epoch, loss, value));
        this.step = step;
    }

    /** The generator step, from 1, at which it happened. */
    public long step() {
        return step;
    }
}
