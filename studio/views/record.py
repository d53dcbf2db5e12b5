"""The policy record (政策记录) beside its source: metadata and clauses to check and correct, newer and older versions."""

import streamlit as st

from studio import formats, labels
from studio.pages import beside, correcting, drawings, session, widgets

studio = session.studio()
actor = session.actor()
DATES = ("written_on", "signed_on", "adopted_on", "printed_on", "published_on", "effective_on", "expires_on")
TEXTS = (
    "title", "document_number", "kind", "validity", "interpreting_authority", "openness", "index_number", "registration_number",
)  # fmt: skip
LISTS = ("issuing_authorities", "addressees", "telephones")
NAMED = ("bases", "repeals")
SHOWN = (
    "title", "adoption_note", "document_number", "issuing_authorities", "addressees", *DATES, "validity", "kind", "interpreting_authority",
    "telephones", "openness", "secrecy", "index_number", "registration_number", "bases", "repeals",
)  # fmt: skip
# Fields that most documents do not state are shown only when this one does.
RARE = ("adoption_note", "signed_on", "adopted_on", "printed_on", "secrecy", "registration_number", "index_number")


def doubts_of(record) -> dict[str, list]:
    found: dict[str, list] = {}
    for warning in record.document.warnings:
        found.setdefault(warning.where, []).append(warning)
    return found


def entered(document, name: str) -> str:
    return formats.field(getattr(document, name))


def metadata(record, doubts) -> None:
    document = record.document
    rows = [(labels.RECORD_FIELDS[name], entered(document, name), bool(doubts.get(name))) for name in SHOWN if name not in RARE or getattr(document, name)]
    st.html(drawings.fields_html(rows))


@st.dialog("更正政策信息", width="large")
def correct(record) -> None:
    document, values = record.document, {}
    with st.form("correct", border=False):
        values["title"] = st.text_input(labels.RECORD_FIELDS["title"], value=entered(document, "title"))
        halves = st.columns(2)
        for position, name in enumerate((*TEXTS[1:], *LISTS)):
            shown = f"{labels.RECORD_FIELDS[name]}（多个之间用顿号分隔）" if name in LISTS else labels.RECORD_FIELDS[name]
            values[name] = halves[position % 2].text_input(shown, value=entered(document, name))
        columns = st.columns(3)
        for position, name in enumerate(DATES):
            value = getattr(document, name)
            values[name] = columns[position % 3].text_input(
                labels.RECORD_FIELDS[name], value=value.isoformat() if value else "", placeholder="例如 2026-03-01"
            ).strip()  # fmt: skip
        for name in NAMED:
            values[name] = st.text_area(f"{labels.RECORD_FIELDS[name]}（每行一份，写成《标题》（文号））", value=entered(document, name))
        if st.form_submit_button("保存", type="primary"):
            before = {name: (getattr(document, name).isoformat() if getattr(document, name) else "") if name in DATES else entered(document, name) for name in values}
            changed = {name: value for name, value in values.items() if before[name].strip() != value.strip()}
            widgets.attempt(lambda: studio.edit_record(record.id, changes=changed, actor=actor, base=record.version), "已更正，原来的内容保留在修改记录中。")


def information(record, doubts) -> None:
    left, right = st.columns([2, 3], gap="medium")
    with left:
        correcting.doubts(record, [item for where in ("", *labels.RECORD_FIELDS) for item in doubts.get(where, ())])
        metadata(record, doubts)
        if not correcting.may_correct():
            st.caption(f":material/visibility: {correcting.READ_ONLY}")
        elif st.button("更正政策信息", icon=":material/edit:", type="primary"):
            correct(record)
        if record.interpret_by:
            st.info(f"解读材料应于 {formats.day(record.interpret_by)} 前公布。{record.interpret_by_note}", icon=":material/event:")
        if found := studio.upload_issues(record.id):
            widgets.issues(found)
    with right:
        beside.source_alone(studio.source_beside(record.id), key="source_alone")


