"""The library (政策库): what waits for me, uploading a policy, opening one."""

import streamlit as st

from studio import formats, labels, session, widgets

studio = session.studio()
actor = session.actor()
TARGETS = {"answer": "views/interpret.py", "review": "views/review.py", "sign_off": "views/review.py", "publish": "views/publish.py"}


def open_policy(policy_id: str, page: str = "views/record.py", product: str = "") -> None:
    session.choose_policy(policy_id)
    if product:
        session.choose("product", product)
    st.switch_page(page)


def tasks() -> None:
    waiting = studio.tasks_for(actor)
    if not waiting:
        return
    st.subheader(f"等我处理（{len(waiting)}）")
    with st.container(key="task_list"):
        for number, task in enumerate(waiting[:8]):
            with st.container(border=True):
                words, button = st.columns([5, 1], vertical_alignment="center")
                due = f"应于{formats.day(task.due)}前公布解读。" if task.due else ""
                with words:
                    st.badge(labels.TASK_KINDS[task.kind], color="red" if task.kind == "failed" else "orange")
                    st.markdown(formats.plain(f"{task.text}　{due}"))
                if button.button("去处理", key=f"task_{number}", width="stretch"):
                    open_policy(task.policy_id, TARGETS.get(task.kind, "views/products.py"), task.product_id)


def upload() -> None:
    with st.container(border=True):
        st.subheader("上传政策文件")
        st.caption("支持 .docx、.doc、.pdf（文字版）、网页 .html、.txt，不超过 64 MB。文件只在本工作室内处理。")
        chosen = st.file_uploader("政策原文", key="upload_new")
        old = st.file_uploader("旧版政策（可不传，用于新旧对照）", key="upload_old")
        if st.button("读取并建立政策记录", type="primary", disabled=chosen is None, icon=":material/upload_file:"):

            def add() -> None:
                with st.spinner("正在读取政策、提出要点和答复……"):
                    record = studio.upload(
                        chosen.getvalue(), chosen.name, actor=actor, old=(old.getvalue(), old.name) if old else None
                    )
                session.choose_policy(record.id)
                session.notice("已建立政策记录，请核对题名、文号和日期。")
                st.switch_page("views/record.py")

            widgets.attempt(add)


def policies() -> None:
    st.subheader("全部政策")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        query = st.text_input("查找", placeholder="题名、文号或发文机关", key="library_query")
        archived = st.toggle("已归档", key="library_archived")
    found = studio.policies(query, archived=archived)
    if not found:
        st.caption("没有符合条件的政策。" if query or archived else "还没有政策，请先上传一份政策文件。")
    for policy in found:
        with st.container(border=True):
            line, button = st.columns([5, 1], vertical_alignment="center")
            with line:
                st.markdown(f"**{formats.plain(policy.title)}**")
                parts = (policy.document_number, "、".join(policy.issuing_authorities), policy.validity)
                st.caption(formats.plain("　".join(filter(None, parts))))
                total = policy.settled + policy.open
                with st.container(horizontal=True):
                    st.badge(f"问题 {policy.settled}/{total}", color="green" if not policy.open else "orange")
                    for product in policy.products:
                        st.badge(
                            f"{product.label} · {labels.status(product.status)}", color=widgets.STATUS_COLOURS[product.status.value]
                        )
            if button.button("打开", key=f"open_{policy.id}", width="stretch"):
                open_policy(policy.id)


widgets.heading("政策库", "上传一份政策文件，或者打开已有的政策继续工作。")
left, right = st.columns([3, 2], gap="large")
with left:
    tasks()
    policies()
with right:
    upload()
