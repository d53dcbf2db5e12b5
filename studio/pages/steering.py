"""The parts of the page on which a product is arranged. What a product or a segment offers decides which parts are drawn."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import streamlit as st

from generators.model import Brief
from studio import formats, labels
from studio.pages import drawings, live, session, widgets, writing
from studio.pages.writing import Words
from studio.service import ArrangedSegment, Arrangement, Coming, Conflict, Preview, UserError

FIELDS = {"heading": "小标题", "text": "正文", "narration": "解说词"}
OF_KIND = {"answer": {"heading": "问题", "text": "答复"}, "section": {"heading": "段落标题", "text": "引语"}}
"""What the fields of some kinds of segment are called instead."""
USUAL = {"infographic": {"heading": 14, "text": 110}, "video": {"heading": 14}}
"""Characters that read well, by the generator's name and the field; beyond them the count is pointed out."""


def place_of(arrangement: Arrangement, segment_id: str, field: str) -> str:
    """Return the name under which what is typed in a field is kept until it is saved."""
    return f"brief/{arrangement.product_id}/{segment_id}/{field}"[:200]


def change(arrangement: Arrangement, done: Callable[[], Arrangement], *, told_there: bool = False) -> Arrangement | None:
    """Save one change of the arrangement and remember the way back; why it was refused is said at the next drawing.

    ``told_there`` says that the place itself tells of words somebody else saved.
    """
    studio = session.studio()
    back, forth = session.steps(arrangement.product_id, studio.brief_versions(arrangement.product_id))
    before = studio.brief_versions(arrangement.product_id)
    try:
        after = done()
    except UserError as error:
        if not (told_there and isinstance(error, Conflict)):
            session.trouble(str(error))
        return None
    if after.version != (before[-1] if before else 0):
        back.append(before[-1] if before else 0)
        forth.clear()
    return after


def words_of(arrangement: Arrangement, segment, field: str) -> Words:
    """Return a text of a segment as it can be written."""
    studio, actor, product = session.studio(), session.actor(), arrangement.product_id

    def save(text: str, instead_of: tuple[str, ...]) -> str | None:
        after = change(
            arrangement, lambda: studio.choose_for_segment(product, segment.id, field, text, actor=actor, instead_of=instead_of),
            told_there=segment.id == session.segment(),
        )  # fmt: skip
        return getattr(after.segment(segment.id).shown, field) if after else None

    label = OF_KIND.get(segment.outlined.kind, {}).get(field, FIELDS[field])
    return Words(
        place_of(arrangement, segment.id, field), label, getattr(segment.shown, field), save,
        lambda before: studio.who_saved(product, segment.id, field, before, actor=actor),
    )  # fmt: skip


def title_of(arrangement: Arrangement) -> Words:
    """Return the product's title as it can be written."""
    studio, actor, product = session.studio(), session.actor(), arrangement.product_id

    def save(text: str, instead_of: tuple[str, ...]) -> str | None:
        after = change(arrangement, lambda: studio.choose_for_product(product, "title", text, actor=actor, instead_of=instead_of), told_there=True)
        return after.brief.title if after else None

    return Words(
        f"brief/{product}/title", "产品标题", arrangement.brief.title, save, lambda before: studio.who_saved(product, "", "title", before, actor=actor)
    )


def typed(arrangement: Arrangement) -> Callable[[str, str, str, bool], None]:
    """Return what keeps a text while it is typed, and saves it when it is finished; the place says of which segment it is."""

    def hears(place: str, text: str, instead_of: str, finished: bool) -> None:
        segment_id, _, field = place.rpartition("/")
        if segment := arrangement.segment(segment_id):
            writing.hear(words_of(arrangement, segment, field), text, instead_of, finished)

    return hears


def being_written(arrangement: Arrangement, segment_id: str) -> Brief | None:
    """Return the arrangement with what is being typed for a segment and not saved yet; None when there is nothing."""
    studio, actor = session.studio(), session.actor()
    found = {name: studio.unsaved(place_of(arrangement, segment_id, name), actor=actor) for name in FIELDS}
    words = {name: text for name, text in found.items() if text is not None}
    return studio.brief_with(arrangement, segment_id, words) if words else None


# —— what one segment offers ——


