package io.augmenta.zoo.torch;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A GPU was asked for that the engine does not see. The message says which it sees. */
public final class NoGpuException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoGpuException(TorchSettings.DeviceChoice choice, int gpuCount) {
        super("The device %s is asked for, but PyTorch sees %s".formatted(choice, seen(gpuCount)));
    }

    private static String seen(int gpuCount) {
        if (gpuCount == 0) {
            return "no GPU. Choose auto or cpu, or install the CUDA natives and the CUDA runtime (docs/guides/gpu.md)";
        }
        String names =
                IntStream.range(0, gpuCount).mapToObj(gpu -> "gpu:" + gpu).collect(Collectors.joining(", "));
        return "%d GPU%s: choose among %s, or gpu for all".formatted(gpuCount, gpuCount == 1 ? "" : "s", names);
    }
}
