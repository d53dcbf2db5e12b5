"""The question bank (bank.toml) and which of its questions a given document is asked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generators.model import Element, PolicyDocument
from studio.interpreting.naming import is_published, kind_of


@dataclass(frozen=True)
class Wording:
    """A way to put a question to an answer that ``holds`` all of these parts (asked.toml)."""

    holds: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Entry:
    """One question of the bank; see the head of bank.toml for the fields."""

    id: str
    element: Element
    text: str
    why: str
    rule: str
    required: bool = False
    if_answered: bool = False
    cues: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    shape: str = "several"
    take: int = 4
    needs: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    own: bool = False
    rows_first: bool = False
    long: bool = False
    room: int = 0
    unless_others: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    leaves_parts: tuple[str, ...] = ()
    prefers: str = ""
    target: str = ""
    nth: int = 0
    wordings: tuple[Wording, ...] = ()
    rest: str = "规定"

    def issued(self, document: PolicyDocument) -> str:
        """Return what is done with a document of this kind: a 通告 is 发布, a 办法 is 出台."""
        return "发布" if is_published(document) else "出台"

    def made(self, document: PolicyDocument) -> str:
        """Return what a document of this kind is called when its basis is told: a 批复 is 作出, a 通告 发布, a 办法 制定."""
        return "作出" if kind_of(document).endswith(("批复", "答复", "函")) else "发布" if is_published(document) else "制定"


@cache
def bank() -> tuple[Entry, ...]:
    """Return every entry, in the order of the file."""
    text = resources.files("studio.interpreting").joinpath("bank.toml").read_text(encoding="utf-8")
    entries = []
    for raw in tomllib.loads(text)["question"]:
        lists = {
            key: tuple(raw[key]) for key in ("cues", "elements", "needs", "not_for", "unless_others", "besides", "leaves", "leaves_parts") if key in raw
        }
        wordings = tuple(Wording(tuple(wording["holds"]), wording["text"]) for wording in raw.get("wordings", ()))
        entries.append(Entry(**{**raw, **lists, "wordings": wordings, "element": Element(raw["element"])}))
    return tuple(entries)


def entries_for(document: PolicyDocument, found: set[str]) -> tuple[Entry, ...]:
    """Return the entries this document is asked: ``found`` holds the ids of the cues (and signs) it shows.

    A 通告 is not asked about 责任单位; only a policy that grants something is asked for an example of the sum.
    """
    kind = kind_of(document)
    return tuple(
        entry
        for entry in bank()
        if not any(kind.endswith(name) for name in entry.not_for) and (not entry.needs or found & set(entry.needs))
    )
