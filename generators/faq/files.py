"""The FAQ as files to reuse: a question bank, Markdown, and a .docx to print or to correct on paper."""

import json
import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from generators import gongwen, webpage
from generators.faq import parts
from generators.faq.scenarios import STEPS, Scenario, audience_and_step
from generators.faq.similar import similar
from generators.gongwen import Block, Run
from generators.labelling import AiLabel
from generators.model import Brief, Provenance, Segment
from generators.model.numerals import to_chinese
from generators.prose import clean
from styles.themes import Theme

REACHABLE = ("适用对象", "标准与待遇", "怎么办理", "时间与期限", "注意事项", "按人群查看", *(heading for heading, _ in STEPS.values()))
"""Groups whose answers end in the telephone: those a reader acts on."""

FOR_WHOM = "哪些问答与您有关"
"""The heading over the questions of each audience, in files that have no pages of their own for them."""


class Setting(NamedTuple):
    """What all answers of one FAQ share: names of clauses, of audiences, which answers concern these (``scenarios.concerned``),
    the policy in running text, and the telephone."""

    clauses: dict[str, str]
    audiences: dict[str, str]
    concerned: dict[str, str]
    name: str
    telephone: str

    def telephone_of(self, segment: Segment) -> str:
        """Return the telephone an answer ends in; empty when it is not one a reader acts on."""
        return self.telephone if segment.group in REACHABLE else ""

    def similar_to(self, segment: Segment) -> tuple[str, ...]:
        """Return other ways to ask an answer's question."""
        return similar(segment.id, segment.heading, self.name, self.audiences)


def plain_answer(segment: Segment) -> str:
    """Return an answer as plain lines: paragraphs, parts by name, list items marked, for systems that show text only."""
    return "\n".join([*filter(None, [parts.plain(segment.text)]), *(f"· {point}" for point in segment.points)])