def words(arrangement: Arrangement, segment) -> None:
    """Draw the fields of a segment that can be reworded."""
    for field in FIELDS:
        own = getattr(segment.outlined, field)
        if not own or field == "heading" and (segment.id in TITLED or not segment.titled):
            continue
        text = words_of(arrangement, segment, field)
        writing.field(
            text, told_at=f"{segment.id}/{field}", key=f"field_{arrangement.product_id}_{field}", on_typed=typed(arrangement),
            usual=USUAL.get(arrangement.generator, {}).get(field, 0), single=field == "heading",
        )  # fmt: skip
        writing.overtaken(text)


TITLED = ("masthead", "cover")
"""Segments whose heading is the product's title, which stands above."""


def checked(arrangement: Arrangement, segment, brief: Brief | None) -> None:
    """Draw what the checks say of the segment as it is being written."""
    found = session.studio().segment_issues(arrangement.product_id, segment.id, brief)
    for view in found:
        colour, icon = widgets.ISSUE_LOOK[view.issue.severity.value]
        with st.container(border=True, key=f"found_{view.key[:16]}"):
            mark = "与条款不符" if view.issue.severity.value == "blocking" else labels.severity(view.issue.severity)
            st.badge(mark, color=colour, icon=icon)
            st.caption(formats.plain(f"{view.issue.text}{view.issue.advice}"))
    if not found and not segment.outlined.furniture:
        st.caption(":material/check_circle: 与依据条款核对一致")


def outdated(arrangement: Arrangement, segment) -> None:
    """Draw that a wording was written for what the clause no longer says."""
    if not segment.outdated:
        return
    studio, actor = session.studio(), session.actor()
    st.warning("这一段用的是改写过的文字，改写之后依据的条款或要点有了变化，请对照下面的条款核对。", icon=":material/history:")
    st.button(
        "仍然正确", key=f"settle_{segment.id}", type="primary",
        on_click=lambda: change(
            arrangement, lambda: studio.settle_wording(arrangement.product_id, segment.id, actor=actor, base=arrangement.version)
        ),
    )  # fmt: skip


def put(arrangement: Arrangement, segment, field: str, value: str | None) -> None:
    """Choose a field of a segment from a button; what was being typed there gives way."""
    studio, actor = session.studio(), session.actor()
    if change(arrangement, lambda: studio.choose_for_segment(
        arrangement.product_id, segment.id, field, value, actor=actor, base=arrangement.version
    )):  # fmt: skip
        widgets.saved(place_of(arrangement, segment.id, field))


def shorter(arrangement: Arrangement, segment) -> None:
    """Draw a proposal for a shorter text, checked against the clause before it is shown; nothing where there is none."""
    text = segment.shown.text
    if len(text) < 40 or segment.outlined.furniture:
        return
    found = session.studio().shorter(arrangement.product_id, segment.id, text)
    if not found:
        return
    with st.popover("精简正文", icon=":material/compress:"):
        st.caption(f"{len(text)} 字 → {len(found)} 字，只删去不影响意思的整句，已与条款核对。")
        st.html(f'<div class="segment">{drawings.marked_difference(text, found)[0]}</div>')
        st.button("采用", key=f"shorter_{segment.id}", type="primary", on_click=put, args=(arrangement, segment, "text", found))


def restore(arrangement: Arrangement, segment) -> None:
    """Offer to take back what a person chose for the segment, and say what that is."""
    if not segment.changed:
        return
    studio, actor = session.studio(), session.actor()
    own = OF_KIND.get(segment.outlined.kind, {})
    names = [own.get(field) or CHOICES[field] for field in CHOICES if field in segment.changed]
    kinds = {field if field in ("icon", "layout") else "words" for field in segment.changed}
    word = RESTORED[kinds.pop()] if len(kinds) == 1 else "恢复原样"

    def take_back() -> None:
        if change(arrangement, lambda: studio.restore_segment(arrangement.product_id, segment.id, actor=actor, base=arrangement.version)):
            widgets.saved(*(place_of(arrangement, segment.id, field) for field in segment.changed))

    st.button(word, key=f"restore_{segment.id}", icon=":material/restart_alt:", help=f"去掉这个片段改过的{'、'.join(names)}，用回原来的。", on_click=take_back)


CHOICES = {**FIELDS, "icon": "图标", "layout": "版式"}
"""What a person can choose for a segment."""
RESTORED = {"words": "恢复原文", "icon": "恢复原图标", "layout": "恢复自动版式"}
"""What taking choices of one kind back is called."""


