"""Word's automatic numbering resolved: which number a paragraph prints.

Rules of ISO/IEC 29500-1, 17.9: a paragraph names a numbering instance (numId) and a level (ilvl); the instance points to
an abstract numbering whose levels give start, format and text. Instances of one abstract numbering share its counters
unless an instance restarts a level (startOverride), which happens once, when the instance is first used.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from studio.reading.numbering_formats import written
from studio.reading.wordml import attribute, child, flag, local

MOST_LINKS = 12
PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One level of an abstract numbering. ``restart`` is None (any higher level restarts it), 0 (never) or a level."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class Instance:
    """A numbering instance: its abstract numbering, the levels it redefines and those it restarts."""

    abstract: str
    levels: dict[int, LevelRule] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class Numbering:
    """All numbering of one document, with its running counters; ask ``label`` once for each paragraph, in order."""

    def __init__(self, root: etree._Element | None = None, style_numbering: dict[str, str] | None = None) -> None:
        self._abstracts: dict[str, dict[int, LevelRule]] = {}
        self._instances: dict[str, Instance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._load(root, style_numbering or {})

    def define(self, identity: str, levels: dict[int, LevelRule]) -> None:
        """Add an abstract numbering."""
        self._abstracts[identity] = levels

    def add(self, number_id: str, instance: Instance) -> None:
        """Add a numbering instance."""
        self._instances[number_id] = instance

    def _load(self, root: etree._Element, style_numbering: dict[str, str]) -> None:
        linked: dict[str, str] = {}
        for element in root:
            kind = local(element)
            if kind == "abstractNum":
                identity = attribute(element, "abstractNumId") or ""
                self._abstracts[identity] = _levels(element)
                link = child(element, "numStyleLink")
                if link is not None:
                    linked[identity] = attribute(link, "val") or ""
            elif kind == "num":
                reference = child(element, "abstractNumId")
                if reference is not None:
                    instance = Instance(attribute(reference, "val") or "")
                    _read_overrides(element, instance)
                    self._instances[attribute(element, "numId") or ""] = instance
        # What links to a numbering style counts on with it. The links are followed in what the file states, each only so far.
        stated = {number_id: instance.abstract for number_id, instance in self._instances.items()}
        for instance in self._instances.values():
            for _ in range(MOST_LINKS):
                target = stated.get(style_numbering.get(linked.get(instance.abstract, ""), ""))
                if target is None or self._abstracts.get(instance.abstract):
                    break
                instance.abstract = target

    def level_of_style(self, number_id: str, style: str) -> int:
        """Return the level of the instance that belongs to a paragraph style; 0 when none is tied to it."""
        instance = self._instances.get(number_id)
        if instance is None:
            return 0
        for level, rule in self._abstracts.get(instance.abstract, {}).items():
            if rule.paragraph_style == style:
                return level
        return 0

    def label(self, number_id: str, level: int) -> str:
        """Count one paragraph and return the number it prints; "" for bullets and unknown numbering."""
        instance = self._instances.get(number_id)
        if instance is None or not 0 <= level <= 8:
            return ""
        rules = self._abstracts.get(instance.abstract, {}) | instance.levels
        rule = rules.get(level)
        if rule is None:
            return ""
        counters = self._counters.setdefault(instance.abstract, {})
        self._count(instance, rules, counters, level)
        if rule.style == "bullet":
            return ""

        def printed(match: re.Match[str]) -> str:
            wanted = int(match[1]) - 1
            shown = rules.get(wanted, LevelRule())
            value = counters.get(wanted, instance.starts.get(wanted, shown.start))
            return written(value, "decimal" if rule.legal and shown.style != "none" else shown.style)

        return PLACEHOLDER.sub(printed, rule.text).strip()

    @staticmethod
    def _count(instance: Instance, rules: dict[int, LevelRule], counters: dict[int, int], level: int) -> None:
        for deeper in [key for key in counters if key > level]:
            restart = rules.get(deeper, LevelRule()).restart
            if restart is None or (restart > 0 and level < restart):
                del counters[deeper]
        first_use = level in instance.starts and level not in instance.used
        if first_use:
            counters[level] = instance.starts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = instance.starts.get(level, rules[level].start)
        instance.used.add(level)


def _levels(element: etree._Element) -> dict[int, LevelRule]:
    found = {}
    for level in element:
        if local(level) == "lvl":
            found[_integer(attribute(level, "ilvl"), 0)] = _rule(level)
    return found


def _rule(level: etree._Element) -> LevelRule:
    rule = LevelRule(legal=flag(level, "isLgl"))
    for entry in level:
        value = attribute(entry, "val") or ""
        match local(entry):
            case "start":
                rule = replace(rule, start=_integer(value, 1))
            case "numFmt":
                rule = replace(rule, style=value)
            case "lvlText":
                rule = replace(rule, text=value)
            case "lvlRestart":
                rule = replace(rule, restart=_integer(value, 0))
            case "pStyle":
                rule = replace(rule, paragraph_style=value)
            case "AlternateContent":
                rule = _alternate_format(entry, rule)
    return rule


def _alternate_format(entry: etree._Element, rule: LevelRule) -> LevelRule:
    # Word wraps formats newer than the standard so that older programs find a known one in the fallback.
    for candidate in entry.iter():
        if local(candidate) == "numFmt" and (attribute(candidate, "val") or "custom") != "custom":
            rule = replace(rule, style=attribute(candidate, "val") or "decimal")
    return rule


def _read_overrides(element: etree._Element, instance: Instance) -> None:
    for override in element:
        if local(override) != "lvlOverride":
            continue
        level = _integer(attribute(override, "ilvl"), 0)
        redefined, start = child(override, "lvl"), child(override, "startOverride")
        if redefined is not None:
            instance.levels[level] = _rule(redefined)
        if start is not None:
            instance.starts[level] = _integer(attribute(start, "val"), 1)


def _integer(text: str | None, default: int) -> int:
    try:
        return max(-1, min(int(text or ""), 99_999))
    except ValueError:
        return default
