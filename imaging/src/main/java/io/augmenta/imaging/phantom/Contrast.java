package io.augmenta.imaging.phantom;

import java.util.SplittableRandom;

/**
 * How bright each tissue is, 0 to 1: T1-like slices show fluid dark and white matter bright, T2-like ones the reverse.
 */
record Contrast(
        double scalp,
        double skull,
        double fluid,
        double greyMatter,
        double whiteMatter,
        double softTissue,
        double lesion,
        double core,
        double swelling) {

    static Contrast draw(SplittableRandom random) {
        boolean weightedT1 = random.nextDouble() < 0.8;
        Contrast typical = weightedT1
                ? new Contrast(0.80, 0.10, 0.14, 0.42, 0.58, 0.35, 0.88, 0.20, 0.36)
                : new Contrast(0.55, 0.06, 0.88, 0.48, 0.36, 0.30, 0.60, 0.95, 0.72);
        return new Contrast(
                vary(random, typical.scalp, 0.12),
                vary(random, typical.skull, 0.04),
                vary(random, typical.fluid, 0.06),
                vary(random, typical.greyMatter, 0.05),
                vary(random, typical.whiteMatter, 0.05),
                vary(random, typical.softTissue, 0.08),
                vary(random, typical.lesion, 0.09),
                vary(random, typical.core, 0.05),
                vary(random, typical.swelling, 0.04));
    }

    private static double vary(SplittableRandom random, double typical, double by) {
        return typical + by * (2 * random.nextDouble() - 1);
    }
}
