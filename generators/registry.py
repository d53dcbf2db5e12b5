"""The one list of generators and the only way to make a product."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, runtime_checkable

import generators
from generators.labelling import marked
from generators.model import (
    Brief,
    Interpretation,
    Provenance,
    RenderedFile,
    Revision,
    Segment,
)
from generators.typography import typographic
from styles.themes import Theme

Progress = Callable[[float, str], None]
"""Called with the share done (0–1) and a short Chinese phrase for what is under way."""

Materials = Mapping[str, bytes]
"""The bytes of the files a person gave for a product (``Brief.materials``), by sha256."""

USUAL = True
"""What ``usual`` of a generator is when it does not say: made whenever nobody names any product."""


def no_progress(share: float, doing: str) -> None:
    """Report to nobody."""


@runtime_checkable
class Generator(Protocol):
    """A product maker. ``outline`` decides what is said, ``render`` only how it looks: it sees segments, not the policy.

    A product made only on demand says ``usual = False``; one that not every interpretation has enough for has a method
    ``refusal`` (see ``refusal`` below).
    """

    name: ClassVar[str]
    label: ClassVar[str]
    version: ClassVar[str]
    takes: ClassVar[tuple[str, ...]]
    """Kinds of files a person may give for the product (``Material.kind``)."""

    def outline(self, interpretation: Interpretation, brief: Brief) -> tuple[Segment, ...]:
        """Return the segments in reading order, before the brief's order, hiding and overrides are applied.

        Raises:
            CannotMake: the interpretation lacks what this product is made of.
        """
        ...

    def render(
        self,
        segments: tuple[Segment, ...],
        theme: Theme,
        brief: Brief,
        provenance: Provenance,
        progress: Progress,
        materials: Materials,
    ) -> tuple[RenderedFile, ...]:
        """Return the files, the main one first. The same arguments give the same bytes."""
        ...


def usual() -> tuple[str, ...]:
    """Return the names of the products made when nobody names any: all but those that say ``usual = False``."""
    return tuple(name for name, generator in discover().items() if is_usual(generator))


def is_usual(generator: Generator) -> bool:
    """Tell whether a product is made whenever nobody names any."""
    return getattr(generator, "usual", USUAL)


def refusal(name: str, interpretation: Interpretation) -> str:
    """Return why this product cannot be made of the interpretation, as one Chinese sentence; empty when it can.

    A generator that needs something not every interpretation has tells so by a method ``refusal(interpretation)``.
    """
    asked = getattr(get(name), "refusal", None)
    return asked(interpretation) if asked else ""


class UnknownGenerator(LookupError):
    """No generator has this name."""


_GENERATORS: dict[str, Generator] = {}


def register(cls: type) -> type:
    """Class decorator: make one instance of the generator available under its name.

    Raises:
        ValueError: another class already has the name (a reload of the same class is allowed).
    """
    known = _GENERATORS.get(cls.name)
    if known is not None and (type(known).__module__, type(known).__qualname__) != (cls.__module__, cls.__qualname__):
        raise ValueError(f"two generators are called {cls.name!r}")
    _GENERATORS[cls.name] = cls()
    return cls


def discover() -> dict[str, Generator]:
    """Import every module beside this one and return the generators by name, in alphabetical order."""
    for module in pkgutil.iter_modules(generators.__path__):
        importlib.import_module(f"generators.{module.name}")
    return dict(sorted(_GENERATORS.items()))


def get(name: str) -> Generator:
    """Return the generator called ``name``.

    Raises:
        UnknownGenerator: with the nearest known name in its text.
    """
    if name not in _GENERATORS and name.isidentifier() and find_spec(f"generators.{name}"):
        importlib.import_module(f"generators.{name}")  # a product lives in the module of its name: the others may stay unread
    if name in _GENERATORS:
        return _GENERATORS[name]
    known = discover()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    hint = f"，是不是想用 {near[0]}？" if near else "。"
    raise UnknownGenerator(f"没有名为 {name} 的产品{hint}可选：{'、'.join(known)}")


def arrange(segments: tuple[Segment, ...], brief: Brief) -> tuple[Segment, ...]:
    """Apply the brief's hiding, overrides and order. Wording an override brings keeps the segment's citations."""
    hidden = {item.segment for item in brief.hidden}
    overrides = {item.segment: item for item in brief.overrides}
    kept = [segment for segment in in_order(segments, brief.order) if segment.id not in hidden]
    for index, segment in enumerate(kept):
        if change := overrides.get(segment.id):
            kept[index] = segment.replace(**change.choices())
    return tuple(kept)


def in_order(segments: tuple[Segment, ...], order: tuple[str, ...]) -> tuple[Segment, ...]:
    """Return ``segments`` with the ids of ``order`` in that order; one it does not name stays behind the one it follows."""
    rank = {segment_id: position for position, segment_id in enumerate(order)}
    places, place = {}, -1
    for number, segment in enumerate(segments):
        place = rank.get(segment.id, place)
        places[segment.id] = (place, number)
    return tuple(sorted(segments, key=lambda segment: places[segment.id]))


NOT_TOLD = ("order", "overrides", "theme")
"""Fields of a brief that no outline may depend on: they only arrange, reword and clothe what is told."""


def told(brief: Brief) -> Brief:
    """Return what an outline may depend on: briefs equal in this share an outline."""
    return brief.replace(**{name: Brief.model_fields[name].default for name in NOT_TOLD})


def blocks(name: str, outlined: Iterable[Segment]) -> dict[str, str]:
    """Return the titles of the groups a product shows its segments in, by group; empty for one that shows them one by one.

    A generator offers ``blocks``, a mapping from group to title (a group it lacks is its own title).
    """
    titles = getattr(get(name), "blocks", None)
    if titles is None:
        return {}
    return {segment.group: titles.get(segment.group, segment.group) for segment in outlined if segment.group}


def composed(
    name: str, interpretation: Interpretation, brief: Brief, outlined: tuple[Segment, ...] | None = None
) -> tuple[Segment, ...]:
    """Return the segments a product shows: outlined, arranged, marked where a language model drafted them, set as in print.

    ``outlined`` is the generator's outline for the interpretation and brief, where the caller has it already.

    Raises:
        UnknownGenerator: no generator has this name.
        ValueError: the outline holds two segments with one id.
    """
    made = get(name).outline(interpretation, brief) if outlined is None else outlined
    segments = tuple(_printed(segment) for segment in marked(arrange(made, brief), interpretation))
    ids = [segment.id for segment in segments]
    if len(set(ids)) != len(ids):
        raise ValueError(f"{name} made two segments with one id")
    return segments


AS_TYPED = ("解读人",)
"""Particulars in which a space parts a name from a post."""


def _printed(segment: Segment) -> Segment:
    """Return the segment with every text by the rules of print, whoever wrote it; ids, clauses and addresses stay."""
    figure = segment.figure
    words: dict[str, Any] = {name: typographic(getattr(segment, name)) for name in ("heading", "text", "narration")}
    words["points"] = tuple(map(typographic, segment.points))
    words["table"] = tuple(tuple(map(typographic, row)) for row in segment.table)
    words["figure"] = figure.replace(caption=typographic(figure.caption)) if figure else None
    words["details"] = segment.details if segment.kind == "clauses" else {k: v if k in AS_TYPED else typographic(v) for k, v in segment.details.items()}
    changed = {name: value for name, value in words.items() if value != getattr(segment, name)}
    return segment.replace(**changed) if changed else segment


def produce(
    name: str,
    interpretation: Interpretation,
    brief: Brief,
    theme: Theme,
    progress: Progress = no_progress,
    materials: Materials = MappingProxyType({}),
) -> tuple[Revision, tuple[RenderedFile, ...]]:
    """Make one product: outline, arrange, mark what a language model drafted, render. The only way to make one.

    Raises:
        UnknownGenerator: no generator has this name.
        styles.themes.UnknownTheme: from the caller's theme lookup, never from here.
        ValueError: the outline holds two segments with one id.
    """
    generator = get(name)
    segments = composed(name, interpretation, brief)
    provenance = Provenance(
        source_sha256=interpretation.document.source.sha256,
        interpretation_digest=interpretation.digest(),
        brief_digest=brief.digest(),
        generator=generator.name,
        generator_version=generator.version,
        theme=theme.name,
        theme_digest=theme.digest(),
    )
    files = generator.render(segments, theme, brief, provenance, progress, materials)
    revision = Revision(
        product=generator.name,
        title=brief.title or interpretation.document.title,
        brief=brief,
        segments=segments,
        provenance=provenance,
        files=tuple(file.record for file in files),
    )
    return revision, files
