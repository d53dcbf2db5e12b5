"""How fast the long picture is made, beside the same content through matplotlib alone and through headless Chromium.

    python benchmarks/render.py [--quick] [--json]

The content is an invented policy with every kind of block and a chart. Each way makes the picture in fresh processes, in turns: the
first time (``cold``, with the imports of that way) and again with other words in every block and another amount in the chart (``warm``,
the median). A picture counts only when it is 1080 pixels wide and has the height its content needs. Ours is what a person waits for: the
product with all its files, that is the picture with its provenance inside, the same as a tagged PDF, and its long description. The others get
by with less: matplotlib wraps words by counting and draws plain boxes, Chromium sets a plain page; both make a picture and nothing else.
Chromium is left out where there is none (``CHROMIUM=/path`` names one).
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGETS = {"ours_cold_wall": 1.5, "ours_warm_wall": 0.4}
ROUNDS = 4
"""Warm pictures made in one process, each with words and amounts no picture before it had."""

COMMON = """
import io, json, resource, sys, time
began = time.perf_counter(), time.process_time()
def spent(since):
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - since[0], time.process_time() + children.ru_utime + children.ru_stime - since[1]
def now():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter(), time.process_time() + children.ru_utime + children.ru_stime
def measured(make, rounds):
    runs = []
    for number in range(rounds + 1):
        since = began if number == 0 else now()
        width, height = make(number)
        runs.append((*spent(since), width, height))
    print(json.dumps(runs + [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""

OURS = """
from generators import registry
from generators.model import Brief
from styles import themes
import pickle
interpretation = pickle.load(open(sys.argv[1], 'rb'))
def make(number):
    brief = Brief(title=f'第{number}种小微企业稳岗扩岗政策', source_url=f'https://www.yunxi.gov.cn/{number}.html')
    changed = lambda words: words.replace('企业', '企业' + '甲乙丙丁戊己'[number]).replace('1800元', f'18{number}0元')
    points = tuple(p.replace(statement=changed(p.statement)) for p in interpretation.key_points)
    _, files = registry.produce('infographic', interpretation.replace(key_points=points), brief, themes.load('government-blue'))
    png = files[0].data
    return int.from_bytes(png[16:20], 'big'), int.from_bytes(png[20:24], 'big')
measured(make, int(sys.argv[2]))
"""

MATPLOTLIB = """
import textwrap
import matplotlib
matplotlib.use('Agg')
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch
regular, bold = (FontProperties(fname=name) for name in sys.argv[3:5])
content = json.load(open(sys.argv[1], encoding='utf-8'))
def make(number):
    laid, y = [], 260
    for block in content:
        laid.append(('title', y, block['title'])); y += 90
        for card in block['cards']:
            lines = textwrap.wrap(card['text'] + str(number), 30) or ['']
            laid.append(('card', y, (card, lines))); y += 120 + 44 * len(lines) + (220 if card['chart'] else 0)
        y += 40
    figure = Figure(figsize=(10.8, y / 100), dpi=100, facecolor='#eaf3fe')
    axes = figure.add_axes((0, 0, 1, 1)); axes.set_xlim(0, 1080); axes.set_ylim(y, 0); axes.axis('off')
    axes.add_patch(FancyBboxPatch((0, 0), 1080, 220, color='#0b2f78'))
    axes.text(60, 120, '一图读懂', fontproperties=bold, fontsize=44, color='white', language='zh-Hans')
    for kind, top, what in laid:
        if kind == 'title':
            axes.text(60, top + 30, what, fontproperties=bold, fontsize=30, color='#0b2f78', language='zh-Hans'); continue
        card, lines = what
        axes.add_patch(FancyBboxPatch((70, top + 10), 940, 80 + 44 * len(lines) + (220 if card['chart'] else 0), boxstyle='round,pad=10', facecolor='white', edgecolor='#d6e3f5'))
        axes.text(90, top + 40, card['heading'], fontproperties=bold, fontsize=24, color='#0b2f78', language='zh-Hans')
        for row, text in enumerate(lines):
            axes.text(90, top + 84 + 44 * row, text, fontproperties=regular, fontsize=20, color='#10264a')
        for row, (label, value) in enumerate(card['chart']):
            middle = top + 110 + 44 * len(lines) + 60 * row
            axes.barh(middle, 500 * value / max(v for _, v in card['chart']), left=280, height=34, color='#1459c7')
            axes.text(90, middle, label, fontproperties=regular, fontsize=20)
        axes.text(90, top + 84 + 44 * len(lines), card['basis'], fontproperties=regular, fontsize=15, color='#51607a')
    made = io.BytesIO(); figure.savefig(made, format='png')
    png = made.getvalue()
    return int.from_bytes(png[16:20], 'big'), int.from_bytes(png[20:24], 'big')
measured(make, int(sys.argv[2]))
"""

CHROMIUM = """
import html, os, subprocess, tempfile
content = json.load(open(sys.argv[1], encoding='utf-8'))
def make(number):
    style = '@font-face{font-family:S;src:url(file://%s)}' % sys.argv[5] + 'body{margin:0;width:1080px;background:#eaf3fe;font:29px S;color:#10264a}h1{background:#0b2f78;color:#fff;padding:80px 60px;margin:0}h2{margin:50px 60px 20px}article{margin:0 60px 24px;background:#fff;border-radius:20px;padding:36px}small{color:#51607a}i{display:block;height:36px;background:#1459c7;margin:10px 0}'
    said = lambda text: html.escape(text)
    body = ''.join('<h2>%s</h2>%s' % (said(block['title']), ''.join('<article><h3>%s</h3><p>%s%d</p>%s<small>%s</small></article>' % (
        said(card['heading']), said(card['text']), number, ''.join('<i style=\"width:%d%%\"></i>%s' % (90 * value / max(v for _, v in card['chart']), said(label)) for label, value in card['chart']), said(card['basis'])) for card in block['cards'])) for block in content)
    with tempfile.TemporaryDirectory() as folder:
        page, shot = folder + '/a.html', folder + '/a.png'
        open(page, 'w', encoding='utf-8').write('<meta charset=utf-8><style>%s</style><h1>一图读懂</h1>%s' % (style, body))
        subprocess.run([sys.argv[3], '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1080,%s' % sys.argv[4], '--screenshot=' + shot, 'file://' + page], check=True, capture_output=True, timeout=120)
        png = open(shot, 'rb').read()
    return int.from_bytes(png[16:20], 'big'), int.from_bytes(png[20:24], 'big')
measured(make, int(sys.argv[2]))
"""


def content_of(interpretation) -> list[dict]:
    """Return the blocks and cards of our outline as plain data, for the others to draw."""
    from generators.highlights import comparable
    from generators.infographic.comparing import drawn_values
    from generators.infographic.content import GROUPS, outline
    from generators.model import Brief

    blocks: dict[str, list[dict]] = {}
    for segment in outline(interpretation, Brief()):
        if not segment.furniture:
            chart = comparable(drawn_values(segment))[0]
            text = segment.text + "；".join(segment.points) + "；".join("，".join(row) for row in segment.table if segment.kind == "table")
            blocks.setdefault(GROUPS[segment.group], []).append({"heading": segment.heading, "text": text, "basis": f"依据：{segment.basis}", "chart": chart})
    return [{"title": title, "cards": cards} for title, cards in blocks.items()]


def measure(script: str, arguments: list[str]) -> tuple[list[list[float]], float]:
    """Run one way in a fresh process; return its runs (wall, CPU seconds, width, height) and its peak memory in MB."""
    done = subprocess.run([sys.executable, "-c", COMMON + script, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=400, env=os.environ | {"PYTHONPATH": str(ROOT)})
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    *runs, memory = json.loads(done.stdout.splitlines()[-1])
    if any(run[2] != 1080 or run[3] < 3000 for run in runs):
        raise SystemExit(f"no picture of the content: {runs}")
    return runs, memory


def main() -> int:
    """Measure all ways in turns and print a table or, with --json, one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two fresh processes a way instead of five")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    import pickle

    from styles import fonts
    from tests.sample_interpretation import rich_interpretation

    interpretation = rich_interpretation()
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    results: dict[str, list] = {}
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain.json")
        ours.write_bytes(pickle.dumps(interpretation))
        plain.write_text(json.dumps(content_of(interpretation), ensure_ascii=False), encoding="utf-8")
        ways = {"ours": (OURS, [str(ours), str(ROUNDS)]), "matplotlib": (MATPLOTLIB, [str(plain), str(ROUNDS), str(fonts.sans_regular()), str(fonts.sans_bold())])}
        if browser:
            ways["chromium"] = (CHROMIUM, [str(plain), str(ROUNDS), browser, "7000", str(fonts.sans_regular())])
        for _ in range(2 if arguments.quick else 5):
            for name, (script, words) in ways.items():
                results.setdefault(name, []).append(measure(script, words))
    figures: dict[str, float] = {}
    for name, processes in results.items():
        for key, index in (("wall", 0), ("cpu", 1)):
            figures[f"{name}_cold_{key}"] = round(statistics.median(runs[0][index] for runs, _ in processes), 3)
            figures[f"{name}_warm_{key}"] = round(statistics.median(run[index] for runs, _ in processes for run in runs[1:]), 3)
        figures[f"{name}_memory"] = round(statistics.median(memory for _, memory in processes))
    met = all(figures[name] <= most for name, most in TARGETS.items())
    if arguments.json:
        print(json.dumps({"benchmark": "render", "figures": figures, "targets": TARGETS, "met": met}, ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"{name:24} {value}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
