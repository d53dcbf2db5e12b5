"""Previews of products in the page: the long picture, the pages, the video with its captions."""

import base64
from html import escape

import streamlit as st

from studio import formats
from studio.pages import drawings, session

PAGE_HEIGHT = 640
FONT = (
    '<style>@font-face{font-family:"Noto Sans SC";src:local("Noto Sans SC"),url("/app/static/studio-sans-400.woff2")}</style>'
)
"""Published pages use the reader's own fonts; for a preview on a machine that has none for Chinese, the studio lends its own."""


def with_font(page: str) -> str:
    """Return a page that finds the studio's font under a name its style sheet asks for last."""
    allowed = page.replace("default-src 'none'", "default-src 'none'; font-src 'self'", 1)
    return allowed.replace("<head>", "<head>" + FONT, 1)


def show(product) -> None:
    """Draw the product's main file; which, its media types decide, so a new product needs no page of its own."""
    files = {file.media_type: file for file in reversed(product.files)}
    order = ("video/mp4", "text/html", "image/png", "application/pdf")
    main = next((files[media_type] for media_type in order if media_type in files), None)
    if main is None:
        paper(product)
        return
    if main.media_type == "video/mp4":
        film(product)
        return
    content = session.studio().file(product.id, main.filename)
    if main.media_type == "text/html":
        st.iframe(with_font(content.data.decode()), height=PAGE_HEIGHT)
    elif main.media_type == "image/png":
        picture = base64.b64encode(content.data).decode()
        st.html(f'<div class="long-picture"><img alt="{escape(product.title)}" style="width:100%" src="data:image/png;base64,{picture}"></div>')
    else:
        paper(product)


def paper(product) -> None:
    """Draw a product all of whose files are for a word processor: as its own page, else segment by segment."""
    if page := session.studio().page_of(product.id):
        st.iframe(with_font(page), height=PAGE_HEIGHT)
    else:
        with st.container(height=PAGE_HEIGHT):
            st.html("".join(map(drawings.segment_html, product.segments)))
    st.caption("这里显示的是内容，版式以下载的 Word 文件为准。")


def film(product) -> None:
    """Draw the video with its captions, in the shape that is chosen. Captions in the picture are not shown a second time."""
    studio = session.studio()
    films = [file.filename for file in product.files if file.media_type == "video/mp4"]
    chosen = films[0]
    if len(films) > 1:
        chosen = st.segmented_control(
            "画面", films, default=films[0], required=True, key=f"film_{product.id}", label_visibility="collapsed", format_func=lambda name: formats.FILES.get(name, name),
        ) or films[0]  # fmt: skip
    captions = studio.file(product.id, "video.vtt").data if "video.vtt" in {file.filename for file in product.files} else b""
    burnt = product.revision is None or product.revision.brief.options.get("captions") != "file"
    tracks = {"不显示": "", "中文字幕": captions} if burnt else {"中文字幕": captions}
    narrow = "-9x16" in chosen
    st.video(studio.file(product.id, chosen).data, subtitles=tracks if captions else None, width=300 if narrow else "stretch")
