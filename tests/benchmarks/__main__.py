"""Measures the lines and prints the table: `python -m tests.benchmarks [--quick] [line …]`.

DATABASE_URL names a database of the benchmark's own, migrated; deploy/bench.sh makes one. PORT is the first of four
ports that it uses.
"""

import os
import platform
import sys
from pathlib import Path

import django


def main(arguments: list[str]) -> int:
    django.setup()
    from tests.benchmarks.bench import Bench
    from tests.benchmarks.lines import chosen
    from tests.benchmarks.report import Result, table, write_json
    from tests.benchmarks.server import Server

    quick, names = "--quick" in arguments, [name for name in arguments if not name.startswith("-")]
    lines, results = chosen(names), list[Result]()
    for line in lines:
        _say(f"preparing {line.TITLE}")
        line.prepare()
    with Server(int(os.environ.get("PORT", "8100"))) as server:
        bench = Bench(server, rounds=3, seconds=1, share=0.05) if quick else Bench(server)
        for line in lines:
            _say(f"measuring {line.TITLE}")
            results += line.measure(bench)
    print("\n" + table(results))  # noqa: T201
    target = Path("var/bench/result.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_json(results, conditions(quick), target)
    _say(f"written to {target}")
    return 0 if all(result.met for result in results) else 1


def conditions(quick: bool) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "processors": os.cpu_count(),
        "load before": os.getloadavg(),
        "quick": quick,
    }


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
