package io.augmenta.imaging.phantom;

import static io.augmenta.imaging.phantom.Shading.chain;
import static io.augmenta.imaging.phantom.Shading.ellipse;
import static io.augmenta.imaging.phantom.Shading.join;
import static io.augmenta.imaging.phantom.Shading.mix;
import static io.augmenta.imaging.phantom.Shading.step;

import java.util.SplittableRandom;

/**
 * One head without lesion, as a function of the place: {@code x} to the right, {@code y} down, the head about 1 in
 * radius around the origin. In sagittal slices the face is on the left.
 */
final class Anatomy {

    /** Axial slices from this level on pass through the base of the brain. */
    static final double LOW_LEVEL = 0.7;

    private final SlicePlane plane;
    private final Contrast contrast;
    private final SmoothNoise folds;
    private final SmoothNoise texture;
    private final double halfWidth;
    private final double halfHeight;
    private final double[] outline = new double[4];
    private final double scalp;
    private final double bone;
    private final double fluidRim;
    private final double foldFrequency;
    private final double foldDepth;
    private final double foldWidth;
    private final double ventricleWidth;
    private final double ventricleSkew;
    private final double level;

    /** @param level height of an axial slice, 0 the highest, 1 the lowest */
    Anatomy(SlicePlane plane, double level, Contrast contrast, SplittableRandom random) {
        this.plane = plane;
        this.level = level;
        this.contrast = contrast;
        folds = new SmoothNoise(random);
        texture = new SmoothNoise(random);
        halfWidth = (plane == SlicePlane.SAGITTAL ? 0.97 : 0.80) + 0.05 * signed(random);
        halfHeight = (plane == SlicePlane.AXIAL ? 0.98 : 0.88) + 0.05 * signed(random);
        for (int i = 0; i < outline.length; i++) {
            outline[i] = 0.018 * signed(random);
        }
        scalp = 0.045 + 0.03 * random.nextDouble();
        bone = 0.035 + 0.03 * random.nextDouble();
        fluidRim = 0.01 + 0.03 * random.nextDouble();
        foldFrequency = 4.2 + 1.6 * random.nextDouble();
        foldDepth = 0.24 + 0.14 * random.nextDouble();
        foldWidth = 0.10 + 0.10 * random.nextDouble();
        ventricleWidth = 0.028 + 0.05 * random.nextDouble() * random.nextDouble() * 2;
        ventricleSkew = 0.04 * signed(random);
    }

    SlicePlane plane() {
        return plane;
    }

    /** How far inside the inner face of the skull a place is; negative outside. */
    double brainDepth(double x, double y) {
        return headDepth(x, y) - scalp - bone;
    }

    /** Brightness 0 to 1 without lesion, noise and uneven field. */
    double brightness(double x, double y) {
        double depth = headDepth(x, y);
        if (depth < -0.02) {
            return 0;
        }
        double inner = depth - scalp - bone;
        double value = contrast.scalp() * step(-0.008, 0.008, depth);
        value = mix(value, contrast.skull(), step(-0.012, 0.012, depth - scalp));
        double ridge = folds.at(5 * x, 5 * y) * 0.012;
        value = mix(value, contrast.fluid(), step(-0.01, 0.012, inner));
        if (inner > -0.01) {
            value = mix(value, brain(x, y, inner), step(-0.008, 0.012, inner - fluidRim - ridge));
        }
        return plane == SlicePlane.AXIAL
                ? value
                : mix(value, belowBrain(x, y), step(-0.012, 0.012, belowFloor(x, y)) * step(0, 0.03, depth - scalp));
    }

    private double headDepth(double x, double y) {
        double u = x / halfWidth;
        double v = y / halfHeight;
        double radius = Math.sqrt(u * u + v * v) + 1e-9;
        double cos = u / radius;
        double sin = v / radius;
        double edge = 1
                + outline[0] * (2 * cos * cos - 1)
                + outline[1] * 2 * sin * cos
                + outline[2] * cos * (4 * cos * cos - 3)
                + outline[3] * sin * (3 - 4 * sin * sin);
        return (edge - radius) * 0.9;
    }

