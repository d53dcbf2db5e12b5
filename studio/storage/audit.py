"""The audit chain (留痕): every change is one link holding the digest of the link before it.

Rows that are only ever added are vouched for: their link holds a digest of the whole row. ``verify`` so notices a link or
a row changed, added or removed behind the studio's back. What it cannot notice is somebody who rewrites the chain and
every row from some point to the end; the head noted in exported packages (or printed out) is there to prove that.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from generators.model import digest_of
from studio.storage import schema
from studio.storage.schema import audit, audit_head

VOUCHED = (
    schema.interpretation_versions,
    schema.publication_versions,
    schema.brief_versions,
    schema.theme_versions,
    schema.former_sources,
    schema.waivers,
    schema.revisions,
    schema.events,
    schema.confirmations,
    schema.packages,
    schema.lapsed_exports,
)
"""Tables whose rows are only ever added."""


def append(connection: Connection, *, at: datetime, actor: str, action: str, subject: str, detail: dict[str, Any]) -> str:
    """Add a link to the chain within the caller's transaction and return its digest."""
    last = connection.execute(select(audit_head).with_for_update()).one()
    row = {
        "number": last.number + 1,
        "at": at,
        "actor": actor,
        "action": action,
        "subject": subject,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "previous": last.digest,
    }
    digest = row_digest(row)
    connection.execute(insert(audit).values(**row, digest=digest))
    connection.execute(update(audit_head).values(number=row["number"], digest=digest))
    return digest


def add(connection: Connection, table: Table, row: dict[str, Any], *, at: datetime, actor: str, action: str) -> None:
    """Insert ``row`` into one of the VOUCHED tables together with the link that vouches for it."""
    inserted = connection.execute(insert(table).values(**row))
    key = [str(value) for value in inserted.inserted_primary_key]
    row = {column.name: value for column, value in zip(table.primary_key, inserted.inserted_primary_key, strict=True)} | row
    append(
        connection,
        at=at,
        actor=actor,
        action=action,
        subject=":".join((table.name, *key)),
        detail={"row": row_digest(row)},
    )


def head(connection: Connection) -> tuple[int, str]:
    """Return the number and the digest of the last link."""
    last = connection.execute(select(audit_head)).one()
    return last.number, last.digest


def row_digest(row: dict[str, Any]) -> str:
    """Return the sha256 of a row's columns; moments count to the microsecond, in UTC."""
    plain = {name: _plain(value) for name, value in row.items()}
    return digest_of(plain)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return schema.in_utc(value).isoformat()
    return value


def verify(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the chain and the rows it vouches for, a Chinese sentence each; empty when all holds."""
    problems: list[str] = []
    vouchers: dict[str, str] = {}
    previous, number = "0" * 64, 0
    for link in connection.execute(select(audit).order_by(audit.c.number)).mappings():
        number += 1
        content = {name: value for name, value in link.items() if name != "digest"}
        if link["number"] != number or link["previous"] != previous or row_digest(content) != link["digest"]:
            problems.append(f"留痕记录第 {link['number']} 条与前一条对不上，可能被改动过。")
            number = link["number"]
        previous = link["digest"]
        if voucher := json.loads(link["detail"]).get("row"):
            vouchers[link["subject"]] = voucher
    if head(connection) != (number, previous):
        problems.append("留痕记录的末尾与登记的不一致，可能有记录被删去。")
    for table in VOUCHED:
        problems += _verify_rows(connection, table, vouchers)
    problems += [f"留痕记录提到的 {subject} 已不存在。" for subject in vouchers]
    return tuple(problems + _verify_parts(connection))


def _verify_rows(connection: Connection, table: Table, vouchers: dict[str, str]) -> list[str]:
    """Compare each row with its voucher, and strike the voucher out."""
    problems = []
    for row in connection.execute(select(table)).mappings():
        key = ":".join((table.name, *(str(row[column.name]) for column in table.primary_key)))
        voucher = vouchers.pop(key, None)
        if voucher is None:
            problems.append(f"记录 {key} 没有留痕，不是通过系统写入的。")
        elif voucher != row_digest(dict(row)):
            problems.append(f"记录 {key} 与留痕不符，可能被改动过。")
    return problems


def _verify_parts(connection: Connection) -> list[str]:
    rows = connection.execute(select(schema.parts))
    return [f"解读稿的组成部分 {row.digest[:12]} 与其校验值不符。" for row in rows if schema.text_digest(row.content) != row.digest]
