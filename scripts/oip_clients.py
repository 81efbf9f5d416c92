#!/usr/bin/env python3
"""Asks a running `pokeai serve` everything that unmodified clients of the Open Inference Protocol can ask, and prints one line for each call.

    pokeai serve --artifacts DIR &
    PYTHONPATH=CLIENT/src/python/library scripts/oip_clients.py 8080 8081 MODEL PICTURE
    scripts/oip_clients.py 8080 8081 MODEL PICTURE --kserve KSERVE/python/kserve

CLIENT is a checkout of triton-inference-server/client (its Python client needs numpy, gevent, geventhttpclient and rapidjson), KSERVE one
of kserve/kserve (httpx, orjson, pydantic, psutil, PyYAML, grpc and protobuf; what its client only imports and does not use is
replaced by empty modules here). A call is right when it does what is written behind it; the exit status is the number of those that are not.
"""

import argparse
import asyncio
import sys
import types

WRONG = []


def call(name, expected, work):
    """Runs one call; `expected` is a function of its result, or the text that its exception has to contain."""
    try:
        result = work()
        good = callable(expected) and bool(expected(result))
        shown = str(result).replace("\n", " ")
    except Exception as error:  # whatever a client throws is its answer
        good = not callable(expected) and expected in str(error)
        shown = f"{type(error).__name__}: {error}"
    if not good:
        WRONG.append(name)
    print(f"{'ok   ' if good else 'WRONG'} {name:44} {shown[:110]}")


