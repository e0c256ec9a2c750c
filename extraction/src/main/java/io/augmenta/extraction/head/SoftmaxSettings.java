package io.augmenta.extraction.head;

import io.augmenta.zoo.classifier.GivenSettings;

/**
 * How a {@link SoftmaxHead} is fitted.
 *
 * @param l2 weight λ of the penalty {@code λ/2 · ‖W‖²} beside the mean loss of an image, from 1e-8 to 1e6; in scikit-learn's
 *     terms {@code C = 1 / (λ · N)}
 * @param tolerance the fit is done when no entry of the gradient is larger, above 0
 * @param iterations how many steps there may be, at least 1
 */
public record SoftmaxSettings(double l2, double tolerance, int iterations) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException naming the setting, its value and what is allowed
     */
    public SoftmaxSettings {
        if (!(l2 >= 1e-8 && l2 <= 1e6)) {
            throw new IllegalArgumentException("l2 is " + l2 + "; allowed: a number from 1e-8 to 1e6");
        }
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance is " + tolerance + "; allowed: a number between 0 and 1");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations is " + iterations + "; allowed: 1 or more");
        }
    }

    /**
     * Takes settings from those that were given; what is left out takes its default.
     *
     * @throws io.augmenta.zoo.classifier.InvalidClassifierSettingsException naming the setting at fault, its value and what is
     *     allowed
     */
    public static SoftmaxSettings of(GivenSettings given) {
        return of(given.real("l2", 0.01, 1e-8, 1e6));
    }

    /** As tight as it takes for probabilities to be settled to about four digits. */
    public static SoftmaxSettings of(double l2) {
        return new SoftmaxSettings(l2, 1e-5, 5000);
    }
}
