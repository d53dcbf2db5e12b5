"""The FAQ as files to reuse: a question bank, Markdown, and a .docx to print or to correct on paper."""

import json
import re
from itertools import groupby

from generators import gongwen, webpage
from generators.gongwen import Block, Run
from generators.labelling import AiLabel
from generators.model import Brief, Provenance, Segment
from generators.model.numerals import to_chinese
from generators.prose import blocks, clean


def plain_answer(segment: Segment) -> str:
    """Return an answer as plain lines: paragraphs, list items marked with ·, for systems that show text only."""
    lines = []
    for block in blocks(segment.text):
        marks = [f"{n}. " if block.ordered else "· " for n in range(1, len(block.items) + 1)]
        lines += block.items if block.kind == "paragraph" else [m + i for m, i in zip(marks, block.items, strict=True)]
    return "\n".join([*lines, *(f"· {point}" for point in segment.points)])


def bank(
    head: Segment, names: dict[str, str], items: list[Segment], brief: Brief, provenance: Provenance, label: AiLabel | None = None
) -> bytes:
    """Return the question bank: one object an item, with everything a hotline needs to answer and to prove it."""
    content = {
        "schema": "faq-bank/1",
        "title": head.heading,
        "draft": brief.draft,
        **({"label": label.text, "AIGC": json.loads(label.aigc)} if label else {}),
        "policy": head.details,
        "source_url": webpage.safe_url(brief.source_url),
        "items": [
            {
                "id": segment.id,
                "group": segment.group,
                "question": segment.heading,
                "answer": plain_answer(segment),
                "basis": segment.basis,
                **({"drafted_by_model": list(segment.drafted)} if segment.drafted else {}),
                "clauses": [
                    {"ref": c.ref, "label": names.get(c.ref, c.ref), "quote": c.quote} for c in segment.citations
                ],
                "statements_of_department": [
                    s.model_dump(mode="json", exclude={"id"}, exclude_none=True) for s in segment.supplements
                ],
            }
            for segment in items
        ],
        "provenance": provenance.model_dump(),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def markdown(
    head: Segment, names: dict[str, str], items: list[Segment], brief: Brief, label: AiLabel | None = None
) -> bytes:
    """Return the answers as Markdown, grouped, each with its clauses as quotes."""
    lines = [f"# {_escaped(head.heading)}", ""]
    if brief.draft:
        lines += ["**草稿　未经审核，不得对外发布**", ""]
    if label:
        lines += [f"（{label.text}）", "", f"<!-- AIGC {_in_comment(label.aigc)} -->", ""]
    lines += [f"- {name}：{_escaped(value)}" for name, value in head.details.items()]
    if link := webpage.safe_url(brief.source_url):
        lines.append(f"- 政策原文：<{link}>")
    group = None
    for segment in items:
        if segment.group != group:
            group = segment.group
            lines += ["", f"## {_escaped(group)}"]
        lines += ["", f"### {_escaped(segment.heading)}", ""]
        if segment.supplements:
            lines += ["*部门说明*", ""]
        for block in blocks(segment.text):
            if block.kind == "paragraph":
                lines += [_escaped(block.items[0]), ""]
            else:
                marks = [f"{n}. " if block.ordered else "- " for n in range(1, len(block.items) + 1)]
                lines += [mark + _escaped(item) for mark, item in zip(marks, block.items, strict=True)] + [""]
        if segment.points:
            lines += [f"- {_escaped(point)}" for point in segment.points] + [""]
        lines += [f"依据：{_escaped(segment.basis)}"]
        for ref, quote in webpage.quotes(segment).items():
            lines += ["", f"> {_escaped(names.get(ref, ref))}：{_escaped(quote)}"]
        for supplement in segment.supplements:
            lines += ["", f"> {_escaped(webpage.attribution(supplement))}：{_escaped(supplement.text)}"]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _in_comment(text: str) -> str:
    """Return JSON that cannot end the comment it stands in."""
    return text.replace("-->", "--\\u003e")


def _escaped(text: str) -> str:
    """Return ``text`` as Markdown that shows exactly these characters: no markup, link or HTML can come from it."""
    text = re.sub(r"\s+", " ", clean(text)).strip()
    text = re.sub(r"([\\`*_\[\]<>#~]|&(?=[#A-Za-z]))", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def paper(
    head: Segment, items: list[Segment], brief: Brief, provenance: Provenance, label: AiLabel | None = None
) -> bytes:
    """Return the answers in the layout of official documents: 一、group, （一）question, the answer with its basis."""
    body: list[Block] = []
    for number, (group, members) in enumerate(groupby(items, key=lambda segment: segment.group), start=1):
        body.append(Block("heading", (Run(f"{to_chinese(number)}、{group}", "黑体"),)))
        for index, segment in enumerate(members, start=1):
            body.append(Block("subheading", (Run(f"（{to_chinese(index)}）{segment.heading}", "楷体"),)))
            *lines, last = plain_answer(segment).split("\n")
            body += [Block("body", (Run(line),)) for line in lines]
            body.append(Block("body", (Run(last), Run(_note(segment), "楷体"))))
    return gongwen.write(
        head.heading,
        tuple(body),
        properties=provenance.model_dump(),
        author=head.details.get("解读机构", ""),
        subject=head.details.get("政策名称", ""),
        draft=brief.draft,
        label=label,
    )


def _note(segment: Segment) -> str:
    if segment.supplements:
        return "〔" + "；".join(webpage.attribution(item) for item in segment.supplements) + "〕"
    return f"〔依据：{segment.basis}〕"
