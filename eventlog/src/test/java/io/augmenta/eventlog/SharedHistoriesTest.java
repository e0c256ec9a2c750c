package io.augmenta.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedHistoriesTest {
    private final SharedHistories histories = new SharedHistories();

    /** Read from the log anew: equal to what another one of the run says, and no object the same. */
    private static EpochLosses epoch(int number, double loss) {
        return new EpochLosses(number, Map.of("critic", loss), 1.5);
    }

    private static CheckpointPublished checkpoint(String runId, int epochs, double loss) {
        String digest = "ab".repeat(32);
        ArtifactReference artifact = new ArtifactReference(URI.create("artifact:sha256:" + digest), digest, 1);
        return new CheckpointPublished(
                CheckpointPublished.id(runId, epochs),
                runId,
                epochs,
                10L * epochs,
                false,
                "wgan-gp",
                Map.of(),
                "brains",
                "v1",
                7,
                List.of("glioma"),
                1,
                64,
                64,
                8,
                artifact,
                artifact,
                artifact,
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(number -> epoch(number, loss))
                        .toList(),
                "cpu",
                1,
                Instant.EPOCH);
    }

    @Test
    void aRunHasOneObjectForEachOfItsEpochsHoweverManyCheckpointsTellIt() {
        Set<EpochLosses> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int epochs = 1; epochs <= 100; epochs++) {
            CheckpointPublished told = checkpoint("run", epochs, 0.5);

            CheckpointPublished kept = histories.apply(told);

            assertEquals(told, kept);
            objects.addAll(kept.history());
        }

        assertEquals(100, objects.size());
    }

    @Test
    void checkpointsThatAreHeardInAnyOrderAndTwiceShareToo() {
        CheckpointPublished later = histories.apply(checkpoint("run", 3, 0.5));
        CheckpointPublished earlier = histories.apply(checkpoint("run", 2, 0.5));
        CheckpointPublished again = histories.apply(checkpoint("run", 3, 0.5));

        assertSame(later.history().get(1), earlier.history().get(1));
        assertSame(later.history().get(2), again.history().get(2));
    }

    @Test
    void whatDiffersIsNotShared() {
        CheckpointPublished one = histories.apply(checkpoint("run", 2, 0.5));
        CheckpointPublished repeated = histories.apply(checkpoint("run", 2, 0.25));
        CheckpointPublished other = histories.apply(checkpoint("another", 2, 0.5));

        assertEquals(epoch(1, 0.25), repeated.history().get(0));
        assertNotSame(one.history().get(0), other.history().get(0));
    }
}
