"""The page shell: one self-contained, accessible HTML file in which every text is a stranger's.

Three lines of defence: pages are built as element trees, so that text is escaped by the serialiser; the main part goes
through nh3 with a short list of allowed tags; and the page's own Content-Security-Policy allows only the script and the
style written here, by their hashes. Nothing is fetched from anywhere.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from importlib import resources
from typing import Any, NamedTuple

import nh3

from generators.labelling import AiLabel, metadata_of
from generators.markup import Element, el, html, safe_json, safe_url
from generators.masthead import iso_date
from generators.model import Provenance, Segment
from generators.prose import Block, blocks, first_sentence
from generators.unbroken import CLASS, break_at_sense, keep_together
from styles.themes import Theme

LONGEST_CONCLUSION = 60
LEADS_IN = re.compile("包括|以下|如下|：$")
# fmt: off
TAGS = {
    "section", "article", "div", "p", "span", "strong", "h2", "h3", "h4", "ul", "ol", "li", "details", "summary",
    "figure", "figcaption", "blockquote", "aside", "a", "table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "small", "ins", "del", "wbr",
}
# fmt: on
ATTRIBUTES = {
    "*": {"id", "class", "aria-label", "aria-labelledby", "role"},
    "a": {"href", "rel"},
    "details": {"open"},
    "th": {"scope"},
    "blockquote": {"cite"},
}

SCRIPT = resources.files("styles").joinpath("page.js").read_text(encoding="utf-8").rstrip("\n")


class Page(NamedTuple):
    """What one page is made of. ``main`` holds its sections; ``contents`` the (id, label) pairs of its table of contents."""

    title: str
    kicker: str
    masthead: Segment
    main: tuple[Element, ...]
    contents: tuple[tuple[str, str], ...]
    structured: dict[str, Any]
    theme: Theme
    provenance: Provenance
    source_url: str = ""
    draft: bool = False
    label: AiLabel | None = None
    searchable: bool = False
    layout: str = ""


def legislation(masthead: Segment, source_url: str) -> dict[str, Any]:
    """Return the policy as schema.org Legislation, from the particulars of the title block."""
    details = masthead.details
    return _without_empty(
        {
            "@type": "Legislation",
            "name": details.get("政策名称", ""),
            "legislationIdentifier": details.get("发文字号", ""),
            "legislationPassedBy": details.get("发文机关", ""),
            "legislationDate": iso_date(details.get("成文日期", "")),
            "datePublished": iso_date(details.get("发布日期", "")),
            "temporalCoverage": _coverage(details),
            "url": safe_url(source_url),
        }
    )


def organisation(masthead: Segment) -> dict[str, str] | None:
    """Return the interpreting office as schema.org GovernmentOrganization; None when it is not named."""
    name = masthead.details.get("解读机构")
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def laid_out(text: str | tuple[Block, ...], *, conclusion: bool = False) -> list[Element]:
    """Return ``text``, or blocks made of it, as paragraphs and lists.

    With ``conclusion`` a short first sentence is set off when more follows, and three or more equal paragraphs become a
    list: they are answers side by side.
    """
    pieces = blocks(text) if isinstance(text, str) else text
    if conclusion and len(pieces) > 2 and all(block.kind == "paragraph" for block in pieces):
        lines = [block.items[0] for block in pieces]
        lead = [lines.pop(0)] if LEADS_IN.search(lines[0]) else []
        after = [lines.pop()] if lines[-1].startswith("其余") else []
        listed = el("ul", [el("li", line) for line in lines]) if len(lines) > 1 else el("p", *lines)
        return [*(el("p", line) for line in lead), listed, *(el("p", line) for line in after)]
    found: list[Element] = []
    for index, block in enumerate(pieces):
        if block.kind == "list":
            found.append(el("ol" if block.ordered else "ul", [el("li", item) for item in block.items]))
            continue
        first, rest = first_sentence(block.items[0])
        if conclusion and index == 0 and (rest or len(pieces) > 1) and len(first) <= LONGEST_CONCLUSION:
            found.append(el("p", el("strong", first, class_="conclusion"), rest))
        else:
            found.append(el("p", block.items[0]))
    return found


LONGEST_ADDRESS = 12
"""Characters of a clause's address that are not parted at the end of a line."""


