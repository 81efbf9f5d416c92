#!/usr/bin/env python3
"""Robustness as a loop over pictures in Python: the answers of `pokeai robustness` are compared with it, and its speed.

    robustness_loop.py check --reference DIR [--textures DIR] --data DIR --split FILE.csv --classes FILE --run DIR --model NAME FOLD…
    robustness_loop.py time  --loop plain|tuned [--cells NAME:SEVERITY,…] (the same options) FOLD…

The order of steps is PokeAI's: RGB, resize, crop, corrupt, to [0, 1], normalise, infer; the folds' logits (YOLO: probabilities) are
averaged. The folds are torchvision ResNet-18 state dicts, or checkpoints of YOLO classifiers, which need Ultralytics or a stand-in of
its modules on PYTHONPATH.

--reference names a folder with the modules `reference` (corrupt, source, NAMES), `pokeai_goldens` (run) and `make_goldens`
(image_key): corruptions that take their random numbers from the generator of docs/corruptions.md. --textures names a folder with the
textures of frost, 0.png and so on; without it frost is left out.

check asks about every cell of a run and lists each picture whose answer differs, with its margin: the difference of the two largest
scores. It ends with 1 when one of them has a margin of --margin (1e-3) or more. time prints seconds of wall clock and of all
processors: `plain` decodes and corrupts again for each fold, as PokeAI's script does, on one process with all threads of PyTorch;
`tuned` decodes once, corrupts once for all folds, and has a process for each core.
"""

import argparse
import csv
import json
import multiprocessing
import os
import resource
import struct
import sys
import time
from pathlib import Path

import numpy as np

TV_MEAN, TV_STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
BATCH = 32


class Corruptions:
    """What the reference does to a crop: uint8 [height, width, 3] to float32 [3, height, width] in [0, 1]."""

    def __init__(self, reference, textures, seed):
        sys.path.insert(0, str(reference))
        import make_goldens
        import pokeai_goldens
        import reference as module
        from PIL import Image

        self.key, self.five, self.module, self.seed = make_goldens.image_key, pokeai_goldens, module, seed
        files = sorted(textures.glob("*.png"), key=lambda file: int(file.stem)) if textures else []
        self.textures = [np.array(Image.open(file)) for file in files]

    def knows(self, name):
        known = name == "clean" or name in self.five.IDS or name in self.module.NAMES
        return known and (name != "frost" or bool(self.textures))

    def __call__(self, crop, name, severity):
        if name in self.five.IDS:
            return self.five.run(name, crop, self.seed)[0]
        if name != "clean":
            source = self.module.source(name, severity, self.key(crop), self.seed)
            crop = self.module.corrupt(crop, name, severity, source, self.textures)
        return np.ascontiguousarray(crop.transpose(2, 0, 1)).astype(np.float32) / np.float32(255)


class ResNets:
    """Folds of a ResNet-18 that see 224 × 224 pixels; the mean of their logits counts."""

    def __init__(self, files):
        import torch
        import torchvision
        from torchvision import transforms

        self.torch, self.folds = torch, []
        for file in files:
            weights = torch.load(file, map_location="cpu", weights_only=True)
            model = torchvision.models.resnet18(num_classes=len(weights["fc.bias"]))
            model.load_state_dict(weights, strict=True)
            self.folds.append(model.eval())
        self.resize = transforms.Compose([transforms.Resize(255), transforms.CenterCrop(224)])
        self.mean = np.array(TV_MEAN, np.float32).reshape(3, 1, 1)
        self.std = np.array(TV_STD, np.float32).reshape(3, 1, 1)

    def crop(self, file):
        from PIL import Image

        return np.array(self.resize(Image.open(file).convert("RGB")))

    def scores(self, fold, pixels):
        batch = self.torch.from_numpy(np.stack([(x - self.mean) / self.std for x in pixels]))
        with self.torch.inference_mode():
            return self.folds[fold](batch).numpy()


class Yolos:
    """Folds of a YOLO classifier; the mean of their probabilities counts."""

    def __init__(self, files):
        import torch
        from torchvision import transforms

        checkpoints = [torch.load(file, map_location="cpu", weights_only=False) for file in files]
        size = checkpoints[0]["train_args"]["imgsz"]
        self.torch = torch
        self.folds = [(known.get("ema") or known["model"]).float().eval() for known in checkpoints]
        self.resize = transforms.Compose([transforms.Resize(size), transforms.CenterCrop(size)])

    def crop(self, file):
        import cv2
        from PIL import Image

        return np.array(self.resize(Image.fromarray(cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB))))

    def scores(self, fold, pixels):
        # A picture again, as PokeAI's script makes one: 8 bits, cut off as torchvision's to_pil_image does.
        levels = (np.stack(pixels) * np.float32(255)).astype(np.uint8)
        with self.torch.inference_mode():
            out = self.folds[fold](self.torch.from_numpy(levels.astype(np.float32) / np.float32(255)))
        return (out[0] if isinstance(out, (tuple, list)) else out).numpy()


