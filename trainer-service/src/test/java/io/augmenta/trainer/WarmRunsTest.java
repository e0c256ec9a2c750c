package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.WarmStart;
import io.augmenta.imaging.identity.TrainingFingerprints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmRunsTest {
    private final TrainerBench bench;

    WarmRunsTest(@TempDir Path folder) {
        bench = new TrainerBench(folder);
    }

    @Test
    void aWarmRunGoesOnFromAnEarlierOnesWeightsAndCanItselfBeStoppedAndResumed() {
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("earlier", TinyDataset.PARAMETERS)));
        String earlier = bench.log.last("earlier").checkpointId();

        assertEquals(RunEnding.COMPLETED, bench.train(warm("whole", earlier)));
        assertEquals(RunEnding.LEFT, bench.trainUntil(5, warm("parts", earlier)));
        assertEquals(RunEnding.COMPLETED, bench.train(warm("parts", earlier)));

        String warm = bench.log.last("whole").generator().sha256();
        assertEquals(warm, bench.log.last("parts").generator().sha256());
        assertNotEquals(bench.log.last("earlier").generator().sha256(), warm);
    }

    @Test
    void aWarmRunCarriesWhatTheEarlierOneHasSeenTooAndSaysWhereItBegan() throws Exception {
        assertEquals(RunEnding.COMPLETED, bench.train(TrainerBench.request("earlier", TinyDataset.PARAMETERS)));
        CheckpointPublished earlier = bench.log.last("earlier");
        TrainingFingerprints before = bench.fingerprints(earlier);
        bench.log.replaceBatches(List.of(TinyDataset.batch(0, fewer())));
        bench.log.add(TinyDataset.version("fewer", 4, List.of()));
        TrainingRequested warm = onFewer("warm").startingFrom(earlier.checkpointId());

        assertEquals(RunEnding.COMPLETED, bench.train(warm));

        CheckpointPublished published = bench.log.last("warm");
        assertEquals(new WarmStart(earlier.checkpointId(), earlier.state().sha256()), published.warmStartedFrom());
        assertEquals(before.fingerprints(), bench.fingerprints(published).fingerprints());
        assertEquals(RunEnding.COMPLETED, bench.train(onFewer("cold")));
        assertTrue(bench.fingerprints(bench.log.last("cold")).size() < before.size());
    }

    private static TrainingRequested warm(String runId, String checkpoint) {
        return TrainerBench.request(runId, TinyDataset.PARAMETERS).startingFrom(checkpoint);
    }

    private static TrainingRequested onFewer(String runId) {
        return new TrainingRequested(runId, TinyDataset.NAME, "fewer", "wgan-gp", TinyDataset.PARAMETERS, 4, 7, 2);
    }

    private static List<LabelledImage> fewer() {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            images.add(TinyDataset.image(i, i < 4 ? Split.TRAIN : Split.TEST));
        }
        return images;
    }
}
