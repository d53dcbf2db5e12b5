"""Themes (主题): a department makes its own from a base, its colours, logo and 制图单位, and sees at once how it looks."""

import base64
from dataclasses import replace

import streamlit as st

from studio import formats, labels
from studio.pages import session, widgets
from studio.service import CannotAccept, Coming, Preview, Role, ThemeDraft, UserError

NEW = ""
USUAL = "government-blue"
studio = session.studio()
actor = session.actor()


def choose(own) -> str:
    """Draw which theme is worked on and return its name, empty for a new one."""
    names = {NEW: "新建主题"} | {view.name: view.label + ("" if view.offered else "（已停用）") for view in own}
    waiting = {name for name in names if studio.kept_theme_draft(name, actor=actor)}
    last = session.chosen("theme_last")
    if last in names:
        st.session_state.setdefault("theme_name", last)  # what was worked on before the page was left
    chosen = st.selectbox("主题", list(names), format_func=lambda name: names[name] + ("（有改动未保存）" if name in waiting else ""), key="theme_name")
    session.choose("theme_last", chosen)
    return chosen


def key_of(field: str, chosen: str) -> str:
    return f"theme_{field}_{chosen}_{session.generation(f'theme:{chosen}')}"


def as_kept(chosen: str) -> ThemeDraft:
    """Return the theme as it is kept, with which its fields begin; a new one begins with the usual colours."""
    start = studio.theme_draft(chosen or USUAL)
    return replace(start, label=start.label if chosen else "", base=start.base or USUAL)


def begin(chosen: str, version: int) -> None:
    """Fill the fields, once: with what this person has not saved yet, else with the theme as it is kept."""
    if key_of("brand", chosen) in st.session_state:
        return
    draft, version = studio.kept_theme_draft(chosen, actor=actor) or (as_kept(chosen), version)
    session.see(f"theme:{chosen}", version)
    for field, value in vars(draft).items():
        st.session_state[key_of(field, chosen)] = value


def keep(draft: ThemeDraft, chosen: str) -> None:
    """Keep what is not saved, so that leaving the page loses nothing, and say that it is not saved."""
    if draft == as_kept(chosen):
        studio.drop_theme_draft(chosen, actor=actor)
        return
    kept = studio.kept_theme_draft(chosen, actor=actor)
    if kept is None or kept[0] != draft:
        studio.keep_theme_draft(draft, name=chosen, version=session.seen(f"theme:{chosen}") or 0, actor=actor)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(":material/edit_note: 有改动还没有保存。离开本页会替您留着，保存后才能用来制作产品。")
        st.button("放弃改动", key="drop_draft", type="tertiary", on_click=give_up, args=(chosen,))


def give_up(chosen: str) -> None:
    studio.drop_theme_draft(chosen, actor=actor)
    session.renew(f"theme:{chosen}")


def follow_base(chosen: str) -> None:
    """Take over the colours and the drawing of another base: they are where choosing begins."""
    base = studio.theme_draft(st.session_state[key_of("base", chosen)])
    for field, value in (("brand", base.brand), ("accent", base.accent), ("ornament", base.ornament)):
        st.session_state[key_of(field, chosen)] = value


def set_field(field: str, chosen: str, value: str) -> None:
    st.session_state[key_of(field, chosen)] = value


def take_logo(chosen: str, upload: str) -> None:
    """Make the uploaded logo safe at once: a refusal is told beside the field."""
    file = st.session_state.get(upload)
    if file is None:
        return
    try:
        set_field("logo", chosen, studio.theme_logo(file.getvalue(), file.name, actor=actor))
    except UserError as error:
        session.trouble(str(error))


def fields(chosen: str) -> ThemeDraft:
    """Draw the fields and return what they hold."""
    first, second = st.columns(2)
    label = first.text_input("主题名称", key=key_of("label", chosen), placeholder="如：民政绿", max_chars=16)
    unit = second.text_input("制图单位", key=key_of("unit", chosen), placeholder="如：云和市民政局", max_chars=30)
    built_in = {view.name: view.label for view in studio.themes() if not view.own}
    with st.container(horizontal=True):
        base = st.segmented_control(
            "从哪个主题开始", list(built_in), format_func=built_in.get, key=key_of("base", chosen), required=True, on_change=follow_base, args=(chosen,)
        )
        scale = st.segmented_control("字号", list(labels.TYPE_SCALES), format_func=labels.type_scale, key=key_of("type_scale", chosen), required=True)
    first, second, third = st.columns([1, 1, 5])
    brand = first.color_picker("主色", key=key_of("brand", chosen))
    accent = second.color_picker("点缀色", key=key_of("accent", chosen))
    with third:
        ornament = st.segmented_control(
            "封面图案", list(labels.ORNAMENTS), format_func=labels.ornament, key=key_of("ornament", chosen), required=True
        )
    logo = logo_field(chosen)
    return ThemeDraft(label=label, base=base, brand=brand, accent=accent, ornament=ornament, type_scale=scale, unit=unit, logo=logo)


