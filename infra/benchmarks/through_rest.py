"""Takes real detectors through a running Visor by REST and prints figures, verdicts and outcomes."""

import io
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request
import zipfile

INGEST = os.environ.get("VISOR_INGEST", "http://127.0.0.1:8080")
ENDS = ("PROMOTED", "REJECTED", "FAILED", "QUARANTINED")


def call(method, path, body=None, content_type="application/octet-stream"):
    request = urllib.request.Request(INGEST + path, data=body, method=method, headers={"Content-Type": content_type})
    try:
        with urllib.request.urlopen(request, timeout=900) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as failure:
        return failure.code, json.loads(failure.read())


def zipped(folder):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for root, _, files in os.walk(folder):
            for name in sorted(files):
                path = os.path.join(root, name)
                archive.write(path, os.path.relpath(path, folder))
    return out.getvalue()


def dataset(name, archive):
    begin = time.time()
    status, answer = call("PUT", f"/api/v1/datasets/{name}", archive, "application/zip")
    print(f"dataset {name}: {status} in {time.time() - begin:.1f} s, {answer.get('splits', answer)}")
    for finding in answer.get("report", {}).get("findings", []):
        print(f"  {finding['rule']} × {finding['count']}")


def policy(name, text):
    status, answer = call("PUT", f"/api/v1/policies/{name}", text.encode(), "application/yaml")
    print(f"policy {name}: {status}", "" if status < 300 else answer)


def upload(name, body, query):
    return call("PUT", f"/api/v1/models/{name}/versions?{query}", body)


def model(name, path, query):
    with open(path, "rb") as file:
        begin = time.time()
        status, answer = upload(name, file.read(), query)
    if status >= 300:
        print(f"model {name}: {status} {answer.get('detail')}")
        return
    path = f"/api/v1/models/{name}/versions/{answer['version']}"
    stage = None
    while stage not in ENDS and time.time() - begin < 3000:
        time.sleep(0.3)
        status, version = call("GET", path)
        if version.get("stage") != stage:
            stage = version.get("stage")
            print(f"  {time.time() - begin:6.1f} s {stage}")
    print(f"model {name}: {version['stage']}, {version.get('reason')}")
    for variant in version["variants"]:
        figures = variant.get("metrics") or {}
        row = {key: round(value, 4) for key, value in figures.items()}
        print(f"  {variant['recipe']:10} {variant.get('sizeBytes')} bytes {row}")
        if variant.get("tripwire"):
            print("    tripwire:", variant["tripwire"])
        verdict = variant.get("verdict") or {}
        print("    verdict:", verdict.get("outcome"))
        for gate in verdict.get("gates", []):
            if gate["outcome"] != "PASS":
                print(f"    {gate['outcome']} {gate['name']}: {gate['reason']}")


def varint(number):
    out = b""
    while True:
        low, number = number & 127, number >> 7
        out += bytes([low | (128 if number else 0)])
        if not number:
            return out


def field(number, body):
    return varint(number << 3 | 2) + varint(len(body)) + body


def with_external_data():
    place = field(1, b"location") + field(2, b"../../etc/passwd")
    one = varint(1 << 3) + varint(1)
    weights = varint(1 << 3) + varint(4) + varint(2 << 3) + varint(1) + field(8, b"w") + field(13, place)
    weights += varint(14 << 3) + varint(1)
    shape = field(2, field(1, one + field(2, field(1, varint(1 << 3) + varint(4)))))
    node = field(1, b"x") + field(1, b"w") + field(2, b"y") + field(4, b"Add")
    graph = field(1, node) + field(2, b"g") + field(5, weights)
    graph += field(11, field(1, b"x") + shape) + field(12, field(1, b"y") + shape)
    return varint(1 << 3) + varint(8) + field(7, graph) + field(8, varint(2 << 3) + varint(13))


