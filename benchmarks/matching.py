"""Compare the matcher with its public peers on labelled sentences: one run, one core, same data.

    python benchmarks/matching.py --data FOLDER [--sets xsid_de,hwu64] [--json out.json]

FOLDER holds one folder a set with ``train.jsonl`` and ``test*.jsonl``, a line
``{"text", "intent"}``; intent null = out of scope. nlp.js runs where ``--nlpjs`` names a folder in
which ``npm install node-nlp`` was done.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402  the threads must be fixed before
from sklearn.metrics import roc_auc_score  # noqa: E402

from benchmarks.peers import Peer, available  # noqa: E402
from bot.matching.disturb import Disturbance, disturb  # noqa: E402

Labelled = list[tuple[str, str | None]]
HOW: tuple[Disturbance | None, ...] = (
    None, "einige-tippfehler", "jedes-wort", "handy", "umschrift", "ohne-umlaute", "klein",
)  # fmt: skip


@dataclass
class Line:
    """One peer on one set."""

    set: str
    peer: str
    phrases: int
    intents: int
    load_s: float
    accuracy: dict[str, float]
    top3: dict[str, float]
    auroc: float | None
    p50_ms: float
    p99_ms: float


def read(path: Path) -> Labelled:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row["text"], row["intent"]) for row in rows]


def few(rows: Labelled, per_intent: int | None, seed: int) -> Labelled:
    if not per_intent:
        return rows
    by_intent: dict[str, Labelled] = defaultdict(list)
    for row in rows:
        by_intent[str(row[1])].append(row)
    dice = random.Random(seed)  # noqa: S311
    return [
        row
        for intent in sorted(by_intent)
        for row in dice.sample(by_intent[intent], min(per_intent, len(by_intent[intent])))
    ]


def measure(peer: Peer, queries: Labelled, how: Disturbance | None) -> dict[str, object]:
    right = three = known = 0
    times, inside, confidence = [], [], []
    for text, intent in queries:
        typed = disturb(text, how) if how else text
        start = time.perf_counter()
        ranked = peer.rank(typed)
        times.append(getattr(peer, "milliseconds", 1000 * (time.perf_counter() - start)))
        inside.append(intent is not None)
        confidence.append(ranked[0][1] if ranked else 0.0)
        if intent is not None:
            known += 1
            right += bool(ranked) and ranked[0][0] == intent
            three += any(name == intent for name, _ in ranked)
    auroc = None
    if how is None and 0 < sum(inside) < len(inside):
        auroc = 100 * float(roc_auc_score(inside, confidence))
    p50, p99 = np.percentile(times, [50, 99])
    return {
        "accuracy": 100 * right / max(1, known),
        "top3": 100 * three / max(1, known),
        "auroc": auroc,
        "p50": float(p50),
        "p99": float(p99),
    }


def run(name: str, train: Labelled, test: Labelled, options: argparse.Namespace) -> list[Line]:
    language = name.rsplit("_", 1)[-1][:2] if "_" in name else "en"
    train = [(text, intent) for text, intent in train if intent is not None]
    if options.leave_out:
        intents = sorted({str(intent) for _, intent in train})
        gone = set(intents[:: options.leave_out])
        train = [row for row in train if row[1] not in gone]
        test = [(text, None if intent in gone else intent) for text, intent in test]
    train = few(train, options.per_intent, options.seed)
    taught = {intent for _, intent in train}
    test = [(text, intent) for text, intent in test if intent is None or intent in taught]
    random.Random(options.seed).shuffle(test)  # noqa: S311
    test = test[: options.queries]
    lines = []
    for title, build in available(options.nlpjs).items():
        if options.peers and not any(part in title for part in options.peers.split(",")):
            continue
        start = time.perf_counter()
        peer = build([text for text, _ in train], [str(intent) for _, intent in train], language)
        load = time.perf_counter() - start
        found = {how or "clean": measure(peer, test, how) for how in HOW}
        if hasattr(peer, "close"):
            peer.close()
        clean = found["clean"]
        lines.append(
            Line(
                name,
                title,
                len(train),
                len(taught),
                load,
                {how: float(str(f["accuracy"])) for how, f in found.items()},
                {how: float(str(f["top3"])) for how, f in found.items()},
                clean["auroc"],
                float(str(clean["p50"])),
                float(str(clean["p99"])),  # type: ignore[arg-type]
            )
        )
        show(lines[-1])
    return lines


def show(line: Line) -> None:
    accuracy = " ".join(f"{line.accuracy[how or 'clean']:6.1f}" for how in HOW)
    auroc = f"{line.auroc:6.1f}" if line.auroc is not None else "     –"
    print(
        f"{line.set:22} {line.peer:26} {accuracy} {line.top3['clean']:6.1f} {auroc}"
        f" {line.load_s:7.2f} {line.p50_ms:7.2f} {line.p99_ms:7.2f}",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", default="", help="names, joined by commas; all without it")
    parser.add_argument("--peers", default="", help="parts of names, joined by commas")
    parser.add_argument("--per-intent", type=int, help="learn from at most so many examples each")
    parser.add_argument("--leave-out", type=int, help="every n-th intent plays the stranger")
    parser.add_argument("--queries", type=int, default=400, help="at most so many a set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nlpjs", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path, help="write the tables as Markdown")
    options = parser.parse_args()
    heads = " ".join(f"{(how or 'clean')[:6]:>6}" for how in HOW)
    print(f"{'set':22} {'peer':26} {heads} {'top3':>6} {'auroc':>6}    load     p50     p99")
    lines: list[Line] = []
    for folder in sorted(path for path in options.data.iterdir() if path.is_dir()):
        if options.sets and folder.name not in options.sets.split(","):
            continue
        if not (folder / "train.jsonl").is_file():
            continue
        train = read(folder / "train.jsonl")
        for test in sorted(folder.glob("test*.jsonl")):
            name = folder.name + test.stem.removeprefix("test").replace("_de", "")
            lines += run(name, train, read(test), options)
    if options.json:
        options.json.write_text(json.dumps([asdict(line) for line in lines], indent=1))
    if options.page:
        options.page.write_text("\n".join(page(lines, options)), encoding="utf-8")
    return 0


def page(lines: list[Line], options: argparse.Namespace) -> list[str]:
    """Return the results page: the mean over all sets, then each set beside its best peer."""
    shown = ("clean", "einige-tippfehler", "jedes-wort", "handy", "ohne-umlaute", "klein")
    peers = list(dict.fromkeys(line.peer for line in lines))
    means, sets = [], []
    for peer in peers:
        own = [line for line in lines if line.peer == peer]
        figures = [np.mean([line.accuracy[how] for line in own]) for how in shown]
        figures.append(np.mean([line.top3["clean"] for line in own]))
        times = [np.mean([line.p50_ms for line in own]), np.max([line.p99_ms for line in own])]
        cells = [f"{figure:.1f}" for figure in figures] + [f"{time:.2f}" for time in times]
        means.append(f"| {peer} | {' | '.join(cells)} |")
    for name in dict.fromkeys(line.set for line in lines):
        ours, *others = (line for line in lines if line.set == name)
        cells = [
            f"{ours.accuracy[how]:.1f} / {max(line.accuracy[how] for line in others):.1f}"
            for how in shown[:4]
        ]
        cells.append(f"{ours.top3['clean']:.1f} / {max(each.top3['clean'] for each in others):.1f}")
        sets.append(f"| {name} | {ours.phrases} | {ours.intents} | {' | '.join(cells)} |")
    return [
        "# The matcher beside its public peers, measured",
        "",
        f"By `python -m benchmarks.matching` on {datetime.now(UTC):%Y-%m-%d}, one core each, at "
        f"most {options.queries} queries a set. Accuracy in %, clean and disturbed: some "
        "typos, a typo in every word, phone spelling, lost umlauts, lower case; ms a query.",
        "",
        f"| mean of {len(sets)} sets | clean | some typos | every word | phone | umlauts | lower | "
        "top 3 | p50 | worst p99 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *means,
        "",
        "Each set: the matcher / the best of all peers, whichever that is.",
        "",
        "| set | phrases | intents | clean | some typos | every word | phone | top 3 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *sets,
        "",
    ]


if __name__ == "__main__":
    raise SystemExit(main())
