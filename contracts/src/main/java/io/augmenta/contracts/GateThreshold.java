package io.augmenta.contracts;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A limit that a release gate can hold an evaluation to. */
public enum GateThreshold {
    /** The least by which accuracy with generated images must exceed that on real ones alone; below 0, what may be lost. */
    LEAST_GAIN("least-gain", -1, 1),
    /** The same over real images of which some are repeated; needs the control {@value #REPEATED}. */
    LEAST_GAIN_OVER_REPEATED("least-gain-over-repeated", -1, 1),
    /** The least accuracy with generated images added. */
    LEAST_ACCURACY("least-accuracy", 0, 1),
    /** The least coverage, as a share of what real images reach. */
    LEAST_COVERAGE_SHARE("least-coverage-share", 0, 1),
    /** The largest Fréchet distance, as a multiple of that between real images. */
    MOST_FRECHET_MULTIPLE("most-frechet-multiple", 0, 1_000_000),
    /** The largest Kolmogorov-Smirnov distance of pixel intensities. */
    MOST_KS_PIXELS("most-ks-pixels", 0, 1),
    /** The largest copy rate, by pixels, by fingerprints and by features alike. */
    MOST_COPIED("most-copied", 0, 1),
    /** The largest area under the ROC curve of a membership inference attack; 0.5 is guessing. */
    MOST_MEMBERSHIP_AREA("most-membership-area", 0, 1);

    /** The control that {@link #LEAST_GAIN_OVER_REPEATED} looks at. */
    static final String REPEATED = "repeated";

    private final String label;
    private final double least;
    private final double most;

    GateThreshold(String label, double least, double most) {
        this.label = label;
        this.least = least;
        this.most = most;
    }

    /** The name in events and settings, such as {@code most-copied}. */
    public String label() {
        return label;
    }

    boolean allows(double limit) {
        return limit >= least && limit <= most;
    }

    String range() {
        return text(least) + " to " + text(most);
    }

    private static String text(double bound) {
        return Long.toString((long) bound);
    }

    static Optional<GateThreshold> named(String label) {
        return Arrays.stream(values())
                .filter(threshold -> threshold.label.equals(label))
                .findFirst();
    }

    /** All names, each with what it may be, for a person to read. */
    static String all() {
        return Arrays.stream(values())
                .map(threshold -> threshold.label + " (" + threshold.range() + ")")
                .collect(Collectors.joining(", "));
    }
}
