"""The database: opening it, its transactions, and bringing it up to the newest migration."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from studio.storage.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"
_WRITING = {"studio_writes": True}
_ATTEMPTS = 20

WRITE_LOCK = 7_367_203
"""Key of the advisory lock that writers on PostgreSQL hold; any number no other application on the database uses."""


class Database:
    """Transactions on one database. May be shared between threads; several processes may open the same database."""

    def __init__(self, address: str) -> None:
        """Connect to an SQLAlchemy ``address`` and migrate where needed."""
        self.engine = _engine(address)
        _migrate(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one consistent state and changes nothing."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is kept as a whole when the block ends, and undone as a whole when it raises.

        The write lock is taken at the start, so that what was read cannot change before it is written. One writes at a time.
        """
        with self.engine.connect().execution_options(**_WRITING) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _engine(address: str) -> Engine:
    url = make_url(address)
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+pg8000")
    engine = create_engine(url, pool_pre_ping=url.drivername != "sqlite")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_sqlite(connection, _record) -> None:
    """Set what SQLite keeps per connection. Transactions are begun by _begin_sqlite, not by the driver's guesses."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=20000")
    cursor.execute("PRAGMA foreign_keys=ON")
    _retry(lambda: cursor.execute("PRAGMA journal_mode=WAL"))
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("studio_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """Give a transaction what SQLite gives by itself: a reader one consistent state, writers one after another."""
    if connection.get_execution_options().get("studio_writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _migrate(engine: Engine) -> None:
    """Bring the database to HEAD. Two processes may try at once: one migrates, the other then finds nothing to do."""
    if _revision(engine) == HEAD:
        return
    from alembic import command  # slow to import, and not needed on an ordinary start
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))

    def upgrade() -> None:
        with engine.connect().execution_options(**_WRITING) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    _retry(upgrade)


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _retry(step) -> None:
    """Do ``step`` again while another process holds the database, for up to about two seconds."""
    for attempt in range(_ATTEMPTS):
        try:
            return step()
        except Exception as error:
            if attempt == _ATTEMPTS - 1 or not _is_contention(error):
                raise
            time.sleep(0.1)
    return None


def _is_contention(error: Exception) -> bool:
    words = str(error).lower()
    return "locked" in words or (isinstance(error, DBAPIError) and "already exists" in words)
