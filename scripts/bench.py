#!/usr/bin/env python3
"""Compares the engine with Pillow, PyTorch, ONNX Runtime alone and a plain Java main, on this machine, in one run.

    scripts/bench.py [--python PYTHON] [geometry] [throughput] [start] [overhead] [opening] [evaluate] [preprocess]

Without a name, all seven. Build first: mvn -B package -Pbench -DskipTests; ./pokeai --version.

Both sides of a comparison take turns (A B A B ...) in processes that sleep while the other one measures; every figure is the
median over the rounds, every ratio the median of the rounds' ratios. PYTHON is an interpreter with torch, torchvision, pillow,
onnx and onnxscript; without it, only what needs none of them is measured, with a ResNet-18 that the benchmarks jar makes.
docs/performance.md says how to read the figures.
"""

import argparse
import dataclasses
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JAR = ROOT / "distribution/benchmarks/target/benchmarks.jar"
SPEC, MODEL = "tv255_224", "resnet18"
SIZES = "500x375", "4000x3000"
# Workers, batch, threads of a DataLoader run; the fastest of them is the one that is compared with.
LOADERS = [(0, 32, 2), (1, 32, 1), (1, 32, 2), (2, 32, 1), (2, 32, 2)]
median = statistics.median


class Quiet:
    """Looks at the processors before each measurement: somebody else's work would be measured with ours."""

    INTERVAL, LIMIT = 0.2, 0.1

    def __init__(self, patience):
        self.patience, self.looks, self.busy = patience, 0, 0

    def wait(self):
        self.looks += 1
        end = time.monotonic() + self.patience
        while self._cores() > self.LIMIT:
            if time.monotonic() > end:
                self.busy += 1
                return
            time.sleep(1)

    def _cores(self):
        before = self._ticks()
        time.sleep(self.INTERVAL)
        return (self._ticks() - before) / os.sysconf("SC_CLK_TCK") / self.INTERVAL

    @staticmethod
    def _ticks():
        user, nice, system, _, _, irq, softirq, *_ = map(int, Path("/proc/stat").read_text().split()[1:9])
        return user + nice + system + irq + softirq


class Worker:
    """A process that measures when told to: io.pokeai.benchmarks.Worker or bench_python.py."""

    def __init__(self, quiet, command):
        self.quiet, self.command = quiet, command
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def load(self, name, *words):
        return self._ask("load", name, *words)

    def run(self, name, millis, threads=1):
        """Median seconds of a call, CPU seconds of a call."""
        self.quiet.wait()
        _, wall, cpu = self._ask("run", name, millis, threads).split("\t")
        return int(wall) / 1e9, int(cpu) / 1e9

    def _ask(self, *words):
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"bench: {self.command} ended at {words}; its errors are above")
        return answer.rstrip("\n")

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.stdin.close()
        self.process.wait()


@dataclasses.dataclass
class Run:
    """A process from its start to its end: when each answer came, seconds, processor seconds, most memory."""

    rows: list
    end: float
    cpu: float
    megabytes: float