def basis_fold(segment: Segment, names: dict[str, str], source_url: str = "") -> Element | None:
    """Return 依据：第X条 as a fold that opens to the clause's own words and to what the department states."""
    if not segment.citations and not segment.supplements:
        return None
    figures = [
        el(
            "figure",
            el("figcaption", _clause_link(ref, names.get(ref, ref), source_url)),
            el("blockquote", quote),
            data_clause=ref,
        )
        for ref, quote in quotes(segment, names).items()
    ]
    figures += [
        el("figure", el("figcaption", attribution(item)), el("blockquote", item.text), class_="stated")
        for item in segment.supplements
    ]
    return el("details", el("summary", "依据：", _whole(segment.basis)), figures, class_="basis")


def _whole(basis: str) -> list[Element | str]:
    """Return clause addresses one by one, each short one on one line."""
    addresses = re.split("(?<=；)", basis)
    return [el("span", address, class_=CLASS) if len(address) <= LONGEST_ADDRESS else address for address in addresses]


def quotes(segment: Segment, names: dict[str, str] | None = None) -> dict[str, str]:
    """Return what is quoted of each clause, in the clause's order; …… stands for what is left out between two quotes.

    With ``names``, as ``masthead.clause_names`` gives them, also where a quote begins or ends inside a sentence.
    """
    names = names or {}
    found: dict[str, str] = {}
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for citation in sorted(dict.fromkeys(segment.citations), key=lambda citation: (citation.start, -citation.end)):
        end = last.get(citation.ref)
        if end is None or citation.start > end:
            found[citation.ref] = (found[citation.ref] + "……" if end is not None else "") + citation.quote
        elif citation.end > end:
            found[citation.ref] += citation.quote[end - citation.start :]
        else:
            continue
        first.setdefault(citation.ref, citation.start)
        last[citation.ref] = citation.end
    refs = dict.fromkeys(citation.ref for citation in segment.citations)
    return {ref: names.get(f"{ref}@{first[ref]}", "") + found[ref] + names.get(f"{ref}@{last[ref]}", "") for ref in refs}


def attribution(supplement) -> str:
    """Return who states a supplement and on what: 部门说明 · 张敏 就业促进科科长 · 依据：…"""
    who = " ".join(filter(None, (supplement.author, supplement.post)))
    return f"部门说明 · {who} · 依据：{supplement.basis.rstrip('。')}"


def clause_data(segment: Segment) -> dict[str, str]:
    """Return the data attributes that tie an element to its segment, clauses and speakers."""
    refs = dict.fromkeys(citation.ref for citation in segment.citations)
    said = dict.fromkeys(supplement.id for supplement in segment.supplements)
    return {
        "data_segment": segment.id,
        "data_clause": " ".join(refs) or None,
        "data_supplement": " ".join(said) or None,
        "data_element": segment.element.value if segment.element else None,
    }


def anchor(name: str) -> str:
    """Return ``name`` as a safe id: other characters than letters, digits, _ and - become their code points."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda found: f"-{ord(found[0]):x}", name)


def anchors(segments: Iterable[Segment]) -> dict[str, str]:
    """Return the id of the element that holds each segment of content, by segment id."""
    return {segment.id: anchor(segment.id) for segment in segments if not segment.furniture}


def render_page(page: Page) -> bytes:
    """Return the whole page as UTF-8 HTML."""
    style = _style(page.theme, "page.css", *(["page-label.css"] if page.label else []))
    for section in page.main:
        for heading in section.iter("h2", "h3"):
            break_at_sense(heading)
        keep_together(section)
    main = nh3.clean(
        "\n".join(html(node) for node in page.main),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        generic_attribute_prefixes={"data-"},
        link_rel=None,
    )
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="zh-CN" {_provenance_attributes(page.provenance)}>',
        _head(page, style),
        "<body>",
        html(el("a", "跳到正文", href="#content", class_="skip")),
        html(_tools()),
        html(_header(page)),
        f'<div class="columns {page.layout}">',
        html(_contents(page)),
        f'<main id="content" tabindex="-1">\n{_finder() if page.searchable else ""}{main}\n</main>',
        "</div>",
        html(_footer(page)),
        f"<script>{SCRIPT}</script>",
        "</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _head(page: Page, style: str) -> str:
    policy = "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'"
    source = page.masthead.details
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "ArticleTitle": page.title,
        "ContentSource": source.get("解读机构", ""),
        "Description": f"{page.kicker}：{source.get('政策名称', page.title)}",
        "Keywords": "，".join(filter(None, ("政策解读", page.kicker, source.get("发文字号", "")))),
        **{f"policy-studio:{name}": value for name, value in page.provenance.model_dump().items()},
        **metadata_of(page.label),
        "robots": "noindex" if page.draft else "",
    }
    nodes = [
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy.format(_hashed(style), _hashed(SCRIPT))),
        *(el("meta", name=name, content=value) for name, value in named.items() if value),
        el("title", ("【草稿】" if page.draft else "") + page.title),
    ]
    if link := safe_url(page.source_url):
        nodes.append(el("link", rel="cite-as", href=link))
    data = f'<script type="application/ld+json">{safe_json(page.structured)}</script>'
    return "<head>\n" + "\n".join([*map(html, nodes), f"<style>{style}</style>", data]) + "\n</head>"


def _tools() -> Element:
    def switch(name: str, label: str) -> Element:
        return el("label", el("input", type="checkbox", id=name, autocomplete="off"), el("span", label))

    return el(
        "div",
        switch("large", "大字"),
        switch("contrast", "高对比"),
        class_="tools",
        role="group",
        aria_label="阅读设置",
    )


def _header(page: Page) -> Element:
    details = page.masthead.details
    rows = [el("div", el("dt", name), el("dd", value)) for name, value in details.items()]
    title = el("h1", page.title)
    break_at_sense(title)
    for row in (title, *rows):
        keep_together(row)
    link = safe_url(page.source_url)
    return el(
        "header",
        el(
            "div",
            el("p", "草稿　未经审核，不得对外发布", class_="draft") if page.draft else None,
            _logo(page.theme),
            el("p", page.kicker, class_="kicker"),
            title,
            el("p", page.masthead.text, class_="audience") if page.masthead.text else None,
            el("p", page.label.text, class_="ai-label") if page.label else None,
            class_="title",
        ),
        el(
            "div",
            el("dl", rows) if rows else None,
            el("p", el("a", "查看政策原文", href=link), class_="source") if link else None,
            class_="particulars",
        )
        if rows or link
        else None,
        class_="masthead",
    )


def _logo(theme: Theme) -> Element | None:
    """Return the department's logo on a light plate; it is decoration, since the head and the foot name who speaks."""
    return el("p", el("img", src=f"data:image/png;base64,{theme.logo}", alt=""), class_="logo") if theme.logo else None


