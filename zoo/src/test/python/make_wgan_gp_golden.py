"""Makes src/test/resources/io/augmenta/zoo/training/wgan-gp-golden.npz with PyTorch for Python.

Run from the zoo folder, with PyTorch and NumPy installed:

    python3 src/test/python/make_wgan_gp_golden.py

The networks are those of io.augmenta.zoo.architecture.AdversarialNetworks at 32 x 32 pixels, one channel, three classes,
width 2, latent size 5, without dropout, written here with torch.nn alone. Weights and inputs are float32 numbers;
losses and gradients are computed from them in float64, and so is Adam.
"""

import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

IMAGES, CLASSES, LATENT, WIDTH, LAMBDA = 4, 3, 5, 2, 10.0
ADAM_STEPS, LEARNING_RATE, BETAS = 3, 1e-2, (0.0, 0.9)
OUT = pathlib.Path("src/test/resources/io/augmenta/zoo/training/wgan-gp-golden.npz")


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        channels = [1, WIDTH, 2 * WIDTH, 4 * WIDTH]
        self.convolutions = nn.ModuleList(nn.Conv2d(a, b, 4, 2, 1) for a, b in zip(channels, channels[1:]))
        features = 4 * WIDTH * 16
        self.common = nn.Linear(features, 1, bias=False)
        self.per_class = nn.Embedding(CLASSES, features)

    def forward(self, images, labels):
        x = images
        for convolution in self.convolutions:
            x = F.leaky_relu(convolution(x), 0.2)
        x = x.flatten(1)
        return self.common(x) + (self.per_class(labels) * x).sum(1, keepdim=True)

    def tensors(self):
        named = {}
        for i, convolution in enumerate(self.convolutions):
            named[f"{3 * i}.weight"], named[f"{3 * i}.bias"] = convolution.weight, convolution.bias
        named["10.weight"] = (self.common.weight, self.per_class.weight)
        return named


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(LATENT + CLASSES, 4 * WIDTH * 16, bias=False)
        channels = [4 * WIDTH, 2 * WIDTH, WIDTH]
        self.norms = nn.ModuleList(nn.BatchNorm2d(c) for c in channels)
        self.ups = nn.ModuleList(
            nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False) for a, b in zip(channels, channels[1:])
        )
        self.last = nn.ConvTranspose2d(WIDTH, 1, 4, 2, 1)

    def forward(self, latents, labels):
        x = self.dense(torch.cat([latents, F.one_hot(labels, CLASSES)], 1)).view(-1, 4 * WIDTH, 4, 4)
        x = F.leaky_relu(self.norms[0](x), 0.2)
        for up, norm in zip(self.ups, list(self.norms)[1:]):
            x = F.leaky_relu(norm(up(x)), 0.2)
        return torch.tanh(self.last(x))

    def tensors(self):
        named = {"1.weight": self.dense.weight}
        for at, norm in zip((3, 6, 9), self.norms):
            named[f"{at}.gamma"], named[f"{at}.beta"] = norm.weight, norm.bias
        for at, up in zip((5, 8), self.ups):
            named[f"{at}.weight"] = up.weight
        named["11.weight"], named["11.bias"] = self.last.weight, self.last.bias
        return named


def joined(tensor, of=lambda t: t):
    parts = tensor if isinstance(tensor, tuple) else (tensor,)
    return torch.cat([of(part) for part in parts], 0) if len(parts) > 1 else of(parts[0])


def critic_loss(critic, real, generated, shares, labels):
    mixed = (shares * real + (1 - shares) * generated).detach().requires_grad_(True)
    (gradient,) = torch.autograd.grad(critic(mixed, labels).sum(), mixed, create_graph=True)
    norms = (gradient.square().sum((1, 2, 3)) + 1e-12).sqrt()
    penalty = (norms - 1).square().mean()
    total = critic(generated, labels).mean() - critic(real, labels).mean() + LAMBDA * penalty
    return total, penalty, norms.mean()


def main():
    torch.manual_seed(20)
    rounded = lambda shape, scale=1.0: (torch.randn(shape) * scale).float().double()
    critic, generator = Critic().double(), Generator().double()
    for network in (critic, generator):
        for name, parameter in network.named_parameters():
            with torch.no_grad():
                parameter.copy_(rounded(parameter.shape, 0.3) + (1.0 if name.startswith("norms") else 0.0))
                parameter.copy_(parameter.float().double())
    labels = torch.tensor([0, 2, 1, 2])
    real = torch.tanh(rounded((IMAGES, 1, 32, 32))).float().double()
    generated = torch.tanh(rounded((IMAGES, 1, 32, 32))).float().double()
    shares = torch.rand((IMAGES, 1, 1, 1)).float().double()
    latents = rounded((IMAGES, LATENT))

    golden = {"labels": labels.numpy().astype(np.int32)}
    inputs = {"real": real, "generated": generated, "shares": shares, "latents": latents}
    golden |= {name: value.float().numpy() for name, value in inputs.items()}
    for prefix, network in (("critic", critic), ("generator", generator)):
        for name, tensor in network.tensors().items():
            golden[f"{prefix}/{name}"] = joined(tensor).detach().float().numpy()

    total, penalty, norm = critic_loss(critic, real, generated, shares, labels)
    total.backward()
    golden["critic_loss"] = np.array([total.item(), penalty.item(), norm.item()])
    for name, tensor in critic.tensors().items():
        golden[f"critic-gradient/{name}"] = joined(tensor, lambda t: t.grad).numpy()

    loss = -critic(generator(latents, labels), labels).mean()
    parameters = list(generator.parameters())
    for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
        parameter.grad = gradient
    golden["generator_loss"] = np.array([loss.item()])
    for name, tensor in generator.tensors().items():
        golden[f"generator-gradient/{name}"] = joined(tensor, lambda t: t.grad).numpy()

    adam = torch.optim.Adam(critic.parameters(), lr=LEARNING_RATE, betas=BETAS)
    for _ in range(ADAM_STEPS):
        adam.zero_grad()
        critic_loss(critic, real, generated, shares, labels)[0].backward()
        adam.step()
    for name, tensor in critic.tensors().items():
        golden[f"critic-after-adam/{name}"] = joined(tensor).detach().numpy()

    OUT.parent.mkdir(parents=True, exist_ok=True)
    np.savez(OUT, **{name.replace("/", ":"): value for name, value in golden.items()})
    print(f"{OUT}: {OUT.stat().st_size} bytes, PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
