package io.augmenta.evaluator.configuration;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a device as configuration says it. */
public final class DeviceConverter implements Converter<DeviceChoice> {

    private static final long serialVersionUID = 1L;

    @Override
    public DeviceChoice convert(String text) {
        return DeviceChoice.parse(text);
    }
}
