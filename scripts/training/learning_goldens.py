"""Writes what PyTorch learns in a few steps, as numbers that the tests of backend-djl/training are held to.

    python scripts/training/learning_goldens.py                the small networks of the build, in float64
    python scripts/training/learning_goldens.py --full FOLDER  torchvision's own networks in float32, with their files
    python scripts/training/learning_goldens.py --full FOLDER --only resnet50 vgg11 --steps 1  some of them, one step
    python scripts/training/learning_goldens.py --full FOLDER --module yolov8n-cls=best.pt  a module from a file as well
    python scripts/training/learning_goldens.py --proof        the right values of the self-test that every machine runs
    python scripts/training/learning_goldens.py --drift efficientnet_b0  how far PyTorch in float32 goes from itself in float64

Weights, pictures and masks follow from formulas (FormulaTensor, Draws), so that no file holds them.
"""
import argparse
import math
import pathlib
import zlib

import numpy as np
import torch
import torchvision
from torchvision.models import efficientnet_b0, mobilenet_v2
from torchvision.models.mobilenetv3 import MobileNetV3, _mobilenet_v3_conf
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet
from torchvision.models.vgg import VGG, make_layers
from torchvision.ops import StochasticDepth

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDENS = ROOT / "backend-djl/training/src/test/resources/io/pokeai/djl/training/internal/learn"
PROOF = ROOT / "backend-djl/training/src/main/resources/io/pokeai/djl/training/internal/learn/known-steps.txt"
CLASSES = 5
SEED = 7


def uniform(name, count):
    x = (zlib.crc32(name.encode()) + np.arange(count, dtype=np.uint64) * np.uint64(2654435761)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(15)
    x = (x * np.uint64(2246822519)) & np.uint64(0xFFFFFFFF)
    x ^= x >> np.uint64(13)
    return x / 4294967296.0


def formula(name, shape):
    u = uniform(name, math.prod(shape))
    if name.endswith("running_var"):
        values = 0.5 + u
    elif len(shape) == 1:
        values = 0.6 + 0.7 * u if name.endswith("weight") else 0.4 * u - 0.2
    else:
        values = (2 * u - 1) * math.sqrt(6.0 / math.prod(shape[1:]))
    return torch.tensor(values.astype(np.float32)).reshape(shape)


def mixed(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return z ^ (z >> 31)


GAMMA = 0x9E3779B97F4A7C15


def draws(count, *numbers):
    """Draws.of(numbers).unit(), as often as wanted."""
    state = 0
    for number in numbers:
        state = mixed((state + GAMMA) & 0xFFFFFFFFFFFFFFFF) ^ mixed((number + GAMMA) & 0xFFFFFFFFFFFFFFFF)
    state = mixed(state)
    z = np.uint64(state) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(GAMMA)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)) * 2.0**-53


class Masks:
    """Puts masks of ours where PyTorch would draw its own."""

    def __init__(self, model):
        self.step = self.layer = 0
        for module in model.modules():
            if isinstance(module, (torch.nn.Dropout, StochasticDepth)):
                module.forward = lambda x, m=module: self.drop(x, m.p, isinstance(m, StochasticDepth), m.training)

    def drop(self, x, p, rows, training):
        if p == 0 or not training:
            return x
        shape = [x.shape[0]] + [1] * (x.dim() - 1) if rows else list(x.shape)
        dropped = draws(math.prod(shape), SEED, self.step, self.layer) < p
        self.layer += 1
        mask = np.where(dropped, np.float32(0), np.float32(1 / (1 - p)))
        return x * torch.tensor(mask, dtype=x.dtype).reshape(shape)


def resnet(block, layers):
    model = ResNet(block, [1, 1, 1, 1])
    model.inplanes = 8
    model.conv1 = torch.nn.Conv2d(3, 8, 7, 2, 3, bias=False)
    model.bn1 = torch.nn.BatchNorm2d(8)
    for i, count in enumerate(layers):
        setattr(model, f"layer{i + 1}", model._make_layer(block, 8 * (i + 1), count, stride=1 if i == 0 else 2))
    model.fc = torch.nn.Linear(32 * block.expansion, CLASSES)
    return model


def vgg(configuration, norm):
    model = VGG(make_layers(configuration, norm))
    model.classifier = torch.nn.Sequential(
        torch.nn.Linear(1568, 12), torch.nn.ReLU(), torch.nn.Dropout(),
        torch.nn.Linear(12, 12), torch.nn.ReLU(), torch.nn.Dropout(), torch.nn.Linear(12, CLASSES))
    return model


def mobilenet_v3_small():
    setting, last = _mobilenet_v3_conf("mobilenet_v3_small", width_mult=0.25)
    return MobileNetV3(setting, last, num_classes=CLASSES)


