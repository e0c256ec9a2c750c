package io.augmenta.benchmarks.serving;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.trainer.SeenImages;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.GenerativeTrainer;
import io.augmenta.zoo.training.TrainingData;
import io.augmenta.zoo.training.TrainingPlan;
import io.augmenta.zoo.training.TrainingSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint to serve: a generator of 64×64 grey images with the default settings of its family, trained for a few epochs on
 * phantoms, so that its images compress as images do. Lies in a folder, since whoever trains must not be timed.
 */
public final class ServedCheckpoint {

    private static final String EVENT = "checkpoint.event";
    private static final int SIZE = 64;
    private static final int IMAGES_PER_CLASS = 64;
    private static final int THREADS = 2;
    private static final int MAX_GRAPH_BYTES = 1 << 29;

    private ServedCheckpoint() {}

    /**
     * Trains one.
     *
     * @param arguments folder, family, epochs
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Recipe recipe = Recipe.parse(arguments[1], Map.of("batch-size", "32"));
        int epochs = Integer.parseInt(arguments[2]);
        List<TrainingSnapshot> snapshots = new ArrayList<>();
        ImageSource phantoms = phantoms();
        TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, THREADS));
        new GenerativeTrainer(torch)
                .train(
                        new TrainingPlan(recipe, epochs, 7, epochs),
                        TrainingData.of(phantoms),
                        null,
                        snapshots::add,
                        () -> false);
        CheckpointPublished checkpoint =
                published(recipe, phantoms, snapshots.get(snapshots.size() - 1), artifacts(folder));
        Files.write(folder.resolve(EVENT), EventCodec.encode(checkpoint));
    }

    /** The checkpoint in a folder. */
    static CheckpointPublished in(Path folder) throws IOException {
        return (CheckpointPublished) EventCodec.decode(Files.readAllBytes(folder.resolve(EVENT)));
    }

    /** The artifacts of the checkpoint in a folder. */
    static DirectoryArtifactStore artifacts(Path folder) {
        return new DirectoryArtifactStore(artifactsFolder(folder));
    }

    /** The graph of a checkpoint. */
    static byte[] onnx(Path folder, CheckpointPublished checkpoint) throws IOException {
        ArtifactReference generator = checkpoint.generator();
        return artifacts(folder).read(Artifact.of(generator.sha256(), generator.sizeBytes()), MAX_GRAPH_BYTES);
    }

    /** Where they lie. */
    static Path artifactsFolder(Path folder) {
        return folder.resolve("artifacts");
    }

    private static ImageSource phantoms() {
        PhantomSet set = new PhantomSet(7, IMAGES_PER_CLASS, SIZE);
        List<byte[]> pixels = new ArrayList<>();
        LesionKind[] kinds = LesionKind.values();
        int[] labels = new int[kinds.length * IMAGES_PER_CLASS];
        for (int i = 0; i < labels.length; i++) {
            LesionKind kind = kinds[i % kinds.length];
            pixels.add(set.image(kind, i / kinds.length).pixels());
            labels[i] = PhantomSet.classes().indexOf(kind.label());
        }
        return InMemoryImages.of(PhantomSet.classes(), 1, SIZE, SIZE, pixels, labels);
    }

    private static CheckpointPublished published(
            Recipe recipe, ImageSource images, TrainingSnapshot snapshot, DirectoryArtifactStore store) {
        return new CheckpointPublished(
                CheckpointPublished.id("benchmark", snapshot.epoch()),
                "benchmark",
                snapshot.epoch(),
                snapshot.step(),
                true,
                recipe.family(),
                recipe.parameters(),
                "phantoms",
                "0123456789abcdef",
                7,
                images.classes(),
                images.channels(),
                images.height(),
                images.width(),
                snapshot.latentSize(),
                stored(store, snapshot.generatorOnnx()),
                stored(store, snapshot.state()),
                stored(store, snapshot.sampleGridPng()),
                List.of(),
                snapshot.device(),
                0,
                Instant.EPOCH,
                null,
                stored(store, snapshot.reference()),
                stored(store, SeenImages.fingerprints(TrainingData.of(images)).toBytes()),
                null);
    }

    private static ArtifactReference stored(DirectoryArtifactStore store, byte[] content) {
        try {
            Artifact artifact = store.put(content);
            return new ArtifactReference(artifact.uri(), artifact.sha256(), artifact.sizeBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
