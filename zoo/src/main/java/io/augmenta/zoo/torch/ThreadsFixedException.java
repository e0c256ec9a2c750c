package io.augmenta.zoo.torch;

/**
 * The engine of this process runs with another number of threads than the one asked for. It is not changed, for what is
 * computed then would depend on when the change came.
 */
public final class ThreadsFixedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ThreadsFixedException(int wanted, String fixed, String property) {
        super(
                ("PyTorch is asked to compute with %d threads an operator, but in this process it does with %s since it was"
                                + " started first, or since the system property %s says so. Configure all services of a process"
                                + " alike (augmenta.trainer.threads, augmenta.evaluator.threads)")
                        .formatted(wanted, fixed, property));
    }
}
