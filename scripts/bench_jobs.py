#!/usr/bin/env python3
"""What a job costs callers: latencies of requests alone, and while a job runs, in turns of the same length.

    pokeai serve --artifacts DIR --data-root DATA &
    scripts/bench_jobs.py 8080 8081 MODEL PICTURES_DIR --order '{"models": ["MODEL"], "data": "photos", "suites": ["all"]}'

Callers are paced (`--rate` requests a second over all connections), as interactive ones are: a closed loop would slow down with the service
and hide what it waits for. A latency counts from the moment at which the request was due. The job is paused in the turns without it, and
cancelled at the end. Nothing but Python's standard library is needed.
"""

import argparse
import http.client
import json
import os
import statistics
import sys
import threading
import time

WARM_UP_SECONDS = 1


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    if response.status >= 400:
        sys.exit(f"{method} {path}: {response.status} {answer.decode()}")
    return json.loads(answer)


def await_state(port, job, states):
    while True:
        state = ask(port, "GET", f"/v1/jobs/{job}")["state"]
        if state in states:
            return
        if state in ("SUCCEEDED", "FAILED", "CANCELLED"):
            sys.exit(f"the job is {state} before the measurement is over: order more work")
        time.sleep(0.05)


def traffic(arguments, pictures):
    """Latencies in milliseconds of one turn."""
    path = f"/v1/models/{arguments.model}/classify?top=1"
    begin = time.perf_counter() + 0.2
    latencies = [[] for _ in range(arguments.connections)]
    failed = [0] * arguments.connections

    def run(thread):
        connection = http.client.HTTPConnection("127.0.0.1", arguments.port, timeout=120)
        number = thread
        while True:
            due = begin + number / arguments.rate
            if due > begin + WARM_UP_SECONDS + arguments.seconds:
                return
            time.sleep(max(0, due - time.perf_counter()))
            connection.request("POST", path, pictures[number % len(pictures)], {"Content-Type": "image/png"})
            response = connection.getresponse()
            response.read()
            failed[thread] += response.status != 200
            if due > begin + WARM_UP_SECONDS:
                latencies[thread].append(1e3 * (time.perf_counter() - due))
            number += arguments.connections

    threads = [threading.Thread(target=run, args=(i,)) for i in range(arguments.connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [value for one in latencies for value in one], sum(failed)


def shown(values):
    ordered = sorted(values)
    return (
        f"{len(ordered)} requests, p50 {statistics.median(ordered):.1f} ms, "
        f"p99 {ordered[int(0.99 * len(ordered))]:.1f} ms, max {ordered[-1]:.1f} ms"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("admin_port", type=int)
    parser.add_argument("model")
    parser.add_argument("pictures")
    parser.add_argument("--order", required=True, help="the job, as JSON; long enough for all turns")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--rate", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--turns", type=int, default=3)
    arguments = parser.parse_args()
    names = sorted(os.listdir(arguments.pictures))
    pictures = [open(os.path.join(arguments.pictures, name), "rb").read() for name in names]
    alone, together, failures, answers = [], [], 0, 0
    job = ask(arguments.admin_port, "POST", "/v1/jobs", arguments.order)["id"]
    path = f"/v1/jobs/{job}"
    await_state(arguments.admin_port, job, ("RUNNING",))
    for _ in range(arguments.turns):
        before = ask(arguments.admin_port, "GET", path)["progress"]["finished_answers"]
        values, failed = traffic(arguments, pictures)
        together += values
        failures += failed
        answers += ask(arguments.admin_port, "GET", path)["progress"]["finished_answers"] - before
        ask(arguments.admin_port, "POST", f"{path}/pause")
        await_state(arguments.admin_port, job, ("PAUSED",))
        values, failed = traffic(arguments, pictures)
        alone += values
        failures += failed
        ask(arguments.admin_port, "POST", f"{path}/resume")
        await_state(arguments.admin_port, job, ("RUNNING",))
    ask(arguments.admin_port, "POST", f"{path}/cancel")
    print(f"alone:      {shown(alone)}")
    print(f"with a job: {shown(together)}; the job: {answers / (arguments.turns * arguments.seconds):.1f} answers/s")
    print(f"{failures} failed, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
