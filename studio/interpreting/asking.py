"""What an answer holds (asked.toml), and the wording of its question that asks for just that."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generators.model import Answer, Interpretation, PolicyDocument, Question
from generators.procedure import far_apart
from generators.prose import REFERS_ON
from studio.interpreting.bank import Entry, Wording, bank
from studio.interpreting.naming import called

WHOM = ("群众和企业", "企业", "群众")
"""Those a question may say it is about, the most general first."""

_LIMITED = re.compile(r"(?:^|[，。；、的])(?!(?:其|该|本|上述|最长|规定|一定)的?期)([\u4e00-\u9fff]{2,6}?)的?期限(?=最|不|为|自|[一二三四五六七八九十\d])")
"""What a line sets a term for: 市场主体歇业的期限最长不得超过3年."""

_THINGS = ("逾期利息", "缴费", "收费", "扣除", "补贴", "补助", "奖励", "奖补", "救助", "资助", "贴息", "租金", "诊查费")
_TERM = re.compile(r"^“?([^，。；：“”]{2,14})”?[，,]?(?:是指|指的是)")
_OPEN = ("pending", "rejected", "not_applicable")
_ABOUT = re.compile(
    r"(?:适用于|面向|聚焦|(?:对象|范围)(?:为|是|包括|是指)|(?:下列|以下)[^，。：；]{0,10}(?:人员|单位|对象|企业|机构|主体|情形)：)([^。]+)"
    r"|^(?:对于?|凡是?)?([^。：]{2,120}?)(?=，?(?:均?可以?|均|享受|适用|应当?|还|同时|是指|包括|一般|可按))"
)
"""Those a line is about: after 适用于、对象为, in the list after 下列人员：, or as the subject of 可以、享受、应当."""


@dataclass(frozen=True)
class Part:
    """One part an answer may hold; see the head of asked.toml for the fields."""

    id: str
    pattern: re.Pattern
    without: re.Pattern | None = None
    needs: re.Pattern | None = None
    heads: bool = False
    least: int = 1

    def is_in(self, lines: Iterable[str]) -> bool:
        """Tell whether the lines of an answer hold the part."""
        count = 0
        for line in lines:
            if self.needs and not self.needs.search(line):
                continue
            told = [said for said in re.split(r"[。；\n]", line) if said and not (self.without and self.without.search(said))]
            if self.heads:
                count += any(map(self.pattern.search, _heads("；".join(told))))
            else:
                count += sum(bool(self.pattern.search(said)) for said in told)
        return count >= self.least


@cache
def parts() -> dict[str, Part]:
    """Return every part by its id."""
    text = resources.files("studio.interpreting").joinpath("asked.toml").read_text(encoding="utf-8")
    found = {}
    for raw in tomllib.loads(text)["part"]:
        compiled = {key: re.compile(raw[key]) for key in ("pattern", "without", "needs") if key in raw}
        if raw.get("heads"):
            compiled["pattern"] = re.compile(f"(?:{raw['pattern']})$")
        found[raw["id"]] = Part(**{**raw, **compiled})
    return found


def _heads(line: str) -> list[str]:
    """Return the nouns a line is about, each a phrase without what stands before its 的: 具有本市户籍的居民 is 居民."""
    named = []
    for found in _ABOUT.finditer(line):
        for phrase in re.split(r"[、，；：]|以及|或者|和|及|与|或|等", re.sub(r"[（(][^（()）]*[）)]", "", found[1] or found[2])):
            named.append(phrase.rpartition("的")[2])
    return named


def lines_of(text: str) -> list[str]:
    """Return the lines of an answer without the sentence that only refers on."""
    return [line for line in REFERS_ON.sub("", text).splitlines() if line.strip()]


def speaks_to(entry: Entry, statement: str) -> bool:
    """Tell whether a statement holds any part its question asks for."""
    names = {name for wording in entry.wordings for name in wording.holds if parts()[name].least == 1}
    return not names or any(parts()[name].is_in([statement]) for name in names)


def wording_for(entry: Entry, text: str, apart: bool = False) -> Wording | None:
    """Return the fullest wording of which the answer ``text`` holds every part; None when it holds none of them.

    ``apart``: its lines are of several matters.
    """
    lines = lines_of(text)
    for wording in entry.wordings:
        if wording.apart and not apart:
            continue
        if all(parts()[name].is_in(lines) for name in wording.holds) and ("{term}" not in wording.text or _term(lines)):
            return wording
    return None


def question(entry: Entry, document: PolicyDocument, whom: str = WHOM[0], answer: Answer | None = None) -> Question:
    """Return the question for a document as it is put to its ``answer``; ``whom`` are those who benefit by the policy."""
    words = _filled(entry, document, whom, answer.text if answer else "", answer is not None and _is_apart(entry, document, answer))
    return Question(id=entry.id, element=entry.element, text=words, why=entry.why, rule=entry.rule, required=entry.required)


def _is_apart(entry: Entry, document: PolicyDocument, answer: Answer) -> bool:
    """Tell whether a question has a wording for several matters and its answer's lines come from articles far apart."""
    return any(wording.apart for wording in entry.wordings) and far_apart(document, answer.citations, lines_of(answer.text))


