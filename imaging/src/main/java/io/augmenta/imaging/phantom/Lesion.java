package io.augmenta.imaging.phantom;

import static io.augmenta.imaging.phantom.Shading.mix;
import static io.augmenta.imaging.phantom.Shading.step;

import java.util.SplittableRandom;

/** One lesion in one head: a place, a size, and how it changes the brightness there. */
final class Lesion {

    private final LesionKind kind;
    private final Contrast contrast;
    private final double x;
    private final double y;
    private final double radius;
    private final double stretch;
    private final double cos;
    private final double sin;
    private final double coreShare;
    private final SmoothNoise edge;

    private Lesion(LesionKind kind, Contrast contrast, double x, double y, double radius, SplittableRandom random) {
        this.kind = kind;
        this.contrast = contrast;
        this.x = x;
        this.y = y;
        this.radius = radius;
        stretch = kind == LesionKind.PITUITARY ? 1.05 + 0.3 * random.nextDouble() : 1 + 0.35 * random.nextDouble();
        double angle = kind == LesionKind.PITUITARY ? 0 : Math.PI * random.nextDouble();
        cos = StrictMath.cos(angle);
        sin = StrictMath.sin(angle);
        coreShare = 0.35 + 0.35 * random.nextDouble();
        edge = new SmoothNoise(random);
    }

    /** Draws place and size by lot, where the kind is found. */
    static Lesion draw(LesionKind kind, Anatomy anatomy, Contrast contrast, SplittableRandom random) {
        return switch (kind) {
            case GLIOMA -> glioma(anatomy, contrast, random);
            case MENINGIOMA -> meningioma(anatomy, contrast, random);
            case PITUITARY -> pituitary(anatomy, contrast, random);
            case NO_TUMOR -> new Lesion(kind, contrast, 0, 0, 0, random);
        };
    }

    /** Within a half of the brain, away from the skull and from the midline. */
    private static Lesion glioma(Anatomy anatomy, Contrast contrast, SplittableRandom random) {
        double radius = 0.15 + 0.11 * random.nextDouble();
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            boolean deep = anatomy.brainDepth(x, y) > 0.75 * radius + 0.06 && anatomy.belowFloor(x, y) < -radius;
            boolean aside = anatomy.plane() == SlicePlane.SAGITTAL || Math.abs(x) > 0.5 * radius + 0.08;
            if (deep && aside) {
                return new Lesion(LesionKind.GLIOMA, contrast, x, y, radius, random);
            }
        }
    }

    /** Its back against the skull, anywhere above the floor; sometimes against the falx. */
    private static Lesion meningioma(Anatomy anatomy, Contrast contrast, SplittableRandom random) {
        double radius = 0.15 + 0.10 * random.nextDouble();
        if (anatomy.plane() != SlicePlane.SAGITTAL && random.nextDouble() < 0.2) {
            double side = random.nextDouble() < 0.5 ? -1 : 1;
            double top = anatomy.plane() == SlicePlane.CORONAL || random.nextDouble() < 0.5 ? -1 : 1;
            double y = top * (0.42 + 0.2 * random.nextDouble());
            return new Lesion(LesionKind.MENINGIOMA, contrast, side * 0.75 * radius, y, radius, random);
        }
        while (true) {
            double direction = 2 * Math.PI * random.nextDouble();
            double cos = StrictMath.cos(direction);
            double sin = StrictMath.sin(direction);
            double reach = 1.2;
            while (anatomy.brainDepth(reach * cos, reach * sin) < 0.72 * radius) {
                reach -= 0.004;
            }
            if (anatomy.belowFloor(reach * cos, reach * sin) < -0.6 * radius) {
                return new Lesion(LesionKind.MENINGIOMA, contrast, reach * cos, reach * sin, radius, random);
            }
        }
    }

    /** On the midline above the sella. */
    private static Lesion pituitary(Anatomy anatomy, Contrast contrast, SplittableRandom random) {
        double radius = 0.105 + 0.06 * random.nextDouble();
        double aside = 0.03 * (2 * random.nextDouble() - 1);
        return switch (anatomy.plane()) {
            case AXIAL -> new Lesion(LesionKind.PITUITARY, contrast, aside, -0.12 + aside, radius, random);
            case CORONAL -> new Lesion(LesionKind.PITUITARY, contrast, aside, 0.47 - 0.6 * radius, radius, random);
            case SAGITTAL ->
                new Lesion(LesionKind.PITUITARY, contrast, -0.13 + aside, 0.44 - 0.6 * radius, radius, random);
        };
    }

    /** How much of the way from the centre a place near the lesion has been pushed outward, 0 to below 1. */
    double push(double atX, double atY) {
        if (kind == LesionKind.NO_TUMOR) {
            return 0;
        }
        double far = awayFrom(atX, atY);
        // beyond this, less than a hundredth of a pixel
        return far > 4 ? 0 : 0.45 * StrictMath.exp(-0.35 * far * far);
    }

    /** Distance from the centre, in radii. */
    private double awayFrom(double atX, double atY) {
        double offX = atX - x;
        double offY = atY - y;
        return Math.sqrt(offX * offX + offY * offY) / radius;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    /** The brightness with the lesion, from the one without it; {@code inside} is 1 within the skull. */
    double shade(double atX, double atY, double brightness, double inside) {
        return switch (kind) {
            case GLIOMA -> shadeGlioma(atX, atY, brightness, inside);
            case MENINGIOMA -> shadeMeningioma(atX, atY, brightness, inside);
            case PITUITARY -> mix(brightness, contrast.lesion(), step(1.08, 0.9, distance(atX, atY, 0.10)));
            case NO_TUMOR -> brightness;
        };
    }

    private double shadeGlioma(double atX, double atY, double brightness, double inside) {
        double far = awayFrom(atX, atY);
        if (far > 4) {
            return brightness;
        }
        double distance = distance(atX, atY, 0.45);
        double fingers = distance + 0.35 * edge.rough(atX * 9, atY * 9);
        double value = mix(brightness, contrast.swelling(), 0.85 * step(2.0, 1.5, fingers));
        double patchy = contrast.lesion() * (0.92 + 0.25 * edge.rough(atX * 14 + 5, atY * 14));
        value = mix(value, patchy, step(1.12, 0.92, distance));
        double core = distance + 0.2 * edge.rough(atX * 11 + 30, atY * 11);
        value = mix(value, contrast.core(), step(coreShare + 0.12, coreShare - 0.12, core));
        return mix(brightness, value, inside);
    }

    private double shadeMeningioma(double atX, double atY, double brightness, double inside) {
        double distance = distance(atX, atY, 0.10);
        double cleft = mix(brightness, contrast.fluid(), 0.7 * step(1.25, 1.12, distance));
        double even = contrast.lesion() * (0.97 + 0.05 * edge.rough(atX * 7, atY * 7));
        return mix(brightness, mix(cleft, even, step(1.06, 0.96, distance)), inside);
    }

    /** 0 in the centre, 1 on the edge, which the noise bends by up to {@code roughness}. */
    private double distance(double atX, double atY, double roughness) {
        double u = (atX - x) * cos + (atY - y) * sin;
        double v = (atY - y) * cos - (atX - x) * sin;
        double round = Math.sqrt(u * u * stretch + v * v / stretch) / radius;
        return round * (1 + roughness * edge.rough(atX * 6 + 12, atY * 6 + 40));
    }
}
