"""How long a person waits from an edit to the picture: live previews against making the product anew.

Each edit changes one segment's wording, as typing does. Both ways end with a picture of the whole product at half width.
Usage: python benchmarks/previewing.py [FILE] [--quick] [--json]
"""

import argparse
import io
import json
import statistics
import tempfile
import time
from pathlib import Path

from PIL import Image

from generators import registry
from generators.model import Brief, Override
from studio import workbench
from studio.processes.previewing import Previewer, Wanted
from styles import themes

SAMPLE = Path(__file__).parent.parent / "samples" / "wengang_cuoshi.docx"
TARGET = 1.0


def edits(segments, count: int) -> list[Brief]:
    """Return briefs that reword one segment after the other."""
    content = [segment for segment in segments if not segment.furniture and segment.heading]
    return [
        Brief(overrides=(Override(segment=content[number % len(content)].id, heading=f"{content[number % len(content)].heading}{number}"),))
        for number in range(count)
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    interpretation, theme = workbench.draft(workbench.Input.from_path(asked.file)), themes.load("government-blue")
    digest, figures = interpretation.digest(), {}
    with tempfile.TemporaryDirectory() as logs:
        previewer = Previewer(Path(logs))
        began = time.perf_counter()
        previewer.preview(Wanted("infographic", interpretation, digest, Brief(), theme))
        figures["first_preview_s"] = time.perf_counter() - began
        for name in ("infographic", "faq", "article", "video"):
            segments = registry.composed(name, interpretation, Brief())
            waits = []
            for brief in edits(segments, 4 if asked.quick else 20):
                began = time.perf_counter()
                shown = previewer.preview(Wanted(name, interpretation, digest, brief, theme, brief.overrides[0].segment))
                waits.append(time.perf_counter() - began)
                assert shown.data, name
            figures[f"{name}_edit_s"] = statistics.median(waits[1:])
        previewer.close()
    anew = []
    for brief in edits(registry.composed("infographic", interpretation, Brief()), 2 if asked.quick else 5):
        began = time.perf_counter()
        _, files = registry.produce("infographic", interpretation, brief, theme)
        Image.open(io.BytesIO(files[0].data)).convert("RGB").resize((540, 2400)).save(io.BytesIO(), "JPEG")
        anew.append(time.perf_counter() - began)
    figures["infographic_anew_s"] = statistics.median(anew)
    met = all(figures[f"{name}_edit_s"] <= TARGET for name in ("infographic", "faq", "article", "video"))
    if asked.json:
        print(json.dumps({"benchmark": "previewing", "figures": figures, "targets": {"edit_s": TARGET}, "met": met}))
    else:
        for name, seconds in figures.items():
            print(f"{name:24}{seconds:8.2f}")


if __name__ == "__main__":
    main()
