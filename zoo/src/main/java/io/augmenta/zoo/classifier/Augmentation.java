package io.augmenta.zoo.classifier;

import io.augmenta.zoo.random.RandomStream;

/**
 * Classical augmentation, small random changes of an image: mirrored left to right, turned, enlarged and moved, all by one
 * bilinear look-up (Jaderberg et al. 2015); beyond the border, the border's pixels go on. Then its grey values: contrast
 * about the middle of the range and brightness, cut off at black and white. A share of the images is left as it is. For one
 * thread.
 */
public final class Augmentation {
    private static final int DRAWS_OF_A_POSE = 6;
    private static final int DRAWS_OF_INTENSITIES = 2;
    private static final double MIDDLE = 127.5;
    private static final double WHITE = 255;

    private final AugmentationSettings settings;
    private final int channels;
    private final int height;
    private final int width;

    /**
     * An augmentation of images of one shape.
     *
     * @param settings how much it changes
     * @param channels channels of every image
     * @param height rows of every image
     * @param width columns of every image
     */
    public Augmentation(AugmentationSettings settings, int channels, int height, int width) {
        this.settings = settings;
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    /**
     * Changes images in place.
     *
     * @param images {@code [N, C, H, W]}, one unsigned byte each
     * @param random what is drawn from; the same stream gives the same changes
     */
    public void apply(byte[] images, RandomStream random) {
        if (settings.leavesImagesAlone()) {
            return;
        }
        int bytesPerImage = channels * height * width;
        int count = images.length / bytesPerImage;
        // a stream without intensities stays what it was, so that trainings of old can be repeated
        int drawsPerImage = DRAWS_OF_A_POSE + (settings.intensity() == 0 ? 0 : DRAWS_OF_INTENSITIES);
        float[] draws = random.uniforms(count * drawsPerImage);
        byte[] original = new byte[bytesPerImage];
        for (int i = 0; i < count; i++) {
            int first = i * drawsPerImage;
            boolean changed = draws[first + 5] >= settings.shareLeftAsItIs();
            if (changed && !settings.leavesPoses()) {
                System.arraycopy(images, i * bytesPerImage, original, 0, bytesPerImage);
                pose(draws, first).draw(original, images, i * bytesPerImage);
            }
            if (changed && settings.intensity() > 0) {
                changeIntensities(images, i * bytesPerImage, draws[first + 6], draws[first + 7]);
            }
        }
    }

    private void changeIntensities(byte[] images, int offset, float contrastDraw, float brightnessDraw) {
        double contrast = 1 + settings.intensity() * signed(contrastDraw);
        double brightness = WHITE * settings.intensity() * signed(brightnessDraw);
        byte[] changed = new byte[256];
        for (int value = 0; value < changed.length; value++) {
            double moved = MIDDLE + contrast * (value - MIDDLE) + brightness;
            changed[value] = (byte) Math.round(Math.max(0, Math.min(WHITE, moved)));
        }
        for (int i = offset; i < offset + channels * height * width; i++) {
            images[i] = changed[Byte.toUnsignedInt(images[i])];
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
