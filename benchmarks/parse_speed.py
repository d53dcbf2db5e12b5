"""How fast an automatically numbered Word file is read, beside python-docx and docling's Word backend (when installed).

    python benchmarks/parse_speed.py [FILE …] [--quick] [--json] [--peer-python PATH]

Makes a small (20 articles, 60 items), a big (500 articles, 1,500 items) and a huge document (2,000 articles, 6,000 items) whose 第X条 and
（X） are Word numbers, and reads each with every reader in turns, each time in a fresh process. Ours has to find every number before its
time counts. Figures are medians: wall and CPU seconds of the reading itself (imports apart) and the process's peak memory in MB; what an
article costs in the huge document over what it costs in the big one (1.0 is linear); and the whole of an upload: a child process started, its
imports, the reading, the record handed back. python-docx is asked only for paragraphs and tables; it loses the numbers. ``--peer-python`` is a
Python that has the peers installed, where ours has not. FILE are documents of your own, read by ours alone.
"""

import argparse
import io
import json
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SIZES = {"small": (20, 3), "big": (500, 3), "huge": (2_000, 3)}
READERS = {
    "ours": ("studio.reading.documents", "from studio.reading.documents import read\nimport studio.reading.word\nrun = lambda: read(data, 'a.docx')"),
    "python-docx": ("docx", "import docx, io\ndef run():\n d = docx.Document(io.BytesIO(data)); return [p.text for p in d.paragraphs], [[c.text for c in r.cells] for t in d.tables for r in t.rows]"),
    "docling": ("docling.document_converter", "import io\nfrom docling.datamodel.base_models import DocumentStream, InputFormat\nfrom docling.document_converter import DocumentConverter\nc = DocumentConverter(allowed_formats=[InputFormat.DOCX])\nrun = lambda: c.convert(DocumentStream(name='a.docx', stream=io.BytesIO(data)))"),
}  # fmt: skip
CHILD = """
import json, sys, time
def peak():
    try:
        # The peak of this process alone; the other counter begins at what the starting process used.
        return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
data = sys.stdin.buffer.read()
{setup}
wall, cpu = time.perf_counter(), time.process_time()
result = run()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
clauses = getattr(result, "clauses", ())
labels = [c.label for c in clauses]
print(json.dumps({{"wall": wall, "cpu": cpu, "rss": peak(), "labels": labels}}))
"""


def document(articles: int, items: int) -> bytes:
    """Return a Word file of automatically numbered articles, each with automatically numbered items."""
    paragraph = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr><w:t>{1}</w:t></w:r></w:p>'
    body = "<w:p><w:r><w:t>云溪市测试管理办法</w:t></w:r></w:p>"
    for number in range(articles):
        body += paragraph.format(0, f"市有关部门应当在{number + 1}个工作日内完成审核，并按照下列标准给予补贴：")
        body += "".join(paragraph.format(1, f"符合第{item}类条件的，每人每月补贴{100 * (item + 1)}元；") for item in range(items))
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, text in enumerate(("第%1条", "（%2）"))
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="{kind}.numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{relation}/numbering" Target="numbering.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    }  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def measure(setup: str, data: bytes, python: str = sys.executable) -> dict:
    """Read ``data`` once in a fresh process."""
    done = subprocess.run([python, "-c", CHILD.format(setup=setup)], input=data, capture_output=True, cwd=ROOT, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def upload_seconds(data: bytes, rounds: int) -> float:
    """Return the median wall seconds of reading the way an upload is read, in a child process started for it."""
    from studio.reading import read_safely

    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        read_safely(data, "a.docx")
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def installed(python: str, module: str) -> bool:
    """Tell whether a Python has a module."""
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module.split('.')[0]!r}) is None)"
    return subprocess.run([python, "-c", code], cwd=ROOT, capture_output=True).returncode == 0


def all_numbers_found(labels: list[str], articles: int, items: int) -> bool:
    """Tell whether every article and item came back with its number."""
    from generators.model.numerals import to_chinese

    wanted = []
    for number in range(1, articles + 1):
        wanted.append(f"第{to_chinese(number).replace('零', '〇')}条")
        wanted += [f"（{to_chinese(item)}）" for item in range(1, items + 1)]
    return labels == wanted


def _python_for(name: str, module: str, peer: str) -> str:
    """Return the Python that runs a reader; "" when none has it."""
    if name == "ours":
        return sys.executable
    return next((python for python in (sys.executable, peer) if installed(python, module)), "")


def main() -> int:
    """Measure and print a table or, with --json, one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="three rounds instead of seven")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    figures: dict[str, float | bool] = {}
    rounds = 3 if arguments.quick else 7
    pythons = {name: python for name, (module, _) in READERS.items() if (python := _python_for(name, module, arguments.peer_python))}
    for size, (articles, items) in SIZES.items():
        data = document(articles, items)
        runs: dict[str, list[dict]] = {name: [] for name in pythons}
        for turn in range(rounds):
            for name, python in pythons.items():
                # What takes a peer seconds tells no more when it is done seven times.
                if name == "ours" or turn < (3 if size == "huge" else rounds) and not (name == "docling" and size == "huge"):
                    runs[name].append(measure(READERS[name][1], data, python))
        figures[f"{size}_numbers_found"] = all(all_numbers_found(run["labels"], articles, items) for run in runs["ours"])
        for name, results in runs.items():
            for key in ("wall", "cpu", "rss") if results else ():
                figures[f"{size}_{name}_{key}"] = round(statistics.median(result[key] for result in results), 3)
        if size != "huge":
            figures[f"{size}_upload_wall"] = round(upload_seconds(data, rounds), 3)
    figures["cost_an_article_huge_over_big"] = round(figures["huge_ours_cpu"] / 2_000 / (figures["big_ours_cpu"] / 500), 2)
    for path in arguments.files:
        results = [measure(READERS["ours"][1], path.read_bytes()) for _ in range(rounds)]
        for key in ("wall", "cpu", "rss"):
            figures[f"{path.name}_{key}"] = round(statistics.median(result[key] for result in results), 3)
    targets = {"small_ours_wall": 0.3, "big_ours_wall": 1.0, "big_ours_rss": 80.0, "cost_an_article_huge_over_big": 1.3}
    met = all(figures[name] <= most for name, most in targets.items()) and all(figures[f"{size}_numbers_found"] for size in SIZES)
    if arguments.json:
        print(json.dumps({"benchmark": "parse_speed", "figures": figures, "targets": targets, "met": met}, ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"{name:28} {value}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
