package io.augmenta.zoo.torch;

/** A text names no device. The message says what is possible. */
public final class UnknownDeviceException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownDeviceException(String text) {
        super(
                ("There is no device \"%s\". Possible are auto (every GPU where there is one, the CPU otherwise), cpu, gpu"
                                + " (every GPU of the machine) and gpu:N (the GPU of that number, from 0)")
                        .formatted(text));
    }
}
