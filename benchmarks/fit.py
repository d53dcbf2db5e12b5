"""A thousand random contents through the infographic: how many pictures have words that leave their place.

    python benchmarks/fit.py [--quick] [--json] [--first N] [--show]

A content is 1–9 statements of 1–200 characters under random elements and titles: Chinese, Latin words, addresses, amounts, rare
characters. Each is set as the long picture, every eighth also in one other size, in a random theme. A picture counts as an overflow when
a character lies outside the page or its margins, crosses the edge of the card it stands in, or covers another; when a character has no
glyph; when a line holds one character alone under a full one; when a heading stands at the foot of a page, column or slice without what it
heads; or when words of the outline are missing. A refusal that names the segment is no overflow, and is counted.
``--quick`` sets 80 contents.
"""

import argparse
import json
import random
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402
import pypdfium2.raw as pdfium  # noqa: E402

from generators import registry  # noqa: E402
from generators.drawing import pictures_of  # noqa: E402
from generators.infographic.product import laid_out  # noqa: E402
from generators.infographic.sizes import (  # noqa: E402
    PAPERS,
    SLICE,  # noqa: E402
    pages_pdf,
)
from generators.model import (  # noqa: E402
    Brief,
    Citation,
    Clause,
    Element,
    Interpretation,
    KeyPoint,
    Level,
    PolicyDocument,
    Provenance,
    Segment,
    Source,
)
from generators.picture import slices  # noqa: E402
from generators.typesetting import PIXELS, CannotTypeset, prepare  # noqa: E402
from styles import themes  # noqa: E402

WORDS = (
    "企业", "个体工商户", "补贴", "小微企业", "高校毕业生", "每人每月", "给予", "最高不超过", "一次性", "2026年", "5月1日", "1,200.5万元", "500元", "36个月", "10%",
    "GB/T9704", "COVID-19", "（含）", "《办法》", "“一件事”", "〔2026〕18号", "不得", "应当", "申请材料", "市人力资源社会保障局", "12333", "0571-88001233", "①", "㎡", "№",
    "镕", "䶮", "喆", "瑄", "㙟", "—", "……", "https://www.yunxi.gov.cn/a/b/c.html", "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2, "初级工800元、中级工1200元、高级工1800元",
)  # fmt: skip
STOPS = ("、", "，", "，", "；", "。", "：")
EDGE = 58
"""Points of margin that running text of the long picture keeps to."""

NOWHERE = Provenance(**dict.fromkeys(Provenance.model_fields, "-"))

TARGETS = {"overflows": 0, "refused_unnamed": 0}


def text_of(source: random.Random, length: int) -> str:
    """Return random words of about ``length`` characters with stops between some of them."""
    text = ""
    while len(text) < length:
        text += source.choice(WORDS) + (source.choice(STOPS) if source.random() < 0.35 else "")
    return re.sub(r"^[、，；。：]+|[、，；：]+$", "", text[:length]) or "补贴"


def content(seed: int) -> tuple[Interpretation, Brief]:
    """Return one random policy with its key points, and a brief that shows all of them."""
    source = random.Random(seed)
    count = source.randint(1, 9)
    texts = [f"{text_of(source, source.choice((1, 2, 5, 12, 30, 60, 100, 150, 200)))}。"[:200] for _ in range(count)]
    clauses = tuple(Clause(ref=f"para_{n}", level=Level.PARAGRAPH, text=text) for n, text in enumerate(texts, start=1))
    elements = list(Element) if source.random() < 0.6 else [Element.CONTENT, Element.STANDARDS]
    points = tuple(
        KeyPoint(
            id=f"kp_{n}", element=source.choice(elements), title=text_of(source, source.randint(1, 22)), statement=clause.text,
            citations=(Citation.of(clause),),
        )
        for n, clause in enumerate(clauses)
    )  # fmt: skip
    document = PolicyDocument(
        title=f"关于{text_of(source, source.randint(4, 40))}的通知",
        document_number="云政发〔2026〕18号",
        issuing_authorities=tuple(text_of(source, source.randint(4, 16)) for _ in range(source.randint(1, 3))),
        clauses=clauses,
        source=Source(name="随机.docx", sha256="7c" * 32, bytes=1, media_type="text/plain"),
    )
    brief = Brief(
        options={"extent": "full"},
        source_url="https://www.yunxi.gov.cn/" + "a" * source.randint(1, 60) if source.random() < 0.7 else "",
    )
    return Interpretation(document=document, key_points=points, interpreter="云溪市人民政府办公室"), brief


