package io.augmenta.zoo.training;

import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;

/** One thread: on cores that other builds share, more are slower. */
final class TestTorch {

    private TestTorch() {}

    static TorchRuntime runtime() {
        return TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
    }
}
