"""A text of a product written on the page: kept while it is typed, saved when it is finished, never over words saved meanwhile.

Two people, or one person in two pages, may write in the same place. Each field remembers the words it was opened with. Where others are
saved by then, nothing is saved over them: the second is shown them with the name of their author, and decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from studio import formats
from studio.pages import live, session


@dataclass(frozen=True)
class Words:
    """A text that can be written: ``place`` under which it is kept until it is saved, what it is called, what is saved of it.

    ``save`` takes what is to be saved and the words it may replace, and returns what is then saved, None when that was refused.
    ``author`` takes the words that were replaced and returns who saved the present ones (``Studio.who_saved``).
    """

    place: str
    label: str
    saved: str
    save: Callable[[str, tuple[str, ...]], str | None]
    author: Callable[[str], str]

    @property
    def typed(self) -> str | None:
        """Return what this person has typed and not saved; None when there is nothing."""
        return session.studio().unsaved(self.place, actor=session.actor())


def field(words: Words, *, key: str, told_at: str, on_typed: Callable[[str, str, str, bool], None], **look) -> None:
    """Draw the field with what is being typed, else with what is saved; ``told_at`` comes back with what is typed (``live.text_field``)."""
    typed = words.typed
    before = _before(words, typed)
    live.text_field(
        words.label, words.saved if typed is None else typed, saved=words.saved, instead_of=before, place=told_at, key=key,
        stamp=f"{words.place}/{session.generation(words.place)}", on_typed=on_typed, **look,
    )  # fmt: skip


def _before(words: Words, typed: str | None) -> str:
    """Return the words the field was opened with; one in which nothing is being typed is opened anew with what others saved."""
    if typed is not None:
        known = session.studio().typed_instead_of(words.place, actor=session.actor())
        return words.saved if known is None else known
    if session.opened_with(words.place) not in (None, words.saved):
        session.renew(words.place)
    session.open_with(words.place, words.saved)
    return words.saved


def hear(words: Words, text: str, instead_of: str, finished: bool) -> None:
    """Keep what is typed, and save it when it is finished."""
    session.studio().keep_unsaved(words.place, text, actor=session.actor(), instead_of=instead_of)
    if finished:
        finish(words, text, instead_of)


def finish(words: Words, text: str, *instead_of: str) -> None:
    """Save a text over the words it was typed instead of, or over those saved last from this very page."""
    own = session.written_here(words.place)
    saved = words.save(text, (*instead_of, *([] if own is None else [own])))
    if saved is None or not text.strip():
        session.renew(words.place)  # what was typed is shown again, or its own words are back
    if saved is not None:
        session.studio().drop_unsaved(words.place, actor=session.actor())
        session.write_here(words.place, saved)
        session.open_with(words.place, saved)


def overtaken(words: Words) -> None:
    """Draw, where other words were saved while these were being typed, what they are, whose, and the choice between both."""
    studio, actor = session.studio(), session.actor()
    if (typed := words.typed) is None:
        return
    before = studio.typed_instead_of(words.place, actor=actor)
    if before is None or words.saved in (before, typed, session.written_here(words.place)):
        return

    def drop() -> None:
        studio.drop_unsaved(words.place, actor=actor)
        session.renew(words.place)

    with st.container(border=True, gap="small", key=f"overtaken_{words.place.replace('/', '_')}"):
        who = words.author(before)
        st.warning(formats.plain(f"{who}把“{words.label}”改成了下面的文字，您写的还没有保存。"), icon=":material/group:")
        st.html(f'<div class="segment">{escape(words.saved) or "（空白）"}</div>')
        with st.container(horizontal=True):
            st.button("改用我写的", key=f"mine_{words.place}", on_click=finish, args=(words, typed, words.saved))
            st.button("用已保存的", key=f"theirs_{words.place}", type="primary", on_click=drop)
