package io.augmenta.zoo.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.random.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static final int HEIGHT = 6;
    private static final int WIDTH = 8;

    @Test
    void nothingAskedForLeavesEveryByte() {
        byte[] images = images();
        augment(Map.of(), images, 1);
        assertArrayEquals(images(), images);
    }

    @Test
    void mirroringSwapsLeftAndRightOfEveryChannelExactlyInThreeQuartersOfTheImages() {
        int count = 400;
        int mirrored = 0;
        for (int i = 0; i < count; i++) {
            byte[] image = Arrays.copyOf(images(), 2 * HEIGHT * WIDTH);
            byte[] original = image.clone();
            augment(Map.of("mirror-probability", "1"), image, i);
            if (Arrays.equals(leftAndRightSwapped(original), image)) {
                mirrored++;
            } else {
                assertArrayEquals(original, image);
            }
        }
        // four standard deviations of a binomial count
        assertEquals(0.75 * count, mirrored, 4 * Math.sqrt(count * 0.75 * 0.25));
    }

    private static byte[] leftAndRightSwapped(byte[] image) {
        byte[] swapped = new byte[image.length];
        for (int i = 0; i < image.length; i++) {
            swapped[i] = image[i / WIDTH * WIDTH + WIDTH - 1 - i % WIDTH];
        }
        return swapped;
    }

    @Test
    void turningLeavesADiscAsItWas() {
        byte[] disc = new byte[2 * HEIGHT * HEIGHT];
        for (int i = 0; i < disc.length; i++) {
            double x = i % HEIGHT - 2.5;
            double y = i / HEIGHT % HEIGHT - 2.5;
            disc[i] = (byte) Math.round(100 - 4 * (x * x + y * y));
        }
        byte[] turned = disc.clone();
        new Augmentation(settings(Map.of("rotation-degrees", "180")), 2, HEIGHT, HEIGHT)
                .apply(turned, RandomStream.of(4, "poses", 0));
        assertFalse(Arrays.equals(disc, turned));
        for (int y = 1; y < HEIGHT - 1; y++) {
            for (int x = 1; x < HEIGHT - 1; x++) {
                // bilinear look-up of a paraboloid is off by at most a quarter of its second difference in each axis
                assertTrue(Math.abs(disc[y * HEIGHT + x] - turned[y * HEIGHT + x]) <= 5);
            }
        }
    }

    @Test
    void movingShiftsARampByOneNumberForAllPixels() {
        byte[] ramp = new byte[HEIGHT * WIDTH];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (10 * (i % WIDTH));
        }
        new Augmentation(settings(Map.of("shift", "0.25")), 1, HEIGHT, WIDTH)
                .apply(ramp, RandomStream.of(4, "poses", 0));
        int moved = ramp[3] - 30;
        assertTrue(moved != 0 && Math.abs(moved) <= 20, "moved by " + moved);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 2; x < WIDTH - 2; x++) {
                assertTrue(Math.abs(ramp[y * WIDTH + x] - 10 * x - moved) <= 1);
            }
        }
    }

    @Test
    void intensitiesChangeByOneStraightLineCutOffAtBlackAndWhite() {
        byte[] ramp = new byte[256];
        for (int value = 0; value < ramp.length; value++) {
            ramp[value] = (byte) value;
        }
        byte[] changed = ramp.clone();
        new Augmentation(new AugmentationSettings(0, 0, 0, 0, 0.2, 0), 1, 16, 16)
                .apply(changed, RandomStream.of(5, "poses", 0));
        double contrast = (grey(changed, 148) - grey(changed, 108)) / 40;
        double brightness = (grey(changed, 148) + grey(changed, 107)) / 2 - 127.5;
        assertFalse(Arrays.equals(ramp, changed));
        assertTrue(Math.abs(contrast - 1) <= 0.2 + 0.025, "contrast " + contrast);
        assertTrue(Math.abs(brightness) <= 0.2 * 255 + 1, "brightness " + brightness);
        for (int value = 0; value < ramp.length; value++) {
            double straight = 127.5 + contrast * (value - 127.5) + brightness;
            // the slope is read off whole numbers 40 apart, so it is wrong by 1/40 at most
            assertEquals(Math.max(0, Math.min(255, straight)), grey(changed, value), 4.5);
        }
    }

    private static double grey(byte[] pixels, int index) {
        return Byte.toUnsignedInt(pixels[index]);
    }

    @Test
    void imagesAreAllChangedWhereNoneIsToBeLeft() {
        int count = 200;
        for (int i = 0; i < count; i++) {
            byte[] image = Arrays.copyOf(images(), 2 * HEIGHT * WIDTH);
            new Augmentation(new AugmentationSettings(1, 0, 0, 0, 0, 0), 2, HEIGHT, WIDTH)
                    .apply(image, RandomStream.of(9, "poses", i));
            assertArrayEquals(leftAndRightSwapped(Arrays.copyOf(images(), image.length)), image);
        }
    }

    @Test
    void settingsThatCannotBeAreRefusedWithWhatIsAllowed() {
        InvalidClassifierSettingsException refused = assertThrows(
                InvalidClassifierSettingsException.class, () -> new AugmentationSettings(0, 0.6, 0, 0, 0, 0));
        assertEquals("shift is 0.6; allowed: a number from 0 to 0.5", refused.getMessage());
        assertThrows(
                InvalidClassifierSettingsException.class, () -> new AugmentationSettings(0, 0, Double.NaN, 0, 0, 0));
    }

    @Test
    void sameStreamGivesTheSamePoses() {
        Map<String, String> all =
                Map.of("mirror-probability", "0.5", "shift", "0.1", "rotation-degrees", "20", "zoom", "0.2");
        byte[] first = images();
        byte[] again = images();
        byte[] other = images();
        augment(all, first, 1);
        augment(all, again, 1);
        augment(all, other, 2);
        assertArrayEquals(first, again);
        assertFalse(Arrays.equals(first, other));
    }

    /** Three images of two channels, bright ones among them. */
    private static byte[] images() {
        byte[] images = new byte[3 * 2 * HEIGHT * WIDTH];
        for (int i = 0; i < images.length; i++) {
            images[i] = (byte) (i * 37 % 256);
        }
        return images;
    }

    private static void augment(Map<String, String> parameters, byte[] images, long index) {
        new Augmentation(settings(parameters), 2, HEIGHT, WIDTH).apply(images, RandomStream.of(9, "poses", index));
    }

    private static AugmentationSettings settings(Map<String, String> parameters) {
        Map<String, String> all =
                new HashMap<>(Map.of("mirror-probability", "0", "shift", "0", "rotation-degrees", "0", "zoom", "0"));
        all.putAll(parameters);
        return ClassifierSettings.parse(all, 1).augmentation();
    }
}
