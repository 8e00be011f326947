"""Total similarity of each layer's matching of cnn-relu-sgd, as make_golden.py has it, but with norms and products in float64.

usage: similarity64.py GOLDEN_DIR FASHION_DIR > cnn-relu-sgd-similarity64.json
"""
import gzip, json, struct, sys
import numpy as np, torch
from scipy.optimize import linear_sum_assignment as lsa
F = torch.nn.functional
GOLDEN, FASHION = sys.argv[1], sys.argv[2]
images = gzip.open(f'{FASHION}/train-images-idx3-ubyte.gz').read()
X = (torch.tensor(np.frombuffer(images, np.uint8, offset=16).reshape(-1, 1, 28, 28)[:10000].astype(np.float32) / 255) - 0.2860) / 0.3530

def load(which):
    f = open(f'{GOLDEN}/cnn-relu-sgd-{which}.safetensors', 'rb').read(); h = struct.unpack('<Q', f[:8])[0]
    tensor = lambda v: torch.tensor(np.frombuffer(f[8 + h:][slice(*v['data_offsets'])], np.float32).reshape(v['shape']))
    return {k: tensor(v) for k, v in json.loads(f[8:8 + h]).items()}

@torch.no_grad()
def activations(p, layer):
    x, n = X, 0
    for kind in ['conv', 'conv', 'avg', 'conv', 'conv']:
        if kind == 'avg': x = F.avg_pool2d(x, 2); continue
        x = torch.relu(F.conv2d(x, p[f'layers.{n}.weight'], p[f'layers.{n}.bias'], padding=1))
        if n == layer: return x.permute(0, 2, 3, 1).reshape(-1, x.shape[1]).double()
        n += 1

def similarity(layer):
    x, y = (t / (t.norm(dim=0) + 1e-8) for t in (activations(load('a'), layer), activations(load('b'), layer)))
    S = (y.T @ x).numpy(); r, c = lsa(-S)
    return float(S[r, c].sum())

print(json.dumps([similarity(layer) for layer in range(4)]))
