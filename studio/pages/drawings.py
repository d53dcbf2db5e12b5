"""Small pieces of HTML the pages show. Pure text in, escaped HTML out; knows nothing of Streamlit."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from html import escape

from studio import formats, labels


def clause_html(document, ref: str, spans: Iterable[tuple[int, int]] = ()) -> str:
    """Return one clause with the cited words marked."""
    clause = document.clause(ref)
    text, at, marked = clause.text, 0, ""
    for start, end in sorted(spans):
        if start < at:
            continue
        marked += escape(text[at:start]) + "<mark>" + escape(text[start:end]) + "</mark>"
        at = end
    marked += escape(text[at:])
    above = "　".join(filter(None, (link.heading for link in document.ancestors(ref))))
    path = f'<div class="clause-path">{escape(above)}</div>' if above else ""
    return f'<div class="clause">{path}<div class="clause-ref">{escape(document.address(ref))}</div><div>{marked}</div></div>'


def former_quote_html(quote: str) -> str:
    """Return words a statement rested on that the source does not hold any more."""
    return f'<div class="clause former"><div class="clause-ref">更换前的原文，已不在现在的原文中</div><div><del>{escape(quote)}</del></div></div>'


def fields_html(rows: Iterable[tuple[str, str, bool]]) -> str:
    """Return the fields of a record as a table of name, value and whether the value is to be checked."""
    body = []
    for name, value, doubtful in rows:
        mark = ' <em class="doubtful">请核对</em>' if doubtful else ""
        shown = "<br>".join(map(escape, value.splitlines())) or "—"
        body.append(f"<tr><th>{escape(name)}</th><td>{shown}{mark}</td></tr>")
    return f'<table class="facts">{"".join(body)}</table>'


def words_html(text: str) -> str:
    """Return a text for reading, line by line as it was written."""
    return f'<div class="clause">{escape(text)}</div>'


def why_html(question) -> str:
    """Return why a question is asked and which rule of the field asks for it."""
    rule = f"<br>{escape(question.rule)}" if question.rule else ""
    return f'<div class="why">为什么问：{escape(question.why or "由本单位增加。")}{rule}</div>'


def meter_html(coverage) -> str:
    """Return the coverage meter: the nine elements, each with its key points and what is still 待补充."""
    cells = []
    for row in coverage[:9]:
        look = "none" if not row.key_points and not row.settled else "part" if row.open else "full"
        state = f"{row.open} 题待处理" if row.open else "已完成" if row.key_points or row.settled else "待补充"
        cells.append(f'<div class="{look}"><b>{escape(labels.element(row.element))}</b>要点 {row.key_points}<br>{state}</div>')
    return f'<div class="meter">{"".join(cells)}</div>'


def marked_difference(old: str, new: str) -> tuple[str, str]:
    """Return both texts as HTML with the words that differ marked."""
    left, right = "", ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            left, right = left + escape(old[a:b]), right + escape(new[c:d])
        else:
            left += f"<del>{escape(old[a:b])}</del>" if b > a else ""
            right += f"<ins>{escape(new[c:d])}</ins>" if d > c else ""
    return left, right


def comparison_html(differences) -> str:
    """Return the table of old against new (新旧对照) with the changed words marked."""
    rows = []
    for item in differences:
        old, new = marked_difference(item.old_text[:1500], item.new_text[:1500])
        kind = escape(labels.DIFFERENCE_KINDS[item.kind])
        rows.append(
            f"<tr><td>{kind}</td><td><b>{escape(item.old_label)}</b> {old or '（无）'}</td><td><b>{escape(item.new_label)}</b> {new or '（无）'}</td></tr>"
        )
    return f'<table class="compare"><tr><th style="width:4em">类别</th><th>旧版</th><th>新版</th></tr>{"".join(rows)}</table>'


def revision_comparison_html(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return two revisions side by side; ``rows`` are segment name, former text, present text."""
    body = []
    for name, former, present in rows:
        old, new = marked_difference(former, present)
        body.append(f"<tr><td>{escape(name)}</td><td>{old or '（无）'}</td><td>{new or '（无）'}</td></tr>")
    return f'<table class="compare"><tr><th>片段</th><th>原先</th><th>现在</th></tr>{"".join(body)}</table>'


def timeline_html(entries) -> str:
    """Return a product's story, latest first."""
    lines = []
    for entry in reversed(entries):
        note = f"<br>{escape(entry.note)}" if entry.note else ""
        when = f"{formats.moment(entry.at)}　第 {entry.revision_number} 版" if entry.revision_number else formats.moment(entry.at)
        lines.append(f'<p><b>{escape(entry.by)}</b> {escape(entry.what)}{note}<br><span class="soft">{when}</span></p>')
    return f'<div class="timeline">{"".join(lines)}</div>'


def segment_html(segment) -> str:
    """Return a segment as reviewers read it: heading, figure, text, points, table, narration, basis."""
    figure = segment.figure
    parts = [f"<b>{escape(segment.heading)}</b>" if segment.heading else ""]
    if figure:
        parts.append(f"<b>{escape(figure.prefix + figure.value + figure.unit)}</b> {escape(figure.caption)}")
    parts += [escape(segment.text), *(f"· {escape(point)}" for point in segment.points)]
    if segment.table:
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in segment.table)
        parts.append(f'<table class="compare">{rows}</table>')
    if segment.narration:
        parts.append(f'<span class="soft">配音：{escape(segment.narration)}</span>')
    if segment.drafted:
        parts.append('<span class="soft">AI 起草，尚未确认或改写</span>')
    if segment.basis:
        parts.append(f'<span class="basis">依据：{escape(segment.basis)}</span>')
    return f'<div class="segment">{"<br>".join(filter(None, parts))}</div>'
