"""Where a product stands: whether it is current, who had a hand in it, which issues are open, and its review state."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row

from generators import registry
from generators.model import Brief, Issue, PolicyDocument, Provenance, Segment, Severity, digest_of
from studio import formats
from studio.checking import no_longer_in_force
from studio.errors import NotAllowed
from studio.publishing.publication import Publication
from studio.reviewing import Product, refusal_to_change
from studio.services.core import Core
from studio.services.product_values import ProductSummary
from studio.services.values import IssueView
from studio.storage import people, policies, products
from studio.storage.overview import Overview, overview
from styles import themes

_REASONS = {
    "source_sha256": "政策原文已更换",
    "interpretation_digest": "要点、答复或政策记录有改动",
    "brief_digest": "产品编排或政策页面网址有改动",
    "generator_version": "制作程序已更新",
    "theme": "主题有改动",
    "theme_digest": "主题有改动",
}


@dataclass(frozen=True)
class Inputs:
    """What a product would be made from now."""

    brief: Brief
    interpretation_version: int
    provenance: Provenance


class Look:
    """How policies and products stand at one moment, told from rows read once."""

    def __init__(self, rows: Overview) -> None:
        """Look at ``rows``."""
        self.rows = rows
        self._generators = registry.discover()
        self._theme_digests: dict[str, str] = {}

    def inputs(self, row: Row) -> Inputs:
        """Return what the product of ``row`` would be made from now."""
        saved = self.rows.versions[row.policy_id]
        details = self.rows.publications.get(row.policy_id)
        brief = self.brief(row, Publication.model_validate_json(details.content) if details else Publication())
        generator = self._generators.get(row.generator)
        provenance = Provenance(
            source_sha256=self.rows.policies[row.policy_id].source_sha256,
            interpretation_digest=saved.digest,
            brief_digest=brief.digest(),
            generator=row.generator,
            generator_version=generator.version if generator else "",
            theme=brief.theme,
            theme_digest=self._theme_digest(brief.theme),
        )
        return Inputs(brief=brief, interpretation_version=saved.version, provenance=provenance)

    def brief(self, row: Row, publication: Publication) -> Brief:
        """Return the arrangement the product of ``row`` would be made with if ``publication`` were saved."""
        kept = self.rows.briefs.get(row.id)
        return effective(Brief.model_validate_json(kept.content) if kept else Brief(), publication)

    def _theme_digest(self, name: str) -> str:
        if name not in self._theme_digests:
            built_in = name in themes.names()
            self._theme_digests[name] = themes.load(name).digest() if built_in else self.rows.themes.get(name, "")
        return self._theme_digests[name]

    def stale_because(self, row: Row) -> str:
        """Return why the latest revision is no longer what would be made now, as one sentence; empty when it is."""
        head = self.rows.heads.get(row.id)
        if head is None:
            return ""
        made_from, now = json.loads(head.provenance), self.inputs(row).provenance.model_dump()
        reasons = dict.fromkeys(_REASONS[name] for name in _REASONS if made_from[name] != now[name])
        return f"制作之后{'，'.join(reasons)}，请重新制作。" if reasons else ""

    def state(self, row: Row, issues: tuple[IssueView, ...] = ()) -> Product:
        """Return what review needs to know of the product of ``row``; its ``issues`` matter for submitting only."""
        head = self.rows.heads.get(row.id)
        still_open = [view.issue for view in issues if not view.confirmed_at]
        return Product(
            id=row.id,
            revision=head.digest if head else "",
            current=not self.stale_because(row),
            contributors=tuple(json.loads(head.contributors)) if head else (),
            blocking=_texts(still_open, Severity.BLOCKING),
            unconfirmed=_texts(still_open, Severity.CONFIRM),
            events=tuple(self.rows.events.get(row.id, ())),
        )

    def summary(self, row: Row) -> ProductSummary:
        """Return the line about the product of ``row``."""
        state = self.state(row)
        return ProductSummary(
            id=row.id,
            policy_id=row.policy_id,
            policy_title=self.rows.policies[row.policy_id].title,
            generator=row.generator,
            label=self.label(row.generator),
            audience=row.audience,
            status=state.status,
            stale=not state.current,
            revision_number=row.current_revision,
            updated_at=row.updated_at,
        )

    def summaries(self, policy_id: str) -> tuple[ProductSummary, ...]:
        """Return the lines about a policy's products, in the order they were first made."""
        return tuple(map(self.summary, self.rows.products.get(policy_id, ())))

    def label(self, generator: str) -> str:
        """Return what people call a generator; its name when it is not installed any more."""
        known = self._generators.get(generator)
        return known.label if known else generator


