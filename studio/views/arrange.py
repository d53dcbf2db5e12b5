"""Arranging a product (编排): its segments on the left, the chosen one's fields, and the live preview beside them."""

import streamlit as st

from studio import formats
from studio.pages import filming, session, steering, widgets

studio = session.studio()
actor = session.actor()
steering.OF_PRODUCT["video"] = filming.PARTS


def bar(arrangement, product) -> str:
    """Draw what concerns the whole product; return the theme to compare with, empty for none."""
    versions = studio.brief_versions(arrangement.product_id)
    back, forth = session.steps(arrangement.product_id, versions)

    def go(taken: list[int], kept: list[int]) -> None:
        try:
            studio.restore_brief(arrangement.product_id, taken[-1], actor=actor, base=arrangement.version)
        except steering.UserError as error:
            session.trouble(str(error))
            return
        kept.append(arrangement.version)
        taken.pop()
        renew_fields(arrangement)

    with st.container(horizontal=True, vertical_alignment="bottom", key="arrange_bar"):
        st.button("撤销", icon=":material/undo:", disabled=not back, on_click=go, args=(back, forth), key="undo")
        st.button("重做", icon=":material/redo:", disabled=not forth, on_click=go, args=(forth, back), key="redo")
        title(arrangement)
        themes = {item.name: item.label for item in studio.themes(arrangement.brief.theme)}
        key = steering.in_step(arrangement, "theme", arrangement.brief.theme)
        st.selectbox(
            "主题", list(themes), format_func=themes.get, key=key, width=150,
            on_change=steering.take, args=(arrangement, "theme"),
        )  # fmt: skip
        compared = st.toggle("比较两个主题", key="comparing")
        for part in steering.parts_of(arrangement).bar:
            part(arrangement)
        busy = product.job is not None and not product.job.is_over
        if st.button("重新制作", icon=":material/refresh:", type="primary" if product.stale else "secondary", disabled=busy, key="rebuild"):
            make_again(arrangement)
    return compared


def make_again(arrangement) -> None:
    """Start making the product and go to where its progress is shown."""
    try:
        studio.rebuild((arrangement.product_id,), actor=actor)
    except steering.UserError as error:
        st.error(str(error), icon=":material/error:")
        return
    session.notice("编排已保存，已开始重新制作。")
    st.switch_page("views/products.py")


def renew_fields(arrangement) -> None:
    """Let every field show what is saved: somebody went back, so that what was being typed is past."""
    for item in arrangement.segments:
        for field in steering.FIELDS:
            session.renew(steering.place_of(arrangement, item.id, field))
    session.renew(f"brief/{arrangement.product_id}/title")


def title(arrangement) -> None:
    words = steering.title_of(arrangement)
    steering.writing.field(
        words, hint=arrangement.title, most=100, single=True, flat=True, told_at=words.place, key=f"field_{arrangement.product_id}_title",
        on_typed=lambda where, text, instead_of, finished: steering.writing.hear(words, text, instead_of, finished),
    )  # fmt: skip


def compare(arrangement, chosen: str) -> None:
    """Draw the product in two themes side by side, each to be taken with one click."""
    themes = {item.name: item.label for item in studio.themes(arrangement.brief.theme)}
    others = [name for name in themes if name != arrangement.brief.theme]
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**现在的主题：{formats.plain(themes[arrangement.brief.theme])}**")
        steering.pane(arrangement, None, chosen, key="present")
    with right:
        with st.container(horizontal=True, vertical_alignment="center"):
            other = st.segmented_control("另一个主题", others, default=others[0], format_func=themes.get, required=True, key="other_theme", label_visibility="collapsed") or others[0]
            st.button("用这个主题", type="primary", key="take_theme", on_click=lambda: steering.choose(arrangement, "theme", st.session_state["other_theme"]))
        steering.pane(arrangement, None, chosen, theme=other, key="other")


