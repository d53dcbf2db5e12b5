"""The policy-studio command. JSON goes to stdout, progress and sentences for people to stderr.

Exit status: 0 done, 2 wrong usage, 3 the input cannot be accepted, 4 blocking issues found, 1 a fault of ours.
"""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from generators import registry
from generators.model import Brief, PolicyDocument
from studio import formats, workbench
from studio.checking import check_statement
from studio.errors import Blocked, CannotAccept
from studio.helptext import ChineseCommand, new_app

app = new_app(help="""政策解读工作室：读政策原文，做一图读懂、政策问答、讲解视频和解读稿，每句话都注明依据条款。

示例：
  policy-studio run                                    打开工作室
  policy-studio read 通知.docx                         查看政策记录
  policy-studio build 通知.docx --out 成品             制作全部解读产品""")

FILE = Annotated[Path, typer.Argument(metavar="文件", help="政策原文（.docx .doc .pdf .html .txt .md）", show_default=False)]
OLD = Annotated[Path | None, typer.Option("--old", metavar="旧文件", help="旧版政策，用于新旧对照")]
JSON = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


def emit(value: Any) -> None:
    """Print ``value`` as one JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def say(sentence: str) -> None:
    """Print a sentence for a person on stderr."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(sentence, markup=False)


class Extent(StrEnum):
    """How much the infographic tells."""

    USUAL = "usual"
    FULL = "full"


