"""Makes src/test/resources/io/augmenta/zoo/training/{cvae,deep-cvae}-golden.npz with PyTorch for Python.

Run from the zoo folder, with PyTorch and NumPy installed:

    python3 src/test/python/make_variational_golden.py

The networks are those of io.augmenta.zoo.architecture.VariationalNetworks at 32 x 32 pixels, one channel, three classes,
width 2, latent size 5: cvae with conv-6 and transposed-6, deep-cvae with 10 blocks; written here with torch.nn alone.
Weights and inputs are float32 numbers; losses and gradients are computed from them in float64.
"""

import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

IMAGES, CLASSES, LATENT, W, BETA = 16, 3, 5, 2, 0.5
OUT = pathlib.Path("src/test/resources/io/augmenta/zoo/training")


class Block(nn.Module):
    """A residual block: convolution and normalisation, and a skip around them."""

    def __init__(self, before, after):
        super().__init__()
        self.conv = nn.Conv2d(before, after, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(after)
        self.skip = nn.Conv2d(before, after, 1, bias=False) if before != after else None
        self.skip_norm = nn.BatchNorm2d(after) if before != after else None

    def forward(self, x):
        skipped = x if self.skip is None else self.skip_norm(self.skip(x))
        return self.norm(self.conv(x)) + skipped

    def tensors(self):
        named = {"body.0.weight": self.conv.weight, "body.1.gamma": self.norm.weight, "body.1.beta": self.norm.bias}
        if self.skip is not None:
            named |= {
                "shortcut.0.weight": self.skip.weight,
                "shortcut.1.gamma": self.skip_norm.weight,
                "shortcut.1.beta": self.skip_norm.bias,
            }
        return named


class Label(nn.Module):
    """Stands where the label is appended."""


class Layers(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x, labels):
        for layer in self.layers:
            x = torch.cat([x, F.one_hot(labels, CLASSES).to(x)], 1) if isinstance(layer, Label) else layer(x)
        return x

    def tensors(self):
        named = {}
        for i, layer in enumerate(self.layers):
            own = layer.tensors() if isinstance(layer, Block) else dict(layer.named_parameters())
            named |= {f"{i}.{name}": tensor for name, tensor in own.items()}
        return named


def rectified(*layers):
    return [part for layer in layers for part in (layer, nn.LeakyReLU(0.2))]


def cvae():
    encoder, before = [], 1
    for channels in (W, 2 * W, 4 * W):
        encoder += rectified(nn.Conv2d(before, channels, 3, 1, 1), nn.Conv2d(channels, channels, 3, 1, 1))
        encoder.append(nn.MaxPool2d(2))
        before = channels
    encoder += [nn.Flatten(), Label(), nn.Linear(4 * W * 16 + CLASSES, 2 * LATENT)]
    decoder = [Label(), *rectified(nn.Linear(LATENT + CLASSES, 4 * W * 16)), nn.Unflatten(1, (4 * W, 4, 4))]
    for channels, after in ((4 * W, 2 * W), (2 * W, W), (W, 1)):
        decoder += rectified(nn.ConvTranspose2d(channels, channels, 3, 1, 1))
        decoder += rectified(nn.ConvTranspose2d(channels, after, 4, 2, 1))
    return Layers(*encoder), Layers(*decoder[:-1])


def deep_cvae():
    stages = (W, 2 * W, 4 * W, 8 * W, 8 * W)
    encoder, before = [], 1
    for channels in stages:
        encoder += rectified(Block(before, channels), Block(channels, channels))
        encoder.append(nn.MaxPool2d(2))
        before = channels
    encoder += [nn.Flatten(), Label(), nn.Linear(8 * W + CLASSES, 2 * LATENT)]
    decoder = [Label(), *rectified(nn.Linear(LATENT + CLASSES, 8 * W)), nn.Unflatten(1, (8 * W, 1, 1))]
    for channels in reversed(stages):
        decoder.append(nn.Upsample(scale_factor=2, mode="nearest"))
        decoder += rectified(Block(before, channels), Block(channels, channels))
        before = channels
    decoder.append(nn.Conv2d(W, 1, 3, 1, 1))
    return Layers(*encoder), Layers(*decoder)


def rounded(shape, scale=1.0):
    return (torch.randn(shape) * scale).float().double()


def make(name, networks):
    torch.manual_seed(21)
    encoder, decoder = (network.double() for network in networks)
    for network in (encoder, decoder):
        for path, tensor in network.tensors().items():
            with torch.no_grad():
                # a scale at which latents are about as large as those of a trained network
                spread = 0.3 if tensor.dim() < 2 else (0.5 / tensor[0].numel()) ** 0.5
                tensor.copy_((rounded(tensor.shape, spread) + (1.0 if path.endswith("gamma") else 0.0)).float().double())
    labels = torch.tensor([0, 2, 1, 2] * (IMAGES // 4))
    real = torch.tanh(rounded((IMAGES, 1, 32, 32))).float().double()
    noise = rounded((IMAGES, LATENT))

    golden = {"labels": labels.numpy().astype(np.int32)}
    golden |= {"real": real.float().numpy(), "noise": noise.float().numpy()}
    for network, prefix in ((encoder, "encoder"), (decoder, "decoder")):
        for path, tensor in network.tensors().items():
            golden[f"{prefix}:{path}"] = tensor.detach().float().numpy()

    mean, log_variance = encoder(real, labels).chunk(2, 1)
    logits = decoder(mean + (log_variance / 2).exp() * noise, labels)
    brightness = (real + 1) / 2
    reconstruction = F.binary_cross_entropy_with_logits(logits, brightness, reduction="sum") / IMAGES
    divergence = -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum() / IMAGES
    loss = reconstruction + BETA * divergence
    loss.backward()
    golden["loss"] = np.array([loss.item(), reconstruction.item(), divergence.item()])
    for network, prefix in ((encoder, "encoder"), (decoder, "decoder")):
        for path, tensor in network.tensors().items():
            golden[f"{prefix}-gradient:{path}"] = tensor.grad.numpy()
    out = OUT / f"{name}-golden.npz"
    np.savez(out, **golden)
    print(f"{out}: {out.stat().st_size} bytes, loss {loss.item()}, PyTorch {torch.__version__}")


if __name__ == "__main__":
    make("cvae", cvae())
    make("deep-cvae", deep_cvae())
