package io.augmenta.zoo.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PyTorch's own operators, by way of a TorchScript module that is written here as text: DJL offers no transposed
 * convolution, no derivative with a graph of its own and no fused Adam, and takes slopes and the like as 32-bit floats.
 *
 * <p>Each method is one differentiable operator, so that the script compiler has nothing to fuse and autograd sees what
 * PyTorch for Python would show it. Numbers travel as float64 tensors on the CPU. One per process; thread-safe.
 */
final class Aten {

    private static final String NAME = "Aten";

    /**
     * In {@code contiguous}, 0 stands for C-order and 2 for channels-last. With a single channel the two are the same in
     * memory and PyTorch takes the strides of C-order, which a convolution then passes on to its maps; so strides are set.
     */
    private static final String SOURCE = """
            class Aten(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Aten, x: Tensor) -> Tensor:
                return x
              def linear(self: __torch__.Aten, x: Tensor, w: Tensor, b: Tensor) -> Tensor:
                return torch.linear(x, w, b)
              def linear_unbiased(self: __torch__.Aten, x: Tensor, w: Tensor) -> Tensor:
                return torch.linear(x, w, None)
              def conv(self: __torch__.Aten, x: Tensor, w: Tensor, b: Tensor, h: Tensor) -> Tensor:
                s = int(h[0])
                p = int(h[1])
                return torch.conv2d(x, w, b, [s, s], [p, p], [1, 1], 1)
              def conv_unbiased(self: __torch__.Aten, x: Tensor, w: Tensor, h: Tensor) -> Tensor:
                s = int(h[0])
                p = int(h[1])
                return torch.conv2d(x, w, None, [s, s], [p, p], [1, 1], 1)
              def conv_transpose(self: __torch__.Aten, x: Tensor, w: Tensor, b: Tensor, h: Tensor) -> Tensor:
                s = int(h[0])
                p = int(h[1])
                return torch.conv_transpose2d(x, w, b, [s, s], [p, p], [0, 0], 1, [1, 1])
              def conv_transpose_unbiased(self: __torch__.Aten, x: Tensor, w: Tensor, h: Tensor) -> Tensor:
                s = int(h[0])
                p = int(h[1])
                return torch.conv_transpose2d(x, w, None, [s, s], [p, p], [0, 0], 1, [1, 1])
              def batch_norm_training(self: __torch__.Aten, x: Tensor, w: Tensor, b: Tensor, m: Tensor, v: Tensor, h: Tensor) -> Tensor:
                return torch.batch_norm(x, w, b, m, v, True, float(h[0]), float(h[1]), True)
              def batch_norm_inference(self: __torch__.Aten, x: Tensor, w: Tensor, b: Tensor, m: Tensor, v: Tensor, h: Tensor) -> Tensor:
                return torch.batch_norm(x, w, b, m, v, False, float(h[0]), float(h[1]), True)
              def leaky_relu(self: __torch__.Aten, x: Tensor, h: Tensor) -> Tensor:
                return torch.leaky_relu(x, float(h[0]))
              def times(self: __torch__.Aten, x: Tensor, h: Tensor) -> Tensor:
                return torch.mul(x, float(h[0]))
              def plus(self: __torch__.Aten, x: Tensor, h: Tensor) -> Tensor:
                return torch.add(x, float(h[0]))
              def max_pool(self: __torch__.Aten, x: Tensor, h: Tensor) -> Tensor:
                k = int(h[0])
                return torch.max_pool2d(x, [k, k], [k, k], [0, 0], [1, 1], False)
              def upsample(self: __torch__.Aten, x: Tensor, h: Tensor) -> Tensor:
                f = float(h[0])
                return torch.upsample_nearest2d(x, None, [f, f])
              def binary_cross_entropy(self: __torch__.Aten, x: Tensor, t: Tensor) -> Tensor:
                return torch.binary_cross_entropy_with_logits(x, t, None, None, 2)
              def norm(self: __torch__.Aten, xs: List[Tensor]) -> Tensor:
                return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(xs, 2)), 2)
              def gradient(self: __torch__.Aten, y: Tensor, x: Tensor) -> Tensor:
                return unchecked_cast(Tensor, torch.autograd.grad([y], [x], None, True, True)[0])
              def gradients(self: __torch__.Aten, y: Tensor, xs: List[Tensor]) -> List[Tensor]:
                gs = torch.autograd.grad([y], xs, None, False, False)
                out = annotate(List[Tensor], [])
                for i in range(torch.len(gs)):
                  g = unchecked_cast(Tensor, gs[i])
                  if torch.eq(torch.dim(g), 4):
                    a = torch.contiguous(g, memory_format=2)
                  else:
                    a = torch.contiguous(g, memory_format=0)
                  _0 = torch.append(out, a)
                return out
              def adam(self: __torch__.Aten, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], h: Tensor) -> Tensor:
                vmax = annotate(List[Tensor], [])
                rate = float(h[0])
                b1 = float(h[1])
                b2 = float(h[2])
                e = float(h[3])
                torch._foreach_add_(s, 1)
                torch._fused_adam_(p, g, m, v, vmax, s, lr=rate, beta1=b1, beta2=b2, weight_decay=0., eps=e, amsgrad=False, maximize=False)
                return h
              def to_channels_last(self: __torch__.Aten, x: Tensor) -> Tensor:
                c = torch.size(x, 1)
                w = torch.size(x, 3)
                row = torch.mul(c, w)
                strides = [torch.mul(row, torch.size(x, 2)), 1, row, c]
                a = torch.contiguous(x, memory_format=2)
                return torch.set_(x, torch.as_strided(a, torch.size(x), strides))
              def c_order(self: __torch__.Aten, x: Tensor) -> Tensor:
                return torch.contiguous(x, memory_format=0)
              def lerp(self: __torch__.Aten, target: Tensor, source: Tensor, h: Tensor) -> Tensor:
                return torch.lerp_(target, source, float(h[0]))
              def scaled(self: __torch__.Aten, xs: List[Tensor], h: Tensor) -> List[Tensor]:
                return torch._foreach_mul(xs, float(h[0]))
              def add_scaled(self: __torch__.Aten, xs: List[Tensor], ys: List[Tensor], h: Tensor) -> Tensor:
                w = float(h[0])
                for i in range(torch.len(xs)):
                  _0 = torch.add_(xs[i], torch.to(ys[i], xs[i]), alpha=w)
                return h
              def copy_all(self: __torch__.Aten, xs: List[Tensor], ys: List[Tensor]) -> Tensor:
                for i in range(torch.len(xs)):
                  _0 = torch.copy_(xs[i], ys[i])
                return xs[0]
              def copy(self: __torch__.Aten, target: Tensor, source: Tensor) -> Tensor:
                return torch.copy_(target, source)
            """;

