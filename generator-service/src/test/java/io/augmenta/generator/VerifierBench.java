package io.augmenta.generator;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.picture.PictureVerifier;
import java.nio.file.Path;
import java.util.List;

/** A checkpoint, an image of it, and a verifier that knows it. */
public final class VerifierBench implements AutoCloseable {
    private static final SyntheticImages IMAGES = new SyntheticImages("augmenta-generator 1");

    private final CheckpointPublished checkpoint;
    private final LoadedGenerators generators;
    private final PictureVerifier verifier;

    /** Keeps its artifacts in a folder. */
    public VerifierBench(Path folder) throws Exception {
        DirectoryArtifactStore store = new DirectoryArtifactStore(folder);
        generators = TestLoading.generators(store, 1, 8, 1);
        checkpoint = TestCheckpoints.of(
                "run",
                1,
                List.of("none", "glioma"),
                new GeneratorShape(16, 2, 1, 16, 16),
                store.put(TestGenerator.convTranspose(3, 16, 2, 16)));
        verifier = new PictureVerifier(TestCheckpoints.known(checkpoint), generators, IMAGES);
    }

    /** The image of class glioma, seed 7 and this index. */
    public LabelledImage image(int index) throws Exception {
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            return IMAGES.remade(lease, checkpoint, 7, new ImageKey(1, index), Caller.patient());
        }
    }

    /** Verifies a file. */
    public PictureVerifier.Verdict verify(byte[] png) throws Exception {
        return verifier.verify(png, Caller.patient());
    }

    @Override
    public void close() {
        generators.close();
    }
}
