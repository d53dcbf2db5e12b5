"""Products (解读产品): making them in the background, looking at them, arranging them, submitting them."""

import streamlit as st

from studio import formats, labels
from studio.pages import drawings, giving, previews, session, widgets
from studio.service import Action, Role, Status

studio = session.studio()
actor = session.actor()


def make(chosen: str) -> None:
    view = studio.interpretation(chosen)
    folded = st.expander("制作产品", expanded=not studio.products(chosen), icon=":material/auto_awesome_mosaic:")
    with folded:
        audiences = ("", *view.interpretation.audiences)
        audience = st.columns(3)[0].selectbox("面向", audiences, format_func=lambda item: item.label if item else "全部对象")
        kept = {product.generator: product for product in studio.removed_in_review(chosen) if product.audience == (audience.id if audience else "")}
        for product in kept.values():
            bring_back(product)
    with folded, st.form("make", border=False):
        proposed = studio.theme_proposed(chosen)
        themes = studio.themes(proposed)
        wanted = kinds_to_make(chosen, audience.id if audience else "", kept)
        first, second = st.columns(2)
        index = next(number for number, item in enumerate(themes) if item.name == proposed)
        theme = first.selectbox("主题", themes, index=index, format_func=lambda item: item.label)
        voice = second.selectbox("视频配音", studio.voices(), format_func=lambda item: item.label)
        sizes = st.multiselect("一图读懂的其他版式（长图总会制作）", list(formats.SIZES), format_func=formats.SIZES.get, placeholder="可不选", key="make_sizes")
        signed = st.date_input("解读稿、解读方案的落款日期（可不填）", value=None, format="YYYY-MM-DD", key="make_date")
        options = {"voice": voice.name, **({"sizes": ",".join(sizes)} if sizes else {}), **({"date": formats.day(signed)} if signed else {})}
        if st.form_submit_button("开始制作", type="primary", icon=":material/play_arrow:"):
            widgets.attempt(
                lambda: studio.start_build(
                    chosen, wanted, actor=actor, theme=theme.name, audience=audience.id if audience else "", options=options
                ),
                "已开始制作，可以离开本页，稍后回来查看。",
            )


