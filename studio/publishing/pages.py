"""The pages of a package: the policy page and one page a product, linked both ways, every word escaped.

Meta tags and the fields of the policy table follow the conventions of government portals; text alternatives follow
GB/T 37668 and WCAG 2.2: whatever a picture or a video says is there as text as well, each statement with its clause.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import groupby
from urllib.parse import quote

from generators.labelling import AiLabel, metadata_of
from generators.model import Clause, FileRecord, Level, PolicyDocument, Segment
from generators.unbroken import markup_of, title_pieces
from studio.checking.standing import has_expired
from studio.formats import BEIJING, day_of
from studio.publishing.publication import Publication

STYLE = """
:root{color-scheme:light}
body{margin:0;overflow-wrap:anywhere;line-break:strict;background:#f3f5f8;color:#1d2733;font:17px/1.9 "Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",
"Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:860px;margin:0 auto;padding:28px 36px 48px;background:#fff}
h1{font-size:27px;line-height:1.5;text-align:center;margin:12px 0 24px}
h1,h2,h3{word-break:keep-all;overflow-wrap:anywhere}
h1,p,li{text-wrap:pretty}
.joint{white-space:nowrap}
.note{text-align:center;margin:-12px 0 24px;color:#46566a}
h2{font-size:20px;margin:32px 0 10px;padding-left:12px;border-left:4px solid #1f5fa8}
h3{font-size:18px;margin:22px 0 6px}
a{color:#1a559b}
table{border-collapse:collapse;width:100%;margin:12px 0;font-size:16px}
th,td{border:1px solid #c9d2dd;padding:6px 12px;text-align:left;vertical-align:top}
.record th{width:7em;background:#eef3f9;font-weight:600;white-space:nowrap}
.clause{margin:0;text-indent:2em;scroll-margin-top:1em}
.clause:target,tr:target,.segment:target{background:#fff3cf}
.chapter{text-align:center;text-indent:0;font-weight:700;margin:20px 0 8px}
.lapsed{border-left:4px solid #b3261e;background:#fdecea;color:#7a1a14;padding:8px 14px;font-weight:700}
.mark{display:inline-block;border:1px solid #1f5fa8;border-radius:3px;padding:0 10px;color:#1f5fa8}
.back,.basis{font-size:15px;color:#46566a}
.segment{border-bottom:1px solid #e3e8ee;padding:10px 0}
.segment h3{margin-top:6px}
figure{margin:16px 0}
img,video{display:block;max-width:100%;margin:0 auto}
@media (max-width:600px){main{padding:18px 16px 36px}h1{font-size:22px}}
"""


@dataclass(frozen=True)
class ProductPage:
    """What the page of one product shows."""

    slug: str
    label: str
    title: str
    digest: str
    files: tuple[FileRecord, ...]
    segments: tuple[Segment, ...]
    ai: AiLabel | None = None
    captions: bool = False
    """Captions are shown from the start: the video has none in its picture."""


@dataclass(frozen=True)
class Setting:
    """What all pages of one package share."""

    document: PolicyDocument
    publication: Publication
    interpreter: str
    spokesperson: str
    contact: str
    exported_at: datetime
    source_path: str
    lapsed: bool = False
    """The policy is no longer in force: every page says so before anything else."""


def policy_path() -> str:
    """Return where the policy page stands in the package."""
    return "policy/index.html"


def product_path(slug: str) -> str:
    """Return where a product's page stands in the package."""
    return f"interpretations/{slug}/index.html"


def policy_page(setting: Setting, products: Iterable[ProductPage]) -> bytes:
    """Return the policy page: record, validity, text with an id for each clause, links to all interpretations."""
    document = setting.document
    links = "".join(
        f'<li><a href="../interpretations/{quote(item.slug)}/index.html">{escape(item.label)}：{escape(item.title)}</a></li>'
        for item in products
    )
    source = f'<p><a href="../{quote(setting.source_path)}" download>下载政策原文（{escape(document.source.name)}）</a></p>'
    body = (
        f"<h1>{_title(document.title)}</h1>{_note(document)}{_no_longer(setting)}"
        f'<p>有效性：<span class="mark" id="validity">{escape(validity(document, setting.exported_at))}</span></p>'
        f"{_record_table(setting)}"
        f'<nav aria-label="相关解读"><h2>相关解读</h2><ul>{links}</ul></nav>'
        f'<section aria-label="正文"><h2>正文</h2>{_clauses(document.clauses)}</section>{source}'
    )
    when = datetime.combine(document.published_on, datetime.min.time(), BEIJING) if document.published_on else None
    return _page(setting, document.title, _description(document), when or setting.exported_at, body)


def product_page(setting: Setting, product: ProductPage) -> bytes:
    """Return a product's page: its files shown or linked, all it says as text with clause links, the way back."""
    document = setting.document
    back = (
        f'<p class="back">本解读对应的政策：<a href="../../policy/index.html">{escape(document.title)}</a>'
        f"{escape(f'（{document.document_number}）' if document.document_number else '')}"
        f'　有效性：<span class="mark">{escape(validity(document, setting.exported_at))}</span></p>'
    )
    said_by = "　".join(
        f"{name}：{escape(value)}"
        for name, value in (("解读机构", setting.interpreter), ("解读人", setting.spokesperson), ("咨询电话", setting.contact))
        if value
    )
    words = "".join(_segment(document, segment) for segment in product.segments)
    body = (
        f"<h1>{_title(product.title)}<br>{_title(product.label)}</h1>{_no_longer(setting)}{_ai(product)}{back}"
        f"{f'<p>{said_by}</p>' if said_by else ''}{_media(product)}"
        f'<section aria-label="文字版"><h2>文字版</h2>{words}</section>{back}'
    )
    title = f"{product.title}（{product.label}）"
    return _page(setting, title, f"{document.title}的{product.label}", setting.exported_at, body, product.digest, metadata_of(product.ai))


def _no_longer(setting: Setting) -> str:
    """Return what a reader of a policy that is no longer in force is told first."""
    return '<p class="lapsed" role="note">请注意：这份政策已不再有效，本页内容仅供查阅，不能作为办事依据。</p>' if setting.lapsed else ""


def _ai(product: ProductPage) -> str:
    return f'<p><span class="mark" id="ai-label">{escape(product.ai.text)}</span></p>' if product.ai else ""


def validity(document: PolicyDocument, at: datetime) -> str:
    """Return 有效, 已废止 … as the record says; past the document's own end date 已失效; 未注明 when nothing is said."""
    said = document.validity or "未注明"
    over = has_expired(document, day_of(at))
    return "已失效" if over and "废止" not in said else said


def _page(
    setting: Setting, title: str, description: str, published: datetime, body: str, digest: str = "", more: dict[str, str] | None = None
) -> bytes:
    publication, document = setting.publication, setting.document
    metas = {
        "SiteName": publication.site_name,
        "SiteDomain": publication.site_domain,
        "SiteIDCode": publication.site_id_code,
        "ColumnName": publication.column_name,
        "ColumnType": "政策解读" if digest else "政策文件",
        "ArticleTitle": title,
        "PubDate": published.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
        "ContentSource": publication.content_source or setting.interpreter or "、".join(document.issuing_authorities),
        "Keywords": ";".join(publication.keywords),
        "Description": description,
        "Url": publication.source_url if not digest else "",
        "RevisionDigest": digest,
        "SourceDigest": document.source.sha256,
        **(more or {}),
    }
    tags = "".join(
        f'<meta name="{name}" content="{escape(value)}">\n' for name, value in metas.items() if value
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{tags}<style>{STYLE}</style>\n</head>\n<body>\n<main>{body}</main>\n</body>\n</html>\n"
    ).encode()


def _record_table(setting: Setting) -> str:
    document = setting.document
    rows = (
        ("索引号", document.index_number),
        ("主题分类", setting.publication.subject),
        ("发文机关", "、".join(document.issuing_authorities)),
        ("成文日期", _chinese_date(document.written_on)),
        ("标题", document.title),
        ("发文字号", document.document_number),
        ("发布日期", _chinese_date(document.published_on)),
        ("施行日期", _chinese_date(document.effective_on)),
        ("失效日期", _chinese_date(document.expires_on)),
        ("主题词", " ".join(setting.publication.keywords)),
        ("有效性", validity(document, setting.exported_at)),
    )
    cells = "".join(f'<tr><th scope="row">{name}</th><td>{escape(value)}</td></tr>' for name, value in rows if value)
    return f'<table class="record"><caption hidden>政策信息</caption>{cells}</table>'


def _chinese_date(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _description(document: PolicyDocument) -> str:
    first = next((clause.text for clause in document.clauses if len(clause.text) > 30), document.title)
    return first[:120]


def _clauses(clauses: tuple[Clause, ...]) -> str:
    parts = []
    for table, group in groupby(clauses, key=lambda clause: clause.ref.rpartition(".")[0] if _is_row(clause) else None):
        rows = list(group)
        parts.append(_table(rows) if table is not None else "".join(map(_clause, rows)))
    return "".join(parts)


def _is_row(clause: Clause) -> bool:
    return clause.level is Level.ROW


def _table(rows: list[Clause]) -> str:
    lines = "".join(
        f'<tr id="{escape(row.ref)}">{"".join(f"<td>{markup_of(cell)}</td>" for cell in row.text.split(" ｜ "))}</tr>'
        for row in rows
    )
    return f"<table>{lines}</table>"


def _clause(clause: Clause) -> str:
    title = clause.level is Level.PARAGRAPH and clause.heading == clause.text and bool(clause.text)
    centred = title or clause.level in (Level.BOOK, Level.CHAPTER, Level.SECTION)
    gap = "　" if centred or clause.level is Level.ARTICLE else ""
    label = f"{escape(clause.label)}{gap}" if clause.label else ""
    kind = "clause chapter" if centred else "clause"
    return f'<p class="{kind}" id="{escape(clause.ref)}">{label}{_with_heading(clause)}</p>'


def _with_heading(clause: Clause) -> str:
    """Return the clause's words with the heading at their beginning, if any, set bold."""
    if clause.heading and clause.text.startswith(clause.heading):
        return f"<strong>{escape(clause.heading)}</strong>{_lines(clause.text[len(clause.heading):])}"
    return _lines(clause.text)


def _media(product: ProductPage) -> str:
    videos = [file for file in product.files if file.media_type.startswith("video/")]
    images = [file for file in product.files if file.media_type.startswith("image/")]
    tracks = [file for file in product.files if file.media_type == "text/vtt"]
    shown = "".join(_video(file, images, tracks, product.captions) for file in videos) or "".join(
        f'<figure><img src="files/{quote(file.filename)}" alt="{escape(product.title)}，{escape(product.label)}；'
        f'图中全部内容见本页文字版"></figure>'
        for file in images
    )
    lines = "".join(
        f'<li><a href="files/{quote(file.filename)}">{escape(_kind(file))}（{escape(file.filename)}，{_size(file.bytes)}）</a></li>'
        for file in product.files
    )
    return f'{shown}<section aria-label="文件"><h2>文件</h2><ul>{lines}</ul></section>'


def _video(video: FileRecord, images: list[FileRecord], files: list[FileRecord], captions: bool) -> str:
    named = video.filename.replace("video", "cover", 1).removesuffix(".mp4") + ".png"
    cover = next((image for image in images if image.filename == named), images[0] if images else None)
    poster = f' poster="files/{quote(cover.filename)}"' if cover else ""
    tracks = "".join(
        f'<track kind="{_TRACKS[file.filename][0]}" srclang="zh-CN" label="{_TRACKS[file.filename][1]}" src="files/{quote(file.filename)}"'
        f"{' default' if captions and file.filename == 'video.vtt' else ''}>"
        for file in files
        if file.filename in _TRACKS
    )
    return (
        f'<figure><video controls preload="metadata"{poster} src="files/{quote(video.filename)}">{tracks}</video>'
        "<figcaption>解说全文见本页文字版</figcaption></figure>"
    )


_TRACKS = {"video.vtt": ("captions", "中文字幕"), "chapters.vtt": ("chapters", "章节"), "descriptions.vtt": ("descriptions", "画面说明")}
"""What a video's tracks are for a player: kind and name."""

_NAMED = {"chapters.vtt": "章节", "descriptions.vtt": "画面说明", "clauses.vtt": "字幕依据条款（数据）", "transcript.html": "文字稿"}

_KINDS = {
    "image/png": "图片",
    "image/jpeg": "图片",
    "image/svg+xml": "图片",
    "application/pdf": "PDF 版",
    "text/html": "网页版",
    "text/markdown": "文本版",
    "text/plain": "文本版",
    "text/vtt": "字幕",
    "application/x-subrip": "字幕",
    "application/json": "数据",
    "application/ld+json": "数据",
    "video/mp4": "视频",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "文档版",
}


def _kind(file: FileRecord) -> str:
    return _NAMED.get(file.filename) or _KINDS.get(file.media_type.split(";")[0], "文件")


def _size(number: int) -> str:
    return f"{number / 1024 / 1024:.1f} MB" if number >= 1024 * 1024 else f"{max(1, round(number / 1024))} KB"


def _segment(document: PolicyDocument, segment: Segment) -> str:
    figure = segment.figure
    large = f"<p><strong>{escape(figure.prefix + figure.value + figure.unit)}</strong>　{escape(figure.caption)}</p>" if figure else ""
    points = "".join(f"<li>{markup_of(point)}</li>" for point in segment.points)
    rows = "".join(f"<tr>{''.join(f'<td>{markup_of(cell)}</td>' for cell in row)}</tr>" for row in segment.table)
    narration = segment.narration if segment.narration != segment.text else ""
    return (
        f'<div class="segment" id="segment-{escape(segment.id)}" data-refs="{escape(" ".join(c.ref for c in segment.citations))}">'
        f"{f'<h3>{_title(segment.heading)}</h3>' if segment.heading else ''}{large}"
        f"{f'<p>{_lines(segment.text)}</p>' if segment.text else ''}"
        f"{f'<ul>{points}</ul>' if points else ''}{f'<table>{rows}</table>' if rows else ''}"
        f"{f'<p>解说：{_lines(narration)}</p>' if narration else ''}{_basis(document, segment)}</div>"
    )


def _lines(text: str) -> str:
    return "<br>".join(markup_of(line) for line in text.splitlines())


def _title(text: str) -> str:
    """Return a title in which a line ends only where the sense allows."""
    return "<wbr>".join(map(escape, title_pieces(text)))


def _note(document: PolicyDocument) -> str:
    """Return who adopted or revised the text and when (题注), which stands below the title."""
    return f'<p class="note">（{escape(document.adoption_note)}）</p>' if document.adoption_note else ""


def _names(document: PolicyDocument, above: str, ref: str) -> bool:
    """Tell whether a link to the clause above leads to this one too: 第十一条 to its items, 第六条第一款 not to the second."""
    return document.address(ref).startswith(document.address(above))


def _basis(document: PolicyDocument, segment: Segment) -> str:
    """Return 依据：with a link to each cited clause, and who speaks where the department adds its own knowledge."""
    cited = {citation.ref: citation for citation in segment.citations}
    cited = {ref: citation for ref, citation in cited.items() if not any(above.ref in cited and _names(document, above.ref, ref) for above in document.ancestors(ref))}
    parts = [
        f'<a href="../../policy/index.html#{quote(ref)}" title="{escape(citation.quote[:60])}">{escape(document.address(ref))}</a>'
        for ref, citation in cited.items()
    ]
    for item in segment.supplements:
        who = "，".join(filter(None, (item.author, item.post)))
        parts.append(f"部门说明（{escape(who)}；{escape(item.basis)}）")
    return f'<p class="basis">依据：{"；".join(parts)}</p>' if parts else ""
