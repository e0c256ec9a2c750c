package io.augmenta.zoo.torch;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the engine computes. The number of threads holds for the whole process.
 *
 * @param device which device to use
 * @param threads threads per operator, 0 for as many as there are cores that Java may use (a container's limit counts); where
 *     another busy process shares the cores, one is fastest
 */
public record TorchSettings(DeviceChoice device, int threads) {

    /** @throws IllegalArgumentException when {@code threads} is negative */
    public TorchSettings {
        Objects.requireNonNull(device);
        if (threads < 0) {
            throw new IllegalArgumentException("threads is %d; 0 (all cores) or more is needed".formatted(threads));
        }
    }

    /** Threads per operator, 1 or more. */
    int threadCount() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** Every GPU where there is one, all cores otherwise. */
    public static TorchSettings automatic() {
        return new TorchSettings(DeviceChoice.AUTOMATIC, 0);
    }

    /** Which device to use. Immutable; as text {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}. */
    public sealed interface DeviceChoice {

        /** Every GPU of the machine where there is one, the CPU otherwise. */
        DeviceChoice AUTOMATIC = new Automatic();

        /** The CPU. */
        DeviceChoice CPU = new Cpu();

        /** Every GPU of the machine, which share each batch; an error where there is none. */
        DeviceChoice GPU = new EveryGpu();

        /** Every GPU of the machine where there is one, the CPU otherwise. */
        record Automatic() implements DeviceChoice {
            @Override
            public String toString() {
                return "auto";
            }
        }

        /** The CPU. */
        record Cpu() implements DeviceChoice {
            @Override
            public String toString() {
                return "cpu";
            }
        }

        /** Every GPU of the machine; an error where there is none. */
        record EveryGpu() implements DeviceChoice {
            @Override
            public String toString() {
                return "gpu";
            }
        }

        /**
         * One GPU; an error where it is not there.
         *
         * @param index its number, from 0, as CUDA counts
         */
        record OneGpu(int index) implements DeviceChoice {

            /** @throws IllegalArgumentException when the index is negative */
            public OneGpu {
                if (index < 0) {
                    throw new IllegalArgumentException("GPUs are counted from 0, but %d is given".formatted(index));
                }
            }

            @Override
            public String toString() {
                return "gpu:" + index;
            }
        }

        /**
         * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}; case does not matter.
         *
         * @throws UnknownDeviceException when the text is another
         */
        static DeviceChoice parse(String text) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            Matcher numbered = Numbered.GPU.matcher(name);
            if (numbered.matches()) {
                return new OneGpu(Integer.parseInt(numbered.group(1)));
            }
            return switch (name) {
                case "auto" -> AUTOMATIC;
                case "cpu" -> CPU;
                case "gpu" -> GPU;
                default -> throw new UnknownDeviceException(text);
            };
        }
    }

    private static final class Numbered {
        static final Pattern GPU = Pattern.compile("gpu:(\\d{1,4})");
    }
}
