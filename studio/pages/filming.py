"""What the page for arranging has only for a video: its storyboard, its voices and shapes, each scene to listen to and to record."""

import base64
from html import escape

import streamlit as st

from generators.model import Brief, digest_of
from studio import formats
from studio.pages import pronouncing, session, steering, widgets
from studio.service import ArrangedSegment, Arrangement, Coming, SceneView, Storyboard, UserError

SHAPES = {"16:9": "横屏 16:9", "9:16": "竖屏 9:16", "1:1": "方形 1:1"}
WIDTH = {"16:9": "stretch", "9:16": 280, "1:1": 500}
"""How wide a film is shown, so that the whole of it is seen."""
CAPTIONS = {"": "印在画面上", "file": "只做字幕文件"}
MOTION = {"": "全部", "calm": "少一些", "none": "不用"}
SOUNDS = ["wav", "mp3", "m4a", "ogg", "webm"]
VOICE_LOOK = {"recorded": ("录音", ":material/mic:", "green"), "computed": ("合成", ":material/graphic_eq:", "blue"), "none": ("无配音", ":material/volume_off:", "gray")}


# —— the bar: what concerns the whole video ——


def settings(arrangement: Arrangement) -> None:
    """Draw the choice of voice, shapes, captions, motion and music."""
    with st.popover("声音与画面", icon=":material/video_settings:", width="content"):
        left, right = st.columns(2, gap="medium", width=620)
        with left:
            voice(arrangement)
            music(arrangement)
        with right:
            looks(arrangement)


def voice(arrangement: Arrangement) -> None:
    """Draw the choice of the voice that says what nobody recorded."""
    voices = {item.name: item.label + ("（文字会发往语音服务）" if item.online else "") for item in session.studio().voices()}
    chosen = arrangement.brief.options.get("voice") or next(iter(voices))
    if chosen not in voices:
        voices[chosen] = "以前选的配音，现在不可用"
    key = steering.in_step(arrangement, "options.voice", chosen)
    st.selectbox(
        "配音", list(voices), format_func=voices.get, key=key, help="没有录音的片段用这个声音",
        on_change=steering.take, args=(arrangement, "options.voice"),
    )  # fmt: skip


def looks(arrangement: Arrangement) -> None:
    """Draw the choice of shapes, captions and motion."""
    options = arrangement.brief.options
    shapes = steering.in_step(arrangement, "options.aspects", shapes_of(arrangement.brief))

    def set_shapes() -> None:
        chosen = [name for name in SHAPES if name in st.session_state[shapes]]
        steering.choose(arrangement, "options.aspects", "" if chosen in ([], ["16:9"]) else ",".join(chosen), shown=chosen)

    st.pills(
        "导出的画面", list(SHAPES), selection_mode="multi", format_func=SHAPES.get, key=shapes, on_change=set_shapes,
        help="每种画面做一个视频；竖屏适合手机和短视频平台",
    )  # fmt: skip
    for label, name, choices, said in (
        ("字幕", "captions", CAPTIONS, "印在画面上的字幕到哪里都看得见；字幕文件由播放器显示，可以开关"),
        ("画面动效", "motion", MOTION, "逐条出现、数字滚动、章节页"),
    ):
        present = options.get(name, "") if options.get(name, "") in choices else ""
        key = steering.in_step(arrangement, f"options.{name}", present)
        st.segmented_control(
            label, list(choices), required=True, format_func=choices.get, key=key, help=said,
            on_change=steering.take, args=(arrangement, f"options.{name}"),
        )  # fmt: skip


def shapes_of(brief: Brief) -> list[str]:
    """Return the shapes of picture a video is made in."""
    return [name for name in SHAPES if name in brief.options.get("aspects", "").split(",")] or ["16:9"]


def shape_seen(arrangement: Arrangement, brief: Brief | None, key: str = "seen") -> Brief | None:
    """Draw the choice of the shape to look at, where the video is made in several; return the arrangement with that one first."""
    shapes = shapes_of(arrangement.brief)
    if len(shapes) < 2:
        return brief
    first = st.segmented_control(
        "看哪种画面", shapes, default=shapes[0], required=True, format_func=SHAPES.get, key=f"{key}_{'_'.join(shapes)}", label_visibility="collapsed"
    ) or shapes[0]  # fmt: skip
    shown = brief or arrangement.brief
    return shown.replace(options=shown.options | {"aspects": ",".join([first, *(name for name in shapes if name != first)])})


