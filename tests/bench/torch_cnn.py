"""The CNN work of the benchmarks in PyTorch on one thread. Prints one JSON object.

usage: torch_cnn.py [--layers 32-32-avg-64-64] [--channels 1] [--side 28]
Median ms of one AdamW step, batch 100, over 20 steps after 3 warm-up steps. Data is random with the shape of the images:
the arithmetic does not depend on the values.
"""

import argparse
import json
import time

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--layers", default="32-32-avg-64-64")
parser.add_argument("--channels", type=int, default=1)
parser.add_argument("--side", type=int, default=28)
options = parser.parse_args()
torch.set_num_threads(1)
torch.manual_seed(0)

modules = []
width = options.channels
for layer in options.layers.split("-"):
    if layer == "avg":
        modules.append(torch.nn.AvgPool2d(2))
    else:
        modules += [torch.nn.Conv2d(width, int(layer), 3, padding=1), torch.nn.ReLU()]
        width = int(layer)
modules += [torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(), torch.nn.Linear(width, 10)]
network = torch.nn.Sequential(*modules)
optimizer = torch.optim.AdamW(network.parameters())
images = torch.randn(1000, options.channels, options.side, options.side)
labels = torch.randint(0, 10, (1000,))


def step(n):
    batch = torch.arange(100) + 100 * (n % 10)
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(network(images[batch]), labels[batch]).backward()
    optimizer.step()


times = []
for n in range(23):
    start = time.perf_counter()
    step(n)
    times.append(time.perf_counter() - start)
print(json.dumps({"layers": options.layers, "torch": torch.__version__, "ms": sorted(times[3:])[10] * 1e3}))
