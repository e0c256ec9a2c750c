package io.augmenta.zoo.classifier;

/**
 * A learning rate that rises in a straight line to its peak and falls along half a cosine to nothing (Smith and Topin
 * 2018; Loshchilov and Hutter 2017). Ending at nothing settles the weights, which makes averaging them needless.
 *
 * @param peak the highest rate
 * @param steps how many steps there are, at least 1
 */
record OneCycle(double peak, long steps) {

    private static final double RISING_SHARE = 0.15;

    /** The rate of a step, 0 to {@code steps - 1}; above 0 for each. */
    double at(long step) {
        double rising = RISING_SHARE * steps;
        if (step < rising) {
            return peak * Math.min(1, (step + 1) / rising);
        }
        double done = (step - rising) / (steps - rising);
        return peak * 0.5 * (1 + Math.cos(Math.PI * done));
    }
}