    private static final class Holder {
        static final Aten ATEN = new Aten();
    }

    private final NDManager manager;
    private final PtSymbolBlock module;
    private final Map<String, NDArray> methods = new ConcurrentHashMap<>();
    private final Map<List<Double>, NDArray> numbers = new ConcurrentHashMap<>();

    private Aten() {
        manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        manager.setName(NAME);
        try {
            ByteArrayInputStream archive = new ByteArrayInputStream(TorchScriptArchive.of(NAME, SOURCE));
            module = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    static Aten instance() {
        return Holder.ATEN;
    }

    /** Runs a method that returns one tensor, which the owner gets. */
    NDArray call(NDManager owner, String method, NDArray... arguments) {
        return callForList(owner, method, arguments).singletonOrThrow();
    }

    /** Runs a method; the owner gets the tensors that it returns. */
    NDList callForList(NDManager owner, String method, NDArray... arguments) {
        NDList inputs = new NDList(arguments.length + 1);
        inputs.addAll(Arrays.asList(arguments));
        inputs.add(marker(method));
        // the flag keeps libtorch out of its inference mode, in which nothing can be differentiated later
        NDList results = IValueUtils.forward(module, inputs, true);
        // DJL gives results to the first argument's owner, which may be a network that outlives the step
        results.attach(owner);
        return results;
    }

    /** Numbers as an argument of a method; kept for the life of the process, so only for a few constants. */
    NDArray constant(double... values) {
        List<Double> key = Arrays.stream(values).boxed().toList();
        return numbers.computeIfAbsent(key, unused -> manager.create(values));
    }

    /** Numbers as an argument of a method, which the owner gets. */
    NDArray numbers(NDManager owner, double... values) {
        NDArray created = manager.create(values);
        created.attach(owner);
        return created;
    }

    /** DJL picks a module's method by an argument of a special name. */
    private NDArray marker(String method) {
        return methods.computeIfAbsent(method, name -> {
            NDArray marker = manager.zeros(new Shape(1));
            marker.setName("module_method:" + name);
            return marker;
        });
    }
}
