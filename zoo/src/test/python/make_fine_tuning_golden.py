#!/usr/bin/env python3
"""Makes src/test/resources/tiny-features.pt, a TorchScript network, and fine-tuning-golden.csv: what PyTorch makes of it.

python3 src/test/python/make_fine_tuning_golden.py
Twelve grey pictures of 8×8 in three classes: the pixel of picture i at row y and column x is
(37 i + 11 x (1 + i % 3) + 23 y (3 - i % 3)) % 256. Batches are of all pictures, and nothing is augmented.
"""

import csv
import math
import pathlib

import torch

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources"
PICTURES, SIDE, CLASSES = 12, 8, 3


class Tiny(torch.nn.Module):
    """Two convolutions, the second depthwise, and the mean over the picture."""

    def __init__(self):
        super().__init__()
        self.first = torch.nn.Conv2d(3, 4, 3, padding=1)
        self.second = torch.nn.Conv2d(4, 4, 3, stride=2, groups=4)
        self.third = torch.nn.Conv2d(4, 6, 1)

    def forward(self, x):
        x = torch.nn.functional.leaky_relu(self.first(x), 0.1)
        x = torch.nn.functional.leaky_relu(self.third(self.second(x)), 0.1)
        return x.mean([2, 3])


def rate(peak, steps, step):
    rising = 0.15 * steps
    if step < rising:
        return peak * min(1.0, (step + 1) / rising)
    return peak * 0.5 * (1 + math.cos(math.pi * (step - rising) / (steps - rising)))


def learn(network, head, parameters, inputs, labels, steps, peak, smoothing):
    optimizer = torch.optim.Adam(parameters, lr=peak)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate(peak, steps, step)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(head(network(inputs)), labels, label_smoothing=smoothing).backward()
        optimizer.step()


torch.manual_seed(7)
network = Tiny()
for parameter in network.parameters():
    torch.nn.init.normal_(parameter, 0.0, 0.4)
torch.jit.script(network).save(str(RESOURCES / "tiny-features.pt"))

pixels = torch.tensor([[[(37 * i + 11 * x * (1 + i % 3) + 23 * y * (3 - i % 3)) % 256 for x in range(SIDE)]
                        for y in range(SIDE)] for i in range(PICTURES)], dtype=torch.float32)
inputs = (pixels / 127.5 - 1).unsqueeze(1).expand(-1, 3, -1, -1).contiguous()
labels = torch.tensor([i % CLASSES for i in range(PICTURES)])
head = torch.nn.Linear(6, CLASSES)
torch.nn.init.zeros_(head.weight)
torch.nn.init.zeros_(head.bias)

with open(RESOURCES / "fine-tuning-golden.csv", "w", newline="", encoding="utf-8") as file:
    file.write(f"# made by src/test/python/make_fine_tuning_golden.py, torch {torch.__version__}\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["picture", "what", "values"])
    learn(network, head, list(head.parameters()), inputs, labels, 5, 0.05, 0.1)
    learn(network, head, [*network.parameters(), *head.parameters()], inputs, labels, 12, 0.02, 0.1)
    with torch.no_grad():
        features = network(inputs)
        probabilities = torch.softmax(head(features), 1)
    for i in range(PICTURES):
        for what, rows in (("features", features), ("probabilities", probabilities)):
            writer.writerow([i, what, " ".join(repr(float(v)) for v in rows[i])])