def icon(arrangement: Arrangement, segment) -> None:
    """Draw the choice of another icon, where the segment has one."""
    if not segment.outlined.icon:
        return
    with st.popover("换图标", icon=":material/interests:"):
        live.icon_picker(
            session.studio().icons_for(segment.shown), chosen=segment.shown.icon, key=f"icon_{segment.id}",
            on_chosen=lambda name: put(arrangement, segment, "icon", name),
        )  # fmt: skip


def layout(arrangement: Arrangement, segment) -> None:
    """Draw the choice of another layout, where the product offers some for the segment."""
    offered = session.studio().layouts_for(arrangement.product_id, segment.shown)
    if len(offered) < 2:
        return
    names = ("", *(name for name, _ in offered))
    titles = {"": "自动选择"} | dict(offered)
    studio, actor, product = session.studio(), session.actor(), arrangement.product_id
    field = f"layout/{segment.id}"
    key = in_step(arrangement, field, segment.shown.layout if segment.shown.layout in names else "")

    def take_layout() -> None:
        chosen = st.session_state[key]
        keep(arrangement, field, lambda base: studio.choose_for_segment(product, segment.id, "layout", chosen, actor=actor, base=base), chosen)

    st.selectbox("版式", names, format_func=titles.get, key=key, on_change=take_layout)


TOOLS: tuple[Callable[[Arrangement, object], None], ...] = (shorter, icon, restore)
"""What stands in a row below the fields; each draws itself where the segment offers it."""


# —— what one product offers ——


def in_step(arrangement: Arrangement, field: str, saved) -> str:
    """Return the key of the widget that chooses ``field`` of the product or of a segment; the widget shows ``saved``, what is stored.

    The key stays the same from one version to the next: a widget that is another one after each choice loses the click made
    while the page is being drawn again.
    """
    key = _key_of(arrangement, field)
    if key not in st.session_state or st.session_state.get(f"{key}_shown") != saved:
        st.session_state[key] = saved
    st.session_state[f"{key}_shown"] = saved
    return key


def take(arrangement: Arrangement, field: str) -> None:
    """Save what the widget of a field of the whole product is set to, where that is what is stored."""
    chosen = st.session_state[_key_of(arrangement, field)]
    choose(arrangement, field, chosen, shown=chosen)


def choose(arrangement: Arrangement, field: str, value: str, *, shown=None) -> None:
    """Save ``value`` for a field of the whole product, chosen in its widget, which shows ``shown`` for it, or elsewhere (None)."""
    studio, actor = session.studio(), session.actor()
    keep(arrangement, field, lambda base: studio.choose_for_product(arrangement.product_id, field, value, actor=actor, base=base), shown)


def keep(arrangement: Arrangement, field: str, save: Callable[[int], Arrangement], shown) -> None:
    """Save what was chosen for ``field``, whose widget shows ``shown``; ``save`` takes the version this person has seen.

    ``arrangement`` may be older than their own last choice, where the page was not drawn again in between.
    """
    key = _key_of(arrangement, field)
    base = max(arrangement.version, st.session_state.get(f"{key}_base", 0))
    after = change(arrangement, lambda: save(base))
    if after:
        st.session_state[f"{key}_base"] = after.version
    st.session_state[f"{key}_shown"] = shown if after else None


def _key_of(arrangement: Arrangement, field: str) -> str:
    return f"choice_{arrangement.product_id}_{field}"


def extent(arrangement: Arrangement) -> None:
    """Let the infographic tell every key point, not each block's usual number."""
    key = in_step(arrangement, "options.extent", arrangement.brief.options.get("extent") == "full")
    st.checkbox(
        "列出全部要点", key=key, on_change=lambda: choose(arrangement, "options.extent", "full" if st.session_state[key] else "", shown=st.session_state[key]),
        help="平时每一块只放最要紧的几条；勾选后全部列出，再逐个取消不要的。",
    )  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """What only one kind of product has: in the bar at the top, below the fields of a segment, and in the list.

    ``rows`` draws what stands above the list and returns what its rows show besides (``live.segment_list``), by segment, the
    picture that shows them, and whether that is still coming. ``seen`` draws what stands above the preview and returns the arrangement to show there.
    """

    bar: tuple[Callable[[Arrangement], None], ...] = ()
    segment: tuple[Callable[[Arrangement, ArrangedSegment, Brief | None], None], ...] = ()
    rows: Callable[[Arrangement], tuple[dict[str, dict], str, bool]] = lambda arrangement: ({}, "", False)
    seen: Callable[[Arrangement, Brief | None], Brief | None] = lambda arrangement, brief: brief


