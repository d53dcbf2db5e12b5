"""The way from a file to products without the database: what the command line and the benchmarks walk.

``build`` writes a folder: one sub-folder a product, ``record.json``, ``interpretation.json``, the source file, and
``build.json`` that ties them together (digests, segments with their citations, issues, the sha256 of every file).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generators import registry
from generators.model import Audience, Brief, Interpretation, Issue, PolicyDocument, RenderedFile, Revision, Severity
from studio import theming
from studio.checking import check_product, check_upload
from studio.errors import CannotAccept
from studio.interpreting import apply_answers, interpret
from studio.reading import read_safely
from styles import themes
from styles.themes import Theme

BUILD_SCHEMA = "policy-build/1"
MAXIMUM_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Input:
    """An uploaded file: its bytes and the name it came with."""

    name: str
    data: bytes

    @classmethod
    def from_path(cls, path: Path) -> "Input":
        """Read the file at ``path``.

        Raises:
            CannotAccept: it is missing, is a folder, cannot be read, or is larger than 64 MB.
        """
        try:
            if path.is_dir():
                raise CannotAccept(f"{path} 是文件夹，请指定其中的一个文件。")
            if path.stat().st_size > MAXIMUM_BYTES:
                raise CannotAccept(f"{path.name} 超过 64 MB，请去掉其中的大图片后重试。")
            return cls(path.name, path.read_bytes())
        except FileNotFoundError:
            raise CannotAccept(f"找不到文件 {path}，请检查路径是否正确。") from None
        except OSError as error:
            raise CannotAccept(f"无法打开文件 {path}（{error.strerror}），请检查权限后重试。") from None


@dataclass(frozen=True)
class Made:
    """One product as built: its revision, the bytes of its files, and what the checks found."""

    revision: Revision
    files: tuple[RenderedFile, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class Build:
    """Everything ``build`` made from one document."""

    source: Input
    interpretation: Interpretation
    source_issues: tuple[Issue, ...]
    products: tuple[Made, ...]

    @property
    def is_blocked(self) -> bool:
        """Tell whether any check found something that stands in the way of publication."""
        issues = (*self.source_issues, *(issue for made in self.products for issue in made.issues))
        return any(issue.severity is Severity.BLOCKING for issue in issues)


Hears = Callable[[float, str], None]
"""Hears the share done (0–1) and what is being done while a file is read."""


def read(source: Input, progress: Hears | None = None) -> PolicyDocument:
    """Return the policy record of a file, read in a child process with limits."""
    return read_safely(source.data, source.name, progress=progress)


def draft(
    source: Input, old: Input | None = None, answers: Input | None = None, progress: Hears | None = None
) -> Interpretation:
    """Return the draft interpretation of a file, compared with its old version and filled from an answers file."""
    interpretation = interpret(read(source, progress), read(old, progress) if old else None)
    return apply_answers(interpretation, _parse_answers(answers)) if answers else interpretation


def _parse_answers(answers: Input) -> dict:
    try:
        content = json.loads(answers.data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise CannotAccept(f"{answers.name} 不是有效的 JSON 文件，请对照用户手册中的示例检查格式。") from None
    if not isinstance(content, dict):
        raise CannotAccept(f"{answers.name} 的最外层应是一个对象，请对照用户手册中的示例检查格式。")
    return content


def find_theme(words: str) -> Theme | None:
    """Return the theme called ``words``, or the one in the .toml of that path; None without words: what suits the policy.

    Raises:
        CannotAccept: the file cannot be read or is no theme.
        styles.themes.UnknownTheme: no theme has this name.
    """
    if words.endswith(".toml"):
        file = Input.from_path(Path(words))
        return theming.from_file(file.data, file.name)
    return themes.load(words) if words else None


def suited_theme(interpretation: Interpretation) -> Theme:
    """Return the theme for what the policy speaks of."""
    return themes.load(themes.suited(interpretation.document.title))


def find_audience(interpretation: Interpretation, words: str) -> str:
    """Return the id of the audience called ``words`` (id or Chinese label).

    Raises:
        CannotAccept: the policy concerns no such audience.
    """
    known: tuple[Audience, ...] = interpretation.audiences
    for audience in known:
        if words in (audience.id, audience.label):
            return audience.id
    options = "、".join(audience.label for audience in known) or "无"
    raise CannotAccept(f"这份政策没有识别到适用对象“{words}”，可选：{options}。")


def build(
    source: Input,
    interpretation: Interpretation,
    names: tuple[str, ...],
    brief: Brief,
    progress: Callable[[str, float, str], None] = lambda product, share, doing: None,
    theme: Theme | None = None,
) -> Build:
    """Make the named products of an interpretation and check each. ``progress`` gets product, share done (0–1), doing.

    ``theme`` is what ``brief.theme`` names where that is no built-in theme.
    """
    made, theme = [], theme or themes.load(brief.theme)
    for name in names:

        def report(share: float, doing: str, product: str = name) -> None:
            progress(product, share, doing)

        revision, files = registry.produce(name, interpretation, brief, theme, report)
        progress(name, 1.0, "检查")
        made.append(Made(revision, files, check_product(interpretation, revision.segments, files)))
    return Build(source, interpretation, check_upload(source.data, interpretation.document), tuple(made))


def write(result: Build, folder: Path) -> dict:
    """Write a build into ``folder`` and return the content of its ``build.json``.

    Raises:
        CannotAccept: the folder cannot be written.
    """
    document = result.interpretation.document
    summary = {
        "schema": BUILD_SCHEMA,
        "title": document.title,
        "document_number": document.document_number,
        "source": document.source.model_dump(mode="json"),
        "interpretation_digest": result.interpretation.digest(),
        "blocked": result.is_blocked,
        "source_issues": [issue.model_dump(mode="json") for issue in result.source_issues],
        "products": [_product_summary(made) for made in result.products],
    }
    try:
        _write(folder / "source" / safe_name(result.source.name), result.source.data)
        _write(folder / "record.json", document.model_dump_json(indent=1).encode())
        _write(folder / "interpretation.json", result.interpretation.model_dump_json(indent=1).encode())
        for made in result.products:
            for file in made.files:
                _write(folder / made.revision.product / file.filename, file.data)
        _write(folder / "build.json", json.dumps(summary, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise CannotAccept(f"无法写入 {folder}（{error.strerror}），请换一个文件夹或检查权限。") from None
    return summary


def _product_summary(made: Made) -> dict:
    return {
        "product": made.revision.product,
        "label": registry.get(made.revision.product).label,
        "revision_digest": made.revision.digest(),
        "revision": made.revision.model_dump(mode="json"),
        "issues": [issue.model_dump(mode="json") for issue in made.issues],
    }


def safe_name(name: str) -> str:
    """Return an uploaded file's name without folders, control characters or a leading dot."""
    plain = Path(name.replace("\\", "/")).name
    kept = "".join(character for character in plain if character.isprintable() and character not in '<>:"|?*').lstrip(".")
    return kept[-120:] or "source"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
