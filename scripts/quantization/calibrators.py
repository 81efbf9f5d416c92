#!/usr/bin/env python3
"""The ranges that the calibrators of `pokeai quantize` choose, computed once more with NumPy.

    python scripts/quantization/calibrators.py

Prints the expected values of CalibratorsTest (backend-onnx/quantization): percentiles and the entropy (KL) threshold of
TensorRT's method, for three sets of numbers that both programs make by the same formula.
"""
import numpy as np

BINS = 2048


def numbers(kind):
    i = np.arange(100_000, dtype=np.int64)
    u = ((i * 7919) % 100_003).astype(np.float64) / 100_003  # 0 to 1, each value once
    tail = np.float32(-np.log1p(-u) ** 3)  # u near 1 gives a long tail
    if kind == "relu":
        return np.where(i % 3 == 0, np.float32(0), tail)
    if kind == "signed":
        return np.where(i % 2 == 0, tail, np.float32(-0.5) * tail)
    return np.float32(4 * u - 1)  # uniform, -1 to 3


def edges(low, high):
    return low + (high - low) * np.arange(BINS + 1) / BINS


def histogram(x, low, high):
    bins = ((x.astype(np.float64) - low) * (BINS / (high - low))).astype(np.int64)
    return np.bincount(np.clip(bins, 0, BINS - 1), minlength=BINS)


def percentile(x, percent):
    low, high = float(x.min()), float(x.max())
    counts, e = histogram(x, low, high), edges(low, high)
    cut = counts.sum() * (100 - percent) / 200
    first = int(np.searchsorted(np.cumsum(counts), cut, side="right"))
    last = BINS - 1 - int(np.searchsorted(np.cumsum(counts[::-1]), cut, side="right"))
    return min(0.0, e[first]), max(0.0, e[last + 1])


def kl(p, q):
    p, q = p / p.sum(), q / q.sum()
    used = p > 0
    if np.any(q[used] == 0):
        return np.inf
    return float(np.sum(p[used] * np.log(p[used] / q[used])))


def entropy(x):
    low, high = float(x.min()), float(x.max())
    counts, e = histogram(x, low, high), edges(low, high)
    top = max(abs(low), abs(high))
    middles = np.abs((e[:-1] + e[1:]) / 2)
    where = np.minimum(BINS - 1, (middles * (BINS / top)).astype(np.int64))
    mags = np.bincount(where, weights=counts, minlength=BINS)
    mags[0] = mags[1]
    levels = 128 if low < 0 < high else 256
    best, least = BINS, np.inf
    for n in range(BINS, levels - 1, -1):
        p = mags[:n].copy()
        p[-1] += mags[n:].sum()
        q = np.zeros(n)
        for level in range(levels):
            a, b = level * n // levels, (level + 1) * n // levels
            filled = p[a:b] > 0
            if filled.any():
                q[a:b][filled] = mags[a:b].sum() / filled.sum()
        d = kl(p, q) if q.sum() > 0 else np.inf
        if d < least:
            best, least = n, d
    t = top * best / BINS
    return min(0.0, max(low, -t)), max(0.0, min(high, t)), best


if __name__ == "__main__":
    for kind in ("relu", "signed", "uniform"):
        x = numbers(kind)
        print(kind, "min %.9g max %.9g" % (x.min(), x.max()))
        for p in (99.9, 99.99, 99.999):
            print("  percentile-%g: %.9g %.9g" % ((p,) + percentile(x, p)))
        print("  entropy: %.9g %.9g (%d bins)" % entropy(x))
