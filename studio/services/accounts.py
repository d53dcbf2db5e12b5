"""People: accounts, passwords, roles, signing in and staying signed in."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, Row

from studio.errors import CannotAccept, NotAllowed
from studio.reviewing import Role
from studio.services.core import Core, new_id
from studio.services.values import PersonView, SignedIn
from studio.storage import people

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128
FREE_ATTEMPTS = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
TOKEN_LASTS = timedelta(hours=12)

WRONG = "账号或密码不正确，请重新输入。"


class Accounts(Core):
    """The part of Studio about people."""

    def needs_first_administrator(self) -> bool:
        """Tell whether nobody has an account yet, so that the first person becomes the administrator."""
        with self.database.reading() as connection:
            return people.count(connection) == 0

    def create_first_administrator(self, account: str, name: str, password: str, *, post: str = "") -> PersonView:
        """Create the first account. It has every role: an office of one person can draft, but not approve its own work.

        Raises:
            NotAllowed: somebody already has an account.
            CannotAccept: the account, name or password does not meet the rules.
        """
        account, name, password_hash = _check_new(account, name, password)
        with self.database.writing() as connection:
            if people.count(connection):
                raise NotAllowed("已经有管理员账号，请用该账号登录后再添加人员。")
            return self._insert(connection, account, name, password_hash, tuple(Role), post, actor="")

    def create_person(
        self, account: str, name: str, password: str, roles: Iterable[Role], *, actor: str, post: str = ""
    ) -> PersonView:
        """Create an account; ``actor`` must be an administrator.

        Raises:
            NotAllowed: the actor is no administrator.
            CannotAccept: the account is taken, or account, name or password does not meet the rules.
        """
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.ADMIN)
        account, name, password_hash = _check_new(account, name, password)
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.ADMIN)
            if people.by_account(connection, account) is not None:
                raise CannotAccept(f"账号“{account}”已有人使用，请换一个。")
            return self._insert(connection, account, name, password_hash, roles, post, actor=actor)

    def _insert(
        self,
        connection: Connection,
        account: str,
        name: str,
        password_hash: str,
        roles: Iterable[Role],
        post: str,
        *,
        actor: str,
    ) -> PersonView:
        person_id = new_id()
        people.insert_person(
            connection,
            person_id=person_id,
            account=account,
            name=name,
            post=" ".join(post.split())[:64],
            roles=roles,
            password_hash=password_hash,
            at=self.clock(),
        )
        row = self._person(connection, person_id)
        self._note(connection, actor or person_id, "person.create", f"person:{person_id}", roles=row.roles)
        return _view(row)

    def people(self) -> tuple[PersonView, ...]:
        """Return everybody with an account, by name, disabled ones last."""
        with self.database.reading() as connection:
            return tuple(_view(row) for row in people.everybody(connection))

    def person(self, person_id: str) -> PersonView:
        """Return one person.

        Raises:
            NotAllowed: no such person.
        """
        with self.database.reading() as connection:
            return _view(self._person(connection, person_id))

    def sign_in(self, account: str, password: str) -> SignedIn:
        """Check a password. After five wrong ones in a row the account waits, longer each time.

        An attempt is counted before the password is looked at, so that many at once are no way round the limit.

        Raises:
            NotAllowed: wrong account or password, too many attempts, or the account is disabled.
        """
        account = account.strip().lower()[:64]
        with self.database.writing() as connection:
            self._count_attempt(connection, account)
            row = people.by_account(connection, account)
        if not _matches(row.password_hash if row else _nobodys_hash(), password) or row is None:
            raise NotAllowed(WRONG)
        if row.disabled:
            raise NotAllowed("这个账号已停用，请联系管理员。")
        token, now = secrets.token_urlsafe(32), self.clock()
        expires_at = now + TOKEN_LASTS
        with self.database.writing() as connection:
            people.forget_failures(connection, account)
            people.insert_token(connection, _hash(token), row.id, expires_at, now)
            self._note(connection, row.id, "person.sign_in", f"person:{row.id}")
        return SignedIn(person=_view(row), token=token, expires_at=expires_at)

    def _count_attempt(self, connection: Connection, account: str) -> None:
        now = self.clock()
        failures, last = people.failures(connection, account)
        if last is not None and now - last > FORGOTTEN_AFTER:
            people.forget_failures(connection, account)
            failures = 0
        if failures >= FREE_ATTEMPTS:
            wait = min(FIRST_WAIT * 2 ** min(failures - FREE_ATTEMPTS, 16), LONGEST_WAIT)
            if (left := last + wait - now) > timedelta(0):
                minutes = -(-int(left.total_seconds()) // 60) or 1
                raise NotAllowed(f"密码输入错误次数过多，请在 {minutes} 分钟后重试，或请管理员重设密码。")
        people.note_failure(connection, account, now)

    def person_for_token(self, token: str) -> PersonView | None:
        """Return who a token belongs to, or None when it is unknown, expired, or its person is disabled."""
        with self.database.reading() as connection:
            row = people.person_of_token(connection, _hash(token), self.clock())
        return None if row is None or row.disabled else _view(row)

    def sign_out(self, token: str) -> None:
        """Forget a token."""
        with self.database.writing() as connection:
            people.delete_token(connection, _hash(token))

    def change_password(self, old: str, new: str, *, actor: str) -> None:
        """Change one's own password; one is signed out everywhere and signs in anew.

        Raises:
            NotAllowed: the old password is wrong, or was wrong too often.
            CannotAccept: the new one does not meet the rules.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor)
            row = self._person(connection, actor)
            self._count_attempt(connection, row.account)
        if not _matches(row.password_hash, old):
            raise NotAllowed("原密码不正确，请重新输入。")
        self._store_password(row, new, actor=actor)

    def reset_password(self, person_id: str, new: str, *, actor: str) -> None:
        """Set somebody's password as an administrator, and sign them out everywhere.

        Raises:
            NotAllowed: the actor is no administrator.
            CannotAccept: the password does not meet the rules.
        """
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.ADMIN)
            row = self._person(connection, person_id)
        self._store_password(row, new, actor=actor)

    def _store_password(self, row: Row, password: str, *, actor: str) -> None:
        password_hash = _hash_password(password, row.account)
        with self.database.writing() as connection:
            people.change(connection, row.id, password_hash=password_hash)
            people.delete_tokens_of(connection, row.id)
            people.forget_failures(connection, row.account)
            self._note(connection, actor, "person.password", f"person:{row.id}")

    def set_roles(self, person_id: str, roles: Iterable[Role], *, actor: str) -> PersonView:
        """Replace somebody's roles as an administrator; the last administrator keeps that role.

        Raises:
            NotAllowed: the actor is no administrator, or nobody would be left to administer.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.ADMIN)
            self._person(connection, person_id)
            people.change(connection, person_id, roles=people.roles_text(roles))
            self._note(connection, actor, "person.roles", f"person:{person_id}", roles=people.roles_text(roles))
            return self._still_administered(connection, person_id)

    def disable_person(self, person_id: str, *, actor: str, disabled: bool = True) -> PersonView:
        """Disable an account, or enable it again. What the person did stays on record.

        Raises:
            NotAllowed: the actor is no administrator, or nobody would be left to administer.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.ADMIN)
            self._person(connection, person_id)
            people.change(connection, person_id, disabled=disabled)
            people.delete_tokens_of(connection, person_id)
            self._note(connection, actor, "person.disable", f"person:{person_id}", disabled=disabled)
            return self._still_administered(connection, person_id)

    def _still_administered(self, connection: Connection, person_id: str) -> PersonView:
        """Return the person as changed; raising here undoes the change."""
        if not any(Role.ADMIN in people.roles_of(row) and not row.disabled for row in people.everybody(connection)):
            raise NotAllowed("至少要保留一名在用的管理员，请先把管理职责交给别人。")
        return _view(self._person(connection, person_id))


