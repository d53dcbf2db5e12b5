"""Where a product stands: whether it is current, who had a hand in it, which issues are open, and its review state."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from generators import registry
from generators.model import Brief, Issue, Provenance, Segment, Severity, digest_of
from studio.errors import NotAllowed
from studio.reviewing import Product
from studio.services.core import Core
from studio.services.values import IssueView, ProductSummary, Publication
from studio.storage import people, policies, products
from styles import themes

_REASONS = {
    "source_sha256": "政策原文已更换",
    "interpretation_digest": "解读稿有改动",
    "brief_digest": "产品编排或政策页面网址有改动",
    "generator_version": "制作程序已更新",
    "theme": "主题有改动",
    "theme_digest": "主题有改动",
}


@dataclass(frozen=True)
class Inputs:
    """What a product would be made from now."""

    brief: Brief
    brief_version: int
    interpretation_version: int
    provenance: Provenance


class ProductState(Core):
    """Shared by the parts of Studio that deal with products. Nothing here is for the interface."""

    def _product(self, connection: Connection, product_id: str) -> Row:
        row = products.by_id(connection, product_id)
        if row is None:
            raise NotAllowed("没有这个解读产品，请刷新页面。")
        return row

    def inputs_of(self, connection: Connection, row: Row) -> Inputs:
        """Return what the product of ``row`` would be made from now."""
        policy = self._policy(connection, row.policy_id)
        saved = policies.saved_version(connection, row.policy_id, policies.latest_version(connection, row.policy_id))
        number, brief = products.latest_brief(connection, row.id)
        brief = effective(brief, publication_of(connection, row.policy_id))
        generator = registry.discover().get(row.generator)
        known_theme = brief.theme in themes.names()
        provenance = Provenance(
            source_sha256=policy.source_sha256,
            interpretation_digest=saved.digest,
            brief_digest=brief.digest(),
            generator=row.generator,
            generator_version=generator.version if generator else "",
            theme=brief.theme,
            theme_digest=themes.load(brief.theme).digest() if known_theme else "",
        )
        return Inputs(brief=brief, brief_version=number, interpretation_version=saved.version, provenance=provenance)

    def _stale_because(self, connection: Connection, row: Row) -> str:
        """Return why the latest revision is no longer what would be made now, as one sentence; empty when it is."""
        kept = products.revision_head(connection, row.id, row.current_revision)
        if kept is None:
            return ""
        made_from = json.loads(kept.provenance)
        now = self.inputs_of(connection, row).provenance.model_dump()
        reasons = dict.fromkeys(_REASONS[name] for name in _REASONS if made_from[name] != now[name])
        return f"制作之后{'，'.join(reasons)}，请重新制作。" if reasons else ""

    def _state(self, connection: Connection, row: Row) -> Product:
        """Return what review needs to know of the product of ``row``."""
        kept = products.revision_head(connection, row.id, row.current_revision)
        issues = self._issues(connection, kept) if kept else ()
        open_issues = [view.issue for view in issues if not view.confirmed_at]
        return Product(
            id=row.id,
            revision=kept.digest if kept else "",
            current=not self._stale_because(connection, row),
            contributors=tuple(json.loads(kept.contributors)) if kept else (),
            blocking=_texts(open_issues, Severity.BLOCKING),
            unconfirmed=_texts(open_issues, Severity.CONFIRM),
            events=products.events_of(connection, row.id),
        )

    def _issues(self, connection: Connection, kept: Row) -> tuple[IssueView, ...]:
        """Return the issues of a revision, with the confirmations that still hold."""
        confirmed = {row.issue_key: row for row in products.confirmations_of(connection, kept.product_id)}
        names = people.names(connection) if confirmed else {}
        views = []
        for key, item in json.loads(kept.issues).items():
            issue, row = Issue(**item), confirmed.get(key)
            if issue.severity is Severity.CONFIRM and row:
                views.append(IssueView(key, issue, names[row.by], row.at, row.reason))
            else:
                views.append(IssueView(key, issue))
        return tuple(views)

    def _product_summaries(self, connection: Connection, policy_id: str = "") -> tuple[ProductSummary, ...]:
        return tuple(self._product_summary(connection, row) for row in products.of_policy(connection, policy_id))

    def _product_summary(self, connection: Connection, row: Row) -> ProductSummary:
        state = self._state(connection, row)
        return ProductSummary(
            id=row.id,
            policy_id=row.policy_id,
            policy_title=self._policy(connection, row.policy_id).title,
            generator=row.generator,
            label=label_of(row.generator),
            audience=row.audience,
            status=state.status,
            stale=not state.current,
            revision_number=row.current_revision,
            updated_at=row.updated_at,
        )


def publication_of(connection: Connection, policy_id: str) -> Publication:
    """Return the publication details as last saved; empty ones when nobody entered any."""
    content = policies.load_publication(connection, policy_id)
    return Publication.model_validate_json(content) if content else Publication()


def effective(brief: Brief, publication: Publication) -> Brief:
    """Return the arrangement a product is made with: without an address of its own it takes the policy page's."""
    return brief if brief.source_url else brief.replace(source_url=publication.source_url)


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
