"""Rows about how words are said (读音表): one a word, for the whole department."""

from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select

from studio.storage.schema import readings


def everything(connection: Connection) -> list[Row]:
    """Return all rows, by word."""
    return list(connection.execute(select(readings).order_by(readings.c.word)))


def count(connection: Connection) -> int:
    """Return how many there are."""
    return connection.execute(select(func.count()).select_from(readings)).scalar_one()


def by_word(connection: Connection, word: str) -> Row | None:
    """Return the row of a word, or None."""
    return connection.execute(select(readings).where(readings.c.word == word)).one_or_none()


def put(connection: Connection, word: str, said: str, *, by: str, at: datetime) -> None:
    """Set how a word is said, in place of what was there."""
    remove(connection, word)
    connection.execute(insert(readings).values(word=word, said=said, by=by, at=at))


def remove(connection: Connection, word: str) -> None:
    """Forget a word."""
    connection.execute(delete(readings).where(readings.c.word == word))