def clauses(record) -> None:
    left, right = st.columns([5, 2], gap="medium")
    ref, block = session.chosen("clause"), session.chosen_block()
    ref = ref if record.document.has(ref) else ""
    found = studio.source_beside(record.id)
    with left:
        chosen = beside.record_beside_source(record.document, found, chosen=ref, block=block, key="beside")
    if chosen and (chosen.get("ref", ""), chosen.get("block")) != (ref, block):
        session.choose("clause", chosen.get("ref", ""))
        session.choose("block", "" if chosen.get("block") is None else str(chosen["block"]))
        st.rerun()
    with right:
        correcting.tools(record, ref, None if block is None else found.blocks[block])


def stop_comparing(record) -> None:
    with widgets.popover("不再对照", "detach_old", icon=":material/link_off:"):
        st.markdown("新旧差异和由此提出、还没有人确认的要点会去掉；您确认或写过的内容不变。")
        if st.button("不再对照这份旧版", type="primary"):
            widgets.attempt(lambda: studio.detach_old_version(record.id, actor=actor), "已不再对照旧版。")


def compare_with_old(record) -> None:
    old = st.file_uploader("旧版政策文件", key="record_old")
    if old and st.button("对照新旧版本", icon=":material/compare:"):

        def compare() -> None:
            with st.spinner("正在对照……"):
                studio.attach_old_version(record.id, old.getvalue(), old.name, actor=actor)

        widgets.attempt(compare, "新旧对照已完成。")


def versions(record) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**旧版政策与新旧对照**")
        if record.old_title:
            st.markdown(formats.plain(f"已与《{record.old_title}》（{record.old_filename}）对照，结果见“问答与要点”中的“新旧对照”。"))
            if correcting.may_correct():
                stop_comparing(record)
        else:
            st.caption("上传旧版政策后，会自动列出新增、删去和修改的条款。" if correcting.may_correct() else "还没有对照旧版。")
        if correcting.may_correct():
            compare_with_old(record)
    with right:
        st.markdown("**原文文件**")
        source = studio.source_file(record.id)
        st.download_button("下载政策原文件", source.data, source.filename, source.media_type, icon=":material/download:")
        for former in reversed(record.former_sources):
            st.caption(formats.plain(f"{former.filename}　{formats.moment(former.replaced_at)}由{former.replaced_by}更换"))
        if record.former_sources:
            with st.expander("与更换前的原文有什么不同"):
                changes = studio.source_changes(record.id)
                st.html(drawings.comparison_html(changes) if changes else "<p>条款没有不同。</p>")
        st.caption("原文有更新时，在“政策库”上传新文件即可，系统会认出它是这份政策的新版本，已核对的内容会沿用。")
        for link, words in ((record.succeeds, "取代的旧政策"), (record.succeeded_by, "已被新政策取代")):
            if link and st.button(f"{words}：{link.title}", key=f"link_{link.id}", icon=":material/link:"):
                session.choose_policy(link.id)
                st.rerun()


def history(record) -> None:
    for change in record.history:
        st.caption(formats.plain(f"第 {change.version} 版　{formats.moment(change.at)}　{change.by}　{change.what}"))


record = studio.record(widgets.needs_policy())
doubts = doubts_of(record)
widgets.heading("政策记录", "对照右侧原文，核对政策信息和每个条款；标“请核对”的地方系统把握不大，请逐处确认。")
widgets.standing(record)
if record.stale:
    st.warning(f"有 {record.stale} 处要点或答复因条款变动需要重新核对，请到“问答与要点”处理。", icon=":material/history:")
uncertain = sum(record.document.has(where) for where in doubts)
PARTS = {
    "information": "政策信息", "clauses": f"条款核对（{len(record.document.clauses)} 条）", "versions": "新旧版本", "history": f"修改记录（{len(record.history)}）",
}  # fmt: skip
session.begin_with_part("record_part", PARTS, "information")
part = st.segmented_control("内容", list(PARTS), format_func=PARTS.get, key="record_part", label_visibility="collapsed") or "information"
session.show_in_address(part=part)
if part != "clauses" and uncertain:
    st.caption(f"有 {uncertain} 个条款请核对，见“条款核对”。")
{"information": lambda: information(record, doubts), "clauses": lambda: clauses(record), "versions": lambda: versions(record), "history": lambda: history(record)}[part]()
