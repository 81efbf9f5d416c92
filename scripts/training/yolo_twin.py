#!/usr/bin/env python3
"""Ultralytics' recipe for YOLOv8-cls in plain PyTorch, from random weights, over the same folds: what 'pokeai train' is compared with.

    python3 scripts/training/yolo_twin.py --artifacts DIR --data DIR --fold 1 [--model yolov8n-cls] [--size 64] [--epochs 30] [--seed 42]

Prints each epoch and the best one. Needs torch, torchvision, pillow, numpy, opencv. Network and recipe are written from the published
configuration (yolov8-cls.yaml, default.yaml) and need nothing of Ultralytics' package.
"""
import argparse
import copy
import csv
import math
import os
import time

import cv2
import numpy as np
import torch
from PIL import Image
from torch import nn
from torchvision import transforms as T

SCALES = {"n": (0.33, 0.25), "s": (0.33, 0.5), "m": (0.67, 0.75), "l": (1.0, 1.0), "x": (1.0, 1.25)}
NOMINAL, WARM_EPOCHS, CLIP, DECAY, MOMENTUM, FINAL = 64, 3, 10.0, 5e-4, 0.937, 0.01


def conv(before, after, kernel=1, stride=1):
    norm = nn.BatchNorm2d(after)  # Ultralytics sets other constants for its detectors alone
    return nn.Sequential(nn.Conv2d(before, after, kernel, stride, kernel // 2, bias=False), norm, nn.SiLU())


class Pair(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.both = nn.Sequential(conv(width, width, 3), conv(width, width, 3))

    def forward(self, x):
        return x + self.both(x)


class Stage(nn.Module):
    """Two halves; each pair of convolutions goes on from the one before, and all are joined."""

    def __init__(self, width, count):
        super().__init__()
        self.first = conv(width, width)
        self.pairs = nn.ModuleList(Pair(width // 2) for _ in range(count))
        self.last = conv((2 + count) * width // 2, width)

    def forward(self, x):
        parts = list(self.first(x).chunk(2, 1))
        for pair in self.pairs:
            parts.append(pair(parts[-1]))
        return self.last(torch.cat(parts, 1))


def network(model, classes):
    depth, width = SCALES[model.removeprefix("yolov8").removesuffix("-cls")]
    widths = [math.ceil(min(c, 1024) * width / 8) * 8 for c in (64, 128, 256, 512, 1024)]
    layers, before = [conv(3, widths[0], 3, 2)], widths[0]
    for after, count in zip(widths[1:], (3, 6, 6, 3)):
        layers += [conv(before, after, 3, 2), Stage(after, max(round(count * depth), 1))]
        before = after
    return nn.Sequential(*layers, conv(before, 1280), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, classes))


class Rows(torch.utils.data.Dataset):
    def __init__(self, file, data, classes, transform):
        with open(file, newline="") as table:
            rows = [(row["path"], classes.index(row["label"])) for row in csv.DictReader(table)]
        read = [(cv2.imread(path if os.path.isfile(path) else os.path.join(data, path)), label) for path, label in rows]
        self.pictures = [(Image.fromarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)), label) for bgr, label in read]
        self.transform = transform

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, index):
        picture, label = self.pictures[index]
        return self.transform(picture), label


class Average:
    def __init__(self, model):
        self.model = copy.deepcopy(model).eval()
        self.updates = 0

    def follow(self, model):
        self.updates += 1
        kept = 0.9999 * (1 - math.exp(-self.updates / 2000))
        with torch.no_grad():
            for own, other in zip(self.model.state_dict().values(), model.state_dict().values()):
                if own.is_floating_point():
                    own.mul_(kept).add_(other, alpha=1 - kept)


def optimiser_of(model, name, rate, decay, beta1):
    weights, norms, biases = [], [], []
    for module in model.modules():
        for kind, parameter in module.named_parameters(recurse=False):
            group = biases if kind == "bias" else norms if isinstance(module, nn.BatchNorm2d) else weights
            group.append(parameter)
    groups = [dict(params=biases, weight_decay=0.0), dict(params=weights, weight_decay=decay),
              dict(params=norms, weight_decay=0.0)]
    if name == "adamw":
        return torch.optim.AdamW(groups, lr=rate, betas=(beta1, 0.999))
    return torch.optim.SGD(groups, lr=rate, momentum=MOMENTUM, nesterov=True)


def validate(model, loader):
    loss, first, five, seen = 0.0, 0, 0, 0
    with torch.no_grad():
        for pictures, labels in loader:
            logits = model(pictures)
            loss += nn.functional.cross_entropy(logits, labels, reduction="sum").item()
            order = logits.argsort(1, descending=True)[:, :5] == labels[:, None]
            first += order[:, 0].sum().item()
            five += order.any(1).sum().item()
            seen += len(labels)
    return loss / seen, first / seen, five / seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--artifacts", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", default="yolov8n-cls")
    parser.add_argument("--fold", type=int, default=1)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--optimizer", choices=("auto", "adamw", "sgd"), default="auto")
    parser.add_argument("--lr", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    with open(os.path.join(args.artifacts, "classes.txt")) as file:
        classes = [line.strip() for line in file if line.strip()]
    bilinear = T.InterpolationMode.BILINEAR
    changed = T.Compose([
        T.RandomResizedCrop(args.size, scale=(0.5, 1.0), interpolation=bilinear), T.RandomHorizontalFlip(0.5),
        T.RandAugment(interpolation=bilinear), T.ToTensor(), T.RandomErasing(p=0.4, inplace=True)])
    plain = T.Compose([T.Resize(args.size, interpolation=bilinear), T.CenterCrop(args.size), T.ToTensor()])
    folder = os.path.join(args.artifacts, "folds", f"fold_{args.fold}")
    train, val = (
        torch.utils.data.DataLoader(
            Rows(os.path.join(folder, part + ".csv"), args.data, classes, by), args.batch, shuffle=part == "train")
        for part, by in (("train", changed), ("val", plain)))
    model = network(args.model, len(classes))
    accumulate = max(round(NOMINAL / args.batch), 1)
    name, rate, beta1, bias_rate = args.optimizer, args.lr, MOMENTUM, 0.1
    if name == "auto":
        updates = math.ceil(len(train.dataset) / max(args.batch, NOMINAL)) * args.epochs
        name, rate = ("sgd", 0.01) if updates > 10000 else ("adamw", round(0.002 * 5 / (4 + len(classes)), 6))
        beta1, bias_rate = 0.9, 0.0
    optimiser = optimiser_of(model, name, rate, DECAY * args.batch * accumulate / NOMINAL, beta1)
    average = Average(model)
    count = len(train)
    warm = max(round(WARM_EPOCHS * count), 100)
    gathered, best = 0, (-1.0, 0, 0.0, 0.0)
    for epoch in range(args.epochs):
        since = time.time()
        model.train()
        now = rate * (max(1 - epoch / args.epochs, 0) * (1 - FINAL) + FINAL)
        for group in optimiser.param_groups:
            group["lr"] = now
        total = 0.0
        for i, (pictures, labels) in enumerate(train):
            done = i + count * epoch
            if done <= warm:
                accumulate = max(1, int(np.interp(done, [0, warm], [1, NOMINAL / args.batch]).round()))
                for k, group in enumerate(optimiser.param_groups):
                    group["lr"] = float(np.interp(done, [0, warm], [bias_rate if k == 0 else 0.0, now]))
                    if "momentum" in group:
                        group["momentum"] = float(np.interp(done, [0, warm], [0.8, MOMENTUM]))
            loss = nn.functional.cross_entropy(model(pictures), labels)
            loss.backward()
            gathered += 1
            total += loss.item() * len(labels)
            if gathered >= accumulate:
                nn.utils.clip_grad_norm_(model.parameters(), CLIP)
                optimiser.step()
                optimiser.zero_grad()
                average.follow(model)
                gathered = 0
        loss, first, five = validate(average.model, val)
        print(
            f"epoch {epoch + 1:2d}: train loss {total / len(train.dataset):.4f}, validation loss {loss:.4f},"
            f" accuracy {first:.4f}, top 5 {five:.4f}, {time.time() - since:.1f} s",
            flush=True)
        if (first + five) / 2 >= best[0]:
            best = ((first + five) / 2, epoch + 1, first, loss)
    print(f"best: epoch {best[1]}, validation loss {best[3]:.4f}, accuracy {best[2]:.4f}")


if __name__ == "__main__":
    main()
