"""The tools that correct a record: what is doubtful about it, and the clause or source block that was chosen."""

from html import escape

import streamlit as st

from generators.model import Level
from studio import formats, labels
from studio.amending import RECOGNISED
from studio.checking import TITLE_MISSING
from studio.pages import session, widgets
from studio.service import PolicyRecord, Role, SourceBlock, UserError

READ_ONLY = "政策信息和条款由拟稿人核对、更正，您可以查看。"
LEVELS = [level for level in Level if level is not Level.ROW]
DONE = "已更正，原来的内容保留在修改记录中。"


def may_correct() -> bool:
    """Tell whether this person may correct records; others read them."""
    return session.person().has(Role.DRAFTER)


def doubts(record: PolicyRecord, found: list) -> None:
    """Draw what the reader is unsure of, each with the button that settles it for those who may."""
    edits = may_correct()
    for number, item in enumerate(found):
        with st.container(border=True):
            about = f"{labels.RECORD_FIELDS[item.where]}：" if item.where in labels.RECORD_FIELDS else ""
            st.html(f'<div class="doubt">{escape(about + item.message)}</div>')
            if not edits:
                continue
            if item.code == TITLE_MISSING:
                _title(record)
            elif item.code != RECOGNISED and st.button("已对照原文，无误", key=f"settle_{number}_{item.code}_{item.where}", icon=":material/check:"):
                _attempt(record, "settle_doubt", item.code, item.where, done="已记录核对结果。")


def _title(record: PolicyRecord) -> None:
    """Draw the field for a title the file does not print; the file's name is no beginning for it."""
    place = f"{record.id}/title"
    title = widgets.kept_text("政策标题", place, "", version=record.version, placeholder="例如：云和市老年助餐服务补贴办法")
    if st.button("保存标题", type="primary", icon=":material/save:"):

        def save() -> None:
            session.studio().edit_record(record.id, {"title": title}, actor=session.actor(), base=session.seen(place))
            widgets.saved(place)

        widgets.attempt(save, DONE)


def tools(record: PolicyRecord, ref: str, block: SourceBlock | None) -> None:
    """Draw what can be done with the chosen clause, or with a part of the source that is none."""
    if may_correct():
        _undo(record)
    if ref:
        _clause(record, ref)
    elif block is not None:
        _block(record, block)
    else:
        st.info(f"点选左侧的条款，可以看到它在原文中的位置{'，并在这里更正' if may_correct() else ''}；点选原文也可以找到对应的条款。", icon=":material/touch_app:")


def _clause(record: PolicyRecord, ref: str) -> None:
    document = record.document
    clause = document.clause(ref)
    st.markdown(f"**{formats.plain(document.address(ref))}**")
    doubts(record, [item for item in document.warnings if item.where == ref])
    if clause.level is Level.ROW:
        st.caption("表格行按原文保留，不在这里更正。")
        return
    if record.recognised and clause.page and st.button(f"看原件第 {clause.page} 页", icon=":material/image_search:"):
        original(record, clause.page)
    if not may_correct():
        st.caption(READ_ONLY)
        return
    _description(record, clause)
    with st.container(horizontal=True):
        if st.button("并入上一条", icon=":material/merge:", help="这一条其实是上一条的一部分"):
            _attempt(record, "merge_clause", ref)
        if st.button("移出正文", icon=":material/remove:", help="页眉页脚、网页上的提示等不属于正文的文字"):
            _attempt(record, "leave_clause_out", ref)
    with st.expander("拆成两条", icon=":material/call_split:"):
        st.caption("把光标放在要拆开的地方，按回车，再点“拆开”。文字本身不要改动。")
        divided = st.text_area("条款文字", value=clause.text, key=f"split_{ref}_{record.version}", label_visibility="collapsed", height=180)
        if st.button("拆开", type="primary", key=f"split_go_{ref}"):
            _attempt(record, "split_clause", ref, divided)
    if record.recognised:
        _wording(record, clause)


@st.dialog("原件", width="large")
def original(record: PolicyRecord, page: int) -> None:
    """Show a page of the uploaded scan, to compare what was recognised on it."""
    st.caption(f"第 {page} 页")
    try:
        st.image(session.studio().source_page(record.id, page), width="stretch")
    except UserError as error:
        st.error(str(error))


def _description(record: PolicyRecord, clause) -> None:
    key = f"{clause.ref}_{record.version}"
    with st.form(f"describe_{key}", border=True):
        label = st.text_input("编号", value=clause.label, key=f"label_{key}", placeholder="没有编号就留空")
        level = st.selectbox("层级", LEVELS, index=LEVELS.index(clause.level), format_func=labels.label, key=f"level_{key}")
        heading = st.text_input("小标题", value=clause.heading, key=f"heading_{key}", placeholder="条款开头作为小标题的文字")
        if st.form_submit_button("保存"):
            changes = {
                "label": label if label != clause.label else None,
                "level": level if level is not clause.level else None,
                "heading": heading if heading != clause.heading else None,
            }
            _attempt(record, "describe_clause", clause.ref, **changes)


def _wording(record: PolicyRecord, clause) -> None:
    with st.expander("改正识别错的字", icon=":material/spellcheck:"):
        st.caption("文字由扫描件识别得到，请对照原件改正。")
        text = st.text_area("条款文字", value=clause.text, key=f"word_{clause.ref}_{record.version}", label_visibility="collapsed", height=180)
        if st.button("保存文字", type="primary", key=f"word_go_{clause.ref}"):
            _attempt(record, "reword_clause", clause.ref, text)


def _block(record: PolicyRecord, block: SourceBlock) -> None:
    st.markdown(f"**原文中的{formats.plain(block.role_label)}**")
    st.caption(formats.plain(block.words[:200]))
    taken = any(clause.block == block.index for clause in record.document.clauses)
    if block.rows or taken or not may_correct():
        return
    st.caption("这一段没有作为条款读取。如果它是正文，可以列入。")
    if st.button("列入正文", type="primary", icon=":material/add:"):
        _attempt(record, "take_block_in", block.index)


def _undo(record: PolicyRecord) -> None:
    """Offer to take back the correction just made, as long as nothing else was saved since."""
    if session.chosen("corrected") != f"{record.id}:{record.version}":
        return
    if st.button(f"撤销：{record.history[0].what[:28]}", icon=":material/undo:", type="tertiary"):

        def undo() -> None:
            session.studio().restore_version(record.id, record.version - 1, actor=session.actor())
            session.choose("corrected", "")

        widgets.attempt(undo, "已撤销。")


def _attempt(record: PolicyRecord, method: str, *values, done: str = DONE, **named) -> None:
    """Do one correction; what was chosen stays chosen though its address may have changed."""
    refs = [clause.ref for clause in record.document.clauses]

    def correct() -> None:
        after = getattr(session.studio(), method)(record.id, *values, actor=session.actor(), base=record.version, **named)
        session.choose("corrected", f"{record.id}:{after.version}" if after.version != record.version else "")
        if values and values[0] in refs and method != "merge_clause":
            at = min(refs.index(values[0]), len(after.document.clauses) - 1)
            session.choose("clause", after.document.clauses[at].ref)
        elif method == "merge_clause":
            session.choose("clause", after.document.clauses[refs.index(values[0]) - 1].ref)

    widgets.attempt(correct, done)

