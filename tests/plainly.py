"""A yardstick for what something costs: processor seconds of a fixed piece of plain work, on this machine and now.

A limit in seconds says as much about the machine and its neighbours as about the code. A limit in multiples of plain work, measured
in the same process right after, says that hostile input costs no more than so many passes over an ordinary text, wherever it runs.
"""

import json
import re
import time
import zlib

_TEXT = "第十二条 对符合条件的企业，按每人1500元给予一次性补贴，每户每年最高不超过20万元；2026年5月1日起施行。\n" * 400
_WORDS = re.compile(r"\d+(?:\.\d+)?[元%年月日]|第[一二三四五六七八九十百]+条|不超过|[一-鿿]{2,4}企业")


def _plain_work() -> None:
    """Find, sort, write out and pack the words of an ordinary text of 22,000 characters, forty times."""
    for _ in range(40):
        found = [match.group() for match in _WORDS.finditer(_TEXT)]
        zlib.crc32(json.dumps(sorted(found), ensure_ascii=False).encode())


def seconds_of(work, *given) -> float:
    """Return the processor seconds ``work(*given)`` takes."""
    started = time.process_time()
    work(*given)
    return time.process_time() - started


def plain_seconds() -> float:
    """Return the processor seconds the fixed work takes now, the lesser of two measurements."""
    return min(seconds_of(_plain_work) for _ in range(2))


def times_plain(work, *given, enough: float, tries: int = 3) -> float:
    """Return what ``work(*given)`` costs in multiples of plain work; when more than ``enough``, the least of ``tries``.

    Two programs on one core slow each other down in processor time as well, though seldom both measurements alike: what a thing
    really costs shows in the least of several.
    """
    least = float("inf")
    for _ in range(tries):
        least = min(least, seconds_of(work, *given) / plain_seconds())
        if least <= enough:
            break
    return least