def music(arrangement: Arrangement) -> None:
    """Draw the background music with its player and the way out, or the way in."""
    studio, actor, product = session.studio(), session.actor(), arrangement.product_id
    given = next((item for item in arrangement.brief.materials if item.kind == "music"), None)
    if given:
        st.caption(formats.plain("　".join(filter(None, ("背景音乐", given.credit)))))
        st.audio(studio.material_file(product, given.sha256).data, format=given.media_type)
        st.button("移除音乐", key="music_out", icon=":material/delete:", on_click=lambda: give(arrangement, lambda: studio.remove_material(product, given.sha256, actor=actor)))
        return
    place = f"music/{product}"
    key = f"{product}_{session.generation(place)}"
    file = st.file_uploader("背景音乐（可不加）", type=SOUNDS, key=f"music_{key}", help="说话时自动变轻")
    credit = st.text_input("来源或授权", key=f"music_credit_{key}", placeholder="例如：本单位自制") if file else ""
    if file and st.button("加入音乐", key=f"music_in_{key}", type="primary"):
        add(arrangement, place, lambda: studio.add_material(product, file.getvalue(), file.name, kind="music", credit=credit, actor=actor))


def readings(arrangement: Arrangement) -> None:
    """Draw the department's table of readings."""
    with st.popover("读音", icon=":material/record_voice_over:", width="content"), st.container(width=560):
        pronouncing.table("board")


def give(arrangement: Arrangement, doing) -> bool:
    """Give or take away a file as a change of the arrangement; tell whether it was done."""
    studio = session.studio()

    def done() -> Arrangement:
        doing()
        return studio.arrangement(arrangement.product_id)

    return steering.change(arrangement, done) is not None


def add(arrangement: Arrangement, place: str, doing) -> None:
    """Take a file in from a form and draw the page anew; why it was refused is said there."""
    if give(arrangement, doing):
        session.renew(place)
    st.rerun()


# —— the list: the storyboard ——


def board(arrangement: Arrangement) -> tuple[dict[str, dict], str, bool]:
    """Draw the length of the whole with what to do about it; return what each row shows, the sheet its picture is on, whether that is coming."""
    storyboard = session.studio().storyboard(arrangement.product_id)
    length(arrangement, storyboard)
    sheet, boxes, coming = "", {}, False
    try:
        shown = session.studio().preview(arrangement.product_id, asker=session.place("board"))
        if isinstance(shown, Coming):
            coming = True
        else:
            sheet, boxes = f"data:{shown.media_type};base64,{base64.b64encode(shown.data).decode()}", shown.boxes
    except UserError:
        sheet = ""  # what stands in the way is said beside the scene itself
    return {scene.segment.id: row(scene, boxes.get(scene.segment.id)) for scene in storyboard.scenes}, sheet, coming


def row(scene: SceneView, box) -> dict:
    """Return what a row of the list shows of a scene besides its title."""
    name, _, _ = VOICE_LOOK[scene.voice]
    said = "" if scene.voice == "computed" else name
    seconds = f"{scene.seconds:.0f} 秒" if scene.measured else f"约 {scene.seconds:.0f} 秒"
    about = {"note": " · ".join(filter(None, (seconds, scene.segment.basis, said))), "words": scene.first_line}
    return about | ({"box": list(box)} if box else {})


def length(arrangement: Arrangement, storyboard: Storyboard) -> None:
    """Draw the length in one sentence, and a button for each thing that would help."""
    advice = storyboard.advice
    icon = ":material/check_circle:" if advice.verdict == "fits" else ":material/timer:"
    with st.container(horizontal=True, vertical_alignment="center", key="length_line"):
        st.caption(f"{icon} {formats.plain(f'{len(storyboard.scenes)} 段，{advice.sentence}')}", width="content")
        if st.button("预览整片", icon=":material/play_circle:", type="tertiary", key="whole", help="先看画面和字幕，不等配音"):
            watching(arrangement)
    studio, actor, product, base = session.studio(), session.actor(), arrangement.product_id, arrangement.version
    helps = [
        (f"去掉“{item.heading[:10]}”（{item.seconds:.0f} 秒）", item.segment, lambda item=item: studio.leave_out(product, item.segment, actor=actor, base=base))
        for item in advice.shorten
    ] + [
        (f"加入“{item.heading[:10]}”（{item.seconds:.0f} 秒）", item.segment, lambda item=item: studio.take_in(product, item.segment, actor=actor, base=base))
        for item in advice.lengthen
    ]
    if helps:
        with st.container(horizontal=True, key="length_helps"):
            for words, segment_id, done in helps[:3]:
                st.button(formats.plain(words), key=f"length_{segment_id}", on_click=steering.change, args=(arrangement, done))


