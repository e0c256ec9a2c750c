package io.augmenta.zoo.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "gpu", "gpu:0", "gpu:3", "gpu:12"})
    void choiceIsReadAsItIsWritten(String text) {
        assertEquals(text, DeviceChoice.parse(text).toString());
    }

    @Test
    void caseAndSpaceAroundDoNotMatter() {
        assertEquals(new DeviceChoice.OneGpu(1), DeviceChoice.parse(" GPU:1\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tpu", "cuda", "gpu:", "gpu:-1", "gpu:x", "gpu:1,2", "gpu 1", "gpu:99999"})
    void otherTextsAreRefusedWithWhatIsPossible(String text) {
        UnknownDeviceException refused = assertThrows(UnknownDeviceException.class, () -> DeviceChoice.parse(text));
        assertEquals(
                "There is no device \"" + text
                        + "\". Possible are auto (every GPU where there is one, the CPU otherwise),"
                        + " cpu, gpu (every GPU of the machine) and gpu:N (the GPU of that number, from 0)",
                refused.getMessage());
    }

    @Test
    void automaticChoiceTakesEveryGpuOrElseTheCpu() {
        assertEquals(List.of(Device.cpu()), TorchRuntime.devices(DeviceChoice.AUTOMATIC, 0));
        assertEquals(List.of(Device.gpu(0), Device.gpu(1)), TorchRuntime.devices(DeviceChoice.AUTOMATIC, 2));
    }

    @Test
    void gpuMeansEveryGpuAndANumberMeansThatOne() {
        assertEquals(List.of(Device.gpu(0), Device.gpu(1), Device.gpu(2)), TorchRuntime.devices(DeviceChoice.GPU, 3));
        assertEquals(List.of(Device.gpu(1)), TorchRuntime.devices(new DeviceChoice.OneGpu(1), 2));
    }

    @Test
    void cpuIsTheCpuWhateverElseIsThere() {
        assertEquals(List.of(Device.cpu()), TorchRuntime.devices(DeviceChoice.CPU, 4));
    }

    @Test
    void gpuThatIsNotThereIsRefusedWithThoseThatAre() {
        assertRefused(
                "The device gpu is asked for, but PyTorch sees no GPU. Choose auto or cpu, or install the CUDA natives and"
                        + " the CUDA runtime (docs/guides/gpu.md)",
                DeviceChoice.GPU,
                0);
        assertRefused(
                "The device gpu:1 is asked for, but PyTorch sees 1 GPU: choose among gpu:0, or gpu for all",
                new DeviceChoice.OneGpu(1),
                1);
        assertRefused(
                "The device gpu:2 is asked for, but PyTorch sees 2 GPUs: choose among gpu:0, gpu:1, or gpu for all",
                new DeviceChoice.OneGpu(2),
                2);
    }

    private static void assertRefused(String message, DeviceChoice choice, int gpuCount) {
        NoGpuException refused = assertThrows(NoGpuException.class, () -> TorchRuntime.devices(choice, gpuCount));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DeviceChoice.OneGpu(-1));
        assertThrows(IllegalArgumentException.class, () -> new TorchSettings(DeviceChoice.CPU, -1));
    }

    @Test
    void replicasAreCountedInTheDevicesName() {
        TorchRuntime torch = TorchRuntime.start(new TorchSettings(DeviceChoice.CPU, 1));
        assertEquals("CPU, 1 thread", torch.deviceName());
        assertEquals("CPU, 1 thread, 2 replicas", torch.replicated(2).deviceName());
        assertEquals("CPU, 1 thread", torch.replicated(2).first().deviceName());
        assertEquals(3, torch.replicated(3).each().size());
        assertThrows(IllegalArgumentException.class, () -> torch.replicated(0));
    }
}