def segment(arrangement, chosen: str, product):
    """Draw the remarks on the chosen segment, its fields and its clauses; return the arrangement as it is being written, None when saved."""
    item = arrangement.segment(chosen)
    brief = steering.being_written(arrangement, chosen)
    widgets.open_remarks(product, chosen)
    steering.outdated(arrangement, item)
    if item.hidden:
        st.info(formats.plain(f"这个片段不在产品中显示：{item.hidden}"), icon=":material/visibility_off:")
    steering.words(arrangement, item)
    steering.layout(arrangement, item)
    with st.container(horizontal=True, key="arrange_tools"):
        for tool in steering.TOOLS:
            tool(arrangement, item)
    steering.checked(arrangement, item, brief)
    for part in steering.parts_of(arrangement).segment:
        part(arrangement, item, brief)
    if item.shown.points or item.shown.table:
        st.caption("列出的各点和表格取自要点，请在“问答与要点”中修改。")
    document = studio.record(arrangement.policy_id).document
    if item.shown.citations or item.shown.supplements:
        st.markdown("**依据条款**")
        widgets.cited_clauses(document, item.shown.citations)
        widgets.supplements(item.shown.supplements)
    return brief


@st.fragment
def desk(product_id: str) -> None:
    with widgets.faults_told():
        draw(product_id)


def draw(product_id: str) -> None:
    try:
        arrangement, product = studio.arrangement(product_id), studio.product(product_id)
    except steering.UserError as error:
        st.error(str(error), icon=":material/error:")
        return
    listed = [row["id"] for row in steering.rows_of(arrangement, ())]
    chosen = session.segment() if session.segment() in listed else next((name for name in listed if not arrangement.segment(name).shown.furniture), "")
    session.show_in_address(product=product_id, segment=chosen)
    if why := session.take_trouble():
        st.error(why, icon=":material/error:")
    if arrangement.gone:
        st.info(
            f"有 {len(arrangement.gone)} 处编排对应的片段现在没有了（政策或要点有改动）。这些选择仍保留着，片段再出现时自动生效。",
            icon=":material/inventory_2:",
        )  # fmt: skip
    widgets.sent_back(product)
    comparing = bar(arrangement, product)
    steering.writing.overtaken(steering.title_of(arrangement))
    if comparing:
        compare(arrangement, chosen)
        return
    left, middle, right = st.columns([3.1, 3.1, 3.8], gap="small")
    # What a person waits for comes first: the fields, the preview, then the checks of everything.
    with middle, st.container(key="arrange_fields"):
        widgets.open_remarks(product, "", lambda segment_id: "对整个产品")
        brief = segment(arrangement, chosen, product) if chosen else None
    with right:
        steering.pane(arrangement, steering.parts_of(arrangement).seen(arrangement, brief), chosen)
    with left:
        overview(arrangement, chosen, {remark.segment for remark in product.open_comments()})


def overview(arrangement, chosen: str, remarked: set[str]) -> None:
    """Draw the list of segments, or what the checks found."""
    issues = studio.arrangement_issues(arrangement.product_id)
    names = {"segments": "片段", "problems": f"核对（{len(widgets.to_check(issues))}）"}
    part = st.segmented_control(
        "内容", list(names), format_func=names.get, default="segments", required=True, key="arrange_part", label_visibility="collapsed"
    )
    if part == "problems":
        with st.container(key="arrange_problems"):
            steering.problems(arrangement, issues)
    else:
        steering.segments(arrangement, issues, chosen, remarked)


chosen_policy = widgets.needs_policy()
found = {item.id: item for item in studio.products(chosen_policy)}
wanted = session.product() if session.product() in found else next(iter(found), "")
if not wanted:
    widgets.heading("编排", "选择要显示的内容，改标题和文字，挑主题和图标。")
    st.info("还没有产品，请先在“解读产品”中制作。", icon=":material/auto_awesome_mosaic:")
    st.page_link("views/products.py", label="前往解读产品", icon=":material/arrow_forward:")
    st.stop()
if why := studio.why_unchangeable(wanted, actor):
    widgets.heading(f"编排：{found[wanted].label}")
    st.info(formats.plain(why), icon=":material/lock:")
    st.page_link("views/products.py", label="返回解读产品", icon=":material/arrow_back:")
    st.stop()
studio.warm_previews()
session.choose("product", wanted)
with st.container(key="arranging"):
    with st.container(horizontal=True, vertical_alignment="center", key="arrange_head"):
        widgets.heading(f"编排：{found[wanted].label}", "勾选要显示的片段，拖动调整顺序，直接改文字；右侧随改随看，自动保存。")
        st.page_link("views/products.py", label="返回解读产品", icon=":material/arrow_back:")
    desk(wanted)