def _filled(entry: Entry, document: PolicyDocument, whom: str, text: str, apart: bool) -> str:
    """Return the words of a question; without an answer, or where no wording fits it, as it is asked of the clerk."""
    wording = wording_for(entry, text, apart) if text else None
    lines = lines_of(text)
    pieces = [piece for line in lines for piece in re.split("[；。]", line) if piece]
    thing = next((name for name in _THINGS if pieces and all(name in piece for piece in pieces)), "")
    limited = _LIMITED.search(lines[0]) if len(lines) == 1 else None
    filled = (wording.text if wording else entry.text).replace("{limited}", limited[1] if limited else "").replace("{short}", called(document)).replace("{whom}", whom)
    return filled.replace("{issued}", entry.issued(document)).replace("{thing}", thing).replace("{term}", _term(lines))


def _term(lines: list[str]) -> str:
    found = _TERM.match(lines[0]) if len(lines) == 1 and lines[0].count("是指") <= 1 else None
    return found[1] if found else ""


def reworded(interpretation: Interpretation, *only: str) -> Interpretation:
    """Return the interpretation with the bank's questions (``only`` those of these ids, else all) put as their answers answer them.

    A question in words that are not the bank's (a person's, those of a former edition) stays as it is; so does one whose
    answer, written by a person, fits no wording.
    """
    entries = {entry.id: entry for entry in bank()}
    for asked in interpretation.questions:
        entry = entries.get(asked.id)
        if entry is None or not entry.wordings or (only and asked.id not in only):
            continue
        if whom := _whom_of(entry, interpretation.document, asked.text):
            answer = interpretation.answer(asked.id)
            told, apart = _told(answer), _is_apart(entry, interpretation.document, answer)
            if told and wording_for(entry, told, apart) is None:
                continue
            text = _filled(entry, interpretation.document, whom, told, apart)
            interpretation = interpretation if text == asked.text else interpretation.with_question(asked.replace(text=text))
    return interpretation


def _told(answer: Answer) -> str:
    return "" if answer.state in _OPEN else answer.text


def _whom_of(entry: Entry, document: PolicyDocument, text: str) -> str:
    """Return whom a question in the bank's words is about; empty when its words are not the bank's."""
    fixed = {"short": called(document), "issued": entry.issued(document)}
    for whom in WHOM:
        for template in (entry.text, *(wording.text for wording in entry.wordings)):
            pattern = re.escape(template).replace(r"\{", "{").replace(r"\}", "}")
            for name, said in {**fixed, "whom": whom}.items():
                pattern = pattern.replace(f"{{{name}}}", re.escape(said))
            pattern = pattern.replace("{limited}", ".{0,6}").replace("{thing}", f"(?:{'|'.join(_THINGS)})?").replace("{term}", ".{2,16}")
            if re.fullmatch(pattern, text):
                return whom
    return ""
