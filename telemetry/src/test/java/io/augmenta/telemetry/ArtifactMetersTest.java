package io.augmenta.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactMissingException;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.ArtifactStores;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactMetersTest {
    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void putsReadsAndFailuresOfARealStoreAreCountedTimedAndWeighed() throws IOException {
        ArtifactStore store = ArtifactStores.configured(
                name -> name.equals(ArtifactStores.FOLDER) ? Optional.of(folder.toString()) : Optional.empty(),
                new ArtifactMeters(registry));

        Artifact artifact = store.put(new byte[1000]);
        store.put(new byte[10]);
        assertEquals(0, uses("read", "completed").count());
        assertEquals(0, uses("write", "failed").count());
        store.read(artifact, 1000);
        assertThrows(ArtifactMissingException.class, () -> store.read(Artifact.of("0".repeat(64), 5), 5));

        assertEquals(2, uses("write", "completed").count());
        assertEquals(1, uses("read", "completed").count());
        assertEquals(1, uses("read", "missing").count());
        assertTrue(uses("write", "completed").totalTime(TimeUnit.SECONDS) > 0);
        assertEquals(1010, bytes("write"));
        assertEquals(1000, bytes("read"));
    }

    private Timer uses(String operation, String outcome) {
        return registry.get("augmenta.artifact.use")
                .tag("store", "folder")
                .tag("operation", operation)
                .tag("outcome", outcome)
                .timer();
    }

    private double bytes(String operation) {
        return registry.get("augmenta.artifact.bytes")
                .tag("operation", operation)
                .counter()
                .count();
    }
}
