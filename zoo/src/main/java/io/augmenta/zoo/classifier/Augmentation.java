package io.augmenta.zoo.classifier;

import io.augmenta.zoo.random.RandomStream;

/**
 * Random small changes of the pose of an image: mirrored left to right, turned, enlarged and moved, all by one bilinear
 * look-up (Jaderberg et al. 2015); beyond the border, the border's pixels go on. A quarter of the images is left as it
 * is. Used by one thread at a time.
 */
final class Augmentation {

    private static final int DRAWS_PER_IMAGE = 6;

    /**
     * Interpolation smooths. Were every image turned, the classifier would never see the grain of an image as it is,
     * and grainy generated images would be strange to it when it is scored on the very ones it learned from.
     */
    private static final double SHARE_LEFT_AS_IT_IS = 0.25;

    private final ClassifierSettings settings;
    private final int channels;
    private final int height;
    private final int width;

    Augmentation(ClassifierSettings settings, int channels, int height, int width) {
        this.settings = settings;
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    /**
     * Changes images in place.
     *
     * @param images {@code [N, C, H, W]}, one unsigned byte each
     */
    void apply(byte[] images, RandomStream random) {
        if (settings.leavesImagesAlone()) {
            return;
        }
        int bytesPerImage = channels * height * width;
        int count = images.length / bytesPerImage;
        float[] draws = random.uniforms(count * DRAWS_PER_IMAGE);
        byte[] original = new byte[bytesPerImage];
        for (int i = 0; i < count; i++) {
            int first = i * DRAWS_PER_IMAGE;
            if (draws[first + 5] >= SHARE_LEFT_AS_IT_IS) {
                System.arraycopy(images, i * bytesPerImage, original, 0, bytesPerImage);
                pose(draws, first).draw(original, images, i * bytesPerImage);
            }
        }
    }

    private Pose pose(float[] draws, int first) {
        boolean mirrored = draws[first] < settings.mirrorProbability();
        double angle = Math.toRadians(settings.rotationDegrees()) * signed(draws[first + 1]);
        double scale = 1 + settings.zoom() * signed(draws[first + 2]);
        double right = settings.shift() * width * signed(draws[first + 3]);
        double down = settings.shift() * height * signed(draws[first + 4]);
        return new Pose(Math.cos(angle) / scale, Math.sin(angle) / scale, mirrored, right, down);
    }

    /** From [0, 1) to [-1, 1). */
    private static double signed(float draw) {
        return 2.0 * draw - 1;
    }

    /** Where each pixel of the new image comes from, about the centre: a rotation and scale, then a move. */
    private final class Pose {
        private final double cos;
        private final double sin;
        private final boolean mirrored;
        private final double right;
        private final double down;

        Pose(double cos, double sin, boolean mirrored, double right, double down) {
            this.cos = cos;
            this.sin = sin;
            this.mirrored = mirrored;
            this.right = right;
            this.down = down;
        }

        void draw(byte[] original, byte[] target, int offset) {
            double centreX = (width - 1) / 2.0;
            double centreY = (height - 1) / 2.0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double fromX = (mirrored ? centreX - x : x - centreX) - right;
                    double fromY = y - centreY - down;
                    double sourceX = clamp(cos * fromX - sin * fromY + centreX, width - 1);
                    double sourceY = clamp(sin * fromX + cos * fromY + centreY, height - 1);
                    for (int channel = 0; channel < channels; channel++) {
                        int plane = channel * height * width;
                        target[offset + plane + y * width + x] =
                                (byte) Math.round(sample(original, plane, sourceX, sourceY));
                    }
                }
            }
        }

        private double sample(byte[] original, int plane, double x, double y) {
            int left = (int) x;
            int top = (int) y;
            int rightwards = left + 1 < width ? 1 : 0;
            int below = top + 1 < height ? width : 0;
            int at = plane + top * width + left;
            double upper = mix(original[at], original[at + rightwards], x - left);
            double lower = mix(original[at + below], original[at + below + rightwards], x - left);
            return upper + (lower - upper) * (y - top);
        }

        private double mix(byte first, byte second, double share) {
            int from = Byte.toUnsignedInt(first);
            return from + (Byte.toUnsignedInt(second) - from) * share;
        }

        private double clamp(double value, int most) {
            return Math.max(0, Math.min(most, value));
        }
    }
}
