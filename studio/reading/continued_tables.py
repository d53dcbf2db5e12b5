"""Tables that go on over the page, joined to one."""

import re
from dataclasses import replace

from studio.reading.printed import Tabled

SAME_EDGE = 0.02
"""How far the columns of a table may stand apart on two pages, as a share of its width; scanned pages lie differently."""


def continued(before: Tabled, after: Tabled) -> Tabled | None:
    """Return both as one table when the second goes on with the first on the next page; None otherwise."""
    if after.page != before.last_page + 1 or not before.rows or not after.rows or not _same_columns(before, after):
        return None
    # A header repeated on each page is stated once.
    start = 0
    while start < min(len(before.rows), len(after.rows) - 1) and _bare(after.rows[start]) == _bare(before.rows[start]):
        start += 1
    rows, merged, spans = [list(row) for row in after.rows[start:]], after.merged[start:], after.spans[start:]
    _carry_over(before, rows, spans)
    kept = list(before.rows)
    if _is_rest(kept[-1], rows[0]):
        kept[-1] = tuple(a if a == b else a + b for a, b in zip(kept[-1], rows[0], strict=True))
        rows, merged, spans = rows[1:], merged[1:], spans[1:]
    return replace(
        before,
        rows=(*kept, *map(tuple, rows)),
        merged=(*before.merged, *merged),
        spans=(*before.spans, *spans),
        last=after.page,
        doubt=before.doubt or after.doubt,
    )


def _same_columns(before: Tabled, after: Tabled) -> bool:
    one, other = _shares(before.edges), _shares(after.edges)
    return len(one) == len(other) and all(abs(a - b) <= SAME_EDGE for a, b in zip(one, other, strict=True))


def _shares(edges: tuple[float, ...]) -> list[float]:
    return [(edge - edges[0]) / (edges[-1] - edges[0]) for edge in edges]


def _carry_over(before: Tabled, rows: list[list[str]], spans: tuple[tuple[int, ...], ...]) -> None:
    """Repeat the text of cells merged downwards that the end of the page cut: their rest is empty."""
    for column, text in enumerate(before.rows[-1]):
        if text and not rows[0][column] and max(spans[0][column], before.spans[-1][column]) > 1:
            for row in rows[: spans[0][column]]:
                row[column] = row[column] or text


def _is_rest(last: tuple[str, ...], first: list[str]) -> bool:
    """Tell whether a row was cut by the end of the page: its rest has no first cell and goes on where words were cut."""
    fresh = [(a, b) for a, b in zip(last, first, strict=True) if b and a != b]
    return (
        (not first[0] or first[0] == last[0]) and bool(fresh) and all(a and a[-1] not in "。；！？" for a, _ in fresh)
    )


def _bare(row: tuple[str, ...]) -> list[str]:
    return [re.sub(r"\s", "", text) for text in row]
