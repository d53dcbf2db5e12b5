"""The department's table of readings (读音表): how words are said that a voice reads wrongly, each to listen to."""

import streamlit as st

from studio import formats
from studio.pages import session, widgets
from studio.service import Role, UserError


def may_change() -> bool:
    """Tell whether the person signed in may change the table."""
    person = session.person()
    return person is not None and any(person.has(role) for role in (Role.DRAFTER, Role.ADMIN))


def table(name: str) -> None:
    """Draw the table and the way in for another word; ``name`` tells the places apart where it is drawn."""
    studio = session.studio()
    st.caption("读错的词写在这里，全单位的视频都照着读，下次制作时生效。拼音每个字带声调数字，例如 重阳 = chong2yang2；也可以写同音字，例如 行唐 = 航唐。")
    if may_change():
        another(name)
    found = studio.readings()
    if not found:
        st.caption("还没有写过读音。")
    with st.container(height=260 if len(found) > 4 else "content", border=False):
        for view in found:
            entry(name, view)


def another(name: str) -> None:
    """Draw the fields for a word and its reading, to listen to and to save."""
    studio, actor = session.studio(), session.actor()
    place = f"reading/{name}"
    key = f"{name}_{session.generation(place)}"
    left, middle, right = st.columns([3, 4, 2], vertical_alignment="bottom")
    word = left.text_input("词", key=f"word_{key}", max_chars=12, placeholder="重阳")
    said = middle.text_input("读音", key=f"said_{key}", max_chars=80, placeholder="chong2yang2 或 虫羊")
    ready = bool(word.strip() and said.strip())
    if right.button("保存", key=f"save_{key}", type="primary", disabled=not ready, width="stretch"):
        try:
            studio.set_reading(word, said, actor)
        except UserError as error:
            st.error(str(error), icon=":material/error:")
        else:
            session.renew(place)
            st.rerun()
    if ready:
        widgets.listen_button(f"new_{name}")
        widgets.heard(lambda: studio.hear_reading(word, said), f"new_{name}", f"{word}={said}")


def entry(name: str, view) -> None:
    """Draw a word of the table with its reading, to listen to and to take out."""
    studio, actor = session.studio(), session.actor()
    left, middle, right = st.columns([4, 3, 2], vertical_alignment="center")
    left.markdown(f"**{formats.plain(view.word)}**　{formats.plain(view.said)}", help=f"{view.by}，{formats.moment(view.at)}")
    with middle:
        widgets.listen_button(f"{name}_{view.word}")
    if may_change():
        right.button("删除", key=f"unread_{name}_{view.word}", type="tertiary", icon=":material/delete:", on_click=studio.remove_reading, args=(view.word, actor))
    widgets.heard(lambda: studio.hear_reading(view.word, view.said), f"{name}_{view.word}", view.said)