NETWORKS = {
    "resnet_basic": lambda: resnet(BasicBlock, [2, 1, 1, 2]),
    "resnet_bottleneck": lambda: resnet(Bottleneck, [1, 2, 1, 1]),
    "vgg11": lambda: vgg([4, "M", 8, "M", 16, 16, "M", 32, 32, "M", 32, 32, "M"], False),
    "vgg13_bn": lambda: vgg([4, 4, "M", 8, 8, "M", 16, 16, "M", 32, 32, "M", 32, 32, "M"], True),
    "mobilenet_v2": lambda: mobilenet_v2(num_classes=CLASSES, width_mult=0.25),
    "mobilenet_v3_small": mobilenet_v3_small,
    "efficientnet_b0": lambda: efficientnet_b0(num_classes=CLASSES),
}

PLAIN = dict(decay=0.0, all=1, momentum=0.0, smoothing=0.0, clip=0.0, ema=0.0, temperature=0.0, teacher=0.0, frozen="-")
SGD = PLAIN | dict(kind="SGD", rate=0.01, momentum=0.9, decay=5e-4, smoothing=0.1)
# At the rate of the others PyTorch itself is another one in float32 than in float64, after three steps of these networks.
GENTLE = SGD | dict(rate=0.001)
CASES = {
    "sgd": ("resnet_basic", 48, SGD),
    "sgd_plain": ("resnet_basic", 48, SGD | dict(momentum=0.0, smoothing=0.0, all=0)),
    "nesterov": ("resnet_bottleneck", 48, SGD | dict(kind="NESTEROV", clip=0.5)),
    "adamw": ("resnet_basic", 48, PLAIN | dict(kind="ADAMW", rate=1e-3, decay=0.05, all=0, clip=1.0, smoothing=0.1)),
    "average": ("resnet_basic", 48, SGD | dict(ema=0.9999)),
    "frozen": ("vgg11", 64, PLAIN | dict(kind="ADAMW", rate=1e-3, decay=0.01, frozen="features")),
    # Nothing but the teacher, and weights that move by the rate times the gradient of the divergence.
    "taught": ("resnet_basic", 48, PLAIN | dict(kind="SGD", rate=0.01, temperature=8.0, teacher=1.0)),
    "distilled": ("resnet_basic", 48, SGD | dict(temperature=3.0, teacher=0.7)),
    "vgg": ("vgg11", 64, SGD),
    "vgg_bn": ("vgg13_bn", 64, GENTLE),
    "mobilenet_v2": ("mobilenet_v2", 64, GENTLE),
    "mobilenet_v3": ("mobilenet_v3_small", 64, SGD),
    "efficientnet": ("efficientnet_b0", 64, SGD),
}
# Three groups of parameters, gradients of two batches for each update, and a first update of another momentum: as Ultralytics trains.
GROUPS = PLAIN | dict(decay=5e-4, all=0, clip=10.0, ema=0.9999, gather=2, bias_rate=0.1)
CASES |= {
    "groups_sgd": ("resnet_basic", 48, GROUPS | dict(kind="NESTEROV", rate=0.01, momentum=0.937, warm_momentum=0.8)),
    "groups_adamw": ("resnet_basic", 48, GROUPS | dict(kind="ADAMW", rate=1e-3, bias_rate=2e-3, beta1=0.937)),
}
GROUPS_STEPS = 5
STEPS = 3
PICTURES = 6


def batch(step, count, size, classes):
    pictures = np.stack([uniform(f"step{step}picture{i}", 3 * size * size) for i in range(count)])
    targets = torch.zeros(count, classes)
    for i in range(count):
        targets[i, (i + step) % classes] += 0.7
        targets[i, (i + 2) % classes] += 0.3
    teacher = np.stack([uniform(f"step{step}teacher{i}", classes) for i in range(count)])
    return (torch.tensor((4 * pictures - 2).astype(np.float32)).reshape(count, 3, size, size), targets,
            torch.tensor((8 * teacher - 4).astype(np.float32)))


def loss_of(logits, targets, teacher, s):
    loss = torch.nn.CrossEntropyLoss(label_smoothing=s["smoothing"])(logits, targets)
    if s["temperature"] == 0:
        return loss
    t = s["temperature"]
    divergence = torch.nn.functional.kl_div(
        torch.log_softmax(logits / t, 1), torch.softmax(teacher / t, 1), reduction="batchmean")
    return (1 - s["teacher"]) * loss + s["teacher"] * t * t * divergence


