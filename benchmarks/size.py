"""Measure what the matcher and its peers cost as the examples grow: learning, asking, memory.

    python -m benchmarks.size            500 to 50,000 examples, about 15 minutes
    python -m benchmarks.size --kurz     500 and 3,000, about a minute

The examples are those of the German knowledge; beyond their number come copies with typing errors.
Each peer learns and answers in a process of its own, one core; compare the ratios. The page
``benchmarks/size.md`` is written by the whole run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  the threads must be fixed before

from benchmarks.peers import available  # noqa: E402
from bot.knowledge.loader import load  # noqa: E402
from bot.matching.disturb import disturb  # noqa: E402

PAGE = ROOT / "benchmarks" / "size.md"
SIZES = (500, 3000, 15_000, 50_000)
PEERS = ("jobcenter-bot", "rapidfuzz token_set_ratio", "BM25", "scikit-learn SVM", "nlp.js")
QUERIES = 300
_LONGEST = 600  # seconds; a peer that takes longer is left out of the larger sizes


def examples(size: int) -> list[tuple[str, str]]:
    """Return so many sentences with their intents, drawn once and for all."""
    knowledge = load(ROOT / "knowledge").knowledge
    if knowledge is None:
        raise SystemExit("Das Wissen hat Fehler.")
    pairs = [
        (text, intent.id)
        for intent in knowledge.intents.values()
        for text in intent.texts["de"].examples
    ]
    random.Random(3).shuffle(pairs)  # noqa: S311  no secret is drawn
    grown = list(pairs[:size])
    for how in ("einige-tippfehler", "handy", "jedes-wort", "ohne-umlaute"):
        more = ((disturb(text, how), intent) for text, intent in pairs)
        grown += islice(more, max(0, size - len(grown)))
    return grown


def measure(peer: str, size: int, nlpjs: Path | None) -> dict[str, float]:
    """Learn and ask in this process; return seconds, milliseconds and megabytes."""
    taught = examples(size)
    asked = [disturb(text, "handy") for text, _ in taught[:: max(1, size // QUERIES)]]
    before = _memory_mb()
    started = time.perf_counter()
    built = available(nlpjs)[peer]([t for t, _ in taught], [i for _, i in taught], "de")
    built.rank(asked[0])
    learnt = time.perf_counter() - started
    grown = _memory_mb() - before
    times = []
    for text in asked:
        started = time.perf_counter()
        built.rank(text)
        outside = 1000 * (time.perf_counter() - started)
        times.append(getattr(built, "milliseconds", outside))
    if hasattr(built, "close"):
        built.close()
        grown = float("nan")  # its memory is that of another process
    p50, p99 = np.percentile(times, [50, 99])
    return {"learn_s": learnt, "p50_ms": float(p50), "p99_ms": float(p99), "mb": grown}


def _memory_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def aside(peer: str, size: int, nlpjs: Path | None) -> dict[str, float] | None:
    """Measure in a process of its own; ``None`` where it takes too long."""
    command = [sys.executable, "-m", "benchmarks.size", "--peer", peer, "--size", str(size)]
    command += ["--nlpjs", str(nlpjs)] if nlpjs else []
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=_LONGEST, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kurz", action="store_true", help="a look instead of the whole run")
    parser.add_argument("--nlpjs", type=Path, help="a folder with node_modules/node-nlp")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        print(json.dumps(measure(options.peer, options.size, options.nlpjs)))
        return
    rows = []
    for size in SIZES[:2] if options.kurz else SIZES:
        for peer in PEERS:
            if peer not in available(options.nlpjs):
                continue
            found = aside(peer, size, options.nlpjs)
            cells = (
                "took too long | – | – | –"
                if found is None
                else f"{found['learn_s']:.1f} | {found['p50_ms']:.2f} | {found['p99_ms']:.2f} | "
                f"{found['mb']:.0f}"
            )
            rows.append(f"| {size} | {peer} | {cells} |".replace("nan", "–"))
            print(rows[-1], flush=True)
    if options.kurz:
        return
    lines = [
        "# The matcher's cost by number of examples, measured",
        "",
        f"By `python -m benchmarks.size` on {datetime.now(UTC):%Y-%m-%d}: {platform.machine()}, "
        f"Python {platform.python_version()}, numpy {version('numpy')}, rapidfuzz "
        f"{version('rapidfuzz')}, scikit-learn {version('scikit-learn')}, one core. Learning in "
        "seconds, asking in milliseconds a query, memory grown by learning in MB.",
        "",
        "| examples | peer | learn s | p50 ms | p99 ms | MB |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
