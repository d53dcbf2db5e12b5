"""What people have typed and not saved (未保存的内容): it survives a reload, a lost connection and a restart."""

from sqlalchemy import delete, insert, select

from studio.services.core import Core
from studio.storage.schema import unsaved

LONGEST = 20_000


class Unsaved(Core):
    """The part of Studio that loses nothing a person has entered."""

    def keep_unsaved(self, place: str, text: str, *, actor: str, instead_of: str | None = None) -> None:
        """Keep what ``actor`` has typed at ``place`` (any name of up to 200 characters); the first 20,000 characters.

        ``instead_of`` are the words that were saved there when they began.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor)
            connection.execute(_at(actor, place))
            row = {"person_id": actor, "place": place, "text": text[:LONGEST], "instead_of": instead_of, "at": self.clock()}
            connection.execute(insert(unsaved).values(**row))

    def unsaved(self, place: str, *, actor: str) -> str | None:
        """Return what ``actor`` has typed at ``place`` and not saved; None when there is nothing."""
        with self.database.reading() as connection:
            mine = (unsaved.c.person_id == actor) & (unsaved.c.place == place)
            return connection.execute(select(unsaved.c.text).where(mine)).scalar()

    def typed_instead_of(self, place: str, *, actor: str) -> str | None:
        """Return the words that were saved at ``place`` when ``actor`` began to type other ones there; None when that is not known."""
        with self.database.reading() as connection:
            mine = (unsaved.c.person_id == actor) & (unsaved.c.place == place)
            return connection.execute(select(unsaved.c.instead_of).where(mine)).scalar()

    def drop_unsaved(self, place: str, *, actor: str) -> None:
        """Forget what was typed at ``place``: it has been saved or given up."""
        with self.database.writing() as connection:
            connection.execute(_at(actor, place))


def _at(actor: str, place: str):
    return delete(unsaved).where((unsaved.c.person_id == actor) & (unsaved.c.place == place))