def optimiser_of(model, s):
    learning = [(n, p) for n, p in model.named_parameters() if not n.startswith(s["frozen"])]
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(not name.startswith(s["frozen"]))
    groups = [
        dict(params=[p for _, p in learning if s["all"] or p.dim() > 1], weight_decay=s["decay"]),
        dict(params=[p for _, p in learning if not (s["all"] or p.dim() > 1)], weight_decay=0.0)]
    if "bias_rate" in s:
        biases = [p for n, p in learning if n.endswith(".bias")]
        groups[1]["params"] = [p for n, p in learning if p.dim() == 1 and not n.endswith(".bias")]
        groups.append(dict(params=biases, weight_decay=0.0, lr=s["bias_rate"]))
    groups = [g for g in groups if g["params"]]
    if s["kind"] == "ADAMW":
        return torch.optim.AdamW(groups, lr=s["rate"], betas=(s.get("beta1", 0.9), 0.999))
    return torch.optim.SGD(groups, lr=s["rate"], momentum=s["momentum"], nesterov=s["kind"] == "NESTEROV")


def learn(model, size, s, steps, count, classes, dtype):
    """The losses of the steps; the weights are in the model then, or those of the average are given."""
    masks = Masks(model)
    model.to(dtype).train()
    optimiser = optimiser_of(model, s)
    average = {n: v.clone() for n, v in model.state_dict().items() if v.is_floating_point()}
    losses = []
    gather = s.get("gather", 1)
    updates = 0
    for step in range(1, steps + 1):
        pictures, targets, teacher = (part.to(dtype) for part in batch(step, count, size, classes))
        masks.step, masks.layer = step, 0
        loss = loss_of(model(pictures), targets, teacher, s)
        loss.backward()
        losses.append(loss.item())
        if step % gather:
            continue
        updates += 1
        if s["clip"]:
            torch.nn.utils.clip_grad_norm_(model.parameters(), s["clip"])
        for group in optimiser.param_groups:
            if "warm_momentum" in s:
                group["momentum"] = s["warm_momentum"] if updates == 1 else s["momentum"]
        optimiser.step()
        optimiser.zero_grad()
        decay = s["ema"] * (1 - math.exp(-updates / 2000))
        with torch.no_grad():
            for name, value in model.state_dict().items():
                if name in average:
                    average[name].mul_(decay).add_(value, alpha=1 - decay)
    weights = {n: v.detach() for n, v in model.state_dict().items() if v.is_floating_point()}
    return losses, average if s["ema"] else weights


