#!/usr/bin/env python3
"""PokeAI's training recipe in PyTorch, from random weights, over the same folds: what 'pokeai train' is compared with.

    python3 scripts/train_twin.py --artifacts DIR --data DIR --fold 1 [--model resnet18] [--size 64] [--epochs 30] [--seed 42]

Prints each epoch and the best one. Needs torch, torchvision, pillow.
"""
import argparse
import csv
import os
import time

import torch
import torchvision
from PIL import Image
from torchvision import transforms as T


class Rows(torch.utils.data.Dataset):
    def __init__(self, file, data, classes, transform):
        with open(file, newline="") as table:
            self.rows = [(row["path"], classes.index(row["label"])) for row in csv.DictReader(table)]
        self.data = data
        self.transform = transform

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        path, label = self.rows[index]
        return self.transform(Image.open(os.path.join(self.data, path)).convert("RGB")), label


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--artifacts", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", default="resnet18")
    parser.add_argument("--fold", type=int, default=1)
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    with open(os.path.join(args.artifacts, "classes.txt")) as file:
        classes = [line.strip() for line in file if line.strip()]
    normalised = [T.ToTensor(), T.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))]
    changed = T.Compose(
        [
            T.RandomResizedCrop(args.size, scale=(0.7, 1.0)),
            T.RandomHorizontalFlip(),
            T.RandomRotation(15),
            T.ColorJitter(0.2, 0.2, 0.2, 0.02),
            *normalised,
        ]
    )
    plain = T.Compose([T.Resize(int(args.size * 1.14)), T.CenterCrop(args.size), *normalised])
    folder = os.path.join(args.artifacts, "folds", f"fold_{args.fold}")
    loaders = [
        torch.utils.data.DataLoader(
            Rows(os.path.join(folder, part + ".csv"), args.data, classes, transform), args.batch, shuffle=part == "train"
        )
        for part, transform in (("train", changed), ("val", plain))
    ]
    model = getattr(torchvision.models, args.model)(num_classes=len(classes))
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimiser, T_0=5, T_mult=2)
    criterion = torch.nn.CrossEntropyLoss(label_smoothing=0.05)
    best, best_accuracy, waited = float("inf"), 0.0, 0

    def walk(loader, train):
        model.train(train)
        loss, right, seen = 0.0, 0, 0
        with torch.set_grad_enabled(train):
            for pictures, labels in loader:
                logits = model(pictures)
                own = criterion(logits, labels)
                if train:
                    optimiser.zero_grad(set_to_none=True)
                    own.backward()
                    optimiser.step()
                loss += own.item() * len(labels)
                right += (logits.argmax(1) == labels).sum().item()
                seen += len(labels)
        return loss / seen, right / seen

    for epoch in range(1, args.epochs + 1):
        since = time.time()
        train_loss, _ = walk(loaders[0], True)
        loss, accuracy = walk(loaders[1], False)
        schedule.step(epoch + loss)
        print(
            f"epoch {epoch:2d}: train loss {train_loss:.4f}, validation loss {loss:.4f}, accuracy {accuracy:.4f},"
            f" {time.time() - since:.1f} s",
            flush=True,
        )
        if loss < best - 1e-4:
            best, best_accuracy, waited = loss, accuracy, 0
        else:
            waited += 1
            if waited >= 5:
                break
    print(f"best: validation loss {best:.4f}, accuracy {best_accuracy:.4f}")


if __name__ == "__main__":
    main()
