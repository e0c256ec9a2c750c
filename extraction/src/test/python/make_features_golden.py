#!/usr/bin/env python3
"""Makes src/test/resources/mobilenetv2-golden.csv with PyTorch, from the TorchScript form of the ONNX network.

python3 src/test/python/make_features_golden.py ../../shared/models/mobilenetv2-imagenet-features.pt
The picture is not stored: red, green and blue at row y and column x are (x + y) % 256, (2x + 5y) % 256 and (x * y) % 256.
"""

import csv
import pathlib
import sys

import numpy
import torch

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources"
SIDE = 224

network = torch.jit.load(sys.argv[1]).eval()
y, x = numpy.mgrid[0:SIDE, 0:SIDE]
rgb = numpy.stack([(x + y) % 256, (2 * x + 5 * y) % 256, (x * y) % 256])
grey = numpy.stack([rgb[0]] * 3)
with torch.no_grad():
    features = network(torch.tensor((numpy.stack([rgb, grey]) - 127.5) / 127.5, dtype=torch.float32)).numpy()
with open(RESOURCES / "mobilenetv2-golden.csv", "w", newline="", encoding="utf-8") as file:
    file.write(f"# made by src/test/python/make_features_golden.py, torch {torch.__version__}\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["feature", "rgb", "red alone as grey"])
    for i in range(0, features.shape[1], 10):
        writer.writerow([i, repr(float(features[0, i])), repr(float(features[1, i]))])