    private double brain(double x, double y, double depth) {
        double fissure = fissureDistance(x, y);
        double surface = Math.min(depth, fissure + 0.01);
        double reach = Math.sqrt(x * x + y * y) + 1e-9;
        double bendX = 0.5 * folds.at(5 * x + 31, 5 * y + 7);
        double bendY = 0.5 * folds.at(5 * x + 3, 5 * y + 51);
        double wave = folds.at(
                foldFrequency * (x / reach) + 3.2 * x + bendX + 11, foldFrequency * (y / reach) + 3.2 * y + bendY + 23);
        double crease = 1 - 2.2 * Math.abs(wave);
        double sulcus = step(1 - 2.2 * foldWidth, 1, crease) * step(foldDepth, 0.02, surface);
        double around = step(0.45 - foldWidth, 0.85, crease) * step(foldDepth + 0.06, 0.06, surface);
        double ribbon = Math.max(step(0.085, 0.045, surface), around);
        double value = mix(contrast.whiteMatter(), contrast.greyMatter(), ribbon);
        value = mix(value, contrast.greyMatter(), 0.8 * nuclei(x, y));
        value = mix(value, contrast.fluid(), 0.85 * sulcus);
        value = mix(value, contrast.fluid(), 0.8 * step(0.022, 0.006, fissure));
        value = special(x, y, value);
        value = mix(value, contrast.fluid(), ventricles(x, y));
        return value * (1 + 0.05 * texture.rough(9 * x, 9 * y));
    }

    /** Distance to the cleft between the halves, where the plane shows it. */
    private double fissureDistance(double x, double y) {
        double wobble = 0.03 * folds.at(40, 3 * y);
        return switch (plane) {
            case AXIAL -> Math.abs(x + wobble) + 0.5 * Math.max(0, 0.42 - Math.abs(y + 0.05));
            case CORONAL -> Math.abs(x + wobble) + 0.5 * Math.max(0, y + 0.32);
            case SAGITTAL -> 1;
        };
    }

    private double nuclei(double x, double y) {
        double side = Math.abs(x + ventricleSkew);
        return switch (plane) {
            case AXIAL ->
                Math.max(
                        step(1.15, 0.85, ellipse(side, y, 0.24, -0.06, 0.08, 0.15)),
                        step(1.15, 0.85, ellipse(side, y, 0.12, 0.16, 0.09, 0.11)));
            case CORONAL ->
                Math.max(
                        step(1.15, 0.85, ellipse(side, y, 0.24, 0.05, 0.09, 0.12)),
                        step(1.15, 0.85, ellipse(side, y, 0.10, 0.08, 0.07, 0.08)));
            case SAGITTAL -> step(1.15, 0.85, ellipse(x, y, 0.02, 0.02, 0.15, 0.09));
        };
    }

    private double ventricles(double x, double y) {
        double bentX = x + 0.03 * texture.at(2.6 * x + 9, 2.6 * y);
        double bentY = y + 0.03 * texture.at(2.6 * x, 2.6 * y + 33);
        double side = Math.abs(bentX + ventricleSkew);
        double distance =
                switch (plane) {
                    case AXIAL -> axialVentricles(side, bentY);
                    case CORONAL ->
                        join(
                                chain(side, bentY, 0.04, -0.15, 0.10, -0.20) - 0.01,
                                join(
                                        chain(side, bentY, 0.10, -0.20, 0.20, -0.22) + 0.2 * ventricleWidth,
                                        chain(side, bentY, 0, -0.02, 0, 0.14) + 0.6 * ventricleWidth,
                                        0.02),
                                0.04);
                    case SAGITTAL ->
                        join(
                                chain(bentX, bentY, -0.28, -0.03, -0.18, -0.13, 0.02, -0.17),
                                join(
                                        chain(bentX, bentY, 0.02, -0.17, 0.26, -0.10) + 0.3 * ventricleWidth,
                                        chain(bentX, bentY, 0.24, 0.28, 0.29, 0.40) + 0.3 * ventricleWidth,
                                        0.02),
                                0.05);
                };
        return step(ventricleWidth + 0.014, ventricleWidth - 0.014, distance);
    }

