#!/usr/bin/env python3
"""What a running `pokeai serve` does when four times as many requests come as it can answer, and how fairly it treats connections.

    pokeai serve --artifacts DIR &
    scripts/overload_serve.py 8080 8081 MODEL PICTURES_DIR --seconds 60

First the capacity is measured (8 connections, closed loop), then requests come at 4 x that rate whether the earlier ones have been answered
or not, then single requests show how soon it is as before, then 8 and 64 connections ask in turns and are counted one by one. Memory is
read from /metrics of the administration port. One table is printed; the last column says what it should be. Only Python's standard library
is needed; the client takes a part of the processors, so goodput is a lower bound.
"""

import argparse
import asyncio
import os
import statistics
import time

CONNECTIONS = 900  # the service takes 1024
WARM_UP = 3


class Connection:
    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def ask(self, request):
        """Status, headers and body."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            self.writer.write(request)
            await self.writer.drain()
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
            body = await self.reader.readexactly(int(headers.get("content-length", 0)))
            if headers.get("connection", "").lower() == "close":
                self.close()
            return int(head[0].split()[1]), headers, body
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            raise

    def close(self):
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


def bodies(arguments):
    files = sorted(os.path.join(arguments.pictures, name) for name in os.listdir(arguments.pictures))
    requests = []
    for name in files[:100]:
        with open(name, "rb") as file:
            body = file.read()
        head = (
            f"POST /v1/models/{arguments.model}/classify?top=1 HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Type: application/octet-stream\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        requests.append(head.encode() + body)
    return requests


async def memory(arguments):
    """Resident megabytes, or nothing where the service cannot say."""
    connection = Connection(arguments.admin_port)
    token = f"Authorization: Bearer {arguments.admin_token}\r\n" if arguments.admin_token else ""
    _, _, body = await connection.ask(f"GET /metrics HTTP/1.1\r\nHost: localhost\r\n{token}\r\n".encode())
    connection.close()
    for line in body.decode().splitlines():
        if line.startswith("process_resident_memory_bytes "):
            return float(line.split()[1]) / 1e6
    return float("nan")


async def closed_loop(arguments, requests, connections, seconds):
    """Answers of each connection in the time after a warm-up, their latencies, and how many were not 200."""
    begin = time.perf_counter() + WARM_UP
    end = begin + seconds
    counts = [0] * connections
    latencies = []
    failed = 0

    async def one(index):
        nonlocal failed
        connection = Connection(arguments.port)
        turn = 7 * index
        while time.perf_counter() < end:
            begun = time.perf_counter()
            status, _, _ = await connection.ask(requests[turn % len(requests)])
            done = time.perf_counter()
            turn += 1
            failed += status != 200
            if begin < done <= end:
                counts[index] += 1
                latencies.append(done - begun)
        connection.close()

    await asyncio.gather(*(one(i) for i in range(connections)))
    return counts, sorted(latencies), failed


async def overload(arguments, requests, rate, seconds):
    """Every answer as (begin, latency, status, Retry-After), arrivals that found no connection, and the memory by time."""
    idle = []
    answers = []
    open_connections = 0
    missed = 0
    running = set()
    resident = []
    begin = time.perf_counter()

    async def one(turn):
        nonlocal open_connections, missed
        if idle:
            connection = idle.pop()
        elif open_connections < CONNECTIONS:
            open_connections += 1
            connection = Connection(arguments.port)
        else:
            missed += 1
            return
        begun = time.perf_counter()
        try:
            status, headers, _ = await connection.ask(requests[turn % len(requests)])
            answers.append((begun - begin, time.perf_counter() - begun, status, int(headers.get("retry-after", 0))))
        except (OSError, asyncio.IncompleteReadError) as error:
            answers.append((begun - begin, time.perf_counter() - begun, type(error).__name__, 0))
        idle.append(connection)

    async def watch():
        while True:
            resident.append(await memory(arguments))
            await asyncio.sleep(1)

    watching = asyncio.create_task(watch())
    turn = 0
    while time.perf_counter() < begin + seconds:
        due = int((time.perf_counter() - begin) * rate)
        while turn < due:
            task = asyncio.create_task(one(turn))
            running.add(task)
            task.add_done_callback(running.discard)
            turn += 1
        await asyncio.sleep(0.005)
    ended = time.perf_counter() - begin
    pending = list(running)
    watching.cancel()
    return answers, missed, resident, ended, turn, pending, idle


def retry_after(answers):
    """Of each refusal: what it said against how long the request took that was taken at nearly the same time."""
    taken = sorted((begun, latency) for begun, latency, status, _ in answers if status == 200)
    ratios = []
    within = 0
    refused = [(begun, wait) for begun, _, status, wait in answers if status == 429]
    for begun, wait in refused:
        if not taken:
            break
        truth = min(taken, key=lambda one: abs(one[0] - begun))[1]
        ratios.append(wait / truth)
        # A header has whole seconds, rounded up: half a second may be said as one.
        within += truth / 2 <= wait <= max(1, 2 * truth) + 1
    return len(refused), ratios, within


async def main(arguments):
    requests = bodies(arguments)
    rows = []

    def row(name, value, wanted):
        rows.append((name, value, wanted))
        print(f"{name:44} {value:44} {wanted}", flush=True)

    print(f"{'':44} {'measured':44} aim")
    counts, latencies, failed = await closed_loop(arguments, requests, 8, arguments.capacity_seconds)
    capacity = sum(counts) / arguments.capacity_seconds
    row("capacity, 8 connections", f"{capacity:.1f} requests/s, p50 {1e3 * statistics.median(latencies):.0f} ms", "")
    single, calm, _ = await closed_loop(arguments, requests, 1, 3)
    usual = statistics.median(calm)
    row("one connection", f"p50 {1e3 * usual:.0f} ms", "")
    before = await memory(arguments)

    answers, missed, resident, ended, sent, pending, idle = await overload(
        arguments, requests, arguments.factor * capacity, arguments.seconds
    )
    inside = [answer for answer in answers if answer[0] + answer[1] <= ended]
    good = sum(1 for answer in inside if answer[2] == 200)
    statuses = {}
    for answer in inside:
        statuses[answer[2]] = statuses.get(answer[2], 0) + 1
    row("offered", f"{sent / ended:.0f} requests/s for {ended:.0f} s ({arguments.factor:g} x capacity)", "4 x")
    # What was taken before the queue was full is answered inside; what is in the queue at the end is not counted.
    row("goodput", f"{good / ended:.1f} requests/s = {good / ended / capacity:.2f} of capacity", ">= 0.90")
    row("statuses", ", ".join(f"{key}: {value}" for key, value in sorted(statuses.items(), key=str)), "200 and 429")
    row("found no connection (client)", str(missed), "0")
    refused, ratios, within = retry_after(inside)
    if ratios:
        row(
            "Retry-After against the true waiting",
            f"median {statistics.median(ratios):.2f}, within 2 x {100 * within / refused:.0f} % of {refused}",
            "0.5 to 2",
        )
    taken = sorted(answer[1] for answer in inside if answer[2] == 200)
    turned = sorted(answer[1] for answer in inside if answer[2] == 429)
    if taken:
        row("latency of those taken", f"p50 {taken[len(taken) // 2]:.2f} s, max {taken[-1]:.2f} s", "")
    if turned:
        row("latency of a refusal", f"p50 {1e3 * turned[len(turned) // 2]:.1f} ms, p99 {1e3 * turned[int(0.99 * len(turned))]:.0f} ms", "")
    third = max(1, len(resident) // 3)
    row(
        "resident memory",
        f"{before:.0f} MB before, {statistics.mean(resident[:third]):.0f} first third, "
        f"{statistics.mean(resident[-third:]):.0f} last third, {max(resident):.0f} most",
        "flat",
    )
    begun = time.perf_counter()
    if pending:
        await asyncio.wait(pending)
    row("queue answered after the end", f"{time.perf_counter() - begun:.2f} s", "")
    for connection in idle:
        connection.close()
    # As before: the first request after the queue is empty.
    connection = Connection(arguments.port)
    times = []
    for turn in range(10):
        begun = time.perf_counter()
        status, _, _ = await connection.ask(requests[turn % len(requests)])
        times.append((time.perf_counter() - begun) if status == 200 else float("inf"))
    connection.close()
    row("recovery: first 10 requests", f"median {1e3 * statistics.median(times):.0f} ms, slowest {1e3 * max(times):.0f} ms", "at once")
    for connections in (8, 64):
        # Twenty answers for each connection, or one more or less would look unfair.
        seconds = min(180.0, max(arguments.fair_seconds, 20 * connections / capacity))
        counts, latencies, failed = await closed_loop(arguments, requests, connections, seconds)
        mean = statistics.mean(counts)
        row(
            f"fairness, {connections} connections",
            f"slowest {min(counts)} of {mean:.1f} = {min(counts) / mean if mean else 0:.2f}, {sum(counts) / seconds:.1f} requests/s, "
            f"{failed} failed",
            ">= 0.80",
        )
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("admin_port", type=int)
    parser.add_argument("model")
    parser.add_argument("pictures")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--factor", type=float, default=4)
    parser.add_argument("--capacity-seconds", type=float, default=15)
    parser.add_argument("--fair-seconds", type=float, default=30)
    parser.add_argument("--admin-token", default="")
    asyncio.run(main(parser.parse_args()))
