package io.augmenta.contracts;

/**
 * What a synthetic image was made from; the same provenance gives the same image.
 *
 * @param checkpointId the checkpoint
 * @param generatorSha256 SHA-256 of its ONNX generator
 * @param recipe family of the recipe that it was trained by
 * @param seed seed of the request
 * @param index position of the image within its class, from 0
 * @param software what made it, with its version
 * @param copyGuard what was done so that it is no copy of a training image
 */
public record Provenance(
        String checkpointId,
        String generatorSha256,
        String recipe,
        long seed,
        int index,
        String software,
        CopyGuard copyGuard) {
    /** Checks the digest and the index. */
    public Provenance {
        Check.notBlank("checkpoint of a synthetic image", checkpointId);
        Check.sha256("sha256 of the generator of a synthetic image", generatorSha256);
        Check.atLeast("index of a synthetic image", 0, index);
    }

    /** Of an image of which nobody said whether it was compared with training images. */
    public Provenance(
            String checkpointId, String generatorSha256, String recipe, long seed, int index, String software) {
        this(checkpointId, generatorSha256, recipe, seed, index, software, CopyGuard.UNKNOWN);
    }
}
