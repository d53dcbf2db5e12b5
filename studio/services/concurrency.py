"""Two people at once: a save is built upon the newest version, unless somebody else changed the very same thing."""

from typing import Any

from sqlalchemy import Connection

from studio.errors import Conflict
from studio.storage import people, policies

Item = tuple[str, ...]
"""What is being changed: (field,), ("document", field), ("key_points", id) or ("answers", question id)."""

_KEYS = {"key_points": "id", "answers": "question"}


def refuse_if_changed(connection: Connection, policy_id: str, item: Item, *, actor: str, base: int | None) -> None:
    """Let the save go on unless somebody other than ``actor`` changed ``item`` after version ``base``.

    Raises:
        Conflict: with the name of who changed it.
    """
    newest = policies.latest_version(connection, policy_id) or 0
    if base is None or base == newest:
        return
    if not 0 < base < newest:
        raise Conflict("页面上的内容与系统中的版本对不上，请刷新后重试，已填写的内容请先复制。")
    before = stored_item(connection, policy_id, base, item)
    if before == stored_item(connection, policy_id, newest, item):
        return
    for saved in reversed(policies.saved_versions(connection, policy_id)):
        if saved.version <= base:
            continue
        after = stored_item(connection, policy_id, saved.version, item)
        if after != before and saved.by != actor:
            name = people.names(connection)[saved.by]
            raise Conflict(f"{name}刚刚修改了同一处内容，这次没有保存，请先看过对方的修改再决定。")
        before = after


def stored_item(connection: Connection, policy_id: str, version: int, item: Item) -> Any:
    """Return ``item`` as plain JSON as it stood at ``version``; None when it did not exist."""
    value = policies.stored_fields(connection, policy_id, version, (item[0],))[item[0]]
    if item[0] in _KEYS:
        return next((entry for entry in value if entry[_KEYS[item[0]]] == item[1]), None)
    for name in item[1:]:
        value = value.get(name)
    return value
