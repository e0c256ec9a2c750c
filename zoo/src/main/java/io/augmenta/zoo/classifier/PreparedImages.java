package io.augmenta.zoo.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.torch.HostTensors;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Brings images to a network that was trained elsewhere. Used by one thread at a time. */
final class PreparedImages {

    private static final int CHANNELS = 3;

    private final NetworkInput input;
    private final HostTensors host = new HostTensors();
    private float[] prepared = {};

    PreparedImages(NetworkInput input) {
        this.input = input;
    }

    /** The pixels of some images, one after another. */
    static byte[] pixels(ImageSource images, int[] indices) {
        byte[] pixels = new byte[indices.length * images.bytesPerImage()];
        IntStream.range(0, indices.length).forEach(i -> images.read(indices[i], pixels, i * images.bytesPerImage()));
        return pixels;
    }

    /**
     * What the network takes.
     *
     * @param pixels of images like those of the source, one after another
     * @param count how many images the tensor is to be of; zeros follow the last one given
     * @return {@code [count, 3, H, W]}, which the owner gets
     */
    NDArray tensor(NDManager owner, ImageSource like, byte[] pixels, int count) {
        int size = CHANNELS * input.height() * input.width();
        int bytes = like.bytesPerImage();
        if (prepared.length != count * size) {
            prepared = new float[count * size];
        }
        int given = pixels.length / bytes;
        for (int i = 0; i < given; i++) {
            byte[] image = Arrays.copyOfRange(pixels, i * bytes, (i + 1) * bytes);
            input.write(image, like.channels(), like.height(), like.width(), prepared, i * size);
        }
        Arrays.fill(prepared, given * size, count * size, 0);
        return host.floats(owner, prepared, count, CHANNELS, input.height(), input.width());
    }

    /** Zeros for images, as many as asked for. */
    NDArray zeros(NDManager owner, int count) {
        int size = CHANNELS * input.height() * input.width();
        return host.floats(owner, new float[count * size], count, CHANNELS, input.height(), input.width());
    }
}