def logo_field(chosen: str) -> str:
    """Draw the logo there is and the field for another; return the present one."""
    kept = st.session_state[key_of("logo", chosen)]
    upload = key_of("upload", chosen)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.file_uploader(
            "标识（可不放；PNG、JPG、WebP 或 SVG，最好是透明底）", type=["png", "jpg", "jpeg", "webp", "svg"], key=upload, on_change=take_logo, args=(chosen, upload)
        )
        if kept:
            st.image(base64.b64decode(kept), width=72)
            st.button("不放标识", key="drop_logo", type="tertiary", on_click=set_field, args=("logo", chosen, ""))
    if sentence := session.take_trouble():
        st.error(sentence, icon=":material/error:")
    return kept


def told(draft: ThemeDraft, chosen: str) -> bool:
    """Draw what is wrong with the colours, each with the nearest that will do; tell whether anything is."""
    found = studio.theme_problems(draft, name=chosen)
    for problem in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"problem_{problem.field}"):
            st.warning(problem.text, icon=":material/contrast:")
            st.button(f"改用 {problem.nearest}", key=f"nearest_{problem.field}", on_click=set_field, args=(problem.field, chosen, problem.nearest))
    return bool(found)


def save(draft: ThemeDraft, chosen: str, version: int | None) -> None:
    name = studio.save_theme(draft, actor=actor, name=chosen, base=version)
    studio.drop_theme_draft(chosen, actor=actor)
    session.renew(f"theme:{chosen}")
    session.renew(f"theme:{name}")
    session.choose("theme_saved", name)


def actions(draft: ThemeDraft, chosen: str, own) -> None:
    """Draw the buttons: save, export, stop offering."""
    view = next((item for item in own if item.name == chosen), None)
    with st.container(horizontal=True):
        if st.button("保存主题", type="primary", icon=":material/save:", key="save_theme"):
            widgets.attempt(lambda: save(draft, chosen, session.seen(f"theme:{chosen}") if view else None), "主题已保存，制作产品时可以选用。")
        if view is None:
            return
        file = studio.export_theme(chosen)
        st.download_button("导出文件", file.data, file.filename, file.media_type, icon=":material/download:", on_click="ignore")
        word = "停用" if view.offered else "重新启用"
        if st.button(word, key="offer_theme"):
            widgets.attempt(lambda: studio.offer_theme(chosen, not view.offered, actor=actor), f"主题已{word}。")
    st.caption(formats.plain(f"第 {view.version} 版，{view.by}于{formats.moment(view.at)}保存。已用这个主题的产品在主题改动后需要重新制作。"))


def from_file() -> None:
    """Draw the way in for a theme another studio exported."""
    with st.expander("从文件添加主题", icon=":material/upload_file:"):
        file = st.file_uploader("主题文件（.toml）", type=["toml"], key="theme_file")
        if st.button("添加", disabled=file is None, key="add_theme") and file is not None:

            def add() -> None:
                session.choose("theme_saved", studio.add_theme_file(file.getvalue(), file.name, actor=actor))

            widgets.attempt(add, "主题已添加。")


def shown(draft: ThemeDraft, chosen: str) -> None:
    """Draw the sample in the theme, or how far it is."""
    st.caption("样张")
    try:
        theme = studio.theme_of_draft(draft, name=chosen)
    except CannotAccept as error:
        st.info(f"改好后这里会显示样张。{error}")
        return

    def ask(again: bool = False) -> Preview | Coming:
        return studio.theme_preview(theme, asker=session.place("sample"), again=again)

    widgets.live_preview(ask, "sample", "一图读懂样张", height="640px")


widgets.heading("主题", "做一个本单位的主题：选底子、定颜色、放标识、写制图单位，右边随时看样张。")
if not {Role.DRAFTER, Role.ADMIN} & set(session.person().roles):
    st.info("主题由拟稿人或管理员制作，您可以在“解读产品”中看到用它制作的产品。")
    st.stop()
own = studio.own_themes()
if saved := session.chosen("theme_saved"):
    st.session_state["theme_name"] = saved  # the one just saved is worked on
    session.choose("theme_saved", "")
left, right = st.columns([7, 5], gap="large")
with left:
    chosen = choose(own)
    begin(chosen, next((view.version for view in own if view.name == chosen), 0))
    draft = fields(chosen)
    told(draft, chosen)
    keep(draft, chosen)
    actions(draft, chosen, own)
    from_file()
with right:
    shown(draft, chosen)
