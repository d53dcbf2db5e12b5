"""The library (政策库): what waits for me, uploading a policy, opening one."""

import streamlit as st

from studio import formats, labels
from studio.pages import session, widgets
from studio.service import Role, UploadState

studio = session.studio()
actor = session.actor()
CHOICES = {
    "same": ("更换这份政策的原文", "同一份文件的更新稿：换用新文件，已核对的内容沿用，条款有改动的标出来重新核对。"),
    "successor": ("作为它的新版本", "接替旧文件的新政策：另建一份，沿用在未改动条款上已核对的内容，自动对照新旧，改动之处标出来重新核对。"),
}
# So many things that wait are shown at once, the others on a click.
AT_ONCE = 8
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
        for number, task in enumerate(waiting[:AT_ONCE]):
            waits(number, task)
        if waiting[AT_ONCE:]:
            with st.expander(f"还有 {len(waiting) - AT_ONCE} 项"):
                for number, task in enumerate(waiting[AT_ONCE:], AT_ONCE):
                    waits(number, task)


def waits(number: int, task) -> None:
    """Draw one thing that waits: what it is, since when and until when, and the button that says what to do and leads there."""
    today = formats.day_of(studio.clock())
    days = (today - formats.day_of(task.since)).days
    with st.container(border=True):
        words, button = st.columns([4, 1.3], vertical_alignment="center")
        with words:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.badge(labels.TASK_KINDS[task.kind], color="red" if task.kind == "failed" else "orange")
                if task.due:
                    over = task.due < today
                    st.badge(f"{'已过' if over else ''}应公布日期 {formats.day(task.due)}", color="red" if over else "gray", icon=":material/event:")
                st.caption(f"已等 {days} 天" if days else "今天", width="content")
            st.markdown(formats.plain(task.text))
        if button.button(labels.TASK_STEPS[task.kind], key=f"task_{number}", width="stretch"):
            open_policy(task.policy_id, TARGETS.get(task.kind, "views/products.py"), task.product_id)


def upload() -> None:
    if not session.person().has(Role.DRAFTER):
        st.subheader("上传政策文件")
        st.caption("由拟稿人上传。您可以打开已有的政策查看。")
        return
    with st.container(border=True):
        st.subheader("上传政策文件")
        st.caption("支持 .docx、.doc、.pdf、网页 .html、.txt、.md，也可以是扫描件或图片，不超过 64 MB。文件只在本工作室内处理。")
        chosen = st.file_uploader("政策原文", key=f"upload_new_{session.generation('upload')}")
        old = st.file_uploader("旧版政策（可不传，用于新旧对照）", key=f"upload_old_{session.generation('upload')}")
        if st.button("读取并建立政策记录", type="primary", disabled=chosen is None, icon=":material/upload_file:"):
            widgets.attempt(lambda: add(chosen, old))
    for waiting in studio.undecided_uploads(actor):
        undecided(waiting)


def add(chosen, old) -> None:
    with st.spinner("正在读取政策、提出要点和答复……"):
        begun = studio.begin_upload(chosen.getvalue(), chosen.name, actor=actor, old=(old.getvalue(), old.name) if old else None)
    if begun.policy_id:
        session.notice("已建立政策记录，请核对题名、文号和日期。")
        open_policy(begun.policy_id)
    session.renew("upload")


def undecided(waiting) -> None:
    """Draw a file that is being read, could not be read, or may be a newer version of a known policy."""
    with st.container(border=True):
        if waiting.state is UploadState.READING:
            reading(waiting.id)
        elif waiting.state is UploadState.FAILED:
            st.error(formats.plain(waiting.error or f"“{waiting.filename}”没有读取完。"), icon=":material/error:")
            with st.container(horizontal=True):
                if st.button("重新读取", key=f"again_{waiting.id}"):
                    widgets.attempt(lambda: studio.read_upload_again(waiting.id, actor=actor))
                dismiss(waiting, "不再读取")
        else:
            decide(waiting)


@st.fragment(run_every=1.5)
def reading(upload_id: str) -> None:
    view = studio.upload_view(upload_id)
    if view.state is not UploadState.READING:
        if view.policy_id:
            session.notice(f"“{view.filename}”已读取，请在下面打开核对。")
        st.rerun()
    st.progress(min(view.share, 1.0), text=f"{formats.plain(view.filename)}　{view.doing or '等待读取'}")
    st.caption("可以离开这个页面做别的事，读完后在这里查看。")
    dismiss(view, "取消读取")


def decide(waiting) -> None:
    st.markdown(f"**《{formats.plain(waiting.title)}》可能是已有政策的新版本**")
    for kin in waiting.kin[:3]:
        st.caption(formats.plain(f"《{kin.title}》：{kin.because}。"))
        for kind in sorted(CHOICES, key=lambda name: name != kin.kind):
            words, note = CHOICES[kind]
            first = kin is waiting.kin[0] and kind == kin.kind
            if st.button(words, key=f"kin_{waiting.id}_{kin.policy_id}_{kind}", type="primary" if first else "secondary", help=note):
                settle(waiting, kin.policy_id, kind)
    with st.container(horizontal=True):
        if st.button("与它无关，作为另一份政策", key=f"own_{waiting.id}"):
            settle(waiting, "")
        dismiss(waiting, "放弃这次上传")


def settle(waiting, continues: str, kind: str = "") -> None:
    def establish() -> None:
        with st.spinner("正在建立政策记录、对照新旧……"):
            record = studio.settle_upload(waiting.id, actor=actor, continues=continues, kind=kind)
        session.notice("已建立政策记录，请核对有改动的条款。" if continues else "已建立政策记录，请核对题名、文号和日期。")
        open_policy(record.id)

    widgets.attempt(establish)


def dismiss(waiting, words: str) -> None:
    if st.button(words, key=f"dismiss_{waiting.id}", type="tertiary"):
        studio.dismiss_upload(waiting.id, actor=actor)
        st.rerun()


def policies() -> None:
    st.subheader("全部政策")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        query = st.text_input("查找", placeholder="题名、文号或发文机关", key="library_query")
        archived = st.toggle("已归档", key="library_archived")
    may_archive = bool({Role.DRAFTER, Role.ADMIN} & set(session.person().roles))
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
                    if policy.expired:
                        st.badge("已过有效期", color="red", icon=":material/event_busy:")
                    st.badge(f"问题 {policy.settled}/{total}", color="green" if not policy.open else "orange")
                    for product in policy.products:
                        st.badge(
                            f"{product.label} · {labels.status(product.status)}", color=widgets.STATUS_COLOURS[product.status.value]
                        )
            with button:
                if st.button("打开", key=f"open_{policy.id}", width="stretch"):
                    open_policy(policy.id)
                if may_archive:
                    archive(policy)


def archive(policy) -> None:
    """Draw the way into the archive, or out of it."""
    if policy.archived:
        if st.button("恢复", key=f"unarchive_{policy.id}", width="stretch"):
            widgets.attempt(lambda: studio.archive(policy.id, actor=actor, archived=False), "已恢复到政策库。")
        return
    with widgets.popover("归档", f"archive_open_{policy.id}", type="tertiary", width="stretch"):
        st.markdown("归档后不再列在政策库里，内容和产品都留存，打开“已归档”可以随时恢复。")
        if st.button("确认归档", key=f"archive_{policy.id}", type="primary"):
            widgets.attempt(lambda: studio.archive(policy.id, actor=actor), "已归档。")


widgets.heading("政策库", "上传一份政策文件，或者打开已有的政策继续工作。")
left, right = st.columns([3, 2], gap="large")
with left:
    tasks()
    policies()
with right:
    upload()
