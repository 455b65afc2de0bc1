#!/usr/bin/env python3
"""COCO-sized evaluation: seconds by step, processor time and peak memory of whole processes, figures against pycocotools'.

    mvn -DskipTests package -pl evaluation-service -am
    python3 infra/benchmarks/coco_speed.py ../shared/golden/cocospeed [runs]

The folder has gt.json.gz, dt.json.gz and stats.json. Each run is a process of its own, so it includes warming up.
"""

import glob
import json
import os
import resource
import subprocess
import sys
import time

REPLICATES = "1000"


def main():
    folder = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    jar = glob.glob(os.path.join(root, "evaluation-service/target/*-exec.jar"))[0]
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    with open(os.path.join(folder, "stats.json")) as file:
        expected = json.load(file)["stats"]
    print("| read s | match s | accumulate s | TIDE s | %s replicates s | wall s | processor s | peak MB | furthest from pycocotools |"
          % REPLICATES)
    print("|---|---|---|---|---|---|---|---|---|")
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.time()
        said = subprocess.run(
            [java, "-jar", jar, "coco", folder + "/gt.json.gz", folder + "/dt.json.gz", REPLICATES],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        wall = time.time() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        report = json.loads(said)
        print("| %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.1f | %d | %.1e |" % (
            report["readSeconds"],
            report["matchSeconds"],
            report["seconds"] - report["matchSeconds"],
            report["tideSeconds"],
            report["intervals"]["seconds"],
            wall,
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            report["peakMemoryBytes"] / 1e6,
            max(abs(a - b) for a, b in zip(report["stats"], expected))))


main()
