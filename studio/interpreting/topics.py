"""Titles for sentences that stand under no heading of their own, from topics.toml."""

import re
import tomllib
from functools import cache
from importlib import resources

from generators.model import Element

SEEN = 400


@cache
def _topics() -> tuple[tuple[re.Pattern, str, frozenset[Element]], ...]:
    text = resources.files("studio.interpreting").joinpath("topics.toml").read_text(encoding="utf-8")
    return tuple(
        (re.compile(entry["pattern"]), entry["title"], frozenset(map(Element, entry.get("elements", ()))))
        for entry in tomllib.loads(text)["topic"]
    )


def topic(text: str, element: Element) -> str:
    """Return what ``text`` is about as a title for a point of ``element``; empty when no topic fits."""
    text = text[:SEEN]
    return next(
        (
            title
            for pattern, title, elements in _topics()
            if (not elements or element in elements) and pattern.search(text)
        ),
        "",
    )


@cache
def named() -> dict[str, tuple[re.Pattern, ...]]:
    """Return the patterns of each title of the file."""
    found: dict[str, tuple[re.Pattern, ...]] = {}
    for pattern, title, _ in _topics():
        found[title] = (*found.get(title, ()), pattern)
    return found
