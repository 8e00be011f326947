"""What Isthmus drew, computed again in PyTorch: the lines from A to B and from pi(A) to B.

Beside this file lie those that Isthmus saved: A.safetensors, B.safetensors, and permutation.json (or pi-A.safetensors,
where A was changed in more ways than its units' order). The images are read from where you have them:

    python recompute.py --images t10k-images-idx3-ubyte.gz --labels t10k-labels-idx1-ubyte.gz
    python recompute.py --npz mnist.npz
    python recompute.py --cifar cifar-10-batches-bin/test_batch.bin

Needs torch and numpy. Prints every loss beside the one of Isthmus, and the largest difference.
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy
import torch
from torch.nn import functional

SETTINGS = json.loads(r"""@SETTINGS@""")


def read_safetensors(path):
    """The tensors of a safetensors file by name."""
    content = path.read_bytes()
    end = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:end])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        first, last = entry["data_offsets"]
        numbers = numpy.frombuffer(content[end + first : end + last], "<f4")
        tensors[name] = torch.tensor(numbers).reshape(entry["shape"])
    return tensors


def read_idx(path):
    """The array of an IDX file, gzipped or not."""
    content = path.read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    sides = [int.from_bytes(content[4 + 4 * i : 8 + 4 * i], "big") for i in range(content[3])]
    return numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * len(sides)).reshape(sides)


def read_images(options):
    """Images, [n, channels, side, side] with pixels from 0 to 1, and labels."""
    if options.npz:
        arrays = numpy.load(options.npz)
        split = SETTINGS["split"]
        images, labels = arrays[f"x_{split}"], arrays[f"y_{split}"].reshape(-1)
        if images.ndim == 4 and images.shape[-1] == SETTINGS["channels"]:
            images = images.transpose(0, 3, 1, 2)
    elif options.cifar:
        records = [numpy.fromfile(path, numpy.uint8).reshape(-1, 3073) for path in options.cifar]
        records = numpy.concatenate(records)
        images, labels = records[:, 1:], records[:, 0]
    elif options.images and options.labels:
        images, labels = read_idx(options.images), read_idx(options.labels)
    else:
        raise SystemExit("Expected --images and --labels, --npz, or --cifar.")
    count, channels, side = SETTINGS["samples"], SETTINGS["channels"], SETTINGS["side"]
    whole = numpy.issubdtype(images.dtype, numpy.integer)
    images = images[:count].astype(numpy.float32) / (255 if whole else 1)
    return images.reshape(-1, channels, side, side), labels[:count].astype(numpy.int64)


def logits(network, images):
    """What a network says of images: affine maps, the nonlinearity between them, and average pools."""
    values = images
    last = len(SETTINGS["pools"]) - 1
    for layer, pool in enumerate(SETTINGS["pools"]):
        weight, bias = network[f"layers.{layer}.weight"], network[f"layers.{layer}.bias"]
        if weight.dim() == 4:
            values = functional.conv2d(values, weight, bias, padding=1)
        else:
            values = functional.linear(values.flatten(1), weight, bias)
        if layer < last:
            values = getattr(torch, SETTINGS["activation"])(values)
        if pool > 1:
            values = functional.avg_pool2d(values, pool)
    return values


def evaluate(network, images, labels):
    """Mean loss and accuracy."""
    loss, right = 0.0, 0
    for some, wanted in zip(images.split(1000), labels.split(1000)):
        said = logits(network, some)
        if SETTINGS["loss"] == "mse":
            targets = functional.one_hot(wanted, said.shape[1]).float()
            loss += functional.mse_loss(said, targets).item() * len(wanted)
        else:
            loss += functional.cross_entropy(said, wanted, reduction="sum").item()
        right += (said.argmax(1) == wanted).sum().item()
    return loss / len(labels), right / len(labels)


def permute(network, layers):
    """pi(A): unit i of each hidden layer is the unit layers[l][i] of A; the next layer's columns move along."""
    moved = dict(network)
    for layer, order in enumerate(layers):
        here, after = f"layers.{layer}", f"layers.{layer + 1}.weight"
        for name in (f"{here}.weight", f"{here}.bias"):
            moved[name] = moved[name][order]
        moved[after] = moved[after][:, order]
    return moved


def permuted(a, folder):
    """pi(A), by the permutation, or from its own file."""
    if not SETTINGS["permutation"]:
        return read_safetensors(folder / "pi-A.safetensors")
    text = (folder / "permutation.json").read_text(encoding="utf-8")
    return permute(a, json.loads(text)["layers"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--images", type=Path, help="IDX file of images")
    parser.add_argument("--labels", type=Path, help="IDX file of labels")
    parser.add_argument("--npz", type=Path, help="x_test, y_test, x_train and y_train as Keras has them")
    parser.add_argument("--cifar", type=Path, nargs="+", help="CIFAR-10's binary batches, in their order")
    parser.add_argument("--weights", type=Path, default=Path("."), help="folder of what Isthmus saved")
    options = parser.parse_args()

    pixels, classes = read_images(options)
    each = [torch.tensor(SETTINGS[name])[:, None, None] for name in ("mean", "standardDeviation")]
    images = (torch.tensor(pixels) - each[0]) / each[1]
    labels = torch.tensor(classes)
    a, b = (read_safetensors(options.weights / f"{name}.safetensors") for name in "AB")
    starts = {"naive": a}
    if "permuted" in SETTINGS["paths"]:
        starts["permuted"] = permuted(a, options.weights)

    worst = 0.0
    print(f"{'path':10}{'alpha':>8}{'loss':>12}{'Isthmus':>12}{'accuracy':>12}")
    for path, known in SETTINGS["paths"].items():
        start = starts[path]
        for alpha, expected in zip(known["alphas"], known["losses"]):
            mix = {name: (1 - alpha) * start[name] + alpha * b[name] for name in b}
            with torch.no_grad():
                loss, accuracy = evaluate(mix, images, labels)
            expected = numpy.nan if expected is None else expected
            worst = max(worst, abs(loss - expected))
            print(f"{path:10}{alpha:8.3f}{loss:12.6f}{expected:12.6f}{accuracy:12.4f}")
    print(f"largest difference of a loss: {worst:.2e}")
    if SETTINGS["rounded"]:
        print("The saved weights are rounded to float16; Isthmus computed its losses before that.")


if __name__ == "__main__":
    main()