def triton(arguments, picture):
    import numpy as np
    import tritonclient.http as http
    from tritonclient.utils import InferenceServerException

    assert InferenceServerException
    client = http.InferenceServerClient(f"127.0.0.1:{arguments.port}", concurrency=4)
    operator = http.InferenceServerClient(f"127.0.0.1:{arguments.admin_port}")
    model = arguments.model
    metadata = client.get_model_metadata(model)
    version = metadata["versions"][0]
    shape = [2] + metadata["inputs"][0]["shape"][1:]
    values = np.random.default_rng(1).normal(size=shape).astype(np.float32)

    def tensor(kind="FP32", binary=True):
        data = {"FP32": values, "FP16": values.astype(np.float16), "FP64": values.astype(np.float64)}[kind]
        made = http.InferInput("images", shape, kind)
        made.set_data_from_numpy(data, binary_data=binary)
        return made

    def encoded(binary):
        made = http.InferInput("images", [1], "BYTES")
        if binary:
            made.set_data_from_numpy(np.array([picture], dtype=np.object_), binary_data=True)
        else:
            import base64

            made.set_data_from_numpy(np.array([base64.b64encode(picture)], dtype=np.object_), binary_data=False)
        return made

    def sums(result):
        return np.allclose(result.as_numpy("probabilities").sum(axis=1), 1, atol=1e-4)

    call("is_server_live", bool, client.is_server_live)
    call("is_server_ready", bool, client.is_server_ready)
    call("is_model_ready", bool, lambda: client.is_model_ready(model))
    call("is_model_ready(version)", bool, lambda: client.is_model_ready(model, version))
    call("is_model_ready(unknown)", lambda result: result is False, lambda: client.is_model_ready("none"))
    call("get_server_metadata", lambda r: "statistics" in r["extensions"], client.get_server_metadata)
    call("get_model_metadata", lambda r: r["inputs"][0]["name"] == "images", lambda: client.get_model_metadata(model))
    call("get_model_metadata(version)", lambda r: r["name"] == model, lambda: client.get_model_metadata(model, version))
    call("get_model_metadata(unknown)", "no model 'none'", lambda: client.get_model_metadata("none"))
    call("get_model_config", lambda r: r["input"][0]["dims"] == shape[1:], lambda: client.get_model_config(model))
    call("get_model_config(version)", lambda r: r["name"] == model, lambda: client.get_model_config(model, version))
    call("get_model_repository_index", lambda r: r[0]["state"] == "READY", client.get_model_repository_index)
    for binary in (True, False):
        call(f"infer(binary input {binary})", sums, lambda: client.infer(model, [tensor(binary=binary)]))
        outputs = [http.InferRequestedOutput("logits", binary_data=binary)]
        call(
            f"infer(binary output {binary})",
            lambda r: r.as_numpy("logits").shape[0] == 2 and r.as_numpy("probabilities") is None,
            lambda: client.infer(model, [tensor()], outputs=outputs),
        )
        call(f"infer(pictures, binary {binary})", sums, lambda: client.infer(model, [encoded(binary)]))
    reference = client.infer(model, [tensor()]).as_numpy("logits")
    for kind, tolerance in (("FP16", 0.05), ("FP64", 1e-5)):
        call(
            f"infer({kind})",
            lambda r: np.abs(r.as_numpy("logits") - reference).max() < tolerance,
            lambda: client.infer(model, [tensor(kind)]),
        )
    best = [http.InferRequestedOutput("logits", class_count=3)]
    call(
        "infer(classification)",
        lambda r: r.as_numpy("logits").shape == (2, 3) and r.as_numpy("logits")[0][0].count(b":") >= 2,
        lambda: client.infer(model, [tensor()], outputs=best),
    )
    for coding in ("gzip", "deflate"):
        call(
            f"infer({coding} both ways)",
            sums,
            lambda: client.infer(
                model,
                [tensor(binary=False)],
                request_compression_algorithm=coding,
                response_compression_algorithm=coding,
            ),
        )
    call(
        "infer(version, id, parameters, timeout)",
        lambda r: r.get_response()["id"] == "r1" and r.get_response()["model_version"] == version,
        lambda: client.infer(
            model,
            [tensor()],
            model_version=version,
            request_id="r1",
            sequence_id=7,
            sequence_start=True,
            priority=1,
            timeout=5_000_000,
            parameters={"k": "v"},
            headers={"X-Request-Id": "r1"},
        ),
    )
    call("async_infer", sums, lambda: client.async_infer(model, [tensor()]).get_result())

    def many():
        pending = [client.async_infer(model, [tensor()]) for _ in range(16)]
        return [request.get_result() for request in pending]

    call("async_infer, 16 at once", lambda results: all(map(sums, results)), many)
    body, length = http.InferenceServerClient.generate_request_body([tensor()])
    assert length < len(body)
    call("infer(wrong shape)", "has the shape", lambda: client.infer(model, [wrong_shape(http, np)]))
    call("infer(unknown output)", "no output", lambda: client.infer(model, [tensor()], outputs=[http.InferRequestedOutput("x")]))
    call("infer(unknown version)", "no version", lambda: client.infer(model, [tensor()], model_version="00000000"))
    call("get_inference_statistics", lambda r: len(r["model_stats"]) >= 1, client.get_inference_statistics)
    call(
        "get_inference_statistics(model)",
        lambda r: r["model_stats"][0]["inference_count"] > 20,
        lambda: client.get_inference_statistics(model),
    )
    call(
        "get_inference_statistics(version)",
        lambda r: r["model_stats"][0]["version"] == version,
        lambda: client.get_inference_statistics(model, version),
    )
    # Callers may load only where the operator says so; operators always.
    for name, work in (("load_model", client.load_model), ("unload_model", client.unload_model)):
        call(f"{name}, public port", "administration port", lambda: work(model))
    call("unload_model, administration port", lambda r: r is None, lambda: operator.unload_model(model))
    call("is_model_ready after it", lambda r: r is False, lambda: client.is_model_ready(model))
    call("load_model, administration port", lambda r: r is None, lambda: operator.load_model(model))
    call("is_model_ready after it", bool, lambda: client.is_model_ready(model))
    call("load_model(config)", "'config'", lambda: operator.load_model(model, config="{}"))
    call("load_model(unknown)", "no model 'none'", lambda: operator.load_model("none"))
    for name, work in (
        ("get_trace_settings", client.get_trace_settings),
        ("get_trace_settings(model)", lambda: client.get_trace_settings(model)),
        ("update_trace_settings", lambda: client.update_trace_settings(settings={"trace_rate": "1"})),
        ("update_trace_settings(model)", lambda: client.update_trace_settings(model, settings={"trace_rate": "1"})),
        ("get_log_settings", client.get_log_settings),
        ("update_log_settings", lambda: client.update_log_settings({"log_info": True})),
        ("get_system_shared_memory_status", client.get_system_shared_memory_status),
        ("register_system_shared_memory", lambda: client.register_system_shared_memory("r", "/r", 8)),
        ("unregister_system_shared_memory", client.unregister_system_shared_memory),
        ("get_cuda_shared_memory_status", client.get_cuda_shared_memory_status),
        ("register_cuda_shared_memory", lambda: client.register_cuda_shared_memory("r", b"handle", 0, 8)),
        ("unregister_cuda_shared_memory", client.unregister_cuda_shared_memory),
    ):
        call(name + " (not here)", "docs/oip.md", work)
    shared = http.InferInput("images", shape, "FP32")
    shared.set_shared_memory("r", 8)
    call("infer(shared memory) (not here)", "no shared memory", lambda: client.infer(model, [shared]))
    client.close()
    operator.close()


