package io.augmenta.generator;

import io.augmenta.generator.batching.Engine;
import io.augmenta.generator.batching.Rows;
import io.augmenta.generator.batching.RunFailedException;
import java.util.Optional;

/**
 * A generator in memory. Safe for any number of threads until it is closed, which must not happen under a run.
 *
 * @param generator the graph, each run on one core
 * @param forOne the same graph for single images, each run on all cores, where that gives the same bits clearly sooner
 * @param shape what the graph takes and gives
 * @param verification what came of comparing it with its trainer's images
 * @param copyCheck knows the images that it was trained on
 */
record LoadedGenerator(
        OnnxGenerator generator,
        Optional<OnnxGenerator> forOne,
        GeneratorShape shape,
        Verification verification,
        CopyCheck copyCheck)
        implements Engine, AutoCloseable {

    @Override
    public float[] run(Rows rows) throws RunFailedException {
        return generator.run(rows);
    }

    @Override
    public float[] runAlone(Rows row) throws RunFailedException {
        return forOne.orElse(generator).run(row);
    }

    @Override
    public void close() {
        generator.close();
        forOne.ifPresent(OnnxGenerator::close);
    }
}
