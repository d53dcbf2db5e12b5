"""Review (审核): look at the product beside its clauses, remark on segments, approve or send back."""

import streamlit as st

from studio import formats, labels
from studio.pages import drawings, previews, session, widgets

studio = session.studio()
actor = session.actor()


def queue() -> str:
    products = [product for policy in studio.policies() for product in policy.products if product.revision_number]
    waiting = {task.product_id for task in studio.tasks_for(actor) if task.kind in ("review", "sign_off", "publish")}
    products.sort(key=lambda product: (product.id not in waiting, product.policy_title))
    if not products:
        st.info("还没有可以审核的产品。")
        st.stop()
    ids = [product.id for product in products]
    by_id = {product.id: product for product in products}

    def name(product_id: str) -> str:
        product = by_id[product_id]
        mark = "● " if product_id in waiting else ""
        return f"{mark}{product.label}（{labels.status(product.status)}） {product.policy_title}"

    current = session.chosen("product")
    picked = st.selectbox("产品（● 等我处理）", ids, index=ids.index(current) if current in ids else 0, format_func=name)
    session.choose("product", picked)
    return picked


def compare(product) -> None:
    former = [revision for revision in product.revisions if revision.digest != (product.revision.digest() if product.revision else "")]
    if not former:
        st.caption("这是第一版，没有可以对照的旧版。")
        return
    number = st.selectbox("与哪一版对照", [revision.number for revision in reversed(former)], format_func=lambda n: f"第 {n} 版", key=f"compare_{product.id}")
    rows = studio.compare_revisions(product.id, number, product.revision_number)
    st.html(drawings.revision_comparison_html(rows) if rows else "<p>两版的文字和编排没有不同。</p>")


def segments(product) -> None:
    document = studio.record(product.policy_id).document
    for segment in product.segments:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            widgets.segment(segment)
            remarks(product, segment.id)
        with right:
            widgets.cited_clauses(document, segment.citations)
            widgets.supplements(segment.supplements)
        st.divider()


def remarks(product, segment_id: str) -> None:
    for remark in (item for item in product.comments if item.segment == segment_id):
        done = bool(remark.resolved_by)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge("已处理" if done else "批注", color="green" if done else "orange", icon=":material/comment:")
            st.caption(formats.plain(f"{remark.by}：{remark.text}（{formats.moment(remark.at)}，第 {remark.revision_number} 版）"))
            if not done and st.button("标为已处理", key=f"resolve_{remark.id}", type="tertiary"):
                widgets.attempt(lambda remark=remark: studio.resolve_comment(remark.id, actor=actor))
    name = segment_id or "whole"
    with widgets.popover("批注", f"remark_new_{product.id}_{name}", icon=":material/add_comment:"):
        text = st.text_area("批注内容", key=f"remark_{product.id}_{name}")
        if st.button("提交批注", key=f"remark_go_{product.id}_{name}"):
            widgets.attempt(lambda: studio.comment(product.id, text, actor=actor, segment=segment_id), "批注已提交。")


def decide(product) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            widgets.status_badge(product.status)
            st.caption(f"第 {product.revision_number} 版　参与人：{'、'.join(product.contributors)}")
        own = [segment for segment in product.segments if segment.supplements]
        if own:
            st.caption(f"含部门说明 {len(own)} 处，不是原文内容，请核对说明人和依据。")
        if product.stale:
            st.warning(formats.plain(product.stale_because or "原文、要点或编排已有改动，需要重新制作后再审核。"), icon=":material/sync:")
        widgets.sent_back(product)
        if product.submitted_with:
            st.info(formats.plain(f"提交时说明：{product.submitted_with}"), icon=":material/chat:")
        waiting = product.open_comments()
        if waiting:
            said = "；".join(f"{remark.by}：{remark.text[:40].rstrip('。')}" for remark in waiting[:3])
            st.warning(formats.plain(f"还有 {len(waiting)} 条批注没有处理（{said}），处理以后请在批注旁标为已处理。"), icon=":material/comment:")
        widgets.action_buttons(product, with_note=True)
        for reason in dict.fromkeys(studio.refusals(product.id, actor).values()):
            if "职责" not in reason:
                st.caption(formats.plain(reason))


def story(product) -> None:
    st.html(drawings.timeline_html(studio.timeline(product.id)))


widgets.heading("审核", "对照原文逐段核对。参与过拟稿、答复或编排的人不能审核同一版本。")
product = studio.product(queue())
widgets.standing(studio.record(product.policy_id))
left, right = st.columns([3, 2], gap="large")
with left:
    whole, one_by_one = st.tabs(["成品", f"逐段核对（{len(product.segments)}）"])
    with whole:
        previews.show(product)
    with one_by_one, st.container(height=previews.PAGE_HEIGHT + 40, border=False):
        segments(product)
with right:
    decide(product)
    checks_tab, story_tab, compare_tab = st.tabs([f"核对（{len(widgets.to_check(product.issues))}）", "经过", "版本对照"])
    with checks_tab:
        widgets.substance(product.id)
        widgets.issues(product.issues)
    with story_tab:
        story(product)
    with compare_tab:
        compare(product)
    with st.container(border=True):
        st.markdown("**对整个产品的意见**")
        remarks(product, "")
left_out = studio.omissions(product.policy_id)
if left_out:
    with st.expander(f"没有产品提到的条款（{len(left_out)}），其中说明了理由的 {sum(bool(item.reason) for item in left_out)} 条", icon=":material/playlist_remove:"):
        for item in left_out:
            st.markdown(formats.plain(f"{item.address}：{item.text[:120]}"))
            st.caption(formats.plain(f"{item.by}：{item.reason}" if item.reason else "没有说明理由"))
