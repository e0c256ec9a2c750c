package io.augmenta.zoo.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** All tests of this module start the engine with one thread. */
class TorchThreadsTest {

    @Test
    void aThreadThatComputesAfterAnotherWishDoesSoWithTheFirstNumberAllTheSame() {
        TorchRuntime torch = TorchRuntime.start(new TorchSettings(DeviceChoice.CPU, 1));

        ThreadsFixedException refused = assertThrows(
                ThreadsFixedException.class, () -> TorchRuntime.start(new TorchSettings(DeviceChoice.CPU, 3)));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("with 3 threads an operator, but in this process it does with 1 "), message);
        assertEquals(1, onAThreadOfItsOwn(torch));
    }

    @Test
    void allCoresIsANumberToo() {
        int cores = Runtime.getRuntime().availableProcessors();
        assertEquals(cores, new TorchSettings(DeviceChoice.CPU, 0).threadCount());
        assertEquals(5, new TorchSettings(DeviceChoice.CPU, 5).threadCount());
    }

    @Test
    void theEngineIsToldBeforeAnybodyCanCompute() {
        TorchRuntime.start(new TorchSettings(DeviceChoice.CPU, 1));

        // DJL reads it while it loads the natives
        assertEquals("1", System.getProperty("ai.djl.pytorch.num_threads"));
        assertEquals("PyTorch", Engine.getEngine("PyTorch").getEngineName());
        assertEquals(1, CompletableFuture.supplyAsync(JniUtils::getNumThreads).join());
    }

    /** The number holds for each thread from when it computes first. */
    private static int onAThreadOfItsOwn(TorchRuntime torch) {
        CompletableFuture<Integer> threads = new CompletableFuture<>();
        new Thread(() -> threads.complete(torch.threads())).start();
        return threads.join();
    }
}
