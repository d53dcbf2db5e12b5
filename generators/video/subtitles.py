"""Captions (字幕): narration cut into cues of at most two lines of 18 characters, at sense; written as WebVTT and SRT."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from generators.model import Value
from generators.typography import FRACTION

LINE = 18
"""Most characters of a caption line (usual for Chinese captions at 1080p)."""

LINES = 2
"""Most lines of a cue."""

SHORTEST_LINE = 4

_OFFICES = (
    "人力资源和社会保障|住房和城乡建设|工业和信息化|发展和改革|文化和旅游|规划和自然资源|自然资源和规划|生态环境|退役军人事务|卫生健康|市场监督管理|"
    "公共资源交易|国有资产监督管理|政务服务和数据管理|数据和政务服务|科学技术|农业农村|交通运输|医疗保障|应急管理"
)
_WHOLE = re.compile(
    rf"(?:[一-鿿]{{2,3}}[省市县区]|[省市县区])?(?:{_OFFICES})(?:局|厅|部门|部|委员会|委)|"
    r"《[^《》]{1,16}》|“[^“”]{1,14}”|自?\d{4}年(?:\d{1,2}月(?:\d{1,2}日(?:起(?:施行|实施|执行)?)?)?)?|\d{1,2}月\d{1,2}日|\d{1,2}[:：]\d{2}"
    r"|0\d{2,3}-\d{7,8}|[A-Za-z][A-Za-z0-9.-]*|第[一二三四五六七八九十百\d]+[条款项章节]"
    rf"|{FRACTION}"
    r"|第?(?:(?:最高|最长|最多|一般)?不(?:超过|低于|少于|高于)|最高|最长|最多|每[人户年])?\d[\d.,]*(?:个?工作日|个?自然日|个?百分点|个月|周岁|平方米|公里|[百千万亿]*[元家户个人名吨亩件项次岁天周年月日号倍级]|[万亿%％‰℃㎡]*)"
)
_CLOSING = set("，。；：、！？）》”’」』,.;:!?)")
_OPENING = set("（《“‘「『(")
_DROPPED_AT_END = "，。；：、,;:"

# What it costs to end a line after a character, or before a word: the less, the better the place.
_AFTER = {"。": 0, "！": 0, "？": 0, "；": 0, "，": 1, "：": 1.5, "、": 3}
_BEFORE = {"和": 4, "及": 4, "与": 4, "或": 4, "或者": 4, "以及": 4, "并": 4, "按": 4.5, "由": 4.5, "在": 5, "给予": 5, "不": 9}
_NEVER_BEFORE = {"的", "了", "等", "者", "率", "以上", "以下", "以内", "之内", "内", "中", "后", "前", "时", "起", "地", "级"}
_BETWEEN_WORDS = 7
_BEFORE_A_NUMBER = 11.0


class Cue(Value):
    """One caption: shown from ``start`` to ``end`` (s); ``scene`` and ``basis`` say what it belongs to and rests on."""

    start: float
    end: float
    lines: tuple[str, ...]
    scene: str = ""
    basis: str = ""


def cut(sentence: str, line: int = LINE) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Cut a sentence into cues. Each is its own part of the sentence, whole, and the lines to show for it, ``line`` characters at most.

    Lines break where a speaker would pause: after marks rather than between words, never inside a number with its unit
    or a name in 《》 that fits a line. Marks at the end of a line are not shown.
    """
    words = pieces(sentence.strip(), line)
    breaks = _best_breaks(tuple(words), line)
    cues, lines, part = [], [], ""
    for first, last, ends_cue in breaks:
        text = "".join(words[first:last])
        part += text
        if shown := text.strip().rstrip(_DROPPED_AT_END):
            lines.append(shown)
        if ends_cue:
            if lines:
                cues.append((part, tuple(lines)))
            elif cues:
                cues[-1] = (cues[-1][0] + part, cues[-1][1])
            lines, part = [], ""
    return tuple(cues)


