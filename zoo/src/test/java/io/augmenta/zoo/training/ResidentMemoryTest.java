package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {

    @TempDir
    Path folder;

    @Test
    void readsTheStatusAsLinuxWritesIt() throws IOException {
        Path status = folder.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmHWM:\t  999999 kB\nVmRSS:\t  123456 kB\nThreads:\t9\n");

        assertEquals(123_456L * 1024, new ResidentMemory(status).bytes());
        assertEquals(999_999L * 1024, new ResidentMemory(status).peakBytes());
    }

    @Test
    void saysNothingWhereTheSystemDoesNotTell() throws IOException {
        Path status = folder.resolve("status");
        assertNull(new ResidentMemory(status).bytes());

        Files.writeString(status, "Name:\tkthreadd\n");
        assertNull(new ResidentMemory(status).bytes());
        assertNull(new ResidentMemory(status).peakBytes());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessTakesMoreThanItsHeap() {
        Long bytes = ResidentMemory.ofThisProcess().bytes();
        Long peakBytes = ResidentMemory.ofThisProcess().peakBytes();

        assertTrue(bytes != null
                && bytes
                        > Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory());
        assertTrue(peakBytes != null && peakBytes >= bytes);
    }
}
