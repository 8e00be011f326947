"""The same training steps in PyTorch on the same GPU, eager and with CUDA graphs. Prints one JSON object:
{"784-512-512-10 1": {"eager": ms, "graphs": ms}, ...}, the number being that of networks trained in turn.

Data is random with the shape of Fashion-MNIST: the arithmetic does not depend on the values.
"""

import json
import statistics
import time

import torch

BATCH, IMAGES, WARM_UP, STEPS, ROUNDS = 100, 60000, 20, 200, 5
DEVICE = torch.device("cuda")


def perceptron():
    nn = torch.nn
    layers = [nn.Flatten(), nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10)]
    return nn.Sequential(*layers)


def convolutions():
    nn = torch.nn
    layers = []
    channels = 1
    for layer in (32, 32, "avg", 64, 64):
        if layer == "avg":
            layers.append(nn.AvgPool2d(2))
        else:
            layers += [nn.Conv2d(channels, layer, 3, padding=1), nn.ReLU()]
            channels = layer
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 10))


def stepper(model, images, labels, graphed):
    """A step on the images of static indices, which are filled before each."""
    optimizer = torch.optim.AdamW(model.parameters(), capturable=graphed)
    indices = torch.zeros(BATCH, dtype=torch.long, device=DEVICE)

    def step():
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.cross_entropy(model(images[indices]), labels[indices]).backward()
        optimizer.step()

    if not graphed:
        return indices, step
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()

    # The graph knows the addresses of weights and optimizer state alone: the default keeps them from being freed.
    def replay(step=step):
        graph.replay()

    return indices, replay


def milliseconds(make, networks, graphed, images, labels):
    """The median over rounds of the time of a step of all networks."""
    steppers = [stepper(make().to(DEVICE), images, labels, graphed) for _ in range(networks)]
    orders = torch.randint(IMAGES, (WARM_UP + STEPS, networks, BATCH), device=DEVICE)

    def run(some):
        for row in some:
            for (indices, step), batch in zip(steppers, row):
                indices.copy_(batch)
                step()
        torch.cuda.synchronize()

    run(orders[:WARM_UP])
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run(orders[WARM_UP:])
        times.append(1000 * (time.perf_counter() - start) / STEPS)
    return statistics.median(times)


def main():
    images = torch.randn(IMAGES, 1, 28, 28, device=DEVICE)
    labels = torch.randint(10, (IMAGES,), device=DEVICE)
    results = {}
    for name, make, stacks in (
        ("784-512-512-10", perceptron, (1, 2, 8)),
        ("32-32-avg-64-64", convolutions, (1, 2)),
    ):
        for networks in stacks:
            results[f"{name} {networks}"] = {
                "eager": milliseconds(make, networks, False, images, labels),
                "graphs": milliseconds(make, networks, True, images, labels),
            }
    print(json.dumps(results))


main()
