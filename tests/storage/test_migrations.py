"""The database comes up to date by itself, from nothing, again and again, and with several processes at once."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, insert, select
from sqlalchemy.exc import IntegrityError

from studio.storage.database import MIGRATIONS, Database
from studio.storage.schema import HEAD, audit_head, jobs, metadata, people, policies, throttles, tokens


def address(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'studio.db'}"


def test_an_empty_database_gets_every_table_the_code_knows(tmp_path):
    database = Database(address(tmp_path))
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_the_code_expects():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_opening_again_changes_nothing_and_loses_nothing(tmp_path):
    now = datetime(2026, 3, 9, tzinfo=UTC)
    with Database(address(tmp_path)).writing() as connection:
        connection.execute(insert(throttles).values(account="chen", failures=3, last_failure_at=now))
    with Database(address(tmp_path)).reading() as connection:
        assert connection.execute(select(throttles)).one() == ("chen", 3, now)
        assert len(connection.execute(select(audit_head)).all()) == 1


def test_several_processes_may_open_a_new_database_at_once(tmp_path):
    code = f"from studio.storage.database import Database; Database({address(tmp_path)!r})"
    opened = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(3)]
    errors = [process.communicate()[1].decode() for process in opened]
    assert [process.returncode for process in opened] == [0, 0, 0], errors
    with Database(address(tmp_path)).reading() as connection:
        assert len(connection.execute(select(audit_head)).all()) == 1


def test_sqlite_writes_ahead_and_minds_foreign_keys(tmp_path):
    database = Database(address(tmp_path))
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    row = {"token_sha256": "0" * 64, "person_id": "nobody", "expires_at": datetime.now(UTC)}
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(insert(tokens).values(**row))


def test_a_transaction_that_fails_leaves_nothing_behind(tmp_path):
    database = Database(address(tmp_path))
    row = {"account": "chen", "failures": 1, "last_failure_at": datetime.now(UTC)}
    with pytest.raises(RuntimeError), database.writing() as connection:
        connection.execute(insert(throttles).values(**row))
        raise RuntimeError
    with database.reading() as connection:
        assert connection.execute(select(throttles)).all() == []


def test_moments_come_back_in_utc_and_naive_ones_are_refused(tmp_path):
    database = Database(address(tmp_path))
    in_china = datetime(2026, 3, 9, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    person = {"id": "p", "account": "a", "name": "n", "post": "", "roles": "[]", "password_hash": "", "disabled": False}
    with database.writing() as connection:
        connection.execute(insert(people).values(**person, created_at=in_china))
    with database.reading() as connection:
        kept = connection.execute(select(people.c.created_at)).scalar_one()
    assert kept == in_china and kept.utcoffset() == timedelta(0)
    with pytest.raises(Exception, match="time zone"), database.writing() as connection:
        connection.execute(insert(people).values(**person | {"id": "q"}, created_at=datetime(2026, 3, 9)))


def test_a_studio_from_before_newer_versions_comes_up_to_date_with_everything_in_it(tmp_path):
    engine = create_engine(address(tmp_path))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql("INSERT INTO people VALUES ('p','chen','陈晓','','[]','',0,'2026-03-09 00:00:00')")
        connection.exec_driver_sql(
            "INSERT INTO policies VALUES ('y','s','','','标题','{}','','[]','p','2026-03-09 00:00:00','2026-03-09 00:00:00',0)"
        )
        connection.exec_driver_sql("INSERT INTO products VALUES ('d','y','faq','',0,'p','2026-03-09 00:00:00','2026-03-09 00:00:00')")
        connection.exec_driver_sql(
            "INSERT INTO jobs (id,policy_id,product_id,state,share,doing,error,attempts,cancel_requested,worker,\"by\",queued_at)"
            " VALUES ('j','y','d','queued',0,'','',0,0,'','p','2026-03-09 00:00:00')"
        )
    engine.dispose()
    with Database(address(tmp_path)).reading() as connection:
        assert connection.execute(select(policies.c.title, policies.c.succeeds)).all() == [("标题", None)]
        assert connection.execute(select(jobs.c.product_id, jobs.c.upload_id, jobs.c.request_id)).all() == [("d", None, None)]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