def _view(row: Row) -> PersonView:
    return PersonView(
        id=row.id,
        account=row.account,
        name=row.name,
        post=row.post,
        roles=people.roles_of(row),
        disabled=row.disabled,
        created_at=row.created_at,
    )


def _check_new(account: str, name: str, password: str) -> tuple[str, str, str]:
    account, name = account.strip().lower(), " ".join(name.split())
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,31}", account):
        raise CannotAccept("账号须为 2 至 32 个字母、数字、点、横线或下划线，并以字母或数字开头。")
    if not 1 <= len(name) <= 32 or not name.isprintable():
        raise CannotAccept("姓名须为 1 至 32 个字，请填写真实姓名。")
    return account, name, _hash_password(password, account)


def _hash_password(password: str, account: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise CannotAccept(f"密码须为 {SHORTEST_PASSWORD} 至 {LONGEST_PASSWORD} 个字符。")
    if len(set(password)) < 3 or password.lower() == account:
        raise CannotAccept("密码太容易猜到，请不要与账号相同，也不要只用一两个字符重复。")
    return PasswordHasher().hash(password)


@cache
def _nobodys_hash() -> str:
    """Return a hash to check against when there is no account, so that the answer takes as long."""
    return PasswordHasher().hash(secrets.token_urlsafe(16))


def _matches(password_hash: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(password_hash, password[: LONGEST_PASSWORD + 1])
    except VerificationError:
        return False


def _hash(token: str) -> str:
    """Return what is kept of a token: it is random and long, so a plain sha256 suffices."""
    return hashlib.sha256(token.encode()).hexdigest()
