"""The elements of the page on which a product is arranged: segments to choose and move, text told while it is typed, the preview.

Each calls back with what a person did before the page is drawn anew. Strings reach the browser as data and are put in as text.
"""

import base64
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from generators.model import digest_of
from studio.pages import previews

STATIC = Path(__file__).parents[1] / "static"


def _component(name: str):
    parts = {kind: (STATIC / f"arrange_{name}.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")}
    return st.components.v2.component(f"arrange_{name}", **parts)


_list, _field, _preview, _icons = map(_component, ("list", "field", "preview", "icons"))


def _told(key: str, what: str, hears: Callable[[Any], None]) -> Callable[[], None]:
    """Return what hands on a value the element with this key has just told."""

    def hand_on() -> None:
        value = st.session_state[key].get(what)
        if value is not None:
            hears(value)

    return hand_on


def _until_it_is_there(busy: bool) -> float:
    """Return what makes an element have the page drawn anew in a moment, 0 for not; new each time, so that it is heard each time.

    The element asks as a person's click would, and nothing a person does meanwhile is lost by it.
    """
    return time.time() if busy else 0


def segment_list(
    rows: list[dict[str, Any]],
    *,
    grouped: bool,
    chosen: str,
    key: str,
    sheet: str = "",
    busy: bool = False,
    on_chosen: Callable[[str], None],
    on_order: Callable[[list[str]], None],
    on_hidden: Callable[[str, str | None], None],
) -> None:
    """Draw the segments. A row holds id, group, block, name, words, hidden, fixed, changed, mark and grave (its severity).

    It may hold a note, and a box: where its picture is on ``sheet`` (a data address), as shares of width and height. ``busy`` tells
    that the sheet is coming.
    """
    _list(
        data={"rows": rows, "sheet": sheet, "grouped": grouped, "chosen": chosen, "stamp": digest_of(rows), "busy": _until_it_is_there(busy)},
        key=key,
        on_waited_change=lambda: None,
        on_chosen_change=_told(key, "chosen", lambda value: on_chosen(str(value["segment"]))),
        on_order_change=_told(key, "order", lambda value: on_order([str(name) for name in value])),
        on_hidden_change=_told(key, "hidden", lambda value: on_hidden(str(value["segment"]), value["reason"])),
    )


def text_field(
    label: str,
    text: str,
    *,
    place: str,
    saved: str,
    instead_of: str,
    stamp: str,
    key: str,
    on_typed: Callable[[str, str, str, bool], None],
    most: int = 2000,
    usual: int = 0,
    single: bool = False,
    flat: bool = False,
    hint: str = "",
) -> None:
    """Draw a text that is told while it is typed, and as finished when the cursor leaves it, each time with its ``place``
    and the words it is typed ``instead_of``: those that were saved when the field was drawn.

    What stands in it is replaced by ``text`` only when ``stamp`` changes. ``saved`` is what is saved of it, ``usual`` the number of
    characters that should do, ``single`` that it has no paragraphs, ``flat`` that it keeps to one line, ``hint`` what is shown in an empty field.
    """
    _field(
        data={
            "label": label, "text": text, "saved": saved, "insteadOf": instead_of, "stamp": stamp, "place": place, "most": most, "usual": usual,
            "single": single, "flat": flat, "hint": hint,
        },
        key=key,
        on_typed_change=_told(key, "typed", lambda value: on_typed(str(value["place"]), str(value["text"]), str(value["insteadOf"]), bool(value["finished"]))),
    )  # fmt: skip


def preview(shown, *, chosen: str, alt: str, key: str, note: str = "", busy: bool = False, height: str = "", on_chosen: Callable[[str], None]) -> None:
    """Draw a preview with the segment ``chosen`` pointed out; ``shown`` None leaves the last one and only says the note, ``busy`` that one is coming."""
    data: dict[str, Any] = {"media": "", "chosen": chosen, "alt": alt, "note": note, "busy": _until_it_is_there(busy), "height": height}
    if shown is not None and shown.media_type:
        page = shown.media_type == "text/html"
        content = previews.with_font(shown.data.decode()) if page else base64.b64encode(shown.data).decode()
        data |= {
            "media": shown.media_type, "content": content, "stamp": digest_of(content),
            "boxes": {name: list(box) for name, box in shown.boxes.items()}, "anchors": dict(shown.anchors),
        }  # fmt: skip
    _preview(
        data=data, key=key, on_chosen_change=_told(key, "chosen", lambda value: on_chosen(str(value["segment"]))), on_waited_change=lambda: None,
    )  # fmt: skip


def icon_picker(found: tuple[tuple[str, str, bytes], ...], *, chosen: str, key: str, on_chosen: Callable[[str], None]) -> None:
    """Draw icons to choose from: name, words each stands for, drawing (SVG)."""
    rows = [{"name": name, "words": words, "drawing": drawing.decode()} for name, words, drawing in found]
    _icons(
        data={"icons": rows, "chosen": chosen}, key=key,
        on_chosen_change=_told(key, "chosen", lambda value: on_chosen(str(value["icon"]))),
    )  # fmt: skip
