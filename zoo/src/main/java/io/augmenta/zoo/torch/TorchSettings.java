package io.augmenta.zoo.torch;

/**
 * How the engine computes; holds for the whole process, whoever starts it first.
 *
 * @param device which device to use
 * @param threads threads per operator, 0 for as many as there are cores; where another busy process shares the cores,
 *     one is fastest
 */
public record TorchSettings(DeviceChoice device, int threads) {

    /** Which device to use. */
    public enum DeviceChoice {
        /** A GPU where there is one, the CPU otherwise. */
        AUTOMATIC,
        /** The CPU. */
        CPU,
        /** A GPU; an error where there is none. */
        GPU
    }

    /** @throws IllegalArgumentException when {@code threads} is negative */
    public TorchSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("threads is %d; 0 (all cores) or more is needed".formatted(threads));
        }
    }

    /** A GPU where there is one, all cores otherwise. */
    public static TorchSettings automatic() {
        return new TorchSettings(DeviceChoice.AUTOMATIC, 0);
    }
}
