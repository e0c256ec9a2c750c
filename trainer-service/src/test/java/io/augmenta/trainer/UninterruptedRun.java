package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.CheckpointPublished;
import java.nio.file.Path;

/** A run that nothing happened to, which others are held against. It is trained once, when it is first asked for. */
final class UninterruptedRun {
    private static final TrainerBench BENCH = new TrainerBench(Path.of("target", "uninterrupted-run"));

    static {
        assertEquals(RunEnding.COMPLETED, BENCH.train(TrainerBench.request("run")));
    }

    private UninterruptedRun() {}

    /** Where it was trained. */
    static TrainerBench bench() {
        return BENCH;
    }

    /** Its last checkpoint. */
    static CheckpointPublished checkpoint() {
        return BENCH.log.last("run");
    }

    /** The run of the same name ended in the same bytes there. */
    static void assertSameIn(TrainerBench bench) {
        CheckpointPublished last = bench.log.last("run");
        assertEquals(checkpoint().checkpointId(), last.checkpointId());
        assertEquals(checkpoint().generator(), last.generator());
        assertEquals(checkpoint().state(), last.state());
        assertEquals(checkpoint().samples(), last.samples());
    }
}
