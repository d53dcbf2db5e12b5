"""Rows about products as the pages show them: jobs, remarks, revisions."""

from sqlalchemy import Connection, Row

from studio.reviewing import fold
from studio.services.product_values import CommentView, JobView, RevisionView
from studio.services.state import label_of
from studio.storage import jobs as job_rows
from studio.storage import products


def job_view(row: Row, names: dict[str, str]) -> JobView:
    """Return a job's row as the pages show it."""
    return JobView(
        id=row.id,
        policy_id=row.policy_id or "",
        product_id=row.product_id or "",
        generator=row.generator or "",
        label=label_of(row.generator) if row.generator else "请助手改写" if row.request_id else "读取文件",
        state=job_rows.state_of(row),
        share=row.share,
        doing=row.doing,
        error=row.error,
        by=names[row.by],
        queued_at=row.queued_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def comments_shown(connection: Connection, product_id: str, names: dict[str, str]) -> tuple[CommentView, ...]:
    """Return the remarks on a product, oldest first."""
    return tuple(
        CommentView(
            id=row.id,
            segment=row.segment,
            text=row.text,
            by=names[row.by],
            at=row.at,
            revision_number=row.revision_number,
            resolved_by=names.get(row.resolved_by, ""),
            resolved_at=row.resolved_at,
        )
        for row in products.comments_of(connection, product_id)
    )


def revisions_shown(connection: Connection, product_id: str, events: tuple, names: dict[str, str]) -> tuple[RevisionView, ...]:
    """Return the revisions of a product, oldest first, each with its own status among the ``events``."""
    return tuple(
        RevisionView(
            number=head.number,
            digest=head.digest,
            at=head.at,
            by=names[head.built_by],
            status=fold(events, head.digest),
            files=products.load_revision(connection, product_id, head.number).files,
        )
        for head in products.revision_heads(connection, product_id)
    )
