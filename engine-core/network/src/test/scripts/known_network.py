"""Writes what proves a family of torchvision: a network with known answers, and lines of architectures.txt.

    python known_network.py network --size 96 "mobilenet_v2(num_classes=5, width_mult=0.25)" > mobilenet_v2.txt
    python known_network.py lines resnet18 resnet34 >> architectures.txt

Weights and pictures follow from integer arithmetic (FormulaTensor, KnownNetwork.pictures); the logits are float64. To a line of
architectures.txt the tensors that tell the member apart are added by hand, as "name=shape" with 17 classes.
"""

import argparse
import hashlib
import math
import sys
import zlib

import torch
import torchvision
from torchvision.models import *  # noqa: F403: the expression is written with these

CLASSES = 17
MASK = 0xFFFFFFFF


def uniform(name, index):
    """FormulaTensor.uniform: 32 bits, mixed as in xxHash32."""
    x = (zlib.crc32(name.encode()) + index * 2654435761) & MASK
    x ^= x >> 15
    x = (x * 2246822519) & MASK
    x ^= x >> 13
    return x / 4294967296.0


def element(name, shape, count, index):
    u = uniform(name, index)
    if name.endswith("running_var"):
        return 0.5 + u
    if len(shape) == 1:
        return 0.6 + 0.7 * u if name.endswith("weight") else 0.4 * u - 0.2
    return (2 * u - 1) * math.sqrt(6.0 / (count // shape[0]))


def tensors(module):
    return {k: v for k, v in module.state_dict().items() if not k.endswith("num_batches_tracked")}


def formula(name, like):
    values = [element(name, like.shape, like.numel(), i) for i in range(like.numel())]
    # As the file holds them: float32.
    return torch.tensor(values, dtype=torch.float32).reshape(like.shape)


def picture(number, size):
    values = [4 * uniform(f"picture{number}", i) - 2 for i in range(3 * size * size)]
    return torch.tensor(values, dtype=torch.float32).reshape(3, size, size)


def network(expression, size):
    module = eval(expression).eval()  # noqa: S307: what is typed at the prompt
    found = tensors(module)
    module.load_state_dict({name: formula(name, like) for name, like in found.items()}, strict=False)
    with torch.no_grad():
        logits = module.double()(torch.stack([picture(0, size), picture(1, size)]).double())
    print("size", size)
    for row in logits.float().tolist():
        print("logits", *row)
    for name, like in found.items():
        print(name, "x".join(str(axis) for axis in like.shape))


def line(architecture):
    found = tensors(getattr(torchvision.models, architecture)(num_classes=CLASSES))
    digest = hashlib.sha256()
    for text in sorted(f"{name} {list(value.shape)}\n" for name, value in found.items()):
        digest.update(text.encode())
    print(architecture, len(found), digest.hexdigest()[:32])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("network")
    one.add_argument("--size", type=int, required=True)
    one.add_argument("expression", help="makes the module, narrow enough for a test, from the names in torchvision.models")
    commands.add_parser("lines").add_argument("architecture", nargs="+")
    arguments = parser.parse_args()
    if arguments.command == "network":
        network(arguments.expression, arguments.size)
    else:
        for architecture in arguments.architecture:
            line(architecture)


if __name__ == "__main__":
    sys.exit(main())