def wrong_shape(http, np):
    made = http.InferInput("images", [1, 2], "FP32")
    made.set_data_from_numpy(np.zeros([1, 2], dtype=np.float32))
    return made


def kserve(arguments, picture):
    # The package imports servers and cloud clients; its inference client needs none of them.
    package = types.ModuleType("kserve")
    package.__path__ = [arguments.kserve + "/kserve"]
    sys.modules["kserve"] = package
    for name, fields in {
        "pandas": ["DataFrame", "Series"],
        "fastapi": [],
        "fastapi.responses": ["JSONResponse"],
        "cloudevents": [],
        "cloudevents.conversion": ["to_binary", "to_structured"],
        "cloudevents.http": ["CloudEvent"],
    }.items():
        try:
            __import__(name)
        except ImportError:
            stub = types.ModuleType(name)
            for field in fields:
                setattr(stub, field, type(field, (), {}))
            sys.modules[name] = stub
    import numpy as np
    from kserve.inference_client import InferenceRESTClient, RESTConfig
    from kserve.protocol.infer_type import InferInput, InferRequest, RequestedOutput

    base = f"http://127.0.0.1:{arguments.port}"
    model = arguments.model

    async def asked(work):
        async with InferenceRESTClient(RESTConfig(protocol="v2", retries=1)) as client:
            return await work(client)

    def run(work):
        return lambda: asyncio.run(asked(work))

    import http.client
    import json

    connection = http.client.HTTPConnection("127.0.0.1", arguments.port)
    connection.request("GET", f"/v2/models/{model}")
    shape = [1] + json.loads(connection.getresponse().read())["inputs"][0]["shape"][1:]
    values = np.random.default_rng(1).normal(size=shape).astype(np.float32)

    def request(binary_in, binary_out):
        made = InferInput("images", shape, "FP32")
        made.set_data_from_numpy(values, binary_data=binary_in)
        return InferRequest(
            model_name=model,
            infer_inputs=[made],
            request_outputs=[RequestedOutput("probabilities", parameters={"binary_data": binary_out})],
        )

    def sums(response):
        return abs(response.outputs[0].as_numpy().sum() - 1) < 1e-4

    call("is_server_live", bool, run(lambda client: client.is_server_live(base)))
    call("is_server_ready", bool, run(lambda client: client.is_server_ready(base)))
    call("is_model_ready", bool, run(lambda client: client.is_model_ready(base, model)))
    call("is_model_ready(unknown)", lambda r: r is False, run(lambda client: client.is_model_ready(base, "none")))
    for binary_in in (True, False):
        for binary_out in (True, False):
            call(
                f"infer(binary in {binary_in}, out {binary_out})",
                sums,
                run(lambda client: client.infer(base, request(binary_in, binary_out), model_name=model)),
            )
    import base64

    plain = {
        "inputs": [
            {"name": "images", "shape": [1], "datatype": "BYTES", "data": [base64.b64encode(picture).decode()]}
        ],
        "outputs": [{"name": "probabilities"}],
    }
    call("infer(dict with a picture)", sums, run(lambda client: client.infer(base, plain, model_name=model)))
    call("infer(unknown model)", "404", run(lambda client: client.infer(base, plain, model_name="none")))
    wrong = {"inputs": [{"name": "images", "shape": [1], "datatype": "FP32", "data": [1.0]}]}
    call("infer(wrong shape)", "400", run(lambda client: client.infer(base, wrong, model_name=model)))
    call("explain (v1 alone)", "Unsupported protocol", run(lambda client: client.explain(base, model, {})))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("admin_port", type=int)
    parser.add_argument("model")
    parser.add_argument("picture", help="a picture file")
    parser.add_argument("--kserve", help="the folder python/kserve of a checkout of kserve/kserve")
    arguments = parser.parse_args()
    with open(arguments.picture, "rb") as file:
        picture = file.read()
    (kserve if arguments.kserve else triton)(arguments, picture)
    print(f"{len(WRONG)} wrong" + "".join("\n  " + name for name in WRONG))
    sys.exit(min(len(WRONG), 100))


if __name__ == "__main__":
    main()
