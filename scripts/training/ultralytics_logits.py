#!/usr/bin/env python3
"""Writes what Ultralytics' own yolov8n-cls answers to the two pictures of TinyModels, with weights by formulas rounded to halves.

    python scripts/training/ultralytics_logits.py > engine-core/network/src/test/resources/io/pokeai/engine/network/testkit/yolov8n-cls.logits
    python scripts/training/ultralytics_logits.py best.pt       the same of a file, such as one that WrittenYolo writes

Needs Ultralytics (8.4.23) on the path beside PyTorch; computes in float64.
"""
import sys

import numpy as np
import torch
from learning_goldens import formula, uniform
from ultralytics.nn.tasks import ClassificationModel

CLASSES, SIZE = 4, 32


def network():
    model = ClassificationModel("yolov8n-cls.yaml", nc=CLASSES, verbose=False)
    model.load_state_dict({name: formula(name, tuple(tensor.shape)) if tensor.is_floating_point() else tensor
                           for name, tensor in model.state_dict().items()})
    return model.half()


def main():
    model = torch.load(sys.argv[1], weights_only=False)["model"] if len(sys.argv) > 1 else network()
    values = np.array([uniform(f"picture{i}", 3 * SIZE * SIZE) for i in range(2)])
    pictures = torch.tensor(values).reshape(2, 3, SIZE, SIZE)
    # Of picture elements, float32 is kept: the engine gets no more.
    pictures = pictures.float().double()
    with torch.no_grad():
        logits = model.double().eval()(pictures)[1]
    for row in logits.tolist():
        print("logits", *row)


if __name__ == "__main__":
    main()
