package io.augmenta.quickstart.command;

import io.augmenta.quickstart.platform.PlatformSettings;
import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import io.augmenta.zoo.torch.UnknownDeviceException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --device} of commands that train. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            converter = Parsing.class,
            description =
                    "Where to train: auto (every GPU where there is one, the CPU otherwise), cpu, gpu (every GPU; they "
                            + "share each batch) or gpu:N (one, from 0). Default: auto.")
    private @Nullable DeviceChoice device;

    /** The settings with the device, where one was given. */
    PlatformSettings on(PlatformSettings settings) {
        return device == null ? settings : settings.on(device);
    }

    /** The device that was given; null where none was. */
    @Nullable DeviceChoice device() {
        return device;
    }

    static final class Parsing implements ITypeConverter<DeviceChoice> {

        @Override
        public DeviceChoice convert(String text) {
            try {
                return DeviceChoice.parse(text);
            } catch (UnknownDeviceException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