def bank(
    head: Segment, setting: Setting, items: list[Segment], brief: Brief, provenance: Provenance, label: AiLabel | None = None
) -> bytes:
    """Return the question bank: one object an item, with everything a hotline needs to answer and to prove it.

    docs/decisions tells what each field means.
    """
    content = {
        "schema": "faq-bank/1",
        "title": head.heading,
        "draft": brief.draft,
        **({"label": label.text, "AIGC": json.loads(label.aigc)} if label else {}),
        "policy": head.details,
        "source_url": webpage.safe_url(brief.source_url),
        "items": [_banked(segment, setting) for segment in items],
        "provenance": provenance.model_dump(),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _banked(segment: Segment, setting: Setting) -> dict:
    audience, step = audience_and_step(segment, setting.audiences)
    return {
        "id": segment.id,
        "group": segment.group,
        "audience": setting.audiences.get(audience, ""),
        "step": STEPS[step][0] if step else "",
        "concerns": [label for name, label in setting.audiences.items() if segment.id in setting.concerned.get(name, "").split()],
        "question": segment.heading,
        "similar": list(setting.similar_to(segment)),
        "answer": plain_answer(segment),
        "parts": _parts(segment),
        "telephone": setting.telephone_of(segment),
        "basis": segment.basis,
        **({"drafted_by_model": list(segment.drafted)} if segment.drafted else {}),
        "clauses": [
            {"ref": c.ref, "label": setting.clauses.get(c.ref, c.ref), "quote": c.quote} for c in segment.citations
        ],
        "statements_of_department": [
            s.model_dump(mode="json", exclude={"id"}, exclude_none=True) for s in segment.supplements
        ],
    }


def _parts(segment: Segment) -> dict[str, list[str]]:
    found = {parts.FIELDS[part.name]: part.lines() for part in parts.parts_of(segment.text)}
    return {**found, "conclusion": [*found.get("conclusion", []), *segment.points]}


def markdown(
    head: Segment, setting: Setting, items: list[Segment], brief: Brief, label: AiLabel | None = None, scenarios: Sequence[Scenario] = ()
) -> bytes:
    """Return the answers as Markdown, grouped, each with its clauses as quotes; at the end which of them concern whom."""
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
        for part in parts.parts_of(segment.text):
            lines += _marked_down(part)
        if segment.points:
            lines += [f"- {_escaped(point)}" for point in segment.points] + [""]
        if telephone := setting.telephone_of(segment):
            lines += [f"**咨询电话**：{_escaped(telephone)}", ""]
        lines += [f"依据：{_escaped(segment.basis)}"]
        for ref, quote in webpage.quotes(segment).items():
            lines += ["", f"> {_escaped(setting.clauses.get(ref, ref))}：{_escaped(quote)}"]
        for supplement in segment.supplements:
            lines += ["", f"> {_escaped(webpage.attribution(supplement))}：{_escaped(supplement.text)}"]
    if scenarios:
        lines += ["", f"## {FOR_WHOM}", ""]
        lines += [f"- **{_escaped(scenario.label)}**：{_escaped(_asked(scenario))}" for scenario in scenarios]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _marked_down(part: parts.Part) -> list[str]:
    """Return a part as Markdown, its name in bold before its words or above its list."""
    lines: list[str] = []
    name = f"**{part.name}**：" if part.name else ""
    for block in part.blocks:
        if block.kind == "paragraph":
            lines += [name + _escaped(block.items[0]), ""]
        else:
            marks = [f"{n}. " if block.ordered else "- " for n in range(1, len(block.items) + 1)]
            lines += [name, ""] if name else []
            lines += [mark + _escaped(item) for mark, item in zip(marks, block.items, strict=True)] + [""]
        name = ""
    return lines


def _in_comment(text: str) -> str:
    """Return JSON that cannot end the comment it stands in."""
    return text.replace("-->", "--\\u003e")


def _escaped(text: str) -> str:
    """Return ``text`` as Markdown that shows exactly these characters: no markup, link or HTML can come from it."""
    text = re.sub(r"\s+", " ", clean(text)).strip()
    text = re.sub(r"([\\`*_\[\]<>#~]|&(?=[#A-Za-z]))", r"\\\1", text)
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def paper(
    head: Segment, setting: Setting, items: list[Segment], theme: Theme, brief: Brief, provenance: Provenance,
    label: AiLabel | None = None, scenarios: Sequence[Scenario] = (),
) -> bytes:  # fmt: skip
    """Return the answers in the layout of official documents: 一、group, （一）question, the answer with its basis; at the end
    which of the questions concern whom."""
    body: list[Block] = []
    for number, (group, members) in enumerate(groupby(items, key=lambda segment: segment.group), start=1):
        body.append(Block("heading", (Run(f"{to_chinese(number)}、{group}", "黑体"),)))
        for index, segment in enumerate(members, start=1):
            body.append(Block("subheading", (Run(f"（{to_chinese(index)}）{segment.heading}", "楷体"),)))
            body += [Block("body", _with_name(line)) for line in plain_answer(segment).split("\n")]
            body.append(Block("body", (Run(_note(segment, setting), "楷体"),)))
    if scenarios:
        number = len({segment.group for segment in items}) + 1
        body.append(Block("heading", (Run(f"{to_chinese(number)}、{FOR_WHOM}", "黑体"),)))
        body += [Block("body", (Run(f"{scenario.label}：", "黑体"), Run(_asked(scenario)))) for scenario in scenarios]
    return gongwen.write(
        head.heading,
        tuple(body),
        properties=provenance.model_dump(),
        author=head.details.get("解读机构", ""),
        subject=head.details.get("政策名称", ""),
        draft=brief.draft,
        label=label,
        imprint=gongwen.imprint_of(theme),
    )


def _asked(scenario: Scenario) -> str:
    """Return the questions about one audience in a row."""
    return "".join(scenario.about)


def _with_name(line: str) -> tuple[Run, ...]:
    """Return a line as runs, the name of the part it opens in 黑体."""
    name, colon, rest = line.partition("：")
    return (Run(name + colon, "黑体"), Run(rest)) if name in parts.NAMES else (Run(line),)


def _note(segment: Segment, setting: Setting) -> str:
    """Return the line an answer ends in: what it rests on, or who says so, and the telephone."""
    spoken = "；".join(webpage.attribution(item) for item in segment.supplements)
    telephone = setting.telephone_of(segment)
    return f"（{spoken or f'依据：{segment.basis}'}{f'；咨询电话：{telephone}' if telephone else ''}）"