    /** High slices show the bodies only, middle ones the horns and the third ventricle, low ones the cistern. */
    private double axialVentricles(double side, double y) {
        if (level >= LOW_LEVEL) {
            double arms = join(
                    chain(side, y, 0, -0.12, 0.16, -0.15) + 0.1 * ventricleWidth,
                    chain(side, y, 0.16, -0.15, 0.36, -0.10) + 0.55 * ventricleWidth,
                    0.05);
            double back = chain(side, y, 0, -0.30, 0, -0.10, 0.11, 0.06, 0.11, 0.17) + 0.45 * ventricleWidth;
            return join(arms, back, 0.06);
        }
        if (level < 0.3) {
            double front = chain(side, y, 0.11, -0.27, 0.09, -0.05);
            return join(front, chain(side, y, 0.09, -0.05, 0.15, 0.26) + 0.3 * ventricleWidth, 0.05);
        }
        double front = chain(side, y, 0.14, -0.31, 0.07, -0.20) - 0.008;
        double waist = chain(side, y, 0.07, -0.20, 0.05, -0.02, 0.09, 0.12) + 0.55 * ventricleWidth;
        double back = chain(side, y, 0.11, 0.18, 0.20, 0.33) - 0.002;
        double third = chain(side, y, 0, 0.02, 0, 0.17) + 0.65 * ventricleWidth;
        return join(join(front, waist, 0.05), join(back, third, 0.02), 0.05);
    }

    /** What only one plane shows: the arch of white matter, the brain stem, the cerebellum, the lateral clefts. */
    private double special(double x, double y, double value) {
        return switch (plane) {
            case AXIAL -> value;
            case CORONAL -> {
                double cleft = chain(Math.abs(x), y, 0.72, 0.14, 0.50, 0.10, 0.40, 0.02);
                yield mix(value, contrast.fluid(), 0.8 * step(0.03, 0.012, cleft));
            }
            case SAGITTAL -> sagittalParts(x, y, value);
        };
    }

    private double sagittalParts(double x, double y, double value) {
        double arch = chain(x, y, -0.40, 0.02, -0.36, -0.14, -0.18, -0.25, 0.08, -0.27, 0.32, -0.20, 0.42, -0.06);
        double drawn = mix(value, contrast.whiteMatter() * 1.08, step(0.055, 0.035, arch));
        double stem = chain(x, y, 0.06, 0.12, 0.10, 0.34, 0.20, 0.60, 0.24, 0.95);
        drawn = mix(drawn, contrast.whiteMatter() * 0.97, step(0.12, 0.10, stem));
        double cerebellum = ellipse(x, y, 0.48, 0.42, 0.27, 0.21);
        double leaves = StrictMath.sin(46 * chain(x, y, 0.26, 0.42, 0.40, 0.42) + 2 * folds.at(4 * x, 4 * y));
        double leafy = mix(contrast.greyMatter(), contrast.whiteMatter() * 0.85, 0.5 + 0.5 * leaves);
        drawn = mix(drawn, contrast.fluid(), step(1.14, 1.06, cerebellum) * 0.7);
        return mix(drawn, leafy, step(1.04, 0.97, cerebellum));
    }

    /** Positive below the floor of the skull; axial slices show none. */
    double belowFloor(double x, double y) {
        if (plane == SlicePlane.AXIAL) {
            return -1;
        }
        double uneven = 0.03 * folds.at(4 * x + 3, 50);
        if (plane == SlicePlane.CORONAL) {
            double side = Math.abs(x);
            double lobes = 0.46 + 0.16 * step(0.16, 0.36, side) - 0.30 * step(0.5, 0.85, side);
            return y - lobes + uneven;
        }
        double front = 0.30 + 0.14 * step(-0.55, -0.16, x);
        double back = mix(front, 0.72, step(-0.10, 0.10, x));
        return y - back + uneven;
    }

    private double belowBrain(double x, double y) {
        double patches = texture.rough(4.5 * x, 4.5 * y);
        double value = contrast.softTissue() * (1 + 0.55 * patches);
        double caves = step(0.35, 0.6, texture.at(3.1 * x + 20, 3.1 * y + 5));
        value = mix(value, 0.03, caves);
        double base = belowFloor(x, y);
        return mix(contrast.skull(), value, step(0.03, 0.07, base));
    }

    private static double signed(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }
}
