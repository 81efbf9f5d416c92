#!/usr/bin/env python3
"""A model of `pokeai quantize` beside onnxruntime.quantization with the same scheme, on the same pictures.

    pokeai export resnet18 --fold 1 -o float.onnx
    pokeai quantize --model resnet18 --fold 1 --into resnet18-int8 --calibrator minmax --weight-bits 8 --no-table
    python scripts/quantization/parity.py float.onnx resnet18-int8_fold1.onnx folds/fold_1/train.csv test_split.csv SPRITES

Both are static, QDQ, uint8 activations, int8 weights per channel, ranges by min/max. The calibration pictures are as many, and
others: each program draws its own. Pictures are read by Pillow, as torchvision does it. Also checks the file with onnx.checker,
and times both int8 files against float32 in turns, at batch 1 and 16.
"""
import csv
import json
import random
import sys
import time
from collections import Counter

import numpy as np
import onnx
import onnxruntime as ort
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from PIL import Image

SIZE, SHORT = 224, 255
MEAN = np.array([0.485, 0.456, 0.406], np.float32)[:, None, None]
STD = np.array([0.229, 0.224, 0.225], np.float32)[:, None, None]


def picture(path):
    im = Image.open(path).convert("RGB")
    w, h = im.size
    w, h = (SHORT, int(SHORT * h / w)) if w <= h else (int(SHORT * w / h), SHORT)
    im = im.resize((w, h), Image.BILINEAR)
    left, top = round((w - SIZE) / 2), round((h - SIZE) / 2)
    x = np.asarray(im.crop((left, top, left + SIZE, top + SIZE)), np.float32).transpose(2, 0, 1) / 255
    return (x - MEAN) / STD


def session(path, dump=None):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    if dump:
        options.optimized_model_filepath = dump
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


class Reader(CalibrationDataReader):
    def __init__(self, pictures):
        self.rows = iter([{"input": p[None]} for p in pictures])

    def get_next(self):
        return next(self.rows, None)


def main():
    plain, ours, train, test, data = sys.argv[1:6]
    onnx.checker.check_model(onnx.load(ours), full_check=True)
    rows = list(csv.DictReader(open(train)))
    random.Random(0).shuffle(rows)
    quant_pre_process(plain, "/tmp/parity_pre.onnx", skip_symbolic_shape=True)
    quantize_static(
        "/tmp/parity_pre.onnx", "/tmp/parity_ort.onnx", Reader([picture(f"{data}/{r['path']}") for r in rows[:128]]),
        quant_format=QuantFormat.QDQ, per_channel=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.MinMax)
    rows = list(csv.DictReader(open(test)))
    x = np.stack([picture(f"{data}/{r['path']}") for r in rows])
    models = {"float32": plain, "ours": ours, "onnxruntime.quantization": "/tmp/parity_ort.onnx"}
    logits = {}
    for name, path in models.items():
        s = session(path, "/tmp/parity_dump.onnx")
        print(name, dict(Counter(n.op_type for n in onnx.load("/tmp/parity_dump.onnx").graph.node)))
        logits[name] = np.concatenate([s.run(None, {"input": x[i:i + 8]})[0] for i in range(0, len(x), 8)])
    p = softmax(logits["float32"].astype(np.float64))
    names = [m for m in onnx.load(ours).metadata_props if m.key == "pokeai.labels"][0].value
    labels = json.loads(names)
    truth = np.array([labels.index(r["label"]) for r in rows])
    for name in models:
        q = softmax(logits[name].astype(np.float64))
        print("%-25s accuracy %.4f  same answer %.4f  KL %.5f  largest difference of a logit %.3f" % (
            name, (q.argmax(1) == truth).mean(), (q.argmax(1) == p.argmax(1)).mean(),
            (p * np.log(p / q)).sum(1).mean(), np.abs(logits[name] - logits["float32"]).max()))
    sessions = {name: session(path) for name, path in models.items()}
    for batch, turns in ((1, 30), (16, 6)):
        times = {name: [] for name in models}
        for _ in range(turns + 2):
            for name, s in sessions.items():
                start = time.perf_counter()
                s.run(None, {"input": x[:batch]})
                times[name].append(time.perf_counter() - start)
        f = np.array(times["float32"][2:])
        for name in list(models)[1:]:
            r = f / np.array(times[name][2:])
            print("batch %d: %s is %.2f times as fast as float32 (quartiles %.2f, %.2f)" % (
                batch, name, np.median(r), *np.quantile(r, [.25, .75])))


if __name__ == "__main__":
    main()
