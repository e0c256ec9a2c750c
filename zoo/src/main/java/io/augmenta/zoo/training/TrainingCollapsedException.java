package io.augmenta.zoo.training;

/** The samples of a class are nearly equal, and the recipe asks to stop then. Earlier snapshots are unharmed. */
public final class TrainingCollapsedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingCollapsedException(int epoch, double diversity, double least) {
        super(
                ("Training collapsed at epoch %d: the samples of a class differ by %.3g of what its real images differ by;"
                                + " least-diversity is %s. The last checkpoint is unharmed; try another seed or a lower learning-rate")
                        .formatted(epoch, diversity, least));
    }
}