def _contents(page: Page) -> Element:
    links = [el("li", el("a", label, href=f"#{name}")) for name, label in page.contents]
    return el("nav", el("h2", "目录"), el("ol", links), aria_label="目录") if links else el("div")


def _finder() -> str:
    box = el(
        "div",
        el("label", "查找", for_="find"),
        el("input", type="search", id="find", autocomplete="off", placeholder="输入词语，如“条件”“电话”"),
        el("button", "全部收起", type="button", id="fold"),
        el("p", id="found", role="status"),
        id="finder",
        role="search",
        hidden="hidden",
    )
    return html(box) + "\n"


def _footer(page: Page) -> Element:
    details = page.masthead.details
    number = f"（{details['发文字号']}）" if details.get("发文字号") else ""
    name = details.get("政策名称", "").replace("《", "〈").replace("》", "〉")
    words = {
        "source_sha256": "政策文件",
        "interpretation_digest": "解读稿",
        "brief_digest": "产品编排",
        "generator": "生成程序",
        "generator_version": "程序版本",
        "theme": "主题",
        "theme_digest": "主题摘要",
    }
    rows = [el("div", el("dt", words[key]), el("dd", value)) for key, value in page.provenance.model_dump().items()]
    return el(
        "footer",
        el("p", f"本页根据《{name}》{number}整理，以政策原文为准。") if name else None,
        el("p", page.theme.made_by, class_="made-by") if page.theme.made_by else None,
        el("details", el("summary", "来源信息"), el("dl", rows)),
    )


def _style(theme: Theme, *sheets: str) -> str:
    roles = theme.roles.model_dump(exclude={"series"})
    variables = "".join(f"--{name.replace('_', '-')}:{colour[:7]};" for name, colour in roles.items())
    rules = "".join(resources.files("styles").joinpath(sheet).read_text(encoding="utf-8") for sheet in sheets)
    return f":root{{{variables}}}\n{rules}"


def _hashed(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _provenance_attributes(provenance: Provenance) -> str:
    node = el("i", **{f"data_{name}": value for name, value in provenance.model_dump().items()})
    return html(node).removeprefix("<i ").removesuffix("></i>")


def _clause_link(ref: str, name: str, source_url: str) -> Element | str:
    """Link to the clause only on a page of the same package, whose anchors are clause refs."""
    link = safe_url(source_url)
    if not link or "://" in link:
        return name
    return el("a", name, href=f"{link.split('#')[0]}#{ref}")


def _coverage(details: dict[str, str]) -> str:
    begin, end = iso_date(details.get("施行日期", "")), iso_date(details.get("有效期至", ""))
    return f"{begin}/{end or '..'}" if begin else ""


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value}
