"""Whom a policy concerns (适用对象): groups found by audiences.toml, and the one a key point speaks to."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generators.model import Audience, Element, KeyPoint

SPEAKING = (Element.SCOPE, Element.STANDARDS, Element.BENEFITS, Element.CONTENT, Element.PROCEDURE, Element.NOTES)
"""Elements whose points say what a group may get or must do."""

_MANY = re.compile("(?:下列|以下)(?:人员|对象|人群|单位)：")
"""Introduces a list of several groups: the point is for all of them, not for the one it names first."""

MOST = 8
SEEN = 400


@dataclass(frozen=True)
class Group:
    """One entry of audiences.toml, compiled."""

    audience: Audience
    pattern: re.Pattern
    without: re.Pattern | None
    names: tuple[str, ...] = ()

    def called(self, statements: Iterable[str]) -> Audience:
        """Return the group as the policy calls it: 小微企业, not 中小微企业, where it speaks of none but these."""
        said = {found[0] for text in statements for found in self.pattern.finditer(text)}
        name = next((name for name in self.names if said and all(word in name for word in said)), "")
        return self.audience.replace(label=name) if name else self.audience

    def first(self, text: str) -> int | None:
        """Return where ``text`` names the group first; None when it does not."""
        text = text[:SEEN]
        if self.without:
            text = self.without.sub(lambda found: "　" * len(found[0]), text)
        found = self.pattern.search(text)
        return found.start() if found else None


@cache
def groups() -> tuple[Group, ...]:
    """Return every group, in the order of the file: the narrower before the wider."""
    text = resources.files("studio.interpreting").joinpath("audiences.toml").read_text(encoding="utf-8")
    return tuple(
        Group(
            Audience(id=entry["id"], label=entry["label"]),
            re.compile(entry["pattern"]),
            re.compile(entry["without"]) if "without" in entry else None,
            tuple(entry.get("names", ())),
        )
        for entry in tomllib.loads(text)["audience"]
    )


def with_audiences(points: Iterable[KeyPoint]) -> tuple[tuple[KeyPoint, ...], tuple[Audience, ...]]:
    """Return the points with their audience filled in, and the audiences found, the most often addressed first."""
    counted: dict[str, int] = {}
    named: list[KeyPoint] = []
    for point in points:
        group = addressed(point.statement) if point.element in SPEAKING and not _MANY.search(point.statement) else None
        if group is not None:
            counted[group.audience.id] = counted.get(group.audience.id, 0) + 1
            point = point.replace(audience=group.audience.id)
        named.append(point)
    order = sorted(counted, key=lambda name: -counted[name])[:MOST]
    kept = tuple(point if point.audience in order else point.replace(audience="") for point in named)
    said = [point.statement for point in kept]
    known = {group.audience.id: group for group in groups()}
    return kept, tuple(known[name].called(said) for name in order)


def addressed(statement: str) -> Group | None:
    """Return the group a statement speaks to: the one it names first; of two at one place the narrower."""
    places = [(at, rank, group) for rank, group in enumerate(groups()) if (at := group.first(statement)) is not None]
    return min(places, key=lambda place: place[:2])[2] if places else None
