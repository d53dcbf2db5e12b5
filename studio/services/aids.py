"""Aids to the pages: finding a clause, comparing revisions, proving a kept package."""

from generators.model import Clause, Revision, Segment
from studio.interpreting import find_clauses
from studio.publishing import verify_package
from studio.storage import products

ORDER = "片段顺序"


class Aids:
    """The part of Studio built from its other parts."""

    def find_clauses(self, policy_id: str, words: str, *, limit: int = 3) -> tuple[Clause, ...]:
        """Return the clauses that best answer ``words``, the best first; empty when none shares a word."""
        return tuple(find_clauses(self.record(policy_id).document, words, limit))

    def compare_revisions(self, product_id: str, former: int, present: int) -> tuple[tuple[str, str, str], ...]:
        """Return how two revisions (numbers from 1) differ: what, former text, present text; looks first, then segments."""
        with self.database.reading() as connection:
            old, new = (products.load_revision(connection, product_id, number) for number in (former, present))
            themes = [self._theme(connection, revision.brief.theme).label for revision in (old, new)]
        if themes[0] == themes[1] and old.provenance.theme_digest != new.provenance.theme_digest:
            themes = [f"{themes[0]}（改动前）", f"{themes[1]}（改动后）"]
        before, after = _arranged(old), _arranged(new)
        if _in_common(old, new) == _in_common(new, old):
            before[ORDER] = after[ORDER]
        rows = [("主题", *themes), *((what, before[what], after[what]) for what in before), *_reworded(old.segments, new.segments)]
        return tuple(row for row in rows if row[1] != row[2])

    def verify_package(self, package_id: str) -> tuple[str, ...]:
        """Return what is wrong with a kept package; empty when every byte, link and approval holds."""
        return tuple(verify_package(self.package_file(package_id).data).problems)


def _arranged(revision: Revision) -> dict[str, str]:
    """Return what a person sees of an arrangement besides wording, by name."""
    brief, names = revision.brief, {segment.id: _name(segment) for segment in revision.segments}
    content = [_name(segment) for segment in revision.segments if not segment.furniture]
    looks = [f"{names[item.segment]}：{item.icon or ''} {item.layout or ''}".rstrip() for item in brief.overrides if item.segment in names and (item.icon or item.layout)]
    return {
        "产品标题": revision.title,
        "不显示的片段": "\n".join(f"{item.segment}：{item.reason}" for item in brief.hidden),
        ORDER: "、".join(content) if brief.order else "按内容排列",
        "图标和版式": "\n".join(looks),
        "图片、录音和音乐": "\n".join(item.caption or item.alt or item.credit or item.sha256[:8] for item in brief.materials),
    }


def _in_common(revision: Revision, other: Revision) -> list[str]:
    """Return the ids of what both show, in the order of ``revision``: another heading or a hidden segment is no other order."""
    there = {segment.id for segment in other.segments}
    return [segment.id for segment in revision.segments if not segment.furniture and segment.id in there]


def _reworded(old: tuple[Segment, ...], new: tuple[Segment, ...]) -> list[tuple[str, str, str]]:
    texts = [{segment.id: "\n".join(segment.statements()) for segment in segments} for segments in (old, new)]
    names = {segment.id: _name(segment) for segment in (*old, *new)}
    return [(names[key], texts[0].get(key, ""), texts[1].get(key, "")) for key in names]


def _name(segment: Segment) -> str:
    return segment.heading or segment.text[:20] or segment.group or segment.id
