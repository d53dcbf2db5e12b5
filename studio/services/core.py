"""What every part of Studio stands on: the database, the files, the clock, who is asking, and the interpretation at hand."""

import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlalchemy import Connection, Row

from generators.model import Interpretation, PolicyDocument, UnsupportedStatement
from studio.errors import CannotAccept, NotAllowed
from studio.reviewing import Person, Role
from studio.reviewing.workflow import needs_role
from studio.storage import audit, people, policies
from studio.storage.database import Database
from studio.storage.files import FileStore

if TYPE_CHECKING:
    from studio.jobs import Queue


class Core:
    """Shared by the parts of Studio. Nothing here is for the interface."""

    home: Path
    database: Database
    files: FileStore
    clock: Callable[[], datetime]
    recent: "RecentInterpretations"
    queue: "Queue"

    def _person(self, connection: Connection, person_id: str) -> Row:
        row = people.by_id(connection, person_id)
        if row is None:
            raise NotAllowed("没有这个账号，请重新登录。")
        return row

    def _actor(self, connection: Connection, actor: str, *roles: Role) -> Person:
        """Return who acts, provided their account is in use and they have one of ``roles`` (any, when none is named)."""
        row = self._person(connection, actor)
        if row.disabled:
            raise NotAllowed("这个账号已停用，请联系管理员。")
        person = Person(id=row.id, name=row.name, roles=people.roles_of(row))
        if roles and not set(roles) & set(person.roles):
            raise NotAllowed(needs_role(roles))
        return person

    def _note(self, connection: Connection, actor: str, action: str, subject: str, **detail) -> None:
        """Leave a link in the audit chain."""
        audit.append(connection, at=self.clock(), actor=actor, action=action, subject=subject, detail=detail)

    def _policy(self, connection: Connection, policy_id: str, *, lock: bool = False) -> Row:
        row = policies.by_id(connection, policy_id, lock=lock)
        if row is None:
            raise NotAllowed("政策库中没有这份政策，可能已更换了存储位置。")
        return row

    def _interpretation(
        self, connection: Connection, policy_id: str, version: int | None = None
    ) -> tuple[Row, Interpretation]:
        """Return a version of the interpretation (the newest, when none is named) with the row that says who saved it."""
        number = version or policies.latest_version(connection, policy_id)
        saved = policies.saved_version(connection, policy_id, number) if number else None
        if saved is None:
            raise NotAllowed("没有这个版本的解读稿，请刷新页面后重试。")
        found = self.recent.get(saved.digest)
        if found is None:
            found = policies.load_interpretation(connection, policy_id, saved.version)
            self.recent.put(saved.digest, found)
        return saved, found

    def _save_interpretation(
        self, connection: Connection, policy_id: str, interpretation: Interpretation, *, actor: str, what: str
    ) -> int:
        """Save a new version, and what the library shows of the document."""
        at = self.clock()
        version = policies.save_interpretation(connection, policy_id, interpretation, by=actor, at=at, what=what)
        policies.change(connection, policy_id, updated_at=at, **described(interpretation.document))
        return version

    def _hand_over(self, job_ids: Iterable[str]) -> None:
        """Tell the workers of jobs that wait, unless they were told already."""
        told = self.queue.waiting()
        for job_id in job_ids:
            if job_id not in told:
                self.queue.put(job_id)


class RecentInterpretations:
    """The interpretations used last, by digest, so that a page need not parse one again. Safe between threads."""

    def __init__(self, most: int = 32) -> None:
        """Keep up to ``most``."""
        self._most = most
        self._kept: OrderedDict[str, Interpretation] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: str) -> Interpretation | None:
        """Return the interpretation with this digest if it is at hand."""
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
            return self._kept.get(digest)

    def put(self, digest: str, interpretation: Interpretation) -> None:
        """Keep an interpretation, and let go of the one unused longest."""
        with self._lock:
            self._kept[digest] = interpretation
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def described(document: PolicyDocument) -> dict[str, str]:
    """Return the columns the library lists and searches."""
    shown = document.model_dump(
        mode="json", include={"document_number", "issuing_authorities", "kind", "published_on", "written_on", "expires_on", "validity"}
    )
    words = (document.title, document.document_number, *document.issuing_authorities, document.index_number, document.kind)
    return {
        "title": document.title,
        "summary": json.dumps(shown, ensure_ascii=False),
        "search_text": " ".join(filter(None, words)).lower(),
    }


def new_id() -> str:
    """Return a random id, not to be guessed and never reused."""
    return secrets.token_hex(8)


def clean(text: str, what: str, *, most: int, needed: bool = True) -> str:
    """Return a text somebody entered without stray spaces and control characters.

    Raises:
        CannotAccept: it is empty although ``needed``, or longer than ``most`` characters.
    """
    kept = "".join(character for character in text if character.isprintable() or character == "\n").strip()
    if needed and not kept:
        raise CannotAccept(f"{what}不能为空，请填写后再保存。")
    if len(kept) > most:
        raise CannotAccept(f"{what}不能超过 {most} 个字，现有 {len(kept)} 个字，请精简后再保存。")
    return kept


def sentence_of(error: ValueError) -> str:
    """Return one Chinese sentence for what the model found wrong with something entered."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        inner = first.get("ctx", {}).get("error")
        if not isinstance(inner, UnsupportedStatement):
            field = str(first["loc"][0]) if first["loc"] else ""
            return f"填写的内容不符合要求{f'（{field}）' if field else ''}，请检查后再保存。"
        error = inner
    return str(error).rstrip("。") + "，请核对原文后再保存。"