class Bench:
    def __init__(self, options):
        self.options, self.work, self.quiet = options, Path(options.work).resolve(), Quiet(options.patience)
        self.artifacts = self.work / "artifacts"
        self.cores = len(os.sched_getaffinity(0))

    # ------------------------------------------------------------------------------------------ preparations

    def prepare(self):
        if not JAR.exists():
            sys.exit("bench: there is no benchmarks.jar; run mvn -B package -Pbench -DskipTests")
        self.work.mkdir(parents=True, exist_ok=True)
        if self.options.python and not (self.artifacts / "resnet18.weights").exists():
            subprocess.run(self.python("export", self.artifacts), check=True, stdout=subprocess.DEVNULL)
        subprocess.run(self.java("io.pokeai.benchmarks.Workload"), check=True)

    def python(self, *words):
        return [self.options.python, str(ROOT / "scripts/bench_python.py"), *map(str, words)]

    def java(self, main, *words, flags=("-XX:+UseSerialGC", "-Xmx1g")):
        properties = f"-Dpokeai.bench.folder={self.work}", f"-Dpokeai.natives={self.work / 'natives'}"
        return ["java", *flags, *properties, "-cp", str(JAR), main, *map(str, words)]

    def java_worker(self):
        return Worker(self.quiet, self.java("io.pokeai.benchmarks.Worker"))

    def python_worker(self):
        return Worker(self.quiet, self.python())

    def pictures(self):
        """A folder of as many JPEG files as are wanted: the given photos, or the synthetic one, again and again."""
        given = sorted(Path(self.options.photos).glob("*.[jJ]*")) if self.options.photos else [self.work / f"{SIZES[0]}.jpg"]
        folder = self.work / f"pictures-{self.options.pictures}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for i in range(self.options.pictures):
            shutil.copy(given[i % len(given)], folder / f"{i:06d}.jpg")
        return folder

    # ------------------------------------------------------------------------------------------ comparisons

    def geometry(self):
        """From a decoded photo to the crop, at equal bytes."""
        if not self.options.python:
            return print("geometry: skipped, it needs --python")
        with self.java_worker() as ours, self.python_worker() as pillow:
            for size in SIZES:
                photo = self.work / f"{size}.jpg"
                if ours.load(size, "geometry", photo, SPEC) != pillow.load(size, "geometry", photo, SPEC):
                    sys.exit(f"bench: the crops of {photo} differ")
                ours.run(size, 3000)  # until the compiler is done
                rounds = [(ours.run(size, 1000), pillow.run(size, 1000)) for _ in range(self.options.rounds)]
                for i, clock in enumerate(("by the clock", "of processor time")):
                    pairs = [(a[i], b[i]) for a, b in rounds]
                    a, b = (median(column) * 1e3 for column in zip(*pairs))
                    print(f"geometry {size}: ours {a:.3f} ms, Pillow {b:.3f} ms {clock}, ratio {ratio(pairs):.2f}")

    def throughput(self):
        """classify DIR as a share of the machine's limit, and against a DataLoader."""
        folder = self.pictures()
        count = self.options.pictures
        with self.java_worker() as bare:
            bare.load("session", "session", self.artifacts / f"{MODEL}.onnx", 1)
            bare.load("imdecode", "imdecode", folder)
            torch = self.python_worker() if self.options.python else None
            loader = self.fastest_loader(torch, folder) if torch else None
            speeds, shares, loaders = [], [], []
            self.classify(folder)  # the first start prepares the cache
            for _ in range(self.options.rounds):
                whole, tail, cpu = self.classify(folder)
                alone, together = self.limit(bare, 1), self.limit(bare, self.cores)
                speeds.append((whole, tail, alone, together))
                shares.append((whole / alone, tail / alone, self.cores / cpu / alone))
                if loader:
                    loaders.append((count / torch.run("loader", 0)[0], whole))
            whole, tail, alone, together = map(median, zip(*speeds))
            print(f"throughput: limit {alone:.1f} img/s (measured on {self.cores} threads at once: {together:.1f})")
            print(f"throughput: classify DIR {whole:.1f} img/s over the whole process, {tail:.1f} once it runs")
            whole, tail, cpu = map(median, zip(*shares))
            print(f"throughput: share of the limit {whole:.3f} over the whole process, {tail:.3f} once it runs;")
            print(f"throughput: share of the processor time that goes into model and decoder {cpu:.3f}")
            if loader:
                print(f"throughput: DataLoader{loader} {median(a for a, _ in loaders):.1f} img/s, ratio {ratio(loaders):.2f}")
                torch.__exit__()

    def limit(self, bare, threads):
        """Cores / CPU seconds per picture of a session's run and of a decode, with so many threads running at once."""
        return self.cores / (bare.run("session", 3000, threads)[1] + bare.run("imdecode", 1000, threads)[1])

    def classify(self, folder):
        """Pictures per second of pokeai classify: over the whole process, and of the last four fifths of its rows; processor
        seconds per picture."""
        run = self.spawn(self.pokeai(folder), folder)
        if len(run.rows) != self.options.pictures:
            sys.exit(f"bench: pokeai classified {len(run.rows)} of {self.options.pictures} pictures")
        skipped = len(run.rows) // 5
        tail = (len(run.rows) - 1 - skipped) / (run.rows[-1] - run.rows[skipped])
        return len(run.rows) / run.end, tail, run.cpu / len(run.rows)

    def fastest_loader(self, torch, folder):
        few = self.work / "pictures-few"
        shutil.rmtree(few, ignore_errors=True)
        few.mkdir()
        for file in sorted(folder.iterdir())[:96]:
            shutil.copy(file, few)
        weights, seconds = self.artifacts / "resnet18.weights", {}
        for setting in LOADERS:
            torch.load("few", "dataloader", few, weights, *setting)
            seconds[setting] = torch.run("few", 0)[0]
        best = min(seconds, key=seconds.get)
        torch.load("loader", "dataloader", folder, weights, *best)
        return best

    def start(self):
        """A process from its start to its first printed prediction, and what it held of memory."""
        picture = self.work / f"{SIZES[0]}.jpg"
        model, classes = self.artifacts / f"{MODEL}.onnx", self.artifacts / "classes.txt"
        plain = "io.pokeai.benchmarks.PlainMain", model, classes, picture
        flat = "io.pokeai.benchmarks.FlatMain", self.artifacts, self.work / "cache-flat", MODEL, picture
        ways = {
            "pokeai classify": self.pokeai(picture),
            "plain main, flags of pokeai": self.java(*plain, flags=self.fast_flags("plain", plain)),
            "plain main, no flags": self.java(*plain, flags=()),
            "engine on a flat class path, flags of pokeai": self.java(*flat, flags=self.fast_flags("flat", flat)),
        }
        if self.options.python:
            ways["PyTorch"] = self.python("predict", self.artifacts / "resnet18.weights", classes, picture)
        fresh = self.work / "cache-first-start"
        firsts = []
        for _ in range(3):
            shutil.rmtree(fresh, ignore_errors=True)
            firsts.append(self.spawn(self.pokeai(picture, cache=fresh), picture))
        samples = {name: [] for name in ways}
        for i in range(self.options.rounds * 2 + 1):
            for name, command in ways.items():
                sample = self.spawn(command, picture)
                if i:  # the first time fills caches
                    samples[name].append(sample)
        samples["pokeai classify, first start"] = firsts
        for name, runs in samples.items():
            first, end, cpu, megabytes = (
                median(column) for column in zip(*((run.rows[0], run.end, run.cpu, run.megabytes) for run in runs))
            )
            print(
                f"start: {name}: {first:.2f} s to the prediction, {end:.2f} s to the end,"
                f" {cpu:.2f} s of processor time, {megabytes:.0f} MB"
            )

    def fast_flags(self, name, words):
        """The flags of the start script, with a class archive made by a first run."""
        flags = "-XX:+UseSerialGC", "-Xmn16m", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:disable"
        archive = self.work / f"{name}.jsa"
        archive.unlink(missing_ok=True)
        making = self.java(*words, flags=("-XX:+UseSerialGC", "-Xlog:disable", f"-XX:ArchiveClassesAtExit={archive}"))
        subprocess.run(making, check=True, stdout=subprocess.DEVNULL)
        return (f"-XX:SharedArchiveFile={archive}", *flags)

    def spawn(self, command, name):
        """Runs a process whose rows of answers hold a name."""
        self.quiet.wait()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        rows = [time.perf_counter() - start for line in process.stdout if str(name).encode() in line]
        _, status, usage = os.wait4(process.pid, 0)
        end = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or not rows:
            sys.exit(f"bench: {' '.join(command)} ended with {process.returncode} and {len(rows)} answers")
        return Run(rows, end, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def overhead(self):
        """One picture in memory through the engine against a bare session; lease and release."""
        with self.java_worker() as worker:
            worker.load("bare", "session", self.artifacts / f"{MODEL}.onnx", 1)
            worker.load("engine", "engine", self.artifacts, MODEL)
            worker.load("lease", "lease", self.artifacts, MODEL)
            for name in "bare", "engine", "lease":
                worker.run(name, 3000)
            rounds = [(worker.run("bare", 1000), worker.run("engine", 1000)) for _ in range(self.options.rounds * 2)]
            leases = [worker.run("lease", 300)[0] for _ in range(self.options.rounds)]
        for i, clock in enumerate(("by the clock", "of processor time")):
            pairs = [(a[i], b[i]) for a, b in rounds]
            bare, engine = (median(column) * 1e3 for column in zip(*pairs))
            print(f"overhead: session.run {bare:.2f} ms, engine.classify {engine:.2f} ms {clock}, ratio {ratio(pairs):.3f}")
        print(f"overhead: lease and release {median(leases) * 1e6:.0f} ns")

    def opening(self):
        """From a checkpoint to the first logits: the engine cold and from its cache, torch.load + module + forward."""
        if not self.options.python:
            print("opening: needs --python")
            return
        for architecture in self.options.opening.split(","):
            folder = self.work / f"opening-{architecture}"
            file = folder / f"{architecture}.pth"
            if not file.exists():
                subprocess.run(self.python("checkpoint", architecture, file), check=True, stdout=subprocess.DEVNULL)
            cache = self.work / "cache-opening"
            main = "io.pokeai.benchmarks.OpeningMain", folder, cache
            malloc = "MALLOC_ARENA_MAX=2", "MALLOC_MMAP_THRESHOLD_=1048576", "MALLOC_TRIM_THRESHOLD_=1048576"  # of the start script
            ours = ["env", *malloc, *self.java(*main, flags=self.fast_flags("opening", main))]
            rounds = []
            for i in range(self.options.rounds + 1):
                torch = self.timed(self.python("opening", architecture, file))
                shutil.rmtree(cache, ignore_errors=True)
                cold, warm = self.timed(ours), self.timed(ours)
                if i:  # the first round fills the page cache
                    rounds.append((torch, cold, warm))
            megabytes = file.stat().st_size / (1 << 20)
            for name, column in ("cold", 1), ("from the cache", 2):
                pairs = [(one[0][0], one[column][0]) for one in rounds]
                theirs, own = (median(values) for values in zip(*pairs))
                peak = median(one[column][1] for one in rounds)
                print(
                    f"opening: {architecture}, {megabytes:.0f} MB, {name}: {own:.0f} ms, PyTorch {theirs:.0f} ms,"
                    f" ratio {ratio(pairs):.2f}; memory over the idle engine {peak:.0f} MB, {peak / megabytes:.2f} of the file"
                )

    def evaluate(self):
        """A fold ensemble over a test split: pokeai evaluate against a DataLoader that runs the same folds on the same threads."""
        if not self.options.python:
            return print("evaluate: skipped, it needs --python")
        if self.options.folds:
            artifacts, data = Path(self.options.folds).resolve(), Path(self.options.data).resolve()
        else:
            artifacts, data = self.work / "evaluate", self.pictures()
            if not (artifacts / "best_resnet18_fold5.pth").exists():
                subprocess.run(self.python("folds", artifacts), check=True, stdout=subprocess.DEVNULL)
            names = sorted(file.name for file in data.iterdir())
            rows = [f"{name},{i % 30:02d}" for i, name in enumerate(names)]
            (artifacts / "test_split.csv").write_text("\n".join(["path,label", *rows]) + "\n")
        split = artifacts / "test_split.csv"
        count = len(split.read_text().splitlines()) - 1
        ours = [str(ROOT / "pokeai"), "evaluate", "--model", "resnet18", "--artifacts", str(artifacts), "--data", str(data)]
        ways = {"whole": ours, "without the look for leaks": [*ours, "--no-leaks"]}
        theirs = self.python("evaluate", artifacts, data, self.cores)
        self.costs(ours)  # the first time converts the checkpoints
        rounds = [(self.costs(theirs), *(self.costs(way) for way in ways.values())) for _ in range(self.options.rounds)]
        for i, name in enumerate(ways, 1):
            for clock, unit in enumerate(("by the clock", "of processor time")):
                pairs = [(one[i][clock], one[0][clock]) for one in rounds]
                own, other = (median(column) for column in zip(*pairs))
                print(
                    f"evaluate: {count} pictures, 5 folds, {name}: {own:.1f} s, PyTorch {other:.1f} s {unit},"
                    f" ratio {ratio(pairs):.2f}"
                )

    def costs(self, command):
        """Seconds and processor seconds of a process, its start included."""
        self.quiet.wait()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"bench: {' '.join(command)} ended with {process.returncode}: {errors.decode()[-2000:]}")
        return time.perf_counter() - start, usage.ru_utime + usage.ru_stime

    def preprocess(self):
        """From a folder of pictures to splits and folds, against the steps of the Python original: whole processes."""
        if not (self.options.dataset and self.options.preprocess_script and self.options.python):
            print("preprocess: skipped; give --dataset, --preprocess-script (DATASET ARTIFACTS) and --python")
            return
        rounds = []
        for i in range(self.options.rounds):
            folders = [self.work / name for name in ("preprocess-ours", "preprocess-python")]
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
            ours = [str(ROOT / "pokeai"), "preprocess", "--data", self.options.dataset, "--artifacts", str(folders[0])]
            python = [self.options.python, self.options.preprocess_script, self.options.dataset, str(folders[1])]
            rounds.append([self.costs(ours), self.costs(python)])
            if (folders[0] / "test_split.csv").read_bytes() != (folders[1] / "test_split.csv").read_bytes():
                sys.exit("bench: the two made different splits")
        for index, name in enumerate(("wall", "CPU")):
            pairs = [(a[index], b[index]) for a, b in rounds]
            print(f"preprocess {self.options.dataset}, {name}: {median(a for a, _ in pairs):.2f} s, "
                  f"Python {median(b for _, b in pairs):.2f} s, {ratio(pairs):.2f} x")

    def timed(self, command):
        """Milliseconds and megabytes that a process prints as its last line."""
        self.quiet.wait()
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return tuple(map(float, done.stdout.splitlines()[-1].split()))

    def pokeai(self, pictures, cache=None):
        settings = [f"POKEAI_CACHE={cache}"] if cache else []
        command = [str(ROOT / "pokeai"), "classify", "--artifacts", str(self.artifacts), "--format", "csv", str(pictures)]
        return ["env", *settings, *command]


