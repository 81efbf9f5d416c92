#!/usr/bin/env python3
"""Writes what torchvision makes of drawn pictures: the expected pixels of TrainAugmentationTest.

    python3 scripts/train_augmentation_goldens.py FILE

Needs numpy, pillow, torch, torchvision. The file has, little-endian: the number of cases; for each the picture, five doubles
(brightness, contrast, saturation, hue, degrees), five ints (size, left, top, width, height), and seven pictures: adjust_brightness,
adjust_contrast, adjust_saturation, adjust_hue, rotate, resized_crop, hflip. A picture is width, height and RGB bytes.
"""
import struct
import sys

import numpy as np
from PIL import Image
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F

CASES = 9


def drawn(rng, kind, width, height):
    if kind == 0:
        return rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    if kind == 1:
        y, x = np.mgrid[0:height, 0:width]
        return np.stack([x * 7 % 256, y * 5 % 256, x * y % 256], -1).astype(np.uint8)
    return np.repeat(rng.integers(0, 256, (height, width, 1), dtype=np.uint8), 3, 2)


def main(file):
    rng = np.random.default_rng(7)
    with open(file, "wb") as out:

        def put(pixels):
            out.write(struct.pack("<ii", pixels.shape[1], pixels.shape[0]))
            out.write(pixels.tobytes())

        out.write(struct.pack("<i", CASES))
        for case in range(CASES):
            width, height = (int(side) for side in rng.integers(5, 29, 2))
            pixels = drawn(rng, case % 3, width, height)
            image = Image.fromarray(pixels)
            put(pixels)
            factors = [float(np.float32(rng.uniform(0.6, 1.4))) for _ in range(3)]
            hue = float(rng.uniform(-0.5, 0.5)) if case % 2 else float(rng.uniform(-0.02, 0.02))
            degrees = float(rng.uniform(-15, 15)) if case % 2 else float(rng.uniform(-180, 180))
            size = int(rng.integers(8, 33))
            w, h = int(rng.integers(1, width + 1)), int(rng.integers(1, height + 1))
            left, top = int(rng.integers(0, width - w + 1)), int(rng.integers(0, height - h + 1))
            out.write(struct.pack("<5d5i", *factors, hue, degrees, size, left, top, w, h))
            for result in (
                F.adjust_brightness(image, factors[0]),
                F.adjust_contrast(image, factors[1]),
                F.adjust_saturation(image, factors[2]),
                F.adjust_hue(image, hue),
                F.rotate(image, degrees),
                F.resized_crop(image, top, left, h, w, [size, size], InterpolationMode.BILINEAR),
                F.hflip(image),
            ):
                put(np.asarray(result))


if __name__ == "__main__":
    main(sys.argv[1])
