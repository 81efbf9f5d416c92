"""The Python side of scripts/bench.py: Pillow and PyTorch, measured when told to.

Speaks the protocol of io.pokeai.benchmarks.Worker: one command a line on standard input, words separated by tabs; one line
of answer on standard output. With `predict MODEL CLASSES PICTURE` it is one prediction in a fresh process instead, and with
`export FOLDER` it writes the ResNet-18 that all sides run. `checkpoint NETWORK FILE` writes a state dict, `opening NETWORK
FILE` says what it takes PyTorch to answer with it. `folds FOLDER` writes five ResNet-18 as PokeAI's training leaves them,
`evaluate ARTIFACTS DATA THREADS` runs them over a test split as PokeAI's test_and_eval.py does.
"""

import hashlib
import sys
import time
from pathlib import Path

RESIZE, CROP = 255, 224
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
CLASSES = 1000


def torchvision():
    """torchvision; also one whose compiled operators do not fit the installed torch, which nothing here needs."""
    import torch

    for name in ("nms", "qnms"):
        try:
            torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        except RuntimeError:
            pass
    import torchvision

    return torchvision


def geometry(file):
    from PIL import Image

    torchvision()
    from torchvision.transforms import CenterCrop, InterpolationMode, Resize

    picture = Image.open(file).convert("RGB")
    resize, crop = Resize(RESIZE, interpolation=InterpolationMode.BILINEAR), CenterCrop(CROP)
    work = lambda: crop(resize(picture))
    return hashlib.sha256(work().tobytes()).hexdigest(), work


class Pictures:
    """The files of a folder as torchvision's transforms make them."""

    def __init__(self, folder, files=None):
        torchvision()
        from torchvision import transforms as t

        self.files = files or sorted(p for p in Path(folder).iterdir() if p.is_file())
        self.transform = t.Compose([t.Resize(RESIZE), t.CenterCrop(CROP), t.ToTensor(), t.Normalize(MEAN, STD)])

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        from PIL import Image

        return self.transform(Image.open(self.files[index]).convert("RGB"))


def resnet18(weights):
    import torch

    model = torchvision().models.resnet18(weights=None)
    model.load_state_dict(torch.load(weights, weights_only=True))
    return model.eval()


def data_loader(folder, weights, workers, batch, threads):
    """A whole folder through a DataLoader and the model; workers start and end with it, as they do in a run."""
    import torch

    torch.set_num_threads(int(threads))
    model, pictures = resnet18(weights), Pictures(folder)

    def work():
        loader = torch.utils.data.DataLoader(pictures, batch_size=int(batch), num_workers=int(workers))
        with torch.inference_mode():
            return [model(images).argmax(1).tolist() for images in loader]

    return str(len(pictures)), work


def measure(work, millis):
    durations, cpu, end = [], time.process_time_ns(), time.perf_counter_ns() + millis * 1_000_000
    while not durations or time.perf_counter_ns() < end:
        start = time.perf_counter_ns()
        work()
        durations.append(time.perf_counter_ns() - start)
    cpu = time.process_time_ns() - cpu
    return f"{len(durations)}\t{sorted(durations)[len(durations) // 2]}\t{cpu // len(durations)}"


def serve():
    kinds, tasks = {"geometry": lambda file, spec: geometry(file), "dataloader": data_loader}, {}
    for line in sys.stdin:
        command, name, *words = line.rstrip("\n").split("\t")
        if command == "load":
            description, tasks[name] = kinds[words[0]](*words[1:])
            print(description, flush=True)
        else:
            print(measure(tasks[name], int(words[0])), flush=True)


def predict(weights, classes, picture):
    import torch

    torchvision()
    from PIL import Image
    from torchvision import transforms as t

    model = resnet18(weights)
    transform = t.Compose([t.Resize(RESIZE), t.CenterCrop(CROP), t.ToTensor(), t.Normalize(MEAN, STD)])
    with torch.inference_mode():
        best = model(transform(Image.open(picture).convert("RGB"))[None]).argmax(1).item()
    print(picture, Path(classes).read_text().splitlines()[best], flush=True)


def export(folder):
    import torch

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(18)
    model = torchvision().models.resnet18(weights=None, num_classes=CLASSES).eval()
    torch.save(model.state_dict(), folder / "resnet18.weights")
    torch.onnx.export(
        model,
        (torch.zeros(2, 3, CROP, CROP),),
        folder / "resnet18.onnx",
        input_names=["input"],
        output_names=["logits"],
        dynamic_shapes={"x": {0: torch.export.Dim("batch", min=1, max=1024)}},
        external_data=False,
    )
    (folder / "classes.txt").write_text("".join(f"class {i:03d}\n" for i in range(CLASSES)))


def checkpoint(architecture, file):
    import torch

    Path(file).parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(18)
    torch.save(getattr(torchvision().models, architecture)(weights=None).state_dict(), file)


def folds(folder):
    import torch

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "classes.txt").write_text("\n".join(f"{i:02d}" for i in range(30)))
    for fold in range(1, 6):
        torch.manual_seed(fold)
        weights = torchvision().models.resnet18(weights=None, num_classes=30).state_dict()
        torch.save(weights, folder / f"best_resnet18_fold{fold}.pth")


def evaluate(artifacts, data, threads):
    """The mean of the folds' logits for every row of test_split.csv; prints the accuracy."""
    import csv

    import torch

    torch.set_num_threads(int(threads))
    artifacts = Path(artifacts)
    classes = (artifacts / "classes.txt").read_text().splitlines()
    with open(artifacts / "test_split.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    models = []
    for fold in range(1, 6):
        model = torchvision().models.resnet18(weights=None, num_classes=len(classes))
        model.load_state_dict(torch.load(artifacts / f"best_resnet18_fold{fold}.pth", weights_only=True))
        models.append(model.eval())
    pictures = Pictures(data, [Path(data) / row["path"] for row in rows])
    right, first = 0, 0
    with torch.inference_mode():
        for images in torch.utils.data.DataLoader(pictures, batch_size=32):
            best = torch.stack([model(images) for model in models]).mean(0).argmax(1).tolist()
            right += sum(classes[b] == rows[first + i]["label"] for i, b in enumerate(best))
            first += len(best)
    print(right / len(rows), flush=True)


def opening(architecture, file):
    """Milliseconds of torch.load, module and first forward; megabytes that they added to the process."""
    import resource

    import torch

    make = getattr(torchvision().models, architecture)
    picture = torch.zeros(1, 3, CROP, CROP)
    with torch.inference_mode():
        torch.nn.Conv2d(3, 8, 3)(picture)  # what the first use of torch costs is not counted
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        weights = torch.load(file, weights_only=True)
        model = make(weights=None).eval()
        model.load_state_dict(weights)
        model(picture)
        end = time.perf_counter()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print((end - start) * 1e3, (after - before) / 1024, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["checkpoint"]:
        checkpoint(*sys.argv[2:])
    elif sys.argv[1:2] == ["opening"]:
        opening(*sys.argv[2:])
    elif sys.argv[1:2] == ["folds"]:
        folds(*sys.argv[2:])
    elif sys.argv[1:2] == ["evaluate"]:
        evaluate(*sys.argv[2:])
    elif sys.argv[1:2] == ["predict"]:
        predict(*sys.argv[2:])
    elif sys.argv[1:2] == ["export"]:
        export(*sys.argv[2:])
    else:
        serve()