def write(file, network, size, s, losses, weights, classes, count, every):
    lines = [f"network {network}", f"size {size}", f"classes {classes}", f"pictures {count}"]
    lines += [f"{key} {value}" for key, value in s.items()]
    lines += [f"loss {loss!r}" for loss in losses]
    for i, (name, value) in enumerate(weights.items()):
        if i % every == 0:
            flat = value.flatten()
            for at in sorted({0, len(flat) // 3, len(flat) - 1}):
                lines.append(f"weight {name} {at} {flat[at].item():.9g}")
    file.write_text("\n".join(lines) + "\n")


def small():
    GOLDENS.mkdir(parents=True, exist_ok=True)
    for case, (network, size, s) in CASES.items():
        model = NETWORKS[network]()
        model.load_state_dict({
            n: formula(n, v.shape) if v.is_floating_point() else v for n, v in model.state_dict().items()})
        steps = GROUPS_STEPS if "gather" in s else STEPS
        losses, weights = learn(model, size, s, steps, PICTURES, CLASSES, torch.float64)
        write(GOLDENS / f"{case}.txt", network, size, s, losses, weights, CLASSES, PICTURES,
              1 + len(weights) // 60)
        print(case, losses)


def from_file(folder, name, file):
    """Ultralytics' trainer keeps the module itself; its package has to be on the path."""
    model = torch.load(file, weights_only=False)["model"].float()
    model.requires_grad_(True)
    (folder / f"{name}.pt").write_bytes(pathlib.Path(file).read_bytes())
    classes = [m for m in model.modules() if isinstance(m, torch.nn.Linear)][-1].out_features
    losses, weights = learn(model, 64, GENTLE, 10, 8, classes, torch.float32)
    write(folder / f"{name}.txt", name, 64, GENTLE, losses, weights, classes, 8, 1)
    print(name, losses, flush=True)


FULL = ("resnet18", "resnet50", "vgg11", "vgg16_bn", "mobilenet_v2", "mobilenet_v3_large", "efficientnet_b0")


def full(folder, names, steps):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        torch.manual_seed(SEED)
        model = torchvision.models.get_model(name, num_classes=CLASSES)
        torch.save(model.state_dict(), folder / f"{name}.pth")
        losses, weights = learn(model, 64, GENTLE, steps, 8, CLASSES, torch.float32)
        write(folder / f"{name}.txt", name, 64, GENTLE, losses, weights, CLASSES, 8, 1)
        print(name, losses, flush=True)


PROOFS = {
    "sgd": ("resnet_basic", 48, SGD | dict(rate=0.05)),
    "adamw": ("resnet_basic", 48, PLAIN | dict(kind="ADAMW", rate=1e-3, decay=0.05, smoothing=0.1)),
    "depthwise": ("mobilenet_v3_small", 64, SGD),
}
PROOF_SEED, PROOF_STEPS, PROOF_PICTURES = 2024, 2, 4


def drawn(index, name, shape):
    """As KnownSteps.values."""
    u = draws(max(1, math.prod(shape)), PROOF_SEED, 1, index)
    if name.endswith("running_var"):
        values = 0.5 + u
    elif len(shape) == 1:
        values = 0.6 + 0.7 * u if name.endswith("weight") else 0.4 * u - 0.2
    else:
        values = (2 * u - 1) * math.sqrt(6.0 / math.prod(shape[1:]))
    return torch.tensor(values.astype(np.float32)).reshape(shape)


def proof():
    lines = []
    for case, (network, size, s) in PROOFS.items():
        model = NETWORKS[network]()
        floating = [(n, v) for n, v in model.state_dict().items() if v.is_floating_point()]
        model.load_state_dict(model.state_dict() | {n: drawn(i, n, v.shape) for i, (n, v) in enumerate(floating)})
        masks = Masks(model)
        model.double().train()
        before = {n: v.clone() for n, v in model.state_dict().items()}
        optimiser = optimiser_of(model, s)
        lines.append(f"case {case} {s['kind']} {s['rate']} {s['decay']} {s['momentum']} {s['smoothing']} {size} "
                     f"{PROOF_PICTURES} {CLASSES}")
        for step in range(1, PROOF_STEPS + 1):
            pictures = np.stack([draws(3 * size * size, PROOF_SEED, 2, step, i) for i in range(PROOF_PICTURES)])
            pictures = torch.tensor((4 * pictures - 2).astype(np.float32)).double().reshape(-1, 3, size, size)
            labels = torch.tensor([(i + step) % CLASSES for i in range(PROOF_PICTURES)])
            masks.step, masks.layer = step, 0
            optimiser.zero_grad()
            loss = torch.nn.CrossEntropyLoss(label_smoothing=s["smoothing"])(model(pictures), labels)
            loss.backward()
            optimiser.step()
            lines.append(f"loss {loss.item():.12g}")
        after = model.state_dict()
        for i, (name, value) in enumerate(floating):
            change = (after[name] - before[name]).flatten().numpy()
            signs = np.where(draws(len(change), PROOF_SEED, 3, i) < 0.5, -1.0, 1.0)
            lines.append(f"{name} {'x'.join(map(str, value.shape))} {np.linalg.norm(change):.9g} {change @ signs:.9g}")
    PROOF.parent.mkdir(parents=True, exist_ok=True)
    PROOF.write_text("\n".join(lines) + "\n")
    print(len(lines), "lines")


def drift(name):
    """Differences as WholeNetworksTest prints them: of the losses, step by step, and of the change of the weights."""
    results = []
    for dtype in (torch.float32, torch.float64):
        torch.manual_seed(SEED)
        model = torchvision.models.get_model(name, num_classes=CLASSES)
        before = {n: v.double().clone() for n, v in model.state_dict().items() if v.is_floating_point()}
        losses, weights = learn(model, 64, GENTLE, 10, 8, CLASSES, dtype)
        results.append((losses, {n: v.double() for n, v in weights.items()}))
    (single, narrow), (double, wide) = results
    apart = sum(((narrow[n] - wide[n]) ** 2).sum().item() for n in wide)
    moved = sum(((wide[n] - before[n]) ** 2).sum().item() for n in wide)
    print(name, " ".join(f"{abs(a - b) / b:.1e}" for a, b in zip(single, double)),
          f"of the change of the weights {math.sqrt(apart / moved):.1e}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", type=pathlib.Path)
    parser.add_argument("--module", action="append", default=[])
    parser.add_argument("--only-modules", action="store_true")
    parser.add_argument("--only", nargs="+", default=FULL)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--proof", action="store_true")
    parser.add_argument("--drift", nargs="+", default=[])
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    for wanted in chosen.drift:
        drift(wanted)
    if chosen.proof:
        proof()
    if not (chosen.full or chosen.drift or chosen.proof):
        small()
    elif chosen.full and not chosen.only_modules:
        full(chosen.full, chosen.only, chosen.steps)
    for module in chosen.module:
        from_file(chosen.full, *module.split("=", 1))