def bad_files(shared):
    with open(f"{shared}/models/helmet-yolov8n-320.onnx", "rb") as file:
        whole = file.read()
    cases = {
        "truncated": whole[: len(whole) // 2],
        "noise": random.Random(1).randbytes(1 << 20),
        "html": b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
        "claim": bytes([0x08, 0x08, 0x3A]) + varint(3 << 30) + b"x" * 100,
        "external": with_external_data(),
    }
    for name, body in cases.items():
        status, answer = upload(f"bad-{name}", body, "dataset=riders")
        print(f"bad {name}: {status} {answer.get('ruleId')} {answer.get('detail')}")
    print("still alive:", call("GET", "/actuator/health/liveness"))


def experiment(path):
    """Begins what a file asks for, or goes on with it, waits for it and prints its points as a Markdown table."""
    with open(path, "rb") as file:
        request = json.load(file)
    request["model"] += os.environ.get("VISOR_SUFFIX", "")
    status, answer = call("POST", "/api/v1/experiments", json.dumps(request).encode(), "application/json")
    if status >= 300:
        print(f"experiment {path}: {status} {answer.get('detail')}")
        for violation in answer.get("violations", [])[1:]:
            print("  ", violation)
        return
    begin, first = time.time(), answer["done"]
    while answer["state"] != "DONE":
        time.sleep(5)
        try:
            status, now = call("GET", "/api/v1/experiments/" + answer["id"])
        except OSError:
            status = 503
        if status != 200:
            continue  # a service starts again
        answer = now
        done, total, spent = answer["done"], answer["total"], time.time() - begin
        left = f", {spent / (done - first) * (total - done):.0f} s left" if done > first else ""
        print(f"  {spent:6.0f} s, {done} of {total} points{left}", file=sys.stderr, flush=True)
    print(f"**{answer['name']}**: {answer['model']} version {answer['version']}, {answer['measuredOn']}\n")
    print("| curve | value | AP | ± | AP50 | ± | MACs | × | file | download | × | time |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    upload = answer["upload"]
    row("upload", "", upload, upload)
    for point in answer["points"]:
        if point["state"] == "DONE":
            row(point["sweep"], point["value"], point, upload)
        else:
            print(f"| {point['sweep']} | {point['value']} | {point['state'].lower()}: {point.get('reason', '')} |")


def row(curve, value, figures, upload):
    change = [100 * (figures[key] - upload[key]) for key in ("ap", "ap50")]
    share = [figures[key] / max(upload[key], 1) for key in ("macs", "downloadBytes")]
    print(
        f"| {curve} | {value} | {figures['ap']:.3f} | {change[0]:+.2f} | {figures['ap50']:.3f} | {change[1]:+.2f}"
        f" | {figures['macs'] / 1e6:.0f} M | {share[0]:.2f} | {figures['sizeBytes'] / 1e6:.2f} MB"
        f" | {figures['downloadBytes'] / 1e6:.2f} MB | {share[1]:.2f} | {figures['timeRatio']:.3f} |"
    )


DETECTORS = {
    "helmet-yolov8": ("helmet-yolov8n-320", "riders", None, ""),
    "helmet-yolox": ("helmet-yolox-nano-416", "riders", None, ""),
    "helmet-yolox-weak": ("helmet-yolox-nano-416-weak", "riders", None, ""),
    "coco-yolov8": ("coco-yolov8n-640-fp32", "hardhat", "person", ""),
    "coco-yolo26": ("coco-yolo26n-640-fp32", "hardhat", "person", ""),
    "coco-yolox": ("coco-yolox-nano-416-fp32", "hardhat", "person", ""),
    "coco-nanodet": ("coco-nanodet-m-416-fp32", "hardhat", "person", ""),
    "coco-deimv2": ("coco-deimv2-atto-320-fp32", "hardhat", "faint", "&classes=coco"),
    "ppe": ("ppe-yolov8n-320-fp32", "hardhat", "ppe", ""),
    "bdd": ("bdd-yolo11n-640-fp32", "bikers", "bikers", ""),
    "ppe-int8": ("ppe-yolov8n-320-int8-qdq", "hardhat", "ppe", ""),
    "bdd-int8": ("bdd-yolo11n-640-int8-qdq", "bikers", "bikers", ""),
}


def bikers(shared):
    """The frames of one camera in order: the first hundred to calibrate and search on, the others to judge on."""
    folder = f"{shared}/data/biker-cctv"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("data.yaml", "train: images/train\nval: images/val\nnc: 1\nnames: [biker]\n")
        for i, name in enumerate(sorted(os.listdir(f"{folder}/images"))):
            split = "train" if i < 100 else "val"
            archive.write(f"{folder}/images/{name}", f"images/{split}/{name}")
            label = os.path.splitext(name)[0] + ".txt"
            if os.path.exists(f"{folder}/labels/{label}"):
                archive.write(f"{folder}/labels/{label}", f"labels/{split}/{label}")
    return out.getvalue()


def main(shared, steps):
    for step in steps:
        print("==", step, flush=True)
        if step == "data":
            dataset("riders", zipped(f"{shared}/data/rider-helmet-v1"))
            dataset("hardhat", zipped(f"{shared}/data/hardhat-4cls"))
            dataset("bikers", bikers(shared))
            for name, text in POLICIES.items():
                policy(name, text)
        elif step == "bad":
            bad_files(shared)
        elif step.endswith(".json"):
            experiment(step)
        elif step in DETECTORS:
            file, data, rules, more = DETECTORS[step]
            query = f"dataset={data}" + (f"&policy={rules}" if rules else "") + more + os.environ.get("VISOR_QUERY", "")
            model(step + os.environ.get("VISOR_SUFFIX", ""), f"{shared}/models/{file}.onnx", query)
        else:
            sys.exit(f"no step '{step}': data, bad, a .json file with an experiment, {', '.join(DETECTORS)}")
        sys.stdout.flush()


GATES = """
  - {gate: maximum-drop, metric: ap, limit: 0.005}
  - {gate: latency-ratio, limit: 1.05}
  - {gate: size-ratio, limit: 1.0}
objective: fastest
"""
POLICIES = {
    "person": "target: roadside\nclasses: [person]\ngates:\n  - {gate: minimum, metric: ap50, limit: 0.3}" + GATES,
    "faint": "target: roadside\nclasses: [person]\ngates:\n  - {gate: minimum, metric: ap50, limit: 0.1}" + GATES,
    "ppe": "target: roadside\nclasses: [hard_hat, no_head_wear]\n"
    "classMap: {Hardhat: hard_hat, NO-Hardhat: no_head_wear}\n"
    "gates:\n  - {gate: minimum, metric: ap50, limit: 0.3}" + GATES,
    "bikers": "target: roadside\nclasses: [biker]\nclassMap: {rider: biker}\n"
    "gates:\n  - {gate: minimum, metric: ap50, limit: 0.1}" + GATES,
}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
