"""Publication (发布): details for the portal, what is ready, the package to hand over."""

import streamlit as st

from studio import formats, labels
from studio.pages import session, widgets
from studio.service import Action, Role, UserError

studio = session.studio()
actor = session.actor()
person = session.person()


def details(record, interpretation) -> None:
    publication = record.publication
    with st.form("publication", border=True):
        st.markdown("**发布信息**")
        entered = {}
        first, second = st.columns(2)
        interpreter = first.text_input("解读机构", value=interpretation.interpreter)
        spokesperson = second.text_input("解读人（姓名、职务）", value=interpretation.spokesperson)
        contact = first.text_input("咨询电话", value=interpretation.contact)
        for position, (name, label) in enumerate(labels.PUBLICATION_FIELDS.items()):
            value = getattr(publication, name)
            shown = "、".join(value) if isinstance(value, tuple) else value
            text = (first, second)[position % 2].text_input(label, value=shown)
            entered[name] = tuple(item for item in text.split("、") if item) if isinstance(value, tuple) else text.strip()
        st.caption("解读机构、解读人、咨询电话和政策页面网址会写进产品，改动后需要重新制作和审核。")
        said = {"interpreter": interpreter, "spokesperson": spokesperson, "contact": contact, "publication": publication.replace(**entered)}
        save(record.id, said, {item.id: item.label for item in interpretation.audiences})


def save(policy_id: str, said: dict, audiences: dict[str, str]) -> None:
    """Draw the button that saves what was said, and the question before a review lapses by it: that is saved at the second button only."""
    pressed, anyway = st.form_submit_button("保存发布信息"), st.session_state.get("publication_anyway", False)
    asked = st.session_state.get("publication_asked", {})
    if not (pressed or anyway or asked.get("said") == (policy_id, said)):
        return
    try:
        lapsing = studio.lapsing(policy_id, actor=actor, **said)
    except UserError as error:
        st.error(str(error), icon=":material/error:")
        return
    concerned = {(product.id, product.status) for product in lapsing}
    if anyway and concerned <= asked.get("concerned", set()) or pressed and not concerned:
        names = "、".join(name(product, audiences) for product in lapsing)
        widgets.attempt(
            lambda: studio.set_publication_details(policy_id, actor=actor, **said),
            f"发布信息已保存。{names}须重新制作，并重新提交审核。" if names else "发布信息已保存。",
        )
    elif concerned:
        st.session_state["publication_asked"] = {"said": (policy_id, said), "concerned": concerned}
        names = "、".join(name(product, audiences, labels.status(product.status)) for product in lapsing)
        st.warning(formats.plain(f"这次改动会写进{names}。保存后{'这些' if len(lapsing) > 1 else '这个'}产品退为草稿，须重新制作、重新审核。"), icon=":material/warning:")
        st.form_submit_button("仍要保存", key="publication_anyway")


def name(product, audiences: dict[str, str], *more: str) -> str:
    """Return what a product is called, with whom it is made for and what ``more`` is to be said of it."""
    notes = [*([audiences.get(product.audience, product.audience)] if product.audience else []), *more]
    return product.label + (f"（{'，'.join(notes)}）" if notes else "")


def ready(chosen: str) -> bool:
    rows = studio.publishable(chosen)
    if not rows:
        st.info("还没有产品。")
    for row in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{row.product.label}**")
            widgets.status_badge(row.product.status)
            st.caption("可以导出" if row.ready else formats.plain(row.reason))
            if Action.PUBLISH in studio.actions(row.product.id, actor) and st.button("登记发布", key=f"register_{row.product.id}", icon=":material/public:"):
                widgets.attempt(lambda row=row: studio.act(row.product.id, Action.PUBLISH, actor=actor), "已登记发布。")
    return any(row.ready for row in rows)


def source_first(record) -> None:
    """Say plainly that the policy itself is to be public before its interpretation, and where its address is missing."""
    if record.publication.source_url:
        st.info("解读不能先于政策原文公布。导出前请打开政策页面，确认原文已经公布。", icon=":material/public:")
        st.link_button("打开政策页面", record.publication.source_url, icon=":material/open_in_new:")
    else:
        st.warning("解读不能先于政策原文公布。请先公布原文，再把政策页面网址填在“发布信息”里；没有网址，解读和原文不能互相链接。", icon=":material/public:")


def export(chosen: str) -> None:
    is_ready = ready(chosen)
    if not person.has(Role.SIGNER):
        st.caption("发布包由签发人导出。")
        return
    source_first(record)
    target = st.text_input("发往", placeholder="例如：市政府门户网站", key="export_target")
    reason, word = "", "导出发布包"
    if record.out_of_force and is_ready:
        reason, word = st.text_input("仍要导出的理由（写进发布包和导出记录）", placeholder="例如：存档，不对外发布", key="export_reason"), "仍要导出发布包"
    if st.button(word, type="primary", icon=":material/archive:", disabled=not is_ready, key="export"):

        def pack() -> None:
            with st.spinner("正在打包并核验……"):
                studio.export(chosen, actor=actor, target_name=target, reason=reason)

        widgets.attempt(pack, "发布包已导出并通过核验。")


def packages(chosen: str) -> None:
    st.subheader("已导出的发布包")
    found = studio.packages(chosen)
    if not found:
        st.caption("还没有导出过。")
    for package in found:
        with st.container(border=True):
            st.markdown(f"**{formats.plain(package.filename)}**　{formats.size(package.bytes)}")
            st.caption(formats.plain(f"{formats.moment(package.at)}　{package.by}　{package.target_name}"))
            if package.reason:
                st.caption(formats.plain(f"导出时政策已不是现行政策，仍然导出的理由：{package.reason}"))
            st.caption(f"校验码 sha256：{package.sha256}")
            with st.container(horizontal=True):
                st.download_button(
                    "下载", lambda package=package: studio.package_file(package.id).data, package.filename, "application/zip",
                    key=f"package_{package.id}", icon=":material/download:", on_click="ignore",
                )
                if st.button("核验", key=f"verify_{package.id}", icon=":material/verified:"):
                    problems = studio.verify_package(package.id)
                    if problems:
                        st.error("核验未通过：" + "；".join(problems))
                    else:
                        st.success("核验通过：文件、链接、审核记录完整，没有改动。")


chosen = widgets.needs_policy()
record = studio.record(chosen)
widgets.heading("发布", "审核通过并签发的产品打成发布包，交门户网站上传；政策页与解读页互相链接。")
widgets.standing(record)
left, right = st.columns([1, 1], gap="large")
with left:
    export(chosen)
    packages(chosen)
with right:
    if person.has(Role.DRAFTER) or person.has(Role.SIGNER):
        details(record, studio.interpretation(chosen).interpretation)
