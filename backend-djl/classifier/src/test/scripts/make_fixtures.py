"""Makes the TorchScript archives of the tests: python make_fixtures.py ../resources/io/pokeai/backend/djl (needs torch)."""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple, Optional

import torch
from torch import nn

SIZE = 32


class Tiny(nn.Module):
    """Three scores that depend on the mean of each channel, on edges, and on nothing else."""

    def __init__(self):
        super().__init__()
        self.edges = nn.Conv2d(3, 6, 3, padding=1)
        self.head = nn.Linear(9, 3)

    def forward(self, x):
        edges = torch.relu(self.edges(x)).mean((2, 3))
        return self.head(torch.cat((x.mean((2, 3)), edges), 1))


class Pair(nn.Module):
    def forward(self, x):
        return x.mean((2, 3)), x


class Last(nn.Module):
    """What a last layer makes of scores, in a function of its own."""

    def __init__(self, model, last):
        super().__init__()
        self.model = model
        self.last = last

    def forward(self, x):
        return self.last(4 * self.model(x))


class InOps(Tiny):
    """Its class is called like an operator: torchvision's layers live in torchvision.ops.misc."""


InOps.__module__ = "torchvision.ops.misc"


class ByMethods(nn.Module):
    """As torchvision's models: forward hands over to a method of its own."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def _forward_impl(self, x):
        return torch.sigmoid(self.model(x))

    def forward(self, x):
        return self._forward_impl(x)


class Outputs(NamedTuple):
    logits: torch.Tensor
    aux: Optional[torch.Tensor]


class Named(nn.Module):
    """As GoogLeNet: scripted, it returns a tuple with a name."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x) -> Outputs:
        return Outputs(self.model(x), None)


class Broken(nn.Module):
    def forward(self, x):
        return x.mean((2, 3)) / torch.zeros(1)


def save(traced, path, instead={}, extra={}):
    """Without the notes for debuggers, which name the folders of the machine; with other words in the code."""
    saved = io.BytesIO()
    torch.jit.save(traced, saved, _extra_files=extra)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.namelist():
            if entry.endswith(".debug_pkl"):
                continue
            content = source.read(entry)
            if "/code/" in entry:
                for word, other in instead.items():
                    content = content.replace(word, other)
            target.writestr(entry, content)


def main(folder):
    torch.manual_seed(7)
    model = Tiny().eval()
    picture = torch.arange(3 * SIZE * SIZE, dtype=torch.float32).reshape(1, 3, SIZE, SIZE) / (3 * SIZE * SIZE) - 0.5
    traced = traced_tiny = torch.jit.trace(model, picture)
    save(traced, folder / "tiny.torchscript.pt")
    config = {"description": "tiny", "task": "classify", "imgsz": [SIZE, SIZE], "names": {"0": "a", "1": "b", "2": "c"}}
    torch.manual_seed(8)
    save(torch.jit.trace(Tiny().eval(), picture), folder / "other.torchscript.pt")
    probabilities = torch.jit.trace(nn.Sequential(model, nn.Softmax(1)), picture)
    save(probabilities, folder / "ultralytics.torchscript", extra={"config.txt": json.dumps(config)})
    for name, last in {
        "sigmoid": torch.sigmoid,
        "mean_of_softmax": lambda z: (torch.softmax(z, 1) + torch.softmax(-z, 1)) / 2,
        "binary": lambda z: torch.sigmoid(z[:, :1]),
        "binary_flat": lambda z: torch.sigmoid(z[:, 0]),
    }.items():
        traced = torch.jit.trace(Last(model, last), picture)
        save(traced, folder / (name + ".torchscript.pt"))
        print(name + ".torchscript.pt of the ramp:", traced(picture)[0].tolist())
    torch.manual_seed(7)
    save(torch.jit.trace(InOps().eval(), picture), folder / "in_ops.torchscript.pt")
    save(torch.jit.script(ByMethods(traced_tiny)), folder / "by_methods.torchscript.pt")
    save(torch.jit.script(Named(traced_tiny)), folder / "named.torchscript.pt")
    save(torch.jit.trace(Broken(), picture), folder / "infinite.torchscript.pt")
    save(torch.jit.trace(Pair(), picture, strict=False), folder / "pair.torchscript.pt")
    save(torch.jit.trace(Broken(), picture), folder / "saves.torchscript.pt", {b"torch.zeros(": b"torch.save("})
    print("tiny.torchscript.pt of the ramp:", model(picture)[0].tolist())


main(Path(sys.argv[1]))