class ProductState(Core):
    """Shared by the parts of Studio that deal with products. Nothing here is for the interface."""

    def _product(self, connection: Connection, product_id: str) -> Row:
        row = products.by_id(connection, product_id)
        if row is None:
            raise NotAllowed("没有这个解读产品，请刷新页面。")
        return row

    def inputs_of(self, connection: Connection, row: Row) -> Inputs:
        """Return what the product of ``row`` would be made from now."""
        return look(connection, row.policy_id).inputs(row)

    def _state(self, connection: Connection, row: Row) -> Product:
        """Return what review needs to know of the product of ``row``, its issues included."""
        seen = look(connection, row.policy_id)
        return seen.state(row, self._issues(connection, seen.rows.heads.get(row.id)))

    def why_unchangeable(self, product_id: str, actor: str) -> str:
        """Return why arranging the product or making it again is not offered to ``actor`` now, as one sentence; empty when it is.

        A change made all the same (by a script, or of the policy) is not lost: the approval lapses, since it binds to a digest.
        """
        with self.database.reading() as connection:
            state = look_at(connection, self._product(connection, product_id))
            return refusal_to_change(state, self._actor(connection, actor))

    def unchangeable(self, policy_id: str, actor: str) -> dict[str, str]:
        """Return by product id why arranging it or making it again is not offered to ``actor`` now; without those that may be changed."""
        with self.database.reading() as connection:
            person, seen = self._actor(connection, actor), look(connection, policy_id)
        reasons = {row.id: refusal_to_change(seen.state(row), person) for row in seen.rows.products.get(policy_id, ())}
        return {product_id: reason for product_id, reason in reasons.items() if reason}

    def _issues(self, connection: Connection, head: Row | None) -> tuple[IssueView, ...]:
        """Return the issues of a revision, with the confirmations that still hold; none of no revision."""
        if head is None:
            return ()
        confirmed = {row.issue_key: row for row in products.confirmations_of(connection, head.product_id)}
        names = people.names(connection) if confirmed else {}
        views = []
        for key, item in json.loads(head.issues).items():
            issue, row = Issue(**item), confirmed.get(key)
            if issue.severity is Severity.CONFIRM and row:
                views.append(IssueView(key, issue, names[row.by], row.at, row.reason))
            else:
                views.append(IssueView(key, issue))
        return tuple(views)


def look(connection: Connection, policy_id: str = "") -> Look:
    """Return how one policy and its products stand, or all."""
    return Look(overview(connection, policy_id))


def look_at(connection: Connection, row: Row) -> Product:
    """Return how one product stands, without its issues."""
    return look(connection, row.policy_id).state(row)


def publication_of(connection: Connection, policy_id: str) -> Publication:
    """Return the publication details as last saved; empty ones when nobody entered any."""
    content = policies.load_publication(connection, policy_id)
    return Publication.model_validate_json(content) if content else Publication()


def effective(brief: Brief, publication: Publication) -> Brief:
    """Return the arrangement a product is made with: without an address of its own it takes the policy page's."""
    return brief if brief.source_url else brief.replace(source_url=publication.source_url)


def out_of_force(document: PolicyDocument, successor: Row | None, now: datetime) -> str:
    """Return one sentence when the policy should not be interpreted as one in force; empty when nothing speaks against it."""
    if successor is not None:
        return f"这份政策已有新版本《{successor.title}》，解读请以新版本为准。"
    return no_longer_in_force(document, formats.day_of(now))


def label_of(generator: str) -> str:
    """Return what people call a generator; its name when it is not installed any more."""
    known = registry.discover().get(generator)
    return known.label if known else generator


def issue_key(issue: Issue, segment: Segment | None) -> str:
    """Return a key that stays the same as long as the issue and the segment it is about do."""
    about = segment.model_dump(mode="json") if segment else None
    return digest_of([issue.model_dump(mode="json"), about])


def _texts(issues: list[Issue], severity: Severity) -> tuple[str, ...]:
    return tuple(issue.text for issue in issues if issue.severity is severity)
