"""The policy record (政策记录): metadata to correct, clauses with their addresses, the old version."""

import streamlit as st

from studio import drawings, formats, labels, session, widgets

studio = session.studio()
actor = session.actor()
DATES = ("written_on", "printed_on", "published_on", "effective_on", "expires_on")
TEXTS = ("title", "document_number", "kind", "validity", "openness", "index_number", "registration_number")
LISTS = ("issuing_authorities", "addressees")


def metadata(record) -> None:
    document = record.document
    pairs = [(labels.RECORD_FIELDS[name], getattr(document, name) or "") for name in ("title", "document_number")]
    pairs += [(labels.RECORD_FIELDS[name], "、".join(getattr(document, name))) for name in LISTS]
    pairs += [(labels.RECORD_FIELDS[name], formats.day(getattr(document, name))) for name in DATES]
    pairs += [(labels.RECORD_FIELDS[name], getattr(document, name) or "") for name in ("kind", "validity", "openness", "index_number")]
    pairs += [("制定依据", "、".join(f"《{b.title}》{b.document_number or ''}" for b in document.bases))]
    pairs += [("废止文件", "、".join(f"《{r.title}》{r.document_number or ''}" for r in document.repeals))]
    st.html(drawings.people_line(pairs))


@st.dialog("更正政策信息", width="large")
def correct(record) -> None:
    document, entered = record.document, {}
    with st.form("correct", border=False):
        for name in TEXTS:
            entered[name] = st.text_input(labels.RECORD_FIELDS[name], value=getattr(document, name) or "")
        for name in LISTS:
            value = st.text_input(labels.RECORD_FIELDS[name], value="、".join(getattr(document, name)), help="多个之间用顿号分隔")
            entered[name] = [item.strip() for item in value.split("、") if item.strip()]
        columns = st.columns(3)
        for position, name in enumerate(DATES):
            value = getattr(document, name)
            text = columns[position % 3].text_input(labels.RECORD_FIELDS[name], value=value.isoformat() if value else "", placeholder="例如 2026-03-01")
            entered[name] = text.strip()
        if st.form_submit_button("保存", type="primary"):
            before = {name: getattr(document, name) for name in entered}
            changed = {name: value for name, value in entered.items() if formats.as_entered(before[name]) != value}
            widgets.attempt(lambda: studio.edit_record(record.id, changes=changed, actor=actor, base=record.version), "已更正，原来的内容保留在修改记录中。")


def side(record) -> None:
    found = studio.upload_issues(record.id)
    for warning in record.document.warnings:
        st.warning(formats.plain(warning.message), icon=":material/warning:")
    if found:
        widgets.issues(found)
    with st.container(border=True):
        st.markdown("**政策信息**")
        metadata(record)
        if st.button("更正政策信息", icon=":material/edit:"):
            correct(record)
    if record.interpret_by:
        st.info(f"解读材料应于 {formats.day(record.interpret_by)} 前公布。{record.interpret_by_note}", icon=":material/event:")
    old_version(record)
    source = studio.source_file(record.id)
    st.download_button("下载政策原文件", source.data, source.filename, source.media_type, icon=":material/download:")
    with st.expander(f"修改记录（{len(record.history)}）"):
        for change in reversed(record.history):
            st.caption(formats.plain(f"{formats.moment(change.at)}　{change.by}　{change.what}"))


def old_version(record) -> None:
    with st.expander("旧版政策与新旧对照", expanded=not record.old_title):
        if record.old_title:
            st.markdown(formats.plain(f"已与《{record.old_title}》（{record.old_filename}）对照，结果见“问答与要点”中的“新旧对照”。"))
        else:
            st.caption("上传旧版政策后，会自动列出新增、删去和修改的条款。")
        old = st.file_uploader("旧版政策文件", key="record_old", label_visibility="collapsed")
        if old and st.button("对照新旧版本", icon=":material/compare:"):

            def compare() -> None:
                with st.spinner("正在对照……"):
                    studio.attach_old_version(record.id, old.getvalue(), old.name, actor=actor)

            widgets.attempt(compare, "新旧对照已完成。")


chosen = widgets.needs_policy()
record = studio.record(chosen)
widgets.heading("政策记录", "先核对题名、文号、日期是否与原文一致；右侧是识别出的条款，每条都有固定地址。")
left, right = st.columns([2, 3], gap="large")
with left:
    side(record)
with right:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"**条款（{len(record.document.clauses)}）**")
        words = st.text_input("在条款中查找", key="clause_query", label_visibility="collapsed", placeholder="在条款中查找")
    with st.container(height=760, border=True):
        st.html(drawings.outline_html(record.document, words))