def judged(seed: int) -> tuple[int, str, list[str]]:
    """Set one content and return (seed, refused segment or reason, what is wrong)."""
    interpretation, brief = content(seed)
    theme = themes.load(random.Random(seed).choice(themes.names()))
    generator = registry.get("infographic")
    segments = registry.arrange(generator.outline(interpretation, brief), brief)
    others = (*PAPERS, "slices")
    size = others[seed // 8 % len(others)] if seed % 8 == 0 else ""
    try:
        laid = laid_out(segments, theme, brief, NOWHERE)
        titles = [block["title"] for block in laid.data["blocks"]]
        wrong = faults(laid.pdf, segments, titles, margin=EDGE)
        if size == "slices":
            png = pictures_of(laid.pdf, PIXELS * laid.data["zoom"])[0]
            wrong += severed(png, laid.pdf, titles, theme.roles.page)
        elif size:
            wrong += [f"{size}: {fault}" for fault in faults(pages_pdf(size, laid.data, theme, laid.files), segments, titles, margin=12)]
    except CannotTypeset as refusal:
        return seed, f"{refusal.segment or '?'}: {refusal}", []
    return seed, "", wrong


def faults(pdf: bytes, segments: tuple[Segment, ...], titles: list[str], margin: float) -> list[str]:
    """Return what is wrong with the pages of one picture, a phrase each."""
    found: list[str] = []
    said = ""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        width, height = page.get_size()
        text = page.get_textpage()
        count = text.count_chars()
        characters = [(text.get_text_range(index, 1), text.get_charbox(index)) for index in range(count)]
        ems = [(character, text.get_charbox(index, loose=True)) for index, (character, _) in enumerate(characters)]
        boxes = [(c, box) for c, box in characters if box[2] - box[0] > 0.5 and box[3] - box[1] > 0.5]
        edge = margin * width / 1080
        found += [f"outside the page: {c}" for c, (left, low, right, high) in boxes if left < edge - 2 or right > width - edge + 2 or low < 0 or high > height]
        cards = cards_of(page)
        cover = next((low for left, low, right, high in cards if high > height - 1 and right - left > width - 2), height) if number == 0 else height
        found += crossings([item for item in boxes if item[1][3] < cover], cards, width / 1080)
        found += [f"covers another: {one}{other}" for one, other in overlapping(boxes, width / 1080)]
        found += [f"alone on a line: {line}" for line in lonely(ems, {s.heading for s in segments})]
        found += [f"no glyph at {index}" for index, (c, _) in enumerate(characters) if c in ("\x00", "\ufffd")]
        found += [f"heads nothing: {title}" for title in orphans(text, boxes, titles, width, height)]
        said += "".join(c for c, _ in characters)
    words = bare(said)
    missing = [s.id for s in segments if not s.furniture and s.kind not in ("contact", "change") and not all(bare(p) in words for p in pieces(s))]
    return found + [f"words are missing: {name}" for name in missing]


def places_of(text: pypdfium2.PdfTextPage, titles: list[str]) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return the section titles of a page with where they stand; running text that repeats one is smaller, so it is none."""
    found = []
    for title in dict.fromkeys(titles):
        search, best = text.search(title, match_case=True), None
        while place := search.get_next():
            first, last = text.get_charbox(place[0]), text.get_charbox(place[0] + place[1] - 1)
            if last[2] < first[0]:  # running text, broken between two lines
                continue
            box = (first[0], min(first[1], last[1]), last[2], max(first[3], last[3]))
            best = box if best is None or box[3] - box[1] > best[3] - best[1] else best
        found += [(title, best)] if best else []
    return found


def orphans(text: pypdfium2.PdfTextPage, boxes: list, titles: list[str], width: float, height: float) -> list[str]:
    """Return the section titles below which nothing stands on their page, in their column; the line at its foot does not count."""
    found = []
    for title, (left, low, _, high) in places_of(text, titles):
        size = high - low
        below = [box for _, box in boxes if box[3] < low and box[0] > left - 3 * size and box[1] > size and box[3] > min(0.045 * height, 0.06 * width)]
        column = left + (width - left if left > width / 2 else max(width / 2 - left, width * 0.2))
        if not any(box[0] < column for box in below):
            found.append(title)
    return found


def severed(png: bytes, pdf: bytes, titles: list[str], ground: str) -> list[str]:
    """Return the section titles that a slice ends with."""
    cuts, top = [], 0
    for part in slices(png, SLICE, ground):
        top += int.from_bytes(part[20:24], "big")
        cuts.append(top)
    page = pypdfium2.PdfDocument(pdf)[0]
    pixel = 1080 / page.get_width()
    found = []
    for title, (_, low, _, high) in places_of(page.get_textpage(), titles):
        upper, lower = ((page.get_height() - y) * pixel for y in (high, low))
        found += [f"slice ends with: {title}" for cut in cuts[:-1] if upper - 4 < cut < lower + 30]
    return found


def bare(text: str) -> str:
    """Return ``text`` without spaces and punctuation, which a layout may change, and letters whose code a PDF may swap."""
    return re.sub(r"[\W_]", "", prepare(text))


def pieces(segment: Segment) -> list[str]:
    """Return the runs of a segment's text that have to be found on the page."""
    return [piece for piece in re.split(r"[，。；：、\W]", segment.text) if len(piece) >= 3 and not re.search(r"[^\u4e00-\u9fff]", piece)]


def cards_of(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Return the boxes drawn on a page that are large enough to hold words."""
    found = []
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1):
        left, low, right, high = item.get_bounds()
        if right - left > 60 and high - low > 26:
            found.append((left, low, right, high))
    return found


def crossings(boxes: list, cards: list, scale: float) -> list[str]:
    """Return the characters through which the edge of a card runs."""
    slack, found = 2 * scale, []
    for character, (left, low, right, high) in boxes:
        middle = (low + high) / 2
        for a, b, c, d in cards:
            sideways = b < middle < d and (left < a - slack < right - 2 * slack or left + 2 * slack < c + slack < right)
            upwards = a < (left + right) / 2 < c and (low < b - slack < high - 2 * slack or low + 2 * slack < d + slack < high)
            if sideways or upwards:
                found.append(f"crosses an edge: {character}")
                break
    return found


def lonely(characters: list, names: set[str]) -> list[str]:
    """Return last lines of one Chinese character, with or without a stop, under a line of eight or more that begins at the same place.

    One of ``names`` is whole with its one character: the second of several telephones bears it under the words of the first.
    """
    lines: list[list] = []
    for character, box in characters:
        if not character.strip() or box[2] - box[0] <= 0.5:
            continue
        same = lines and abs(box[1] + box[3] - lines[-1][-1][1][1] - lines[-1][-1][1][3]) < box[3] - box[1] and box[0] > lines[-1][-1][1][0]
        if same:
            lines[-1].append((character, box))
        else:
            lines.append([(character, box)])
    found = []
    for above, line in zip(lines, lines[1:], strict=False):
        words = "".join(character for character, _ in line)
        size = line[0][1][3] - line[0][1][1]
        under = abs(above[0][1][0] - line[0][1][0]) < size * 0.5 and 0 < above[0][1][1] - line[0][1][1] < 2.2 * size
        if words not in names and re.fullmatch(r"[\u4e00-\u9fff][，。；：、）》”]*", words) and len(above) >= 8 and under and above[0][1][3] - above[0][1][1] < 1.05 * size:
            found.append("".join(character for character, _ in above)[-6:] + "/" + words)
    return found


def overlapping(boxes: list, scale: float) -> list[tuple[str, str]]:
    """Return pairs of characters of which one covers more than a fifth of the other."""
    rows: dict[int, list] = {}
    for item in boxes:
        for row in range(int(item[1][1] // (40 * scale)), int(item[1][3] // (40 * scale)) + 1):
            rows.setdefault(row, []).append(item)
    found = []
    for row in rows.values():
        row.sort(key=lambda item: item[1])
        for index, (one, a) in enumerate(row):
            for other, b in row[index + 1 :]:
                if b[0] >= a[2]:
                    break
                wide, high = min(a[2], b[2]) - b[0], min(a[3], b[3]) - max(a[1], b[1])
                smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
                if a != b and wide > 0 and high > 0 and wide * high > 0.2 * smaller:  # —— is one glyph
                    found.append((one, other))
    return found


def main() -> int:
    """Set the contents on two processes and print what overflowed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="80 contents")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--first", type=int, default=0, help="the first content's number")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--show", action="store_true", help="print every overflow and refusal")
    arguments = parser.parse_args()
    count, began = 80 if arguments.quick else arguments.count, time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(judged, range(arguments.first, arguments.first + count), chunksize=10))
    bad = [(seed, wrong) for seed, _, wrong in results if wrong]
    refused = [(seed, reason) for seed, reason, _ in results if reason]
    figures = {
        "contents": count, "overflows": len(bad), "refused": len(refused), "refused_unnamed": sum(reason.startswith("?") for _, reason in refused),
        "seconds": round(time.perf_counter() - began, 1),
    }  # fmt: skip
    met = all(figures[name] <= most for name, most in TARGETS.items())
    if arguments.json:
        print(json.dumps({"benchmark": "fit", "figures": figures, "targets": TARGETS, "met": met}, ensure_ascii=False))
    else:
        print("  ".join(f"{name} {value}" for name, value in figures.items()))
    if arguments.show:
        for seed, wrong in bad:
            print(seed, len(wrong), "; ".join(dict.fromkeys(wrong))[:300], file=sys.stderr)
        for seed, reason in refused:
            print(seed, reason, file=sys.stderr)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
