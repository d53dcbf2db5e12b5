"""Run the corpus benchmarks and fail when a figure has dropped below the recorded one.

    python benchmarks/gate.py FOLDER [--record]

``recorded.json`` holds for each benchmark its arguments and, for each figure, the least (``at_least``) or most (``at_most``)
that is acceptable. ``--record`` prints what was measured in the same shape, for pasting after an improvement.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def measure(name: str, folder: Path, arguments: list[str]) -> dict:
    """Run one benchmark and return its figures."""
    command = [sys.executable, str(HERE / f"{name}.py"), str(folder), "--json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1500)
    try:
        return json.loads(done.stdout)["figures"]
    except (ValueError, KeyError):
        raise SystemExit(f"{name} printed no figures (exit {done.returncode}):\n{done.stderr[-2000:]}") from None


def dropped(figures: dict, bounds: dict) -> list[str]:
    """Return a sentence for every figure outside its bound; a missing figure counts as dropped."""
    found = []
    for kind, holds in (("at_least", float.__ge__), ("at_most", float.__le__)):
        for name, bound in bounds.get(kind, {}).items():
            value = figures.get(name)
            if value is None or not holds(float(value), float(bound)):
                found.append(f"{name} is {value}, recorded {kind.replace('_', ' ')} {bound}")
    return found


def main() -> int:
    """Run every recorded benchmark over the folder; return 1 when a figure dropped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    recorded = json.loads((HERE / "recorded.json").read_text(encoding="utf-8"))
    failed = False
    for name, entry in recorded.items():
        started = time.monotonic()
        figures = measure(name, arguments.folder, entry.get("arguments", []))
        problems = dropped(figures, entry)
        failed |= bool(problems)
        print(f"{name}: {'dropped: ' + '; '.join(problems) if problems else 'holds'} ({time.monotonic() - started:.0f} s)", flush=True)
        if arguments.record or problems:
            print(json.dumps(figures, ensure_ascii=False, indent=1), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