def ratio(rounds):
    """Median of b / a."""
    return median(b / a for a, b in rounds)


def main():
    names = ["geometry", "throughput", "start", "overhead", "opening", "evaluate", "preprocess"]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="|".join(names), help="what to compare (default: all)")
    parser.add_argument("--python", help="an interpreter with torch, torchvision, pillow, onnx, onnxscript")
    parser.add_argument("--photos", help="a folder of JPEG files (default: a synthetic photo)")
    parser.add_argument("--pictures", type=int, default=600, help="how many files throughput is measured with")
    parser.add_argument("--folds", help="artifacts with resnet18 folds and test_split.csv for evaluate (default: random weights)")
    parser.add_argument("--data", default=".", help="the data set of --folds")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--opening", default="resnet18", help="torchvision's networks for opening, such as resnet18,vgg16")
    parser.add_argument("--dataset", help="a folder with one folder for each class, for preprocess")
    parser.add_argument("--preprocess-script", help="a Python script with the original's steps, called DATASET ARTIFACTS")
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for a quiet machine before a measurement")
    parser.add_argument("--work", default=str(ROOT / ".pokeai/bench"), help="a folder for models, pictures and caches")
    options = parser.parse_args()
    unknown = set(options.names) - set(names)
    if unknown:
        parser.error(f"no such comparison: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    bench = Bench(options)
    bench.prepare()
    for name in options.names or names:
        getattr(bench, name)()
    print(f"others were busy before {bench.quiet.busy} of {bench.quiet.looks} measurements; {bench.cores} cores")


if __name__ == "__main__":
    main()
