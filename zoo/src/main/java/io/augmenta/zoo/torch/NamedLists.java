package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Supplier;

/**
 * DJL gathers arguments of one name that ends in {@code []} into a list argument. A tensor with such a name would become
 * a list in every other call too, so the names last for one call only.
 */
final class NamedLists {

    private NamedLists() {}

    record Named(String name, List<NDArray> tensors) {}

    static <T> T naming(List<Named> lists, Supplier<T> call) {
        lists.forEach(list -> list.tensors().forEach(tensor -> tensor.setName(list.name() + "[]")));
        try {
            return call.get();
        } finally {
            lists.forEach(list -> list.tensors().forEach(tensor -> tensor.setName(null)));
        }
    }
}
