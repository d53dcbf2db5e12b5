"""A folder the command line's ``build`` wrote, read back so that it can be packed."""

import json
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from generators.model import Interpretation, RenderedFile, Revision, Value
from studio.errors import CannotAccept
from studio.publishing.manifest import Named
from studio.publishing.package import Packed, build_package
from studio.publishing.publication import Publication
from studio.reviewing import Event

APPROVALS = "approvals.json"


class Approvals(Value):
    """Who had a hand in a build and the steps of its review; every event names the revision digest it judges."""

    contributors: tuple[Named, ...]
    events: tuple[Event, ...]


def package_from_build(
    folder: Path,
    approvals: Approvals | None = None,
    *,
    exported_at: datetime,
    exported_by: Named,
    publication: Publication | None = None,
    target_name: str = "",
) -> bytes:
    """Return the package of the products in ``folder``; ``approvals`` defaults to its ``approvals.json``.

    Raises:
        CannotAccept: the folder is no complete build, or there are no approvals.
        NotAllowed: a product is not signed off, was judged by a contributor, or its files were changed.
    """
    approvals = approvals or read_approvals(folder)
    interpretation, source, made = read_build(folder)
    products = [
        Packed(revision=revision, files=files, events=approvals.events, contributors=approvals.contributors)
        for revision, files in made
    ]
    return build_package(
        interpretation,
        source,
        products,
        exported_at=exported_at,
        exported_by=exported_by,
        publication=publication,
        target_name=target_name,
    )


def read_approvals(folder: Path) -> Approvals:
    """Return the approvals kept beside a build.

    Raises:
        CannotAccept: there are none, or the file is not valid.
    """
    try:
        return Approvals.model_validate_json((folder / APPROVALS).read_bytes())
    except FileNotFoundError:
        raise CannotAccept(f"{folder} 中没有审核记录 {APPROVALS}，未经审核签发的产品不能导出。") from None
    except (ValidationError, OSError):
        raise CannotAccept(f"{folder} 中的审核记录 {APPROVALS} 无法读取，请检查文件。") from None


def read_build(folder: Path) -> tuple[Interpretation, bytes, list[tuple[Revision, tuple[RenderedFile, ...]]]]:
    """Return the interpretation, the source's bytes, and each product's revision and files.

    Raises:
        CannotAccept: the folder is no complete build.
    """
    try:
        interpretation = Interpretation.model_validate_json((folder / "interpretation.json").read_bytes())
        source = _only_file(folder / "source")
        summary = json.loads((folder / "build.json").read_bytes())
        revisions = [Revision.model_validate(item["revision"]) for item in summary["products"]]
        return interpretation, source, [(revision, _files(folder, revision)) for revision in revisions]
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotAccept(f"{folder} 不是完整的制作结果，请先运行 policy-studio build 生成。") from None


def _only_file(folder: Path) -> bytes:
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    if len(files) != 1:
        raise ValueError("a build keeps exactly one source file")
    return files[0].read_bytes()


def _files(folder: Path, revision: Revision) -> tuple[RenderedFile, ...]:
    place = (folder / revision.product).resolve()
    if place.parent != folder.resolve():
        raise ValueError("a product's name leads out of the folder")
    found = []
    for record in revision.files:
        path = place / record.filename
        if path.resolve().parent != place:
            raise ValueError("a file's name leads out of the folder")
        found.append(RenderedFile(filename=record.filename, media_type=record.media_type, data=path.read_bytes()))
    return tuple(found)
