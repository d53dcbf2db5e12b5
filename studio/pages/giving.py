"""The files a person gives for a product, on its page: what there is, each with what is said of it, and the way in for another."""

import streamlit as st

from studio import formats
from studio.materials.maps import map_word
from studio.pages import session, widgets

KINDS = {"picture": "图片", "recording": "录音", "music": "音乐"}
ENDINGS = {"picture": ["png", "jpg", "jpeg", "webp"], "recording": ["wav", "mp3", "m4a", "ogg", "webm"], "music": ["wav", "mp3", "m4a", "ogg", "webm"]}
WHOLE = {"picture": "放在封面后面", "recording": "请选择片段", "music": "整个视频"}


def kinds(product) -> tuple[str, ...]:
    """Return which kinds of file the product can use."""
    return session.studio().materials_taken(product.id)


def draw(product) -> None:
    """Draw the given files and the form for another."""
    names = {item.id: formats.segment_name(item) for item in session.studio().outline(product.id) if item.kind != "picture" and not item.furniture}
    for item in product.brief.materials:
        with st.container(border=True):
            given(product, item, names)
    new(product, names)


def given(product, item, names: dict[str, str]) -> None:
    """Draw one given file with where it belongs, and the way out."""
    studio, actor = session.studio(), session.actor()
    file = studio.material_file(product.id, item.sha256)
    left, right = st.columns([2, 3], vertical_alignment="center")
    with left:
        if item.kind == "picture":
            st.image(file.data, width="stretch")
        else:
            st.audio(file.data, format=item.media_type)
    with right:
        place = names.get(item.segment, "") or WHOLE[item.kind]
        st.markdown(f"**{formats.plain(item.caption or KINDS[item.kind])}**")
        st.caption(formats.plain("　".join(filter(None, (place, item.credit, item.map_number and f"审图号：{item.map_number}")))))
        if item.alt:
            st.caption(formats.plain(f"画面：{item.alt}"))
        if st.button("移除", key=f"remove_{item.sha256}", type="tertiary"):
            widgets.attempt(lambda: studio.remove_material(product.id, item.sha256, actor=actor, base=product.brief_version), "已移除，请重新制作。")


def new(product, names: dict[str, str]) -> None:
    """Draw the form for another file. What a refusal leaves in the fields stays there."""
    offered = kinds(product)
    kind = offered[0] if len(offered) == 1 else st.segmented_control("添加", offered, default=offered[0], format_func=KINDS.get, required=True, key=f"give_kind_{product.id}")
    place = f"give:{product.id}:{kind}"
    key = f"{product.id}_{kind}_{session.generation(place)}"
    file = st.file_uploader(f"{KINDS[kind]}文件（{'、'.join(name.upper() for name in ENDINGS[kind])}）", type=ENDINGS[kind], key=f"give_file_{key}")
    said: dict = {}
    if kind != "music":
        options = ["", *names]
        said["segment"] = st.selectbox(
            "放在哪个片段后面" if kind == "picture" else "是哪个片段的配音", options, format_func=lambda name: names.get(name, WHOLE[kind]), key=f"give_segment_{key}"
        )
    if kind == "picture":
        said["alt"] = st.text_input("图片内容描述（供读屏使用）", key=f"give_alt_{key}", placeholder="例如：老人在社区食堂窗口取餐")
        said["caption"] = st.text_input("图片说明（可不填）", key=f"give_caption_{key}", placeholder="例如：社区食堂")
        said["credit"] = st.text_input("图片来源（可不填）", key=f"give_credit_{key}", placeholder="例如：摄影：张敏")
        said["is_map"] = st.checkbox("图片上有地图", key=f"give_map_{key}")
        if said["is_map"] or map_word(file.name if file else "", said["alt"], said["caption"]):
            said["map_number"] = st.text_input("审图号", key=f"give_number_{key}", placeholder="GS（2022）1873号")
    if kind == "music":
        said["credit"] = st.text_input("来源或授权", key=f"give_credit_{key}", placeholder="例如：本单位自制")
    if st.button(f"添加{KINDS[kind]}", key=f"give_{key}", type="primary", disabled=file is None) and file is not None:

        def add() -> None:
            session.studio().add_material(
                product.id, file.getvalue(), file.name, kind=kind, actor=session.actor(), base=product.brief_version, **said
            )
            session.renew(place)

        widgets.attempt(add, "已添加，请重新制作。")