class Loop:
    """A test split, a model, and the reference."""

    def __init__(self, args):
        self.corrupt = Corruptions(args.reference, args.textures, args.seed)
        self.models = (Yolos if args.folds[0].suffix == ".pt" else ResNets)(args.folds)
        with open(args.split, newline="", encoding="utf-8") as file:
            self.rows = [(args.data / row["path"], row["label"]) for row in csv.DictReader(file)]
        self.classes = args.classes.read_text(encoding="utf-8").split("\n") if args.classes else []
        self.crops = {}

    def crop(self, row):
        if row not in self.crops:
            self.crops[row] = self.models.crop(self.rows[row][0])
        return self.crops[row]

    def batches(self):
        return [range(first, min(first + BATCH, len(self.rows))) for first in range(0, len(self.rows), BATCH)]

    def scores(self, batch, name, severity):
        """Decoded once, corrupted once for all folds."""
        pixels = [self.corrupt(self.crop(row), name, severity) for row in batch]
        return np.mean([self.models.scores(fold, pixels) for fold in range(len(self.models.folds))], axis=0)

    def plain(self, name, severity):
        """Decoded and corrupted again for each fold."""
        for fold in range(len(self.models.folds)):
            for batch in self.batches():
                pixels = [self.corrupt(self.models.crop(self.rows[row][0]), name, severity) for row in batch]
                self.models.scores(fold, pixels)


LOOP = None


def begin(args):
    """In each process of a pool."""
    global LOOP
    os.environ["OMP_NUM_THREADS"] = "1"
    import cv2
    import torch

    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    LOOP = Loop(args)


def work(task):
    first, name, severity = task
    return task, LOOP.scores(LOOP.batches()[first], name, severity)




def answered(run, model):
    """The cells of a run: (augmentation, severity) to the answered class of each row. The form is that of DecisionFile."""
    cells = {}
    for line in (run / "cells/journal.jsonl").read_text(encoding="utf-8").splitlines():
        if line[9:10] != "{":
            continue
        cell = json.loads(line[9:])
        if cell["model"] == model:
            content = (run / "cells/answers" / (cell["cell"] + ".bin")).read_bytes()
            rows = struct.unpack(">I", content[4:8])[0]
            begin = 8 + 2 * ((rows + 7) // 8)
            cells[cell["augmentation"], cell["severity"]] = struct.unpack(">%di" % rows, content[begin : begin + 4 * rows])
    return cells


def check(args):
    theirs = answered(args.run, args.model)
    wanted = [cell for cell in theirs if not args.cells or cell[0] in args.cells or "%s:%d" % cell in args.cells]
    loop = Loop(args)
    left_out = sorted({name for name, _ in wanted if not loop.corrupt.knows(name)})
    wanted = [cell for cell in wanted if loop.corrupt.knows(cell[0])]
    truth = np.array([loop.classes.index(label) for _, label in loop.rows])
    tasks = [(batch, *cell) for cell in wanted for batch in range(len(loop.batches()))]
    begins = [batch.start for batch in loop.batches()]
    scores, equal, differing, clear, beyond = {}, 0, 0, 0, 0
    pool = multiprocessing.get_context("spawn").Pool(args.processes, begin, (args,))
    with pool:
        for (batch, name, severity), values in pool.imap(work, tasks):
            known = scores.setdefault((name, severity), np.zeros((len(loop.rows), values.shape[1])))
            known[begins[batch] : begins[batch] + len(values)] = values
            if batch < len(begins) - 1:
                continue
            table, ours = scores.pop((name, severity)), np.array(theirs[name, severity])
            python = table.argmax(1)
            top = np.sort(table, 1)
            margins = top[:, -1] - top[:, -2]
            rows = np.flatnonzero(python != ours)
            mine, engine = int((python == truth).sum()), int((ours == truth).sum())
            equal += mine == engine
            print("%-20s %d  python %3d  engine %3d of %d  different answers %d" % (name, severity, mine, engine, len(truth), len(rows)))
            for row in rows:
                differing += 1
                clear += margins[row] >= args.margin
                print("    %s: python %s, engine %s, margin %.2e" % (loop.rows[row][0].name, loop.classes[python[row]], loop.classes[ours[row]], margins[row]))
            beyond += int((margins < args.margin).sum())
            sys.stdout.flush()
    print("%d cells, %d with the same accuracy; %d different answers, %d of them with a margin of %g or more; margins below it: %d" % (
        len(wanted), equal, differing, clear, args.margin, beyond))
    if left_out:
        print("not compared: " + ", ".join(left_out))
    return 1 if clear else 0


def cpu():
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measure(args):
    cells = [(text.split(":")[0], int(text.split(":")[1])) for text in args.cells]
    pictures = sum(1 for _ in open(args.split, encoding="utf-8")) - 1
    wall, used = time.perf_counter(), cpu()
    if args.loop == "plain":
        loop = Loop(args)
        for name, severity in cells:
            loop.plain(name, severity)
    else:
        batches = -(-pictures // BATCH)
        pool = multiprocessing.get_context("spawn").Pool(args.processes, begin, (args,))
        for _ in pool.imap(work, [(batch, *cell) for cell in cells for batch in range(batches)]):
            pass
        pool.close()
        pool.join()
    wall, used = time.perf_counter() - wall, cpu() - used
    print("%s: %d cells of %d pictures, %d folds: %.1f s, %.1f s of processors, %.3f cells/s" % (
        args.loop, len(cells), pictures, len(args.folds), wall, used, len(cells) / wall))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("check", "time"))
    parser.add_argument("folds", nargs="+", type=Path)
    for name in ("reference", "data", "split"):
        parser.add_argument("--" + name, type=Path, required=True)
    for name in ("textures", "classes", "run"):
        parser.add_argument("--" + name, type=Path)
    parser.add_argument("--model")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cells", type=lambda text: text.split(","), default=[])
    parser.add_argument("--margin", type=float, default=1e-3)
    parser.add_argument("--loop", choices=("plain", "tuned"), default="tuned")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    args = parser.parse_args()
    return (check if args.task == "check" else measure)(args)


if __name__ == "__main__":
    sys.exit(main())
