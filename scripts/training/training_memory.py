"""Memory of a training, epoch by epoch: runs a command line of 'pokeai train' and reads /proc after each line about an epoch.

    python scripts/training/training_memory.py ./pokeai train --model resnet18 --data pictures --size 32 --fold 1 --epochs 20
"""
import pathlib
import re
import subprocess
import sys

process = subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE, text=True)
sizes = []
for line in process.stderr:
    found = re.search(r"epoch +(\d+): ", line)
    if not found:
        continue
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    kilobytes = int(re.search(r"VmRSS:\s+(\d+)", status).group(1))
    sizes.append(kilobytes / 1024)
    print(f"epoch {found.group(1)}: {sizes[-1]:.0f} MB", flush=True)
process.wait()
half = sizes[len(sizes) // 2:]
print(f"largest of the first half {max(sizes[:len(sizes) // 2]):.0f} MB, of the second {max(half):.0f} MB")