class ProgressBars:
    """Progress on stderr: bars on a terminal, one line a stage elsewhere. Use as a context manager."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[doing]}"), TimeElapsedColumn(),
            console=self._console, disable=not self._console.is_terminal,
        )
        self._tasks: dict[str, Any] = {}
        self._said: dict[str, str] = {}

    def __enter__(self) -> "ProgressBars":
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def __call__(self, name: str, share: float, doing: str) -> None:
        """Show that ``share`` (0–1) of ``name`` is done and what is under way."""
        if not self._console.is_terminal:
            if self._said.get(name) != doing:
                self._said[name] = doing
                say(f"{name}：{doing}")
            return
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=1.0, doing="")
        self._bars.update(self._tasks[name], completed=share, doing=doing)


def recognising(share: float, doing: str) -> None:
    """Say which page is being recognised; reading that takes no recognition is over before anything need be said."""
    if "识别" in doing:
        say(doing)


def record_json(document: PolicyDocument) -> dict:
    """Return the record as ``read --json`` prints it."""
    return {"schema": "policy-document/1", **document.model_dump(mode="json")}


@app.command(cls=ChineseCommand)
def read(file: FILE, as_json: JSON = False) -> None:
    """读取政策原文，输出政策记录：题名、文号、日期、条款及其地址。

    示例：
      policy-studio read 通知.docx
      policy-studio read 通知.docx --json > 记录.json
    """
    document = workbench.read(workbench.Input.from_path(file), recognising)
    if as_json:
        return emit(record_json(document))
    for label, value in (
        ("题名", document.title), ("发文字号", document.document_number), ("发文机关", "、".join(document.issuing_authorities)),
        ("文种", document.kind), ("成文日期", document.written_on), ("施行日期", document.effective_on),
        ("失效日期", document.expires_on), ("公开属性", document.openness),
    ):
        print(f"{label}：{value or '未载明'}")
    print(f"条款：{len(document.clauses)} 条；表格：{len(document.tables)} 张；附件：{len(document.attachments)} 个")
    for clause in document.clauses:
        depth = len(document.ancestors(clause.ref))
        print(f"{'  ' * depth}{clause.label}{clause.text[:60]}{'……' if len(clause.text) > 60 else ''}　[{clause.ref}]")
    for warning in document.warnings:
        say(f"请留意：{warning.message}")
    return None


@app.command(cls=ChineseCommand)
def interpret(file: FILE, old: OLD = None, as_json: JSON = False) -> None:
    """从政策原文提出要点、问题和预填答复，每一条都带依据条款；给出旧版时一并对照。

    示例：
      policy-studio interpret 通知.docx --old 旧通知.docx --json
    """
    source = workbench.Input.from_path(file)
    interpretation = workbench.draft(source, workbench.Input.from_path(old) if old else None, progress=recognising)
    if as_json:
        questions = [
            question.model_dump(mode="json", include={"id", "element", "text", "why", "rule", "required"})
            | {"question": question.text, "answer": answer.text, "state": answer.state}
            | {"citations": [citation.model_dump(mode="json") for citation in answer.citations]}
            for question in interpretation.questions
            for answer in [interpretation.answer(question.id)]
        ]
        content = interpretation.model_dump(mode="json", exclude={"document", "questions", "answers"})
        return emit({"schema": "policy-interpretation/1", **record_json(interpretation.document), **content, "questions": questions})
    document = interpretation.document
    for point in interpretation.key_points:
        addresses = "、".join(document.address(citation.ref) for citation in point.citations)
        print(f"[{point.element.value}] {point.title}：{point.statement}（依据：{addresses}）")
    for question in interpretation.questions:
        print(f"问：{question.text}\n答：{interpretation.answer(question.id).text or '待补充'}")
    return None


@app.command(cls=ChineseCommand)
def build(
    file: FILE,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="成品放到哪个文件夹")],
    products: Annotated[str, typer.Option("--products", metavar="产品", help="逗号分隔，缺省为 article,faq,infographic,video；另可选 comparison（新旧对照表）、plan（解读方案）")] = "",
    theme: Annotated[str, typer.Option("--theme", metavar="主题", help="主题名称，或主题文件（.toml）；缺省按政策内容选")] = "",
    answers: Annotated[Path | None, typer.Option("--answers", metavar="答复文件", help="部门答复（JSON）")] = None,
    audience: Annotated[str, typer.Option("--audience", metavar="适用对象", help="只面向某类对象")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="在成品上标注“草稿”")] = False,
    old: OLD = None,
    sizes: Annotated[str, typer.Option("--sizes", metavar="版式", help=f"一图读懂的其他版式，逗号分隔：{'、'.join(formats.SIZES)}")] = "",
    extent: Annotated[Extent, typer.Option("--extent", metavar="篇幅", help="一图读懂的篇幅：usual 只放要紧的，full 列出全部要点")] = Extent.USUAL,
) -> None:
    """制作解读产品：一图读懂、政策问答、讲解视频、解读稿，并逐项核对。

    核对发现必须修改的问题时，成品照常写出，退出状态为 4。

    示例：
      policy-studio build 通知.docx --out 成品
      policy-studio build 通知.docx --out 成品 --products infographic,faq --theme formal-red
      policy-studio build 通知.docx --out 成品 --answers 答复.json --draft
      policy-studio build 通知.docx --out 成品 --products infographic --sizes a4,cards --extent full
    """
    options = {"sizes": _known_sizes(sizes)} if sizes else {}
    options |= {"extent": extent.value} if extent is not Extent.USUAL else {}
    names = tuple(name.strip() for name in products.split(",") if name.strip()) or registry.usual()
    for name in names:
        registry.get(name)
    look = workbench.find_theme(theme)
    source = workbench.Input.from_path(file)
    with ProgressBars() as bars:
        bars("读取原文", 0.0, "读取")
        interpretation = workbench.draft(
            source,
            workbench.Input.from_path(old) if old else None,
            workbench.Input.from_path(answers) if answers else None,
            lambda share, doing: bars("读取原文", share, doing),
        )
        bars("读取原文", 1.0, "完成")
        look = look or workbench.suited_theme(interpretation)
        whom = workbench.find_audience(interpretation, audience) if audience else ""
        brief = Brief(theme=look.name, draft=draft, audience=whom, options=options)
        labels = {name: registry.get(name).label for name in names}
        result = workbench.build(source, interpretation, names, brief, lambda name, share, doing: bars(labels[name], share, doing), look)
        summary = workbench.write(result, out)
    emit(brief_summary(summary, out))
    if result.is_blocked:
        raise Blocked(f"成品已写入 {out}，但核对发现必须修改的问题，请查看其中的 build.json。")


def _known_sizes(words: str) -> str:
    names = [name.strip() for name in words.split(",") if name.strip()]
    for name in names:
        if name not in formats.SIZES:
            raise CannotAccept(f"没有名为 {name} 的版式，可选：{'、'.join(formats.SIZES)}。")
    return ",".join(names)


def brief_summary(summary: dict, out: Path) -> dict:
    """Return what ``build`` prints: files and issues of each product, without the segments."""
    products = [
        {key: product[key] for key in ("product", "label", "revision_digest", "issues")}
        | {"files": [str(out / product["product"] / file["filename"]) for file in product["revision"]["files"]]}
        for product in summary["products"]
    ]
    return {**summary, "products": products}


@app.command(cls=ChineseCommand)
def check(
    file: FILE,
    statements: Annotated[Path, typer.Option("--statements", metavar="语句文件", help="每行一个 JSON 对象：id、statement，可带 refs")],
    as_json: JSON = False,
) -> None:
    """逐句核对表述与政策原文是否一致：一致、矛盾、无依据或需人工确认。

    示例：
      policy-studio check 通知.docx --statements 语句.jsonl --json
    """
    document = workbench.read(workbench.Input.from_path(file), recognising)
    failed = False
    for number, line in enumerate(workbench.Input.from_path(statements).data.decode("utf-8-sig", "replace").splitlines(), 1):
        if not line.strip():
            continue
        item = _statement(line, number, statements.name, document)
        verdict = check_statement(document, item["statement"], item.get("refs"))
        failed |= verdict.verdict in ("contradicted", "unsupported")
        if as_json:
            issues = [issue.model_dump(mode="json") for issue in verdict.issues]
            print(json.dumps({"id": item.get("id", number), "verdict": verdict.verdict, "issues": issues}, ensure_ascii=False))
        else:
            words = {"supported": "一致", "contradicted": "矛盾", "unsupported": "无依据", "confirm": "请核对"}[verdict.verdict]
            print(f"{words}：{item['statement']}" + "".join(f"\n  {issue.text}{issue.advice}" for issue in verdict.issues))
    if failed:
        raise Blocked("有语句与原文不符或没有依据，请按提示修改。")


def _statement(line: str, number: int, name: str, document: PolicyDocument) -> dict:
    try:
        item = json.loads(line)
        if not isinstance(item, dict) or not isinstance(item["statement"], str):
            raise TypeError
        refs = item.get("refs")
        if refs is not None and not (isinstance(refs, list) and all(isinstance(ref, str) for ref in refs)):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CannotAccept(f"{name} 第 {number} 行格式不对，应为含 statement 的 JSON 对象。") from None
    if unknown := [ref for ref in item.get("refs") or () if not document.has(ref)]:
        raise CannotAccept(f"{name} 第 {number} 行引用的条款 {unknown[0]} 不在原文中，请改为 read 命令列出的地址。")
    return item


def environment_home() -> Path:
    """Return where the studio keeps its data: STUDIO_HOME, or outputs/studio below the current folder."""
    return Path(os.environ.get("STUDIO_HOME") or "outputs/studio")
