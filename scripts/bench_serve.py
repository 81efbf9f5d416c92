#!/usr/bin/env python3
"""Requests per second and latencies of a running `pokeai serve`: closed loop, one keep-alive connection for each thread.

    pokeai serve --artifacts DIR &
    scripts/bench_serve.py 8080 MODEL jpeg PICTURES_DIR --connections 8 --seconds 10

Modes: `jpeg` sends each file of the folder to /v1 in turn; `binary` and `json` send a tensor to /v2; `health` asks whether the service
lives; `overhead` sends one picture and subtracts the times that the answer says from the whole. Requests that end after the warm-up
count, also those that began before it. Nothing but Python's standard library is needed.
"""

import argparse
import array
import http.client
import json
import os
import random
import statistics
import sys
import threading
import time

WARM_UP_SECONDS = 2


def tensor_bodies(connection, model):
    connection.request("GET", f"/v2/models/{model}")
    shape = json.loads(connection.getresponse().read())["inputs"][0]["shape"]
    shape = [1] + shape[1:]
    count = shape[1] * shape[2] * shape[3]
    source = random.Random(1)
    values = array.array("f", (source.gauss(0, 1) for _ in range(count)))
    if sys.byteorder == "big":
        values.byteswap()
    tensor = {"name": "images", "shape": shape, "datatype": "FP32"}
    head = json.dumps(
        {
            "inputs": [dict(tensor, parameters={"binary_data_size": 4 * count})],
            "parameters": {"binary_data_output": True},
        }
    ).encode()
    text = json.dumps({"inputs": [dict(tensor, data=list(values))]}).encode()
    return head, head + values.tobytes(), text


def requests(arguments):
    """A list of (method, path, body, headers) for the threads to go through."""
    connection = http.client.HTTPConnection("127.0.0.1", arguments.port)
    if arguments.mode == "health":
        return [("GET", "/v2/health/live", None, {})]
    if arguments.mode in ("jpeg", "overhead"):
        files = sorted(os.path.join(arguments.pictures, name) for name in os.listdir(arguments.pictures))
        path = f"/v1/models/{arguments.model}/classify"
        return [("POST", path, open(file, "rb").read(), {"Content-Type": "image/jpeg"}) for file in files]
    head, binary, text = tensor_bodies(connection, arguments.model)
    path = f"/v2/models/{arguments.model}/infer"
    if arguments.mode == "binary":
        return [("POST", path, binary, {"Inference-Header-Content-Length": str(len(head))})]
    return [("POST", path, text, {})]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("model")
    parser.add_argument("mode", choices=["jpeg", "binary", "json", "health", "overhead"])
    parser.add_argument("pictures", nargs="?", default=".")
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10)
    arguments = parser.parse_args()
    todo = requests(arguments)
    warm = time.perf_counter() + WARM_UP_SECONDS
    end = warm + arguments.seconds
    latencies = [[] for _ in range(arguments.connections)]
    failed = [0] * arguments.connections

    def run(thread):
        connection = http.client.HTTPConnection("127.0.0.1", arguments.port)
        turn = 7 * thread
        while time.perf_counter() < end:
            method, path, body, headers = todo[turn % len(todo)]
            turn += arguments.mode != "overhead"
            begun = time.perf_counter()
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = response.read()
            done = time.perf_counter()
            failed[thread] += response.status != 200
            if done > warm:
                millis = 1e3 * (done - begun)
                if arguments.mode == "overhead":
                    times = json.loads(answer)
                    millis -= times["preprocess_ms"] + times["infer_ms"]
                latencies[thread].append(millis)

    threads = [threading.Thread(target=run, args=(i,)) for i in range(arguments.connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = sorted(value for one in latencies for value in one)
    counts = [len(one) for one in latencies]
    print(
        f"{arguments.mode}, {arguments.connections} connections: {len(everything) / arguments.seconds:.1f} requests/s, "
        f"p50 {statistics.median(everything):.2f} ms, p99 {everything[int(0.99 * len(everything))]:.2f} ms, "
        f"{sum(failed)} failed, slowest connection {min(counts)} of {statistics.mean(counts):.0f}, load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