def bring_back(product) -> None:
    """Draw the way back for what was removed while it was in review, approved or signed and is so again."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{product.label}移除以后，内容又和审核时一致，仍是“{labels.status(product.status)}”。", width="content")
        if st.button(f"恢复{product.label}", key=f"back_{product.id}", icon=":material/undo:"):
            widgets.attempt(lambda: studio.bring_back(product.id, actor=actor), "已恢复。")


def kinds_to_make(chosen: str, audience: str, kept: dict) -> list[str]:
    """Return the kinds ticked. One that is in review, approved or signed cannot be: it stays what it is; one that is published is not proposed.

    ``kept`` are the products, by kind, that were removed and are so again.
    """
    kinds = formats.by_custom(studio.generators())
    made = {product.generator: product for product in studio.products(chosen) if product.audience == audience}
    fixed, ticked = studio.unchangeable(chosen, actor), []
    for kind, column in zip(kinds, st.columns(len(kinds)), strict=True):
        product = made.get(kind.name)
        if kind.name in kept:
            column.checkbox(kind.label, value=False, disabled=True, key=f"kept_{kept[kind.name].id}")
            column.caption(":material/lock: 已移除，可以恢复")
            continue
        if product and product.id in fixed:
            column.checkbox(kind.label, value=False, disabled=True, key=f"fixed_{product.id}", help=formats.plain(fixed[product.id]))
            column.caption(f":material/lock: {labels.NOT_TO_BE_MADE[product.status]}")
            continue
        public = product is not None and product.status is Status.PUBLISHED
        if column.checkbox(kind.label, value=kind.usual and not public, key=f"make_{kind.name}_{product.id if public else audience}"):
            ticked.append(kind.name)
        if public:
            column.caption(labels.status(product.status))
    return ticked


@st.fragment(run_every=1.0)
def progress(chosen: str) -> None:
    running = studio.jobs(chosen, unfinished=True)
    for job in running:
        line, button = st.columns([6, 1], vertical_alignment="bottom")
        with line:
            widgets.job_bar(job)
        if drafts and button.button("取消", key=f"cancel_{job.id}", type="tertiary"):
            studio.cancel_job(job.id, actor=actor)
    before = st.session_state.get("running_jobs", 0)
    st.session_state["running_jobs"] = len(running)
    if len(running) < before:
        st.rerun()


def choose(chosen: str):
    made = formats.by_custom(studio.products(chosen))
    if not made:
        return None
    ids = [product.id for product in made]
    by_id = {product.id: product for product in made}
    audiences = {item.id: f"（{item.label}）" for item in studio.interpretation(chosen).interpretation.audiences}
    current = session.chosen("product")
    picked = st.segmented_control(
        "产品", ids, default=current if current in ids else ids[0], required=True, label_visibility="collapsed", key=f"pick_{chosen}",
        format_func=lambda name: f"{by_id[name].label}{audiences.get(by_id[name].audience, '')}",
    ) or ids[0]
    session.choose("product", picked)
    return studio.product(picked)


def state(product) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        widgets.status_badge(product.status)
        st.caption(f"第 {product.revision_number} 版" if product.revision_number else "还没有制作完成")
        if product.stale:
            st.badge("需要重新制作", color="orange", icon=":material/sync:")
    if product.stale and product.stale_because:
        st.warning(formats.plain(product.stale_because), icon=":material/sync:")
    to_mend(product)
    note = widgets.reason_to_submit(product)
    fixed = studio.why_unchangeable(product.id, actor)
    with st.container(horizontal=True):
        if not fixed:
            change(product)
        widgets.action_buttons(product, note=note)
        if not studio.why_unremovable(product.id, actor):
            remove(product)
    if fixed:
        st.caption(f":material/lock: {formats.plain(fixed)}")
    if product.job is not None and product.job.error:
        widgets.job_bar(product.job)
    why = studio.refusals(product.id, actor).get(Action.SUBMIT, "")
    if why and drafts:
        st.caption(formats.plain(f"暂时不能提交审核：{why}"))


def change(product) -> None:
    kind = "primary" if product.stale else "secondary"
    if st.button("重新制作", icon=":material/refresh:", type=kind, disabled=product.job is not None and not product.job.is_over):
        widgets.attempt(lambda: studio.rebuild((product.id,), actor=actor), "已开始重新制作。")
    if st.button("编排", icon=":material/tune:", help="挑选、排序、改标题和文字、换图标和主题，边改边看"):
        session.choose("segment", "")
        st.switch_page("views/arrange.py")


def remove(product) -> None:
    with widgets.popover("移除", f"remove_open_{product.id}", icon=":material/delete:", type="tertiary"):
        st.markdown("移除后这里不再列出这个产品。各版本和审核经过仍然留存；以后再制作同一种产品，会沿用现在的编排。")
        if st.button("确认移除", key=f"remove_{product.id}", type="primary"):
            widgets.attempt(lambda: studio.remove_product(product.id, actor=actor), "已移除。")


def to_mend(product) -> None:
    """Draw what reviewers want mended: why it was sent back, and the remarks nobody has dealt with."""
    widgets.sent_back(product)
    names = {segment.id: formats.segment_name(segment)[:20] for segment in product.segments}
    widgets.open_remarks(product, name=lambda segment_id: names.get(segment_id, ""))


def downloads(product) -> None:
    for file in product.files:
        content = studio.file(product.id, file.filename)
        st.download_button(
            f"{formats.file_name(file.filename)}　{formats.size(file.bytes)}", content.data, formats.download_name(product.title, file.filename), file.media_type,
            key=f"get_{product.id}_{file.filename}", icon=":material/download:", width="stretch", on_click="ignore",
        )


def confirm_form(product):
    def draw(view) -> None:
        reason = st.text_input("核对情况", key=f"reason_{view.key}", placeholder="例如：已与业务科核对，表述无误")
        if st.button("已核对", key=f"confirm_{view.key}"):
            widgets.attempt(lambda: studio.confirm_issue(product.id, view.key, reason, actor=actor), "已记录核对情况。")

    return draw


def segments(product) -> None:
    document = studio.record(product.policy_id).document
    for segment in product.segments:
        if segment.furniture:
            continue
        left, right = st.columns([3, 2], gap="medium")
        with left:
            widgets.segment(segment)
        with right:
            widgets.cited_clauses(document, segment.citations)
            widgets.supplements(segment.supplements)


def omissions(policy_id: str) -> None:
    """Draw the clauses no product mentions, each to be left out for a reason or covered."""
    found = studio.omissions(policy_id)
    open_ones = [item for item in found if not item.reason]
    with st.expander("还没有产品提到的条款", icon=":material/playlist_remove:", key="omissions"):
        st.caption(f"还有 {len(open_ones)} 条。解读不能避重就轻。该讲的请到“问答与要点”补一个要点；不需要讲的写明理由。")
        document = studio.record(policy_id).document
        for item in found:
            with st.container(border=True):
                left, right = st.columns([3, 2], gap="medium")
                left.html(drawings.clause_html(document, item.ref))
                with right:
                    omission(policy_id, item)


def omission(policy_id: str, item) -> None:
    if item.reason:
        st.caption(formats.plain(f"{item.by}：{item.reason}"))
    if not drafts:
        return
    if item.reason:
        if st.button("收回", key=f"unwaive_{item.ref}", type="tertiary"):
            widgets.attempt(lambda: studio.waive_clause(policy_id, item.ref, "", actor=actor))
        return
    reason = st.text_input("不需要解读的理由", key=f"waive_{item.ref}", placeholder="例如：内部工作要求，不涉及群众办事")
    if st.button("不需要解读", key=f"waive_go_{item.ref}"):
        if not reason.strip():
            st.error("请先写明不需要解读的理由。")
            return
        widgets.attempt(lambda: studio.waive_clause(policy_id, item.ref, reason, actor=actor), "已记录理由。")


chosen = widgets.needs_policy()
widgets.heading("解读产品", "制作一图读懂、政策问答、短视频和解读稿。制作在后台进行，可以离开本页。")
record = studio.record(chosen)
widgets.standing(record)
if not record.publication.source_url:
    st.caption("解读机构、咨询电话和政策页面网址会写进产品，请先在“发布”页填好再制作，免得重做。")
drafts = session.person().has(Role.DRAFTER)
if drafts:
    make(chosen)
progress(chosen)
product = choose(chosen)
if product is None:
    if not studio.jobs(chosen, unfinished=True):
        st.info("还没有产品。选择要制作的产品和主题，点“开始制作”。" if drafts else "还没有产品。产品由拟稿人制作。")
elif not product.revision_number:
    state(product)
    if product.job is not None and not product.job.is_over:
        st.info("产品正在制作，完成后会显示在这里。")
else:
    left, right = st.columns([3, 2], gap="large")
    with left:
        previews.show(product)
    with right:
        state(product)
        taken = () if studio.why_unchangeable(product.id, actor) else giving.kinds(product)
        names = [f"核对（{len(widgets.to_check(product.issues))}）", "文件", *(["、".join(giving.KINDS[kind] for kind in taken)] if taken else [])]
        checks_tab, files_tab, *given_tab = st.tabs(names)
        with checks_tab:
            widgets.substance(product.id)
            widgets.issues(product.issues, confirm_form(product))
        with files_tab:
            downloads(product)
        for tab in given_tab:
            with tab:
                giving.draw(product)
    with st.expander("逐段查看依据条款", icon=":material/link:"):
        segments(product)
    omissions(product.policy_id)
