"""Arranging a product (编排) beside its live preview: each change is saved at once as a version of the brief, and can be taken back.

Every method that changes something takes ``base``, the version the person was looking at. When somebody else changed the very
same thing since, nothing is saved and Conflict says so; other changes are simply built upon.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from generators import icons, registry
from generators.highlights import shorten
from generators.model import Brief, Interpretation, Issue, Segment, digest_of
from generators.previews import Preview
from studio import briefs, checking
from studio.errors import CannotAccept, Conflict
from studio.processes.previewing import Coming, Previewer, Wanted
from studio.reviewing import Role
from studio.services.arranged import ArrangedSegment, Arrangement
from studio.services.core import clean
from studio.services.overtaking import author_of, named_author, refuse_if_overtaken
from studio.services.production import Production, cleaned_brief, refuse_unknown
from studio.services.recent import Recent
from studio.services.state import effective, issue_key, label_of, look, publication_of
from studio.services.values import IssueView
from studio.storage import people, products


@dataclass(frozen=True)
class _Present:
    """What an arrangement is made of at one moment."""

    row: Row
    version: int
    brief: Brief
    interpretation: Interpretation
    digest: str
    outline: tuple[Segment, ...]


class Arranging(Production):
    """The part of Studio about arranging a product."""

    outlines: Recent[tuple[Segment, ...]]
    checked: Recent[tuple[tuple[str, Issue], ...]]
    previewer: Previewer

    def arrangement(self, product_id: str, brief: Brief | None = None) -> Arrangement:
        """Return how the product is arranged, or how it would be with ``brief``.

        Raises:
            NotAllowed: no such product.
            CannotAccept: the policy has not enough for this product any more.
        """
        with self.database.reading() as connection:
            now = self._present(connection, product_id, brief)
            title = self._policy(connection, now.row.policy_id).title
        hidden = {item.segment: item.reason for item in now.brief.hidden}
        outdated = {segment.id for segment in briefs.rewritten(now.brief, now.outline)}
        titled = getattr(registry.get(now.row.generator), "shows_heading", lambda segment: True)
        rows = []
        for outlined in registry.in_order(now.outline, now.brief.order):
            change = briefs.override_of(now.brief, outlined.id)
            choices = change.choices() if change else {}
            shown = outlined.replace(**choices)
            rows.append(
                ArrangedSegment(
                    outlined=outlined, shown=shown, hidden=hidden.get(outlined.id, ""), changed=tuple(choices), outdated=outlined.id in outdated,
                    titled=titled(shown),
                )  # fmt: skip
            )
        blocks = registry.blocks(now.row.generator, now.outline)
        return Arrangement(
            product_id=product_id,
            policy_id=now.row.policy_id,
            generator=now.row.generator,
            label=label_of(now.row.generator),
            title=now.brief.title or title,
            audience=now.row.audience,
            brief=now.brief,
            version=now.version,
            segments=tuple(_by_block(rows, blocks)),
            blocks=blocks,
            gone=briefs.without_segment(now.brief, now.outline),
        )

    def _present(self, connection: Connection, product_id: str, brief: Brief | None = None) -> _Present:
        row = self._product(connection, product_id)
        version, saved = products.latest_brief(connection, product_id)
        kept, interpretation = self._interpretation(connection, row.policy_id)
        wanted = effective(brief or saved.replace(audience=row.audience), publication_of(connection, row.policy_id))
        if why := registry.refusal(row.generator, interpretation):
            raise CannotAccept(why)
        told = registry.told(wanted)
        key = f"{row.generator} {kept.digest} {told.digest()}"
        outline = self.outlines.get(key, lambda: registry.get(row.generator).outline(interpretation, told))
        return _Present(row, version, wanted, interpretation, kept.digest, outline)

    def choose_for_segment(
        self, product_id: str, segment_id: str, field: str, value: str | None, *, actor: str, base: int | None = None, instead_of: Collection[str] = ()
    ) -> Arrangement:
        """Choose ``field`` (heading, text, narration, icon, layout) of a segment; None takes a person's choice back.

        ``instead_of`` are the words the person had before them, in whichever of their pages.

        Raises:
            CannotAccept: no such segment or field, or the text is too long.
            Conflict: somebody else changed the same segment since ``base``, or other words than ``instead_of`` stand there by now.
        """
        if field not in briefs.CHOICES:
            raise CannotAccept("这一项不能在编排中修改，请在“问答与要点”中修改。")

        def change(brief: Brief, outline: tuple[Segment, ...]) -> Brief:
            kept = None if value is None else clean(value, "片段文字", most=2000, needed=False)
            kept = None if kept == "" and field != "heading" else kept  # nothing at all is no wording: the segment's own returns
            return briefs.with_choice(brief, _segment(outline, segment_id), field, kept)

        def refuse(connection: Connection, now: _Present) -> None:
            refuse_if_overtaken(connection, product_id, now.brief, _segment(now.outline, segment_id), field, value or "", instead_of, actor=actor)

        return self._arrange(product_id, actor, base, ("overrides", segment_id), change, refuse if field in briefs.WORDS else None)

    def restore_segment(self, product_id: str, segment_id: str, *, actor: str, base: int | None = None) -> Arrangement:
        """Take back every choice for a segment's words, icon and layout, in one step.

        Raises:
            Conflict: somebody else changed the same segment since ``base``.
        """
        return self._arrange(
            product_id, actor, base, ("overrides", segment_id), lambda brief, outline: briefs.without_choices(brief, segment_id)
        )

    def hide_segment(
        self, product_id: str, segment_id: str, reason: str | None, *, actor: str, base: int | None = None
    ) -> Arrangement:
        """Leave a segment out for ``reason``, or show it again when that is None.

        Raises:
            CannotAccept: without a reason, or the product cannot do without this segment.
            Conflict: somebody else did the same since ``base``.
        """

        def change(brief: Brief, outline: tuple[Segment, ...]) -> Brief:
            segment = _segment(outline, segment_id)
            if reason is not None and segment.furniture:
                raise CannotAccept("标题、来源等固定内容不能隐去。")
            kept = None if reason is None else clean(reason, "隐去片段的理由", most=300)
            return briefs.with_hidden(brief, segment_id, kept)

        return self._arrange(product_id, actor, base, ("hidden", segment_id), change)

    def order_segments(self, product_id: str, order: Iterable[str], *, actor: str, base: int | None = None) -> Arrangement:
        """Put the segments in the order of these ids."""
        wanted = tuple(order)
        return self._arrange(product_id, actor, base, ("order",), lambda brief, outline: briefs.with_order(brief, wanted, outline))

    def choose_for_product(
        self, product_id: str, field: str, value: str, *, actor: str, base: int | None = None, instead_of: Collection[str] = ()
    ) -> Arrangement:
        """Set the product's ``title`` or ``theme``, or an option (``options.NAME``) its generator understands; empty unsets one.

        ``instead_of`` is what the person had before them as the title.

        Raises:
            Conflict: somebody else changed the same since ``base``, or another title than ``instead_of`` is saved by now.
        """
        name, _, option = field.partition(".")
        if name not in ("title", "theme", "options") or bool(option) != (name == "options"):
            raise CannotAccept("没有这一项编排，请刷新页面后重试。")

        def change(brief: Brief, outline: tuple[Segment, ...]) -> Brief:
            if not option:
                return brief.replace(**{name: value.strip()})
            rest = {key: kept for key, kept in brief.options.items() if key != option}
            return brief.replace(options=rest | ({option: value} if value else {}))

        def refuse(connection: Connection, now: _Present) -> None:
            refuse_if_overtaken(connection, product_id, now.brief, None, "title", value.strip(), instead_of, actor=actor)

        return self._arrange(product_id, actor, base, (name, option) if option else (name,), change, refuse if name == "title" else None)

    def settle_wording(self, product_id: str, segment_id: str, *, actor: str, base: int | None = None) -> Arrangement:
        """Confirm that a person's wording of a segment still holds although what it rests on has changed."""
        return self._arrange(
            product_id, actor, base, ("overrides", segment_id),
            lambda brief, outline: briefs.settled(brief, _segment(outline, segment_id)),
        )  # fmt: skip

    def brief_versions(self, product_id: str) -> tuple[int, ...]:
        """Return the numbers of the saved arrangements, oldest first: what can be gone back to."""
        with self.database.reading() as connection:
            return tuple(range(1, products.latest_brief(connection, self._product(connection, product_id).id)[0] + 1))

    def restore_brief(self, product_id: str, version: int, *, actor: str, base: int) -> Arrangement:
        """Arrange the product as it was at ``version``, as a version of its own.

        Raises:
            CannotAccept: no such version.
            Conflict: somebody else arranged something since ``base``.
        """
        with self.database.reading() as connection:
            former = products.brief_at(connection, product_id, version)
        if former is None:
            raise CannotAccept("没有这一版编排，请刷新页面后重试。")
        return self._arrange(product_id, actor, base, (), lambda brief, outline: former)

    def who_saved(self, product_id: str, segment_id: str, field: str, instead_of: str, *, actor: str) -> str:
        """Return who replaced the words ``instead_of`` in a field of a segment, or in the product's title (``segment_id`` empty), as a subject.

        It is a name, “您在另一个页面” for the actor, and the system where the segment's own words changed with the policy.
        """
        with self.database.reading() as connection:
            segment = _segment(self._present(connection, product_id).outline, segment_id) if segment_id else None
            return named_author(connection, author_of(connection, product_id, segment, field, (instead_of,)), actor)

    def _arrange(
        self,
        product_id: str,
        actor: str,
        base: int | None,
        item: tuple[str, ...],
        change: Callable[[Brief, tuple[Segment, ...]], Brief],
        refuse: Callable[[Connection, _Present], None] | None = None,
    ) -> Arrangement:
        """Save what ``change`` makes of the newest arrangement, unless that makes no difference or ``refuse`` raises."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            row = self._product(connection, product_id)
            self._policy(connection, row.policy_id, lock=True)
            self._refuse_if_arranged(connection, product_id, item, actor=actor, base=base)
            now = self._present(connection, product_id)
            if refuse is not None:
                refuse(connection, now)
            saved = products.latest_brief(connection, product_id)[1]
            wanted = cleaned_brief(change(saved, now.outline)).replace(audience=row.audience, draft=False)
            refuse_unknown(now.interpretation, wanted)
            self._theme(connection, wanted.theme)
            if wanted != saved:
                products.save_brief(connection, product_id, wanted, by=actor, at=self.clock())
        return self.arrangement(product_id)

    def _refuse_if_arranged(
        self, connection: Connection, product_id: str, item: tuple[str, ...], *, actor: str, base: int | None
    ) -> None:
        """Let the change go on unless somebody other than ``actor`` changed ``item`` (all of it, when empty) after ``base``."""
        newest, present = products.latest_brief(connection, product_id)
        if base is None or base == newest:
            return

        def part(brief: Brief | None) -> object:
            return briefs.item_of(brief or Brief(), item) if item else brief

        before = products.brief_at(connection, product_id, base)
        if part(before) == part(present):
            return
        for version in range(newest, base, -1):
            author = products.brief_author(connection, product_id, version)
            if author != actor and part(products.brief_at(connection, product_id, version)) != part(
                products.brief_at(connection, product_id, version - 1)
            ):
                name = people.names(connection)[author]
                raise Conflict(f"{name}刚刚改了同一处编排，这次没有保存；您写的文字还在，请看过对方的修改再决定。")

    def preview(
        self, product_id: str, *, asker: str, brief: Brief | None = None, theme: str = "", at: str = "", again: bool = False
    ) -> Preview | Coming:
        """Return what the product looks like as arranged (or with ``brief``), in another ``theme`` if named; the part with ``at``.

        One that is not there at once is ``Coming``: ask again then. ``asker`` names the place that shows it, ``again`` has tried
        once more what went wrong.

        Raises:
            studio.processes.previewing.NoPreview: one sentence why there is none.
        """
        with self.database.reading() as connection:
            now = self._present(connection, product_id, brief)
        wanted = now.brief.replace(theme=theme) if theme else now.brief
        refuse_unknown(now.interpretation, wanted)
        materials = {material.sha256: self.files.get(material.sha256) for material in wanted.materials}
        return self.previewer.ask(
            Wanted(now.row.generator, now.interpretation, now.digest, wanted, self.theme(wanted.theme), at, materials), asker, again=again
        )

    def brief_with(self, arrangement: Arrangement, segment_id: str, words: Mapping[str, str]) -> Brief:
        """Return the arrangement with other words for a segment, as they are being typed; nothing is saved."""
        segment, brief = arrangement.segment(segment_id), arrangement.brief
        for field, text in words.items() if segment else ():
            brief = briefs.with_choice(brief, segment.outlined, field, text)
        return brief

    def layouts_for(self, product_id: str, segment: Segment) -> tuple[tuple[str, str], ...]:
        """Return the layouts the product offers for a segment, name and label; none where it offers no choice."""
        with self.database.reading() as connection:
            generator = registry.get(self._product(connection, product_id).generator)
        offered = getattr(generator, "layouts_for", None)
        return tuple(offered(segment)) if offered else ()

    def merged_order(self, arrangement: Arrangement, order: Iterable[str]) -> tuple[str, ...]:
        """Return a new order of some segments with the others, which a page does not list, behind those they follow."""
        wanted, before = list(order), ""
        for item in arrangement.segments:
            if item.id not in wanted:
                wanted.insert(wanted.index(before) + 1 if before in wanted else 0, item.id)
            before = item.id
        return tuple(wanted)

    def warm_previews(self) -> None:
        """Get ready for previews without waiting."""
        self.previewer.warm()

    def arrangement_issues(self, product_id: str, brief: Brief | None = None) -> tuple[IssueView, ...]:
        """Return what the checks say of the product as it is arranged now, made or not, with what people have confirmed.

        Where it is made as it is arranged, that is what they said of it then, of its files too.
        """
        with self.database.reading() as connection:
            row = self._product(connection, product_id)
            seen = look(connection, row.policy_id)
            if brief is None and row.current_revision and not seen.stale_because(row):
                return self._issues(connection, seen.rows.heads[product_id])
            now = self._present(connection, product_id, brief)
            confirmed = {row.issue_key: row for row in products.confirmations_of(connection, product_id)}
            names = people.names(connection) if confirmed else {}
        views: dict[str, IssueView] = {}
        for key, issue in self.checked.get(f"{now.row.generator} {now.digest} {now.brief.digest()}", lambda: _checked(now)):
            row = confirmed.get(key)
            views[key] = IssueView(key, issue, names[row.by], row.at, row.reason) if row else IssueView(key, issue)
        return tuple(views.values())

    def segment_issues(self, product_id: str, segment_id: str, brief: Brief | None = None) -> tuple[IssueView, ...]:
        """Return what the checks say of one segment against its clauses, with the wording of ``brief`` if given."""
        with self.database.reading() as connection:
            now = self._present(connection, product_id, brief)
        shown = registry.composed(now.row.generator, now.interpretation, now.brief, now.outline)
        chosen = [segment for segment in shown if segment.id == segment_id]
        issues: Iterable[Issue] = checking.check_segments(now.interpretation, chosen)
        return tuple(IssueView(key=digest_of(issue.model_dump(mode="json")), issue=issue) for issue in issues)

    def shorter(self, product_id: str, segment_id: str, text: str) -> str:
        """Return ``text`` with sentences at its end left out that limit nothing; empty when it cannot be shortened safely.

        What is proposed passed the checks against the segment's clauses.
        """
        brief = self.arrangement(product_id).brief
        with self.database.reading() as connection:
            outline = self._present(connection, product_id).outline
        segment = _segment(outline, segment_id)
        for share in (0.5, 0.7, 0.9):
            found = shorten(text, int(len(text) * share))
            if found == text:
                continue
            wanted = briefs.with_choice(brief, segment, "text", found)
            if not any(view.issue.severity == "blocking" for view in self.segment_issues(product_id, segment_id, wanted)):
                return found
        return ""

    def icons_for(self, segment: Segment) -> tuple[tuple[str, str, bytes], ...]:
        """Return the icons that can be chosen, those that suit the segment first: name, words it stands for, drawing (SVG)."""
        return icons.choices(segment.heading, segment.text)


def _checked(now: _Present) -> tuple[tuple[str, Issue], ...]:
    """Return what the checks say of a product as it is arranged, each issue with its key."""
    segments = registry.composed(now.row.generator, now.interpretation, now.brief, now.outline)
    by_id = {segment.id: segment for segment in segments}
    found = (*checking.check_product(now.interpretation, segments), *briefs.arrangement_issues(now.brief, now.outline))
    return tuple((issue_key(issue, by_id.get(issue.where)), issue) for issue in found)


def _segment(outline: tuple[Segment, ...], segment_id: str) -> Segment:
    found = next((segment for segment in outline if segment.id == segment_id), None)
    if found is None:
        raise CannotAccept("这个片段现在没有了（政策或要点有改动），请在列表中另选一个片段。")
    return found


def _by_block(rows: list[ArrangedSegment], blocks: Mapping[str, str]) -> list[ArrangedSegment]:
    """Put the segments of one block together where its first one stands, as the product shows them."""
    if not blocks:
        return rows
    place: dict[str, int] = {}
    for number, row in enumerate(rows):
        place.setdefault(row.outlined.group or row.id, number)
    return sorted(rows, key=lambda row: place[row.outlined.group or row.id])
