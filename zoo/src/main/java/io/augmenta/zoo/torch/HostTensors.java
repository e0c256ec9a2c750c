package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.augmenta.zoo.random.RandomStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Brings numbers from Java to the device through one buffer that is used again and again. DJL's own {@code create}
 * allocates a direct buffer each time, which lives until the garbage collector, which sees no need, comes by.
 *
 * <p>Used by one thread at a time.
 */
public final class HostTensors {

    private static final float PIXEL_HALF_RANGE = 127.5f;

    private ByteBuffer buffer = allocate(1 << 16);

    /** Numbers as a tensor of the given shape. */
    public NDArray floats(NDManager owner, float[] values, long... shape) {
        ByteBuffer bytes = room(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return owned(owner, bytes, new Shape(shape), DataType.FLOAT32);
    }

    /** Unsigned bytes as numbers from -1 (for 0) to 1 (for 255), as a tensor of the given shape. */
    public NDArray pixels(NDManager owner, byte[] pixels, long... shape) {
        ByteBuffer bytes = room(pixels.length);
        bytes.duplicate().put(pixels);
        try (NDArray raw = owner.create(bytes, new Shape(shape), DataType.UINT8)) {
            return raw.toType(DataType.FLOAT32, true).divi(PIXEL_HALF_RANGE).subi(1f);
        }
    }

    /** Labels as rows of zeros with a one at the label: {@code [N, classes]}. */
    public NDArray oneHot(NDManager owner, int[] labels, int classes) {
        float[] rows = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            rows[i * classes + labels[i]] = 1;
        }
        return floats(owner, rows, labels.length, classes);
    }

    /** Even random bits as numbers from -128 to 127, as a tensor of the given shape. */
    NDArray bits(NDManager owner, RandomStream random, Shape shape) {
        int count = Math.toIntExact(shape.size());
        ByteBuffer bytes = room(count);
        random.fill(bytes, count);
        return owned(owner, bytes, shape, DataType.INT8);
    }

    /**
     * Even random bits for a shard: those that its rows would get if all rows of the batch were drawn.
     *
     * @param shape its first axis holds the shard's rows of one or several batches, one batch after another
     */
    NDArray bits(NDManager owner, RandomStream random, Shape shape, Shard shard) {
        if (shard.isWhole()) {
            return bits(owner, random, shape);
        }
        int batches = Math.toIntExact(shape.get(0)) / shard.rows();
        int row = Math.toIntExact(shape.size() / shape.get(0));
        int drawn = batches * shard.of() * row;
        ByteBuffer bytes = room(drawn);
        random.fill(bytes, drawn);
        int kept = shard.rows() * row;
        for (int batch = 0; batch < batches; batch++) {
            bytes.put(batch * kept, bytes, (batch * shard.of() + shard.first()) * row, kept);
        }
        return owned(owner, bytes.limit(batches * kept), shape, DataType.INT8);
    }

    /** On a CPU the engine's tensor is the buffer itself, so what is kept must be a copy. */
    private static NDArray owned(NDManager owner, ByteBuffer bytes, Shape shape, DataType type) {
        try (NDArray borrowed = owner.create(bytes, shape, type)) {
            return borrowed.duplicate();
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.capacity() < bytes + Long.BYTES) {
            buffer = allocate(2 * bytes + Long.BYTES);
        }
        return buffer.duplicate().clear().limit(bytes).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes);
    }
}
