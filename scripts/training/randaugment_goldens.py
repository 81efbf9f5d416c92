"""Writes what torchvision's RandAugment makes of drawn pictures: the checksums that RandAugmentTest expects.

    python scripts/training/randaugment_goldens.py            the few pictures of the build
    python scripts/training/randaugment_goldens.py FILE 500   more pictures; -Dpokeai.training.randaugment=FILE reads them

A line for each operation: kind, seed, width and height of the picture, operation, sign, CRC-32 of the bytes. Pictures follow from formulas,
so that no file holds them.
"""
import pathlib
import sys
import zlib

import numpy as np
from PIL import Image
from torchvision.transforms import InterpolationMode, RandAugment
from torchvision.transforms.autoaugment import _apply_op

from learning_goldens import ROOT, draws

GOLDEN = ROOT / "backend-djl/training/src/test/resources/io/pokeai/djl/training/internal/picture/randaugment.txt"
KINDS = 5
MAGNITUDE = 9


def picture(kind, seed, width, height):
    noise = np.floor(draws(width * height * 3, kind, seed) * 256).reshape(height, width, 3)
    y, x = np.mgrid[0:height, 0:width]
    if kind == 0:
        pixels = noise
    elif kind == 1:
        pixels = np.stack([x * 7 % 256, y * 5 % 256, x * y % 256], -1)
    elif kind == 2:
        pixels = 60 + np.floor(noise / 4)
    elif kind == 3:
        pixels = np.repeat(noise[:, :, :1], 3, 2)
    else:
        pixels = np.zeros((height, width, 3)) + noise[0, 0]
    return Image.fromarray(pixels.astype(np.uint8))


def main(file, count):
    lines = []
    for seed in range(count):
        kind = seed % KINDS
        largest = 40 if count < 100 or seed % 10 else 240
        width, height = (int(5 + side * largest) for side in draws(2, 99, seed))
        image = picture(kind, seed, width, height)
        for name, (magnitudes, signed) in RandAugment()._augmentation_space(31, (height, width)).items():
            magnitude = float(magnitudes[MAGNITUDE].item()) if magnitudes.ndim > 0 else 0.0
            for sign in (1, -1) if signed else (1,):
                result = _apply_op(image, name, sign * magnitude, InterpolationMode.BILINEAR, None)
                crc = zlib.crc32(result.tobytes())
                lines.append(f"{kind} {seed} {width} {height} {name} {sign} {crc:08x}")
    pathlib.Path(file).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else GOLDEN, int(sys.argv[2]) if len(sys.argv) > 2 else 15)