def pieces(sentence: str, line: int = LINE) -> list[str]:
    """Cut into words, numbers with their units and short names; marks stay with the word they belong to.

    Between pieces a line may break; none is longer than ``line`` characters.
    """
    found: list[str] = []
    at = 0
    for whole in _WHOLE.finditer(sentence):
        found += _words(sentence[at : whole.start()])
        found.append(whole[0])
        at = whole.end()
    found += _words(sentence[at:])
    joined: list[str] = []
    for piece in found:
        aside = re.fullmatch(r"（[^（）]{1,4}）[，。；：、]?", piece) and joined and len(joined[-1] + piece) <= line
        if joined and (aside or set(piece) <= _CLOSING or piece in _NEVER_BEFORE or set(joined[-1]) <= _OPENING):
            joined[-1] += piece
        else:
            joined.append(piece)
    return [part for piece in joined for part in _no_longer(piece, line)]


def _no_longer(piece: str, line: int) -> list[str]:
    """Return a piece in parts that fit a line: cut between its words, a word only where it is too long itself."""
    if _shown_length(piece) <= line:  # a mark at the end of a line is not shown
        return [piece]
    units: list[str] = []
    for word in _words(piece):
        if units and set(word) <= _CLOSING:
            units[-1] += word
        else:
            units.append(word)
    parts = [""]
    for unit in (whole[at : at + line] for whole in units for at in range(0, len(whole), line)):
        if parts[-1] and _shown_length(parts[-1] + unit) > line:
            parts.append("")
        parts[-1] += unit
    return parts


@lru_cache(maxsize=4096)
def _cut_words(text: str) -> tuple[str, ...]:
    import rjieba  # a dictionary of several megabytes is read on first use

    return tuple(rjieba.cut(text))


def _words(text: str) -> list[str]:
    return list(_cut_words(text)) if text else []


def _shown_length(text: str) -> int:
    return len(text.strip().rstrip(_DROPPED_AT_END))


def _best_breaks(pieces: tuple[str, ...], longest: int) -> list[tuple[int, int, bool]]:
    """Return the lines (first piece, end, whether the cue ends with it) that cost least altogether."""

    @cache
    def best(at: int, line: int) -> tuple[float, tuple[tuple[int, int, bool], ...]]:
        if at == len(pieces):
            return 0.0, ()
        options = []
        text = ""
        for end in range(at + 1, len(pieces) + 1):
            text += pieces[end - 1]
            width = _shown_length(text)
            if width > longest:
                break
            last = end == len(pieces)
            place = 0.0 if last else _cost_of_break(pieces, end)
            short = 6.0 if 0 < width < SHORTEST_LINE and not (last and at == 0) else 0.0
            rest_cost, rest = best(end, 0)
            options.append((place * 1.5 + short + 4 + rest_cost, ((at, end, True), *rest)))
            if line + 1 < LINES and not last:
                rest_cost, rest = best(end, line + 1)
                options.append((place + short + 0.05 * (longest - width) + rest_cost, ((at, end, False), *rest)))
        return min(options, key=lambda option: option[0])

    return list(best(0, 0)[1])


def _cost_of_break(pieces: tuple[str, ...], at: int) -> float:
    before, after = pieces[at - 1], pieces[at]
    if before[-1] in _AFTER:
        return _AFTER[before[-1]]
    if after[0].isdigit():
        return _BEFORE_A_NUMBER  # 最高不超过 belongs to the amount behind it
    if before[-1] in "的地了":
        return 5.0
    return float(_BEFORE.get(after, _BETWEEN_WORDS))


def webvtt(cues: Iterable[Cue], title: str = "", language: str = "zh-CN") -> str:
    """Return the cues as a WebVTT file; each cue's identifier names its scene and clause."""
    blocks = [f"WEBVTT{' - ' + one_line(title) if title else ''}\nKind: captions\nLanguage: {language}"]
    for number, cue in enumerate(cues, start=1):
        about = " ".join(filter(None, (cue.scene, f"依据：{cue.basis}" if cue.basis else "")))
        name = f"{number} {one_line(about)}".strip()
        text = "\n".join(escaped(line) for line in cue.lines)
        blocks.append(f"{name}\n{stamp(cue.start, '.')} --> {stamp(cue.end, '.')}\n{text}")
    return "\n\n".join(blocks) + "\n"


def srt(cues: Iterable[Cue]) -> str:
    """Return the cues as a SubRip file."""
    blocks = [
        f"{number}\n{stamp(cue.start, ',')} --> {stamp(cue.end, ',')}\n" + "\n".join(cue.lines)
        for number, cue in enumerate(cues, start=1)
    ]
    return "\n\n".join(blocks) + "\n"


def stamp(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("-->", "→").strip()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("-->", "--&gt;")