@st.dialog("预览整片", width="medium")
def watching(arrangement: Arrangement) -> None:
    """Show the whole without its voice, or how far it is."""
    brief = shape_seen(arrangement, None, "watched") or arrangement.brief
    wanted = brief.options.get("aspects", "").split(",")
    widgets.watched(lambda: session.studio().watch_whole(arrangement.product_id, brief=brief), WIDTH[wanted[0] if wanted[0] in WIDTH else "16:9"])
    st.caption("没有配音和音乐，字幕按阅读速度显示；配音以后长短和字幕时间会有变化。")


# —— the chosen scene: its sound ——


def sound(arrangement: Arrangement, item: ArrangedSegment, brief: Brief | None) -> None:
    """Draw who says the scene, the player, and the way in for a recording."""
    studio, product = session.studio(), arrangement.product_id
    present = studio.storyboard(product, brief)
    scene = present.scene(item.id)
    if scene is None:
        return
    name, icon, colour = VOICE_LOOK[scene.voice]
    key, stamp = f"scene_{item.id}", digest_of([scene.segment.narration, scene.voice_label, [m.sha256 for m in arrangement.brief.materials if m.segment == item.id]])
    with st.container(horizontal=True, vertical_alignment="center", key="scene_sound"):
        st.badge(name if scene.voice != "computed" else scene.voice_label, icon=icon, color=colour)
        st.caption(f"{scene.seconds:.1f} 秒" if scene.measured else f"约 {scene.seconds:.0f} 秒", width="content")
        if scene.voice != "none":
            widgets.listen_button(key)
        recording(arrangement, scene)
    if scene.voice == "none":
        st.caption("这一段没有声音，字幕按阅读速度显示。")
    else:
        widgets.heard(lambda: studio.hear_scene(product, item.id, brief=brief), key, stamp)
    if scene.voice == "recorded":
        st.caption("录音不会跟着解说词改，改了文字请重新录。")
    if scene.trouble:
        st.caption(f":material/warning: 上次制作时：{formats.plain(scene.trouble)}")


def recording(arrangement: Arrangement, scene: SceneView) -> None:
    """Draw the way in for a recording of the scene, and the way out of the one there is."""
    studio, actor, product, segment = session.studio(), session.actor(), arrangement.product_id, scene.segment
    given = [item for item in arrangement.brief.materials if item.kind == "recording" and item.segment == segment.id]
    place = f"recording/{product}/{segment.id}"
    key = f"{segment.id}_{session.generation(place)}"
    with st.popover("重新录音" if given else "自己录音", icon=":material/mic:"), st.container(width=420):
        st.caption("照着念，录完可以先听再用：")
        st.html(f'<div class="prompter">{escape(segment.narration)}</div>')
        microphone, upload = st.tabs(["用麦克风录", "上传录音"])
        with microphone:
            spoken = st.audio_input("录音", sample_rate=48000, key=f"spoken_{key}", label_visibility="collapsed")
            st.caption("浏览器只在本机或 https 网址下允许使用麦克风；不能录时请上传文件。")
        with upload:
            file = st.file_uploader("录音文件", type=SOUNDS, key=f"file_{key}", label_visibility="collapsed")
        taken = file or spoken
        if st.button("用这段录音", key=f"take_{key}", type="primary", disabled=taken is None) and taken is not None:
            add(arrangement, place, lambda: studio.add_material(product, taken.getvalue(), taken.name, kind="recording", segment=segment.id, actor=actor))

    def remove() -> None:
        for item in given:
            give(arrangement, lambda item=item: studio.remove_material(product, item.sha256, actor=actor))

    if given:
        st.button("移除录音", icon=":material/delete:", key=f"unrecord_{key}", on_click=remove)


PARTS = steering.Parts(bar=(settings, readings), segment=(sound,), rows=board, seen=shape_seen)
