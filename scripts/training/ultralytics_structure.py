#!/usr/bin/env python3
"""Lists what a best.pt of Ultralytics consists of: names of classes, attributes, modules and tensors, and hardly a value.

    python3 scripts/training/ultralytics_structure.py best.pt > structure.txt

Of a file that Ultralytics itself has written this makes the golden of UltralyticsStructureTest
(engine-core/network/src/test/resources/io/pokeai/engine/network/yolov8n-cls.txt):

    from ultralytics import YOLO      # 8.4.23
    YOLO("yolov8n-cls.yaml").train(data=…, epochs=2, imgsz=32, pretrained=False)      # three classes, on the CPU, PyTorch 2.13

Neither Ultralytics nor PyTorch is needed to list a file: classes are stand-ins, and nothing of the file is executed.
"""
import pickle
import sys
import zipfile
from collections import OrderedDict

CONTAINERS = {"collections.OrderedDict": OrderedDict, "__builtin__.set": set}


class Object:
    """An object of any class: its name, what it was called with, and its __dict__."""

    def __new__(cls, *arguments):
        made = super().__new__(cls)
        made.arguments, made.state = arguments, {}
        return made

    def __init__(self, *arguments):
        pass

    def __setstate__(self, state):
        self.state = state


class Reader(pickle.Unpickler):
    def __init__(self, file):
        super().__init__(file)
        self.names = []

    def find_class(self, module, name):
        full = module + "." + name
        if full not in self.names:
            self.names.append(full)
        return CONTAINERS.get(full) or type(name, (Object,), {"full": full})

    def persistent_load(self, key):
        return key[1].full.removeprefix("torch.").removesuffix("Storage")


def kind(value):
    if isinstance(value, Object):
        return value.full.removeprefix("torch._utils._rebuild_").removesuffix("_v2")
    return type(value).__name__


def tensor(value):
    data = value.arguments[0] if kind(value) == "parameter" else value
    gradient = value.arguments[1] if kind(value) == "parameter" else data.arguments[4]
    return f"{kind(value)} {data.arguments[0]} {list(data.arguments[2])} {gradient}"


def attributes(state):
    """Names and kinds; flags and fractions, which are the same in all sizes of a network, with their values."""
    shown = {name: f"={value}" if isinstance(value, (bool, float)) else "" for name, value in state.items()}
    return " ".join(f"{name}:{kind(value)}{shown[name]}" for name, value in state.items())


def base(module):
    """The attributes that every module has: training to that which holds its children."""
    names = list(module.state)
    return attributes({name: module.state[name] for name in names[: names.index("_modules") + 1]})


def objects(value, classes):
    """The attributes of each class, at the values below one."""
    if isinstance(value, Object) and value.state:
        own = attributes(value.state)
        if "_modules" in value.state:
            own = own.replace(base(value), "training" if value.state["training"] else "evaluating", 1)
        if own not in classes.setdefault(value.full, []):
            classes[value.full].append(own)
        objects(value.state, classes)
    elif isinstance(value, dict):
        for it in value.values():
            objects(it, classes)
    elif isinstance(value, (list, tuple)):
        for it in value:
            objects(it, classes)


def modules(path, module, lines):
    lines.append(f"module {path} {module.full}")
    for group in "_parameters", "_buffers":
        for name, value in module.state[group].items():
            lines.append(f"tensor {path}.{name} " + ("None" if value is None else tensor(value)))
    for name, child in module.state["_modules"].items():
        modules(f"{path}.{name}", child, lines)


def main(path):
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/data.pkl"))
        with archive.open(name) as file:
            reader = Reader(file)
            content = reader.load()
    classes, lines = {}, []
    modules("model", content["model"], lines)
    objects(content["model"], classes)
    for name in sorted(reader.names):
        print("global", name)
    for name, value in content.items():
        print("entry", name, kind(value))
    print("every module", base(content["model"]))
    for name, variants in classes.items():
        for own in variants:
            print("class", name, own)
    print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1])
