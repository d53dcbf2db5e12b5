"""Rows about people: accounts, wrong passwords counted, tokens."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from studio.reviewing import Role
from studio.storage.schema import people, throttles, tokens


def count(connection: Connection) -> int:
    """Return how many accounts there are, disabled ones included."""
    return connection.execute(select(func.count()).select_from(people)).scalar_one()


def insert_person(
    connection: Connection,
    *,
    person_id: str,
    account: str,
    name: str,
    post: str,
    roles: Iterable[Role],
    password_hash: str,
    at: datetime,
) -> None:
    """Add an account; IntegrityError when the account's name is taken."""
    connection.execute(
        insert(people).values(
            id=person_id,
            account=account,
            name=name,
            post=post,
            roles=roles_text(roles),
            password_hash=password_hash,
            disabled=False,
            created_at=at,
        )
    )


def roles_text(roles: Iterable[Role]) -> str:
    """Return how roles are kept: a JSON list in the order of Role."""
    wanted = set(roles)
    return json.dumps([role.value for role in Role if role in wanted])


def roles_of(row: Row) -> tuple[Role, ...]:
    """Return the roles a person's row holds."""
    return tuple(Role(name) for name in json.loads(row.roles))


def by_id(connection: Connection, person_id: str) -> Row | None:
    """Return a person's row, or None."""
    return connection.execute(select(people).where(people.c.id == person_id)).one_or_none()


def by_account(connection: Connection, account: str) -> Row | None:
    """Return the row of an account's name, or None."""
    return connection.execute(select(people).where(people.c.account == account)).one_or_none()


def everybody(connection: Connection) -> list[Row]:
    """Return all rows by name, disabled ones last."""
    return list(connection.execute(select(people).order_by(people.c.disabled, people.c.name, people.c.account)))


def names(connection: Connection) -> dict[str, str]:
    """Return everybody's name by id."""
    return {row.id: row.name for row in connection.execute(select(people.c.id, people.c.name))}


def change(connection: Connection, person_id: str, **values) -> None:
    """Set columns of a person's row."""
    connection.execute(update(people).where(people.c.id == person_id).values(**values))


def failures(connection: Connection, account: str) -> tuple[int, datetime | None]:
    """Return how many wrong passwords came in a row for an account, existing or not, and when the last one did."""
    row = connection.execute(select(throttles).where(throttles.c.account == account)).one_or_none()
    return (row.failures, row.last_failure_at) if row else (0, None)


def note_failure(connection: Connection, account: str, at: datetime) -> int:
    """Count one more wrong password and return how many came in a row."""
    number = failures(connection, account)[0] + 1
    forget_failures(connection, account)
    connection.execute(insert(throttles).values(account=account, failures=number, last_failure_at=at))
    return number


def forget_failures(connection: Connection, account: str) -> None:
    """Start counting anew."""
    connection.execute(delete(throttles).where(throttles.c.account == account))


def insert_token(connection: Connection, token_sha256: str, person_id: str, expires_at: datetime, now: datetime) -> None:
    """Keep a token's hash and forget those that have expired."""
    connection.execute(delete(tokens).where(tokens.c.expires_at <= now))
    connection.execute(insert(tokens).values(token_sha256=token_sha256, person_id=person_id, expires_at=expires_at))


def person_of_token(connection: Connection, token_sha256: str, now: datetime) -> Row | None:
    """Return the row of the person a token belongs to, or None when it is unknown or expired."""
    query = select(people).join(tokens, tokens.c.person_id == people.c.id)
    return connection.execute(
        query.where(tokens.c.token_sha256 == token_sha256, tokens.c.expires_at > now)
    ).one_or_none()


def delete_token(connection: Connection, token_sha256: str) -> None:
    """Forget one token."""
    connection.execute(delete(tokens).where(tokens.c.token_sha256 == token_sha256))


def delete_tokens_of(connection: Connection, person_id: str) -> None:
    """Sign a person out everywhere."""
    connection.execute(delete(tokens).where(tokens.c.person_id == person_id))
