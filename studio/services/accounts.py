"""People: accounts, passwords, roles, signing in and staying signed in."""

from collections.abc import Iterable

from studio.reviewing import Role
from studio.services.values import PersonView, SignedIn


class Accounts:
    """The part of Studio about people."""

    def needs_first_administrator(self) -> bool:
        """Tell whether nobody has an account yet, so that the first person becomes the administrator."""
        raise NotImplementedError

    def create_first_administrator(self, account: str, name: str, password: str, *, post: str = "") -> PersonView:
        """Create the first account. It has every role: an office of one person can draft, but not approve its own work.

        Raises:
            NotAllowed: somebody already has an account.
            CannotAccept: the account, name or password does not meet the rules.
        """
        raise NotImplementedError

    def create_person(
        self, account: str, name: str, password: str, roles: Iterable[Role], *, actor: str, post: str = ""
    ) -> PersonView:
        """Create an account; ``actor`` must be an administrator.

        Raises:
            NotAllowed: the actor is no administrator.
            CannotAccept: the account is taken, or account, name or password does not meet the rules.
        """
        raise NotImplementedError

    def people(self) -> tuple[PersonView, ...]:
        """Return everybody with an account, by name, disabled ones last."""
        raise NotImplementedError

    def person(self, person_id: str) -> PersonView:
        """Return one person.

        Raises:
            NotAllowed: no such person.
        """
        raise NotImplementedError

    def sign_in(self, account: str, password: str) -> SignedIn:
        """Check a password. After five wrong ones the account waits, longer each time.

        Raises:
            NotAllowed: wrong account or password, too many attempts, or the account is disabled.
        """
        raise NotImplementedError

    def person_for_token(self, token: str) -> PersonView | None:
        """Return who a token belongs to, or None when it is unknown, expired, or its person is disabled."""
        raise NotImplementedError

    def sign_out(self, token: str) -> None:
        """Forget a token."""
        raise NotImplementedError

    def change_password(self, old: str, new: str, *, actor: str) -> None:
        """Change one's own password; every other place where one is signed in is signed out.

        Raises:
            NotAllowed: the old password is wrong.
            CannotAccept: the new one does not meet the rules.
        """
        raise NotImplementedError

    def reset_password(self, person_id: str, new: str, *, actor: str) -> None:
        """Set somebody's password as an administrator, and sign them out everywhere.

        Raises:
            NotAllowed: the actor is no administrator.
            CannotAccept: the password does not meet the rules.
        """
        raise NotImplementedError

    def set_roles(self, person_id: str, roles: Iterable[Role], *, actor: str) -> PersonView:
        """Replace somebody's roles as an administrator; the last administrator keeps that role.

        Raises:
            NotAllowed: the actor is no administrator, or nobody would be left to administer.
        """
        raise NotImplementedError

    def disable_person(self, person_id: str, *, actor: str, disabled: bool = True) -> PersonView:
        """Disable an account, or enable it again. What the person did stays on record.

        Raises:
            NotAllowed: the actor is no administrator, or nobody would be left to administer.
        """
        raise NotImplementedError