OF_PRODUCT: dict[str, Parts] = {"infographic": Parts(bar=(extent,))}
"""Parts of each kind of product that has some, by its generator's name."""


def parts_of(arrangement: Arrangement) -> Parts:
    """Return the parts this kind of product has."""
    return OF_PRODUCT.get(arrangement.generator, Parts())


# —— the columns ——


def rows_of(arrangement: Arrangement, issues, remarked: Collection[str] = ()) -> list[dict]:
    """Return what the list shows: every segment that says something, hidden ones too; ``remarked`` ones bear an open remark."""
    grave: dict[str, tuple[str, str]] = {}
    for view in sorted(issues, key=lambda view: -widgets.SEVERITIES.index(view.issue.severity.value)):
        if not view.reason and view.issue.severity.value != "advisory":
            mark = "与条款不符" if view.issue.severity.value == "blocking" else labels.severity(view.issue.severity)
            grave[view.issue.where] = (mark, view.issue.severity.value)
    found = []
    for item in arrangement.segments:
        shown = item.shown
        said = shown.heading or shown.text or (shown.points[0] if shown.points else "")
        if not said:
            continue
        mark, severity = grave.get(item.id, ("批注", "confirm") if item.id in remarked else ("", ""))
        found.append(
            {
                "id": item.id, "group": shown.group, "block": arrangement.blocks.get(shown.group, ""), "name": said[:40],
                "words": shown.text[:40] if shown.heading and shown.text else "", "hidden": item.hidden, "fixed": shown.furniture,
                "changed": bool(item.changed), "mark": mark, "grave": severity,
            }
        )  # fmt: skip
    return found


def segments(arrangement: Arrangement, issues, chosen: str, remarked: Collection[str] = ()) -> None:
    """Draw the list of segments; those in ``remarked`` bear an open remark."""
    studio, actor = session.studio(), session.actor()
    product, base = arrangement.product_id, arrangement.version

    def order(ids: list[str]) -> None:
        change(arrangement, lambda: studio.order_segments(product, studio.merged_order(arrangement, ids), actor=actor, base=base))

    def hide(segment_id: str, reason: str | None) -> None:
        change(arrangement, lambda: studio.hide_segment(product, segment_id, reason, actor=actor, base=base))

    besides, sheet, coming = parts_of(arrangement).rows(arrangement)
    with st.container(key=f"arrange_list_{arrangement.generator}"):
        live.segment_list(
            [row | besides.get(row["id"], {}) for row in rows_of(arrangement, issues, remarked)], sheet=sheet, busy=coming, grouped=bool(arrangement.blocks),
            chosen=chosen, key=f"segments_{product}", on_chosen=jump, on_order=order, on_hidden=hide,
        )  # fmt: skip


def jump(segment_id: str) -> None:
    """Choose a segment: its fields are shown and the preview goes there."""
    session.choose("segment", segment_id)


def problems(arrangement: Arrangement, issues) -> None:
    """Draw what the checks found; choosing one jumps to its segment."""
    known = {item.id: item for item in arrangement.segments}

    def to_segment(view) -> None:
        if view.issue.where in known:
            name = formats.segment_name(known[view.issue.where].shown)
            st.button(f"到片段“{name[:16]}”", key=f"jump_{view.key[:16]}", type="tertiary", icon=":material/arrow_forward:", on_click=jump, args=(view.issue.where,))

    widgets.issues(widgets.to_check(issues), below=to_segment)


def pane(arrangement: Arrangement, brief: Brief | None, chosen: str, *, theme: str = "", key: str = "preview") -> None:
    """Draw the live preview, in another theme if one is named: a picture, how far it is, or why there is none and a way to try again."""
    place = f"{key}_{arrangement.product_id}"

    def ask(again: bool = False) -> Preview | Coming:
        return session.studio().preview(arrangement.product_id, asker=session.place(place), brief=brief, theme=theme, at=chosen, again=again)

    widgets.live_preview(ask, place, f"{arrangement.label}预览", chosen=chosen, on_chosen=jump)
