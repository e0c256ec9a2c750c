package io.augmenta.zoo.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardTest {

    private final TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
    private final NDManager owner = torch.newManager();

    @AfterEach
    void free() {
        owner.close();
    }

    @Test
    void batchIsCutEvenlyAndInOrder() {
        assertEquals(List.of(new Shard(0, 2, 7), new Shard(2, 2, 7), new Shard(4, 3, 7)), Shard.cut(7, 3));
        assertEquals(List.of(Shard.whole(7)), Shard.cut(7, 1));
    }

    @Test
    void noShardIsEmpty() {
        assertEquals(List.of(new Shard(0, 1, 2), new Shard(1, 1, 2)), Shard.cut(2, 8));
    }

    @Test
    void shardOutsideItsBatchIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Shard(0, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> new Shard(-1, 1, 3));
        assertThrows(IllegalArgumentException.class, () -> new Shard(2, 2, 3));
    }

    @Test
    void rowsAreCutWhole() {
        float[] rows = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(new float[] {3, 4, 5, 6}, new Shard(1, 2, 3).cut(rows));
    }

    /** Shares 1/4 and 3/4 of (8, -4) and (4, 0), and of 2 and 6. */
    @Test
    void meansCountEveryShardByItsShare() {
        NDList first = new NDList(owner.create(new float[] {8, -4}), owner.create(2f));
        NDList second = new NDList(owner.create(new float[] {4, 0}), owner.create(6f));
        NDList means = ShardMeans.of(owner, List.of(first, second), List.of(new Shard(0, 1, 4), new Shard(1, 3, 4)));
        assertArrayEquals(new float[] {5, -1}, means.get(0).toFloatArray());
        assertEquals(5f, means.get(1).getFloat());
        assertArrayEquals(new float[] {8, -4}, first.get(0).toFloatArray(), "what was found stays");
    }

    @Test
    void wholeBatchIsItsOwnMean() {
        NDList found = new NDList(owner.create(new float[] {8, -4}));
        assertEquals(found, ShardMeans.of(owner, List.of(found), List.of(Shard.whole(4))));
    }

    /** Ones go in, so zeros show what was dropped. */
    @Test
    void rowMeetsTheSameDropoutHoweverTheBatchIsShared() {
        Network network =
                new Network("test", new Features.Maps(3, 4, 4), List.of(new Layer.Dropout(0.5), new Layer.Flatten()));
        try (TorchNetwork dropping = TorchNetwork.create(torch, network, 1)) {
            float[] whole = dropped(dropping, Shard.whole(5), 5);
            List<Float> joined = new ArrayList<>();
            for (Shard shard : Shard.cut(5, 3)) {
                for (float value : dropped(dropping, shard, shard.rows())) {
                    joined.add(value);
                }
            }
            assertArrayEquals(whole, floats(joined));
        }
    }

    /** A pass over two batches, one after the other, as a discriminator's over generated and real images. */
    @Test
    void dropoutOfTwoBatchesInOnePassIsCutFromEach() {
        Network network = new Network("test", new Features.Flat(8), List.of(new Layer.Dropout(0.5)));
        try (TorchNetwork dropping = TorchNetwork.create(torch, network, 1)) {
            float[] whole = dropped(dropping, Shard.whole(5), 10);
            float[] part = dropped(dropping, new Shard(1, 3, 5), 6);
            for (int i = 0; i < 24; i++) {
                assertEquals(whole[8 + i], part[i]);
                assertEquals(whole[40 + 8 + i], part[24 + i]);
            }
        }
    }

    private float[] dropped(TorchNetwork network, Shard shard, int rows) {
        Features input = network.network().input();
        Shape shape = input instanceof Features.Maps maps
                ? new Shape(rows, maps.channels(), maps.height(), maps.width())
                : new Shape(rows, input.size());
        NDArray ones = owner.ones(shape);
        Mode mode = Mode.training(RandomStream.of(7, "dropout", 3), shard);
        return network.forward(owner, ones, mode).reshape(-1).toFloatArray();
    }

    private static float[] floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    @Test
    void copyHoldsEveryTensorOfTheOther() {
        Network network = new Network(
                "test",
                new Features.Maps(2, 8, 8),
                List.of(new Layer.Conv(3, 3, 1, 1, true), Layer.BatchNorm.standard()));
        try (TorchNetwork source = TorchNetwork.create(torch, network, 1);
                TorchNetwork copy = TorchNetwork.create(torch, network, 2)) {
            source.forward(owner, owner.ones(new Shape(2, 2, 8, 8)), Mode.training(RandomStream.of(1, "none", 0)));
            copy.copyFrom(source);
            source.weights()
                    .tensors()
                    .forEach((name, tensor) -> assertArrayEquals(
                            tensor.values(), copy.weights().get(name).values(), name));
        }
    }
}
