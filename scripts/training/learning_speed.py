"""Steps of training beside PyTorch's, block by block on the same machine: milliseconds of a step, and memory.

    python scripts/training/learning_speed.py CLASSPATH resnet18 --side 64 --batch 32 --threads 2

CLASSPATH is that of the tests of backend-djl/training (mvn dependency:build-classpath, and both folders of classes).
"""
import argparse
import pathlib
import statistics
import subprocess
import tempfile
import time

import torch
import torchvision

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("classpath")
parser.add_argument("network")
parser.add_argument("--side", type=int, default=64)
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--steps", type=int, default=5)
parser.add_argument("--pairs", type=int, default=5)
a = parser.parse_args()

torch.set_num_threads(a.threads)
torch.manual_seed(0)
model = torchvision.models.get_model(a.network, num_classes=30).train()
file = pathlib.Path(tempfile.mkdtemp()) / f"{a.network}.pth"
torch.save(model.state_dict(), file)
optimiser = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=1e-4)
pictures = torch.rand(a.batch, 3, a.side, a.side) * 4 - 2
labels = torch.arange(a.batch) % 30
loss_of = torch.nn.CrossEntropyLoss(label_smoothing=0.1)


def python(steps):
    start = time.perf_counter()
    for _ in range(steps):
        optimiser.zero_grad()
        loss_of(model(pictures), labels).backward()
        optimiser.step()
    return (time.perf_counter() - start) / steps * 1000


java = subprocess.Popen(
    ["java", "-Xmx1g", "-cp", a.classpath, "io.pokeai.djl.training.internal.learn.LearnerSpeed",
     str(file), str(a.side), str(a.batch), str(a.threads)],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ours(steps):
    java.stdin.write(f"{steps}\n")
    java.stdin.flush()
    return [float(word) for word in java.stdout.readline().split()]


python(2)
ours(3)
pairs = [(python(a.steps), *ours(a.steps)) for _ in range(a.pairs)]
for theirs, mine, optimiser_share, rss in pairs:
    print(f"PyTorch {theirs:.0f} ms, ours {mine:.0f} ms, {theirs / mine:.2f} x, optimiser {optimiser_share:.1f} %, RSS {rss:.0f} MB")
print(f"median {statistics.median(theirs / mine for theirs, mine, _, _ in pairs):.2f} x")
java.stdin.close()
java.wait()
