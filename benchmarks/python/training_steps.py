"""The peer of TrainingSteps.java: the same networks and updates in eager PyTorch for Python.

    python3 training_steps.py THREADS STEPS

Prints a line per row: time, name, milliseconds (median), tabs between. Adam is PyTorch's fused one. Data waits in memory.
"""

import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

N, K, SIZE, W, LATENT_GAN, LATENT_VAE, LAMBDA, WARM_UP = 64, 4, 64, 32, 128, 256, 10.0, 5


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        layers, before = [], 1
        for channels in (W, 2 * W, 4 * W, 8 * W):
            layers += [nn.Conv2d(before, channels, 4, 2, 1), nn.LeakyReLU(0.2), nn.Dropout(0.25)]
            before = channels
        self.features = nn.Sequential(*layers, nn.Flatten())
        self.weight = nn.Parameter(torch.randn(1 + K, 8 * W * 16) * 0.01)

    def forward(self, images, labels):
        scores = F.linear(self.features(images), self.weight)
        return (scores * torch.cat([torch.ones(len(labels), 1), labels], 1)).sum(1, keepdim=True)


class Conditional(nn.Module):
    """Layers of which one is preceded by the label."""

    def __init__(self, before, after):
        super().__init__()
        self.before, self.after = nn.Sequential(*before), nn.Sequential(*after)

    def forward(self, x, labels):
        return self.after(torch.cat([self.before(x), labels], 1))


def generator():
    layers = [nn.Linear(LATENT_GAN + K, 8 * W * 16, bias=False), nn.Unflatten(1, (8 * W, 4, 4))]
    layers += [nn.BatchNorm2d(8 * W), nn.LeakyReLU(0.2)]
    for before, after in ((8 * W, 4 * W), (4 * W, 2 * W), (2 * W, W)):
        layers += [nn.ConvTranspose2d(before, after, 4, 2, 1, bias=False), nn.BatchNorm2d(after), nn.LeakyReLU(0.2)]
    return Conditional([], layers + [nn.ConvTranspose2d(W, 1, 4, 2, 1), nn.Tanh()])


def cvae():
    encoder, before = [], 1
    for channels in (W, 2 * W, 4 * W):
        encoder += [nn.Conv2d(before, channels, 4, 2, 1), nn.LeakyReLU(0.2)]
        before = channels
    decoder = [nn.Linear(LATENT_VAE + K, 4 * W * 64), nn.LeakyReLU(0.2), nn.Unflatten(1, (4 * W, 8, 8))]
    for before, after in ((4 * W, 2 * W), (2 * W, W)):
        decoder += [nn.ConvTranspose2d(before, after, 4, 2, 1), nn.LeakyReLU(0.2)]
    decoder.append(nn.ConvTranspose2d(W, 1, 4, 2, 1))
    dense = nn.Linear(4 * W * 64 + K, 2 * LATENT_VAE)
    return Conditional(encoder + [nn.Flatten()], [dense]), Conditional([], decoder)


class Block(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(before, after, 3, 1, 1, bias=False), nn.BatchNorm2d(after))
        skip = [nn.Conv2d(before, after, 1, bias=False), nn.BatchNorm2d(after)] if before != after else []
        self.skip = nn.Sequential(*skip)

    def forward(self, x):
        return F.leaky_relu(self.body(x) + self.skip(x), 0.2)


def deep_cvae():
    stages = [(W, 2), (2 * W, 2), (4 * W, 3), (8 * W, 3), (8 * W, 3)]
    encoder, before = [], 1
    for channels, blocks in stages:
        for _ in range(blocks):
            encoder.append(Block(before, channels))
            before = channels
        encoder.append(nn.MaxPool2d(2))
    decoder = [nn.Linear(LATENT_VAE + K, 8 * W * 4), nn.LeakyReLU(0.2), nn.Unflatten(1, (8 * W, 2, 2))]
    for channels, blocks in reversed(stages):
        decoder.append(nn.Upsample(scale_factor=2, mode="nearest"))
        for _ in range(blocks):
            decoder.append(Block(before, channels))
            before = channels
    decoder.append(nn.Conv2d(W, 1, 3, 1, 1))
    dense = nn.Linear(8 * W * 4 + K, 2 * LATENT_VAE)
    return Conditional(encoder + [nn.Flatten()], [dense]), Conditional([], decoder)


def timed(step, steps):
    for _ in range(WARM_UP):
        step()
    times = []
    for _ in range(steps):
        begin = time.perf_counter()
        step()
        times.append((time.perf_counter() - begin) * 1e3)
    return statistics.median(times)


def adam(parameters, rate, betas):
    return torch.optim.Adam(parameters, lr=rate, betas=betas, fused=True)


def wgan_rows(real, labels, steps):
    make, critic = generator(), Critic()
    of_critic, of_generator = adam(critic.parameters(), 1e-4, (0.0, 0.9)), adam(make.parameters(), 1e-4, (0.0, 0.9))

    def critic_step():
        with torch.no_grad():
            fake = make(torch.randn(N, LATENT_GAN), labels)
        share = torch.rand(N, 1, 1, 1)
        mixed = (share * real + (1 - share) * fake).requires_grad_(True)
        (gradient,) = torch.autograd.grad(critic(mixed, labels).sum(), mixed, create_graph=True)
        norm = (gradient.square().sum((1, 2, 3)) + 1e-12).sqrt()
        loss = critic(fake, labels).mean() - critic(real, labels).mean() + LAMBDA * (norm - 1).square().mean()
        of_critic.zero_grad()
        loss.backward()
        of_critic.step()
        return loss.item()

    def generator_step():
        for parameter in critic.parameters():
            parameter.requires_grad_(False)
        loss = -critic(make(torch.randn(N, LATENT_GAN), labels), labels).mean()
        of_generator.zero_grad()
        loss.backward()
        of_generator.step()
        for parameter in critic.parameters():
            parameter.requires_grad_(True)
        return loss.item()

    print(f"time\twgan-gp critic\t{timed(critic_step, steps):.2f}", flush=True)
    print(f"time\twgan-gp generator\t{timed(generator_step, steps):.2f}", flush=True)


def vae_row(name, networks, real, labels, steps):
    encoder, decoder = networks
    optimiser = adam([*encoder.parameters(), *decoder.parameters()], 1e-3, (0.9, 0.999))

    def step():
        mean, log_variance = encoder(real, labels).chunk(2, 1)
        logits = decoder(mean + (0.5 * log_variance).exp() * torch.randn_like(mean), labels)
        loss = F.binary_cross_entropy_with_logits(logits, (real + 1) / 2, reduction="sum") / N
        loss = loss - 0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum() / N
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        return loss.item()

    print(f"time\t{name}\t{timed(step, steps):.2f}", flush=True)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.manual_seed(1)
    steps = int(sys.argv[2])
    real = torch.rand(N, 1, SIZE, SIZE) * 2 - 1
    labels = F.one_hot(torch.arange(N) % K, K).float()
    wgan_rows(real, labels, steps)
    vae_row("cvae", cvae(), real, labels, steps)
    vae_row("deep-cvae 13", deep_cvae(), real, labels, steps)


if __name__ == "__main__":
    main()
