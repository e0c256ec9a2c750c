package io.augmenta.imaging.phantom;

import static io.augmenta.imaging.phantom.Shading.clamp;
import static io.augmenta.imaging.phantom.Shading.step;

import io.augmenta.imaging.RasterImage;
import java.util.SplittableRandom;

/**
 * Draws one brain-like slice: scalp, skull, folded cortex, ventricles and, in three of the classes, a lesion at its
 * typical place. Plane, pose, proportions, tissue contrast, uneven field and noise are drawn by lot, the same in all classes
 * (but axial slices with a pituitary lesion are low ones), so that nothing but the lesion gives the class away.
 *
 * <p>The same arguments give the same picture. It looks like a brain on purpose and is of no diagnostic use whatever.
 */
final class PhantomBrain {

    private final SlicePlane plane;
    private final Anatomy anatomy;
    private final Lesion lesion;
    private final Pose pose;
    private final SmoothNoise field;
    private final double fieldStrength;
    private final double noise;
    private final double gain;
    private final double gamma;
    private final SplittableRandom grain;

    private PhantomBrain(LesionKind kind, SplittableRandom random) {
        plane = drawPlane(random);
        double anyLevel = random.nextDouble();
        // the sella lies in the low slices
        double level = kind == LesionKind.PITUITARY ? 1 - anyLevel * (1 - Anatomy.LOW_LEVEL) : anyLevel;
        Contrast contrast = Contrast.draw(random);
        anatomy = new Anatomy(plane, level, contrast, random.split());
        lesion = Lesion.draw(kind, anatomy, contrast, random.split());
        pose = Pose.draw(random);
        field = new SmoothNoise(random.split());
        fieldStrength = 0.05 + 0.25 * random.nextDouble();
        noise = 0.008 + 0.035 * random.nextDouble();
        gain = 0.75 + 0.35 * random.nextDouble();
        gamma = 0.8 + 0.5 * random.nextDouble();
        grain = random.split();
    }

    /**
     * Draws a grey picture {@code [1, size, size]}.
     *
     * @param seed of the whole set
     * @param index of the picture within its class
     */
    static RasterImage draw(LesionKind kind, long seed, int index, int size) {
        SplittableRandom random = new SplittableRandom(mixSeed(seed, kind, index));
        return new PhantomBrain(kind, random).render(size);
    }

    private static long mixSeed(long seed, LesionKind kind, int index) {
        long classSeed = new SplittableRandom(seed ^ (long) kind.label().hashCode() << 32).nextLong();
        return new SplittableRandom(classSeed + index).nextLong();
    }

    private static SlicePlane drawPlane(SplittableRandom random) {
        double lot = random.nextDouble();
        if (lot < 0.6) {
            return SlicePlane.AXIAL;
        }
        return lot < 0.8 ? SlicePlane.CORONAL : SlicePlane.SAGITTAL;
    }

    private RasterImage render(int size) {
        byte[] pixels = new byte[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double u = 2 * (column + 0.5) / size - 1;
                double v = 2 * (row + 0.5) / size - 1;
                pixels[row * size + column] = (byte) Math.round(255 * measured(u, v));
            }
        }
        return RasterImage.grey(size, size, pixels);
    }

    /** What a scanner would show at a place of the picture, -1 to 1: the tissue through field, window and noise. */
    private double measured(double u, double v) {
        double x = pose.x(u, v);
        double y = pose.y(u, v);
        double value = Math.abs(x) > 1.25 || Math.abs(y) > 1.25 ? 0 : tissue(x, y);
        double uneven = 1 + fieldStrength * field.at(0.9 * u + 8, 0.9 * v + 8);
        double windowed = gain * StrictMath.pow(clamp(value * uneven, 0, 1), gamma);
        double real = windowed + noise * normal();
        double imaginary = noise * normal();
        return clamp(Math.sqrt(real * real + imaginary * imaginary) - 0.5 * noise, 0, 1);
    }

    private double tissue(double x, double y) {
        double push = lesion.push(x, y);
        double fromX = x - push * (x - lesion.x());
        double fromY = y - push * (y - lesion.y());
        double healthy = anatomy.brightness(push > 0.01 ? fromX : x, push > 0.01 ? fromY : y);
        return lesion.shade(x, y, healthy, step(-0.01, 0.012, anatomy.brainDepth(x, y)));
    }

    /** Nearly normal, by the sum of four uniform numbers: the same on every JDK, unlike the library's. */
    private double normal() {
        double sum = grain.nextDouble() + grain.nextDouble() + grain.nextDouble() + grain.nextDouble();
        return (sum - 2) * 1.7320508;
    }

    /** From the picture to the head: turned, scaled, shifted, mirrored. */
    private record Pose(double cos, double sin, double scale, double shiftX, double shiftY, boolean mirrored) {

        static Pose draw(SplittableRandom random) {
            double turn = Math.toRadians(10 * (2 * random.nextDouble() - 1));
            return new Pose(
                    StrictMath.cos(turn),
                    StrictMath.sin(turn),
                    0.82 + 0.13 * random.nextDouble(),
                    0.05 * (2 * random.nextDouble() - 1),
                    0.05 * (2 * random.nextDouble() - 1),
                    random.nextDouble() < 0.5);
        }

        double x(double u, double v) {
            double turned = (cos * (u - shiftX) + sin * (v - shiftY)) / scale;
            return mirrored ? -turned : turned;
        }

        double y(double u, double v) {
            return (cos * (v - shiftY) - sin * (u - shiftX)) / scale;
        }
    }
}
