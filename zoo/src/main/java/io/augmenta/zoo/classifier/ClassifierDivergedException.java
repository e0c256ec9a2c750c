package io.augmenta.zoo.classifier;

/** The loss stopped being a finite number. */
public final class ClassifierDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ClassifierDivergedException(String message) {
        super(message);
    }

    /**
     * Lets a finite loss pass.
     *
     * @param step from 1, over all epochs
     * @param epoch from 1
     */
    static double requireFinite(double loss, long step, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new ClassifierDivergedException(
                    "The classifier diverged at step %d (epoch %d): the loss is %s; try a lower learning-rate"
                            .formatted(step, epoch, loss));
        }
        return loss;
    }
}
