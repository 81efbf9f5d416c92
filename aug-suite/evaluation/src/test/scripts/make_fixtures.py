#!/usr/bin/env python3
"""Fixtures of scikit-learn's numbers for the tests of this module.

    python make_fixtures.py OUT_DIR [DATASET_DIR ARTIFACTS_DIR]

OUT_DIR is src/test/resources/io/pokeai/aug/evaluation. With a data set and its artifacts, sprites_twins.txt is written too: for
each test row 1 if a training row has the same perceptual hash (ImageHash 4.3.2's pHash, on white), else 0.
Made with NumPy 2.4, SciPy 1.17 and scikit-learn 1.9.1.
"""
import csv
import hashlib
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from scipy.stats import beta, binomtest
from sklearn import metrics as m

warnings.filterwarnings("ignore")
out = Path(sys.argv[1])
MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def stream(seed, draw):
    """The numbers of Draws.Stream: index(position, bound)."""
    start = mix((seed + (draw + 1) * GAMMA) & MASK)
    return lambda i, bound: (mix((start + (i + 1) * GAMMA) & MASK) >> 1) * 2 * bound >> 64


# ---- probabilities, and what scikit-learn says about them
rng = np.random.default_rng(18)
cases = []
for classes, rows, scale, rounding in ((2, 30, 1, 0), (3, 25, 2, 0), (3, 40, 30, 0), (5, 60, 1, 0), (7, 50, 1, 4), (12, 40, 2, 0), (4, 1, 1, 0), (30, 45, 3, 0)):
    y = rng.integers(0, classes, rows)
    if classes > 4:
        y[y == 2] = 1  # a class without rows
    z = rng.normal(size=(rows, classes)) * scale
    z[np.arange(rows), y] += scale
    p = np.exp(z - z.max(1, keepdims=True))
    p = p / p.sum(1, keepdims=True)
    if rounding:
        p = np.round(p * rounding) / rounding  # equal probabilities, 0 and 1
        p[:, 0] += 1 - p.sum(1)
        p = np.clip(p, 0, 1)
    p = p.astype(np.float32)
    P, labels, pred = p.astype(float), list(range(classes)), p.argmax(1)
    conf, right = P.max(1), pred == y
    case = {
        "classes": classes, "truth": y.tolist(), "predicted": pred.tolist(), "probabilities": [[float(str(v)) for v in r] for r in p],
        "accuracy": m.accuracy_score(y, pred), "balanced_accuracy": m.balanced_accuracy_score(y, pred),
        "macro_f1": m.f1_score(y, pred, average="macro", zero_division=0), "weighted_f1": m.f1_score(y, pred, average="weighted", zero_division=0),
        "log_loss": m.log_loss(y, P, labels=labels), "brier": m.brier_score_loss(y, P, labels=labels),
        "auc": [m.roc_auc_score(y == k, P[:, k]) if 0 < (y == k).sum() < rows else None for k in labels],
        "specificity": [m.recall_score(y != k, pred != k) if (y != k).any() else None for k in labels],
    }
    if not rounding and classes > 2:
        case["top_2"] = m.top_k_accuracy_score(y, P, k=2, labels=labels)
    cases.append(case)
(out / "sklearn_cases.json").write_text(json.dumps(cases) + "\n")

# ---- 200 report texts, as digests
pool = ["\u732b", "\u72ac", "Pok\u00e9", "\U0001f600", "a class whose name has forty characters", "x", "\u30dd\u30b1\u30e2\u30f3"]
lines = []
for case in range(200):
    take = stream(case, 0)
    n = 1 + take(0, 149)
    names = [pool[take(1 + k, len(pool))] + " " + str(k) for k in range(n)]
    support = [0 if k > 0 and take(1000 + k, 5) == 0 else 1 + take(2000 + k, 40) for k in range(n)]
    truth = [k for k in range(n) for _ in range(support[k])]
    mode = take(3000, 3)  # 0: mostly right; 1: anything; 2: never a class with an odd number
    pred = []
    for i, k in enumerate(truth):
        other = take(10000 + i, n)
        own = k if mode == 0 and take(50000 + i, 4) else other
        pred.append(own // 2 * 2 if mode == 2 else own)
    text = m.classification_report(truth, pred, labels=range(n), target_names=names, zero_division=0)
    lines.append(hashlib.sha256(text.encode()).hexdigest())
(out / "report_digests.txt").write_text("\n".join(lines) + "\n")

# ---- intervals and tests
with open(out / "clopper_pearson.csv", "w", newline="\n") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["count", "total", "low", "high"])
    for k, n in ((0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (142, 176), (103, 119), (39, 57), (1, 1000), (99950, 100000)):
        w.writerow([k, n, repr(0.0 if k == 0 else float(beta.ppf(0.025, k, n - k + 1))), repr(1.0 if k == n else float(beta.ppf(0.975, k + 1, n - k)))])
with open(out / "mcnemar.csv", "w", newline="\n") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["only_first", "only_second", "p"])
    for b, c in ((7, 8), (8, 14), (13, 7), (8, 6), (1, 1), (0, 0), (0, 6), (12, 5), (40, 80), (1500, 1400), (30000, 30500)):
        w.writerow([b, c, repr(float(binomtest(b, b + c).pvalue) if b + c else 1.0)])

# ---- twins of the sprites
if len(sys.argv) > 2:
    import scipy.fftpack
    from PIL import Image
    dataset, artifacts = Path(sys.argv[2]), Path(sys.argv[3])

    def phash(path):
        picture = Image.open(path).convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        white.alpha_composite(picture)
        grey = np.asarray(white.convert("RGB").convert("L").resize((32, 32), Image.Resampling.LANCZOS))
        low = scipy.fftpack.dct(scipy.fftpack.dct(grey, axis=0), axis=1)[:8, :8]
        return (low > np.median(low)).tobytes()

    def rows(name):
        with open(artifacts / name, newline="", encoding="utf-8") as f:
            return [phash(dataset / r["path"]) for r in csv.DictReader(f)]

    known = set(rows("train_dev_split.csv"))
    (out / "sprites_twins.txt").write_text("".join("01"[h in known] for h in rows("test_split.csv")) + "\n")
