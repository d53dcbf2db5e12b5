"""The transcript (视频文字稿): the video with what is said, what is to be seen and which clause it rests on, scene by scene.

The page stands beside ``video.mp4`` and works there by itself: the tracks lie in it as data, since browsers refuse track files to a
page opened from a folder; its one script is its own, and without it the times are plain links into the video.
"""

import base64
import hashlib
import html
from collections.abc import Mapping, Sequence

from generators.labelling import AiLabel
from generators.video import subtitles, tracks
from generators.video.describing import describe
from generators.video.timeline import TimedScene


def page(scenes: Sequence[TimedScene], title: str, label: AiLabel | None = None, voices: Mapping[str, str] | None = None, *, shown: bool = False) -> str:
    """Return the page. ``voices`` maps engine names to what people call them; ``shown``: captions are on from the start."""
    embedded = f'<meta name="AIGC" content="{html.escape(label.aigc, quote=True)}">' if label else ""
    noted = f'<p class="note">{html.escape(label.text)}</p>\n' if label else ""
    policy = f"default-src 'none'; style-src {_hashed(STYLE)}; script-src {_hashed(SCRIPT)}; img-src 'self' file:; media-src 'self' file: data:; base-uri 'none'; form-action 'none'"
    name = html.escape(title)
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{name}（视频文字稿）</title>"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{embedded}<style>{STYLE}</style></head>\n'
        f"<body><main><h1>{name}</h1>\n<p>视频文字稿，全长 {clock(scenes[-1].end)}。点时间可从该处播放。</p>\n{noted}"
        f"{_player(scenes, shown)}\n{_contents(scenes)}\n"
        + "\n".join(_scene(scene, scenes, voices or {}) for scene in scenes)
        + f"\n</main><script>{SCRIPT}</script></body></html>\n"
    )


def _player(scenes: Sequence[TimedScene], shown: bool) -> str:
    files = (
        ("captions", "中文字幕", subtitles.webvtt(tracks.cues(scenes)), " default" if shown else ""),
        ("chapters", "章节", tracks.chapters_vtt(scenes), ""),
        ("descriptions", "画面说明", tracks.descriptions_vtt(scenes), ""),
    )
    inside = "".join(
        f'<track kind="{kind}" srclang="zh-CN" label="{name}" src="data:text/vtt;base64,{base64.b64encode(text.encode()).decode()}"{more}>'
        for kind, name, text, more in files
    )
    return f'<video controls playsinline preload="metadata" poster="cover.png" src="video.mp4">{inside}<a href="video.mp4">下载视频</a></video>'


def _contents(scenes: Sequence[TimedScene]) -> str:
    lines = "".join(f"<li>{_link(start)} {html.escape(name)}</li>" for start, _, name in tracks.chapters(scenes))
    return f'<nav aria-label="章节"><h2>章节</h2><ol>{lines}</ol></nav>'


def _scene(scene: TimedScene, scenes: Sequence[TimedScene], voices: Mapping[str, str]) -> str:
    segment = scene.segment
    parts = [f"<h2>{_link(scene.start)} {html.escape(tracks.name_of(segment))}</h2>"]
    said = "".join(
        f'<span data-start="{start:.2f}" data-end="{start + utterance.seconds:.2f}">{html.escape(utterance.sentence)}</span>'
        for start, utterance in scene.spoken
    )
    parts.append(f'<p class="said">{said}</p>')
    parts.append(f'<p class="seen"><b>画面</b>　{html.escape(describe(segment, basis=False))}</p>')
    if segment.basis:
        parts.append(f'<p class="basis">依据：{html.escape(segment.basis)}</p>')
    parts += [f'<p class="note">{html.escape(words)}</p>' for words in notes(scene, scenes, voices)]
    refs = " ".join(dict.fromkeys(citation.ref for citation in segment.citations))
    attributes = {
        "id": segment.id, "data-start": f"{scene.start:.2f}", "data-end": f"{scene.end:.2f}", "data-clause": refs,
        "data-voice": scene.spoken[0][1].engine if scene.spoken else "", "data-failed": " ".join(failed(scene)),
    }  # fmt: skip
    written = "".join(f' {name}="{html.escape(value, quote=True)}"' for name, value in attributes.items() if value)
    return f"<section{written}>{''.join(parts)}</section>"


def failed(scene: TimedScene) -> tuple[str, ...]:
    """Return why the voices that should have spoken a scene did not, as sentences; empty when the first one did."""
    return tuple(dict.fromkeys(reason for _, utterance in scene.spoken for reason in utterance.failed))


def notes(scene: TimedScene, scenes: Sequence[TimedScene], voices: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a listener should know of a scene's voice."""
    reasons = failed(scene)
    if not reasons:
        return ()
    spoken = scene.spoken[0][1]
    instead = f"改由{voices.get(spoken.engine, '另一种语音')}读出" if spoken.voiced else "没有配音，字幕按阅读速度显示"
    return (f"这一段{instead}。原因：{'；'.join(reason.rstrip('。') for reason in reasons)}。",)


def _link(seconds: float) -> str:
    return f'<a href="video.mp4#t={seconds:.2f}" data-time="{seconds:.2f}"><time>{clock(seconds)}</time></a>'


def clock(seconds: float) -> str:
    """Return minutes and seconds: 01:05."""
    whole = int(seconds)
    return f"{whole // 60:02}:{whole % 60:02}"


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


SCRIPT = (
    "(function(){var v=document.querySelector('video'),s=[].slice.call(document.querySelectorAll('.said span'));"
    "function go(t){v.currentTime=t;var p=v.play();if(p)p.catch(function(){v.controls=true});v.scrollIntoView({block:'nearest'})}"
    "document.addEventListener('click',function(e){var a=e.target.closest('[data-time]');"
    "if(a){e.preventDefault();go(+a.dataset.time)}else if(e.target.dataset.start&&e.target.tagName==='SPAN')go(+e.target.dataset.start)});"
    "v.addEventListener('timeupdate',function(){s.forEach(function(x){"
    "x.classList.toggle('now',v.currentTime>=+x.dataset.start&&v.currentTime<+x.dataset.end)})})})()"
)

STYLE = (
    "body{font:17px/1.8 'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;color:#1b2430;background:#fff;margin:0}"
    "main{max-width:44rem;margin:0 auto;padding:2rem 1.2rem}h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .4rem}"
    "video{width:100%;aspect-ratio:16/9;max-height:60vh;background:#0b2f78;position:sticky;top:0;z-index:1}nav ol{list-style:none;padding:0;columns:2 14rem}"
    "a{color:#1459c7}h2 a{font-weight:400;margin-right:.6em}.said span{cursor:pointer}.said .now{background:#fff1b8}"
    ".seen,.basis,.note{color:#51607a;font-size:.92rem;margin:.3rem 0}"
    "@media(max-width:40rem){video{max-height:40vh}}"
)
