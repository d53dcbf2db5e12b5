"""A folder the command line's ``build`` wrote, read back so that it can be packed."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from generators.model import Interpretation, RenderedFile, Revision, Severity, Value
from studio import checking
from studio.errors import Blocked, CannotAccept
from studio.formats import day_of
from studio.publishing.manifest import Named
from studio.publishing.package import Packed, build_package, lapsed_policy
from studio.publishing.publication import Publication
from studio.reviewing import Action, Event

APPROVALS = "approvals.json"


class Approvals(Value):
    """Who had a hand in a build and the steps of its review; every event names the revision digest it judges."""

    contributors: tuple[Named, ...]
    events: tuple[Event, ...]


def package_from_build(
    folder: Path,
    *,
    drafted_by: str = "",
    approved_by: str = "",
    signed_by: str = "",
    exported_at: datetime | None = None,
    publication: Publication | None = None,
    target_name: str = "",
    reason: str = "",
) -> bytes:
    """Return the package of the products in ``folder``.

    A policy no longer in force on the day of export is exported for a ``reason`` only, which the package keeps.

    Who drafted, approved and signed is named by the caller (``signed_by`` defaults to the approver); when nobody is named
    it is read from ``approvals.json`` in the folder. Everything is checked again: an edited ``build.json`` is no way round.

    Raises:
        CannotAccept: the folder is no complete build, or nobody is named.
        NotAllowed: drafter and approver are the same, the build is marked as a draft, its files were changed, or the policy is no
            longer in force and no reason is given.
        Blocked: the checks find blocking issues.
    """
    exported_at = exported_at or datetime.now(UTC)
    interpretation, source, made = read_build(folder)
    told = checking.no_longer_in_force(interpretation.document, day_of(exported_at))
    lapsed = lapsed_policy(told, reason, "请用 --reason 写明理由")
    if drafted_by or approved_by or signed_by:
        digests = [revision.digest() for revision, _ in made]
        approvals = named_approvals(digests, drafted_by, approved_by, signed_by or approved_by, exported_at)
    else:
        approvals = read_approvals(folder)
    _refuse_blocked(interpretation, source, made)
    signers = [event for event in approvals.events if event.action is Action.SIGN_OFF]
    products = [
        Packed(revision=revision, files=files, events=approvals.events, contributors=approvals.contributors)
        for revision, files in made
    ]
    return build_package(
        interpretation,
        source,
        products,
        exported_at=exported_at,
        exported_by=Named(id=signers[-1].actor, name=signers[-1].actor_name) if signers else Named(id=""),
        publication=publication,
        target_name=target_name,
        lapsed=lapsed,
    )


def named_approvals(
    digests: Iterable[str], drafted_by: str, approved_by: str, signed_by: str, at: datetime
) -> Approvals:
    """Return the approvals of revisions whose drafter, approver and signer are given by name.

    Raises:
        CannotAccept: a name is missing.
    """
    drafter, approver, signer = (" ".join(name.split()) for name in (drafted_by, approved_by, signed_by))
    if not drafter or not approver:
        raise CannotAccept("请写明拟稿人和审核人，二者不能是同一个人，例如 --drafted-by 张敏 --approved-by 林岚。")
    steps = ((Action.SUBMIT, drafter), (Action.APPROVE, approver), (Action.SIGN_OFF, signer))
    events = tuple(
        Event(action=action, revision=digest, actor=name, actor_name=name, at=at)
        for digest in digests
        for action, name in steps
    )
    return Approvals(contributors=(Named(id=drafter, name=drafter),), events=events)


def _refuse_blocked(
    interpretation: Interpretation, source: bytes, made: list[tuple[Revision, tuple[RenderedFile, ...]]]
) -> None:
    issues = list(checking.check_upload(source, interpretation.document))
    for revision, files in made:
        issues += checking.check_product(interpretation, revision.segments, files)
    if blocking := [issue.text for issue in issues if issue.severity is Severity.BLOCKING]:
        raise Blocked(f"还有 {len(blocking)} 个问题必须先改正：{blocking[0].rstrip('。')}。")


def read_approvals(folder: Path) -> Approvals:
    """Return the approvals kept beside a build.

    Raises:
        CannotAccept: there are none, or the file is not valid.
    """
    try:
        return Approvals.model_validate_json((folder / APPROVALS).read_bytes())
    except FileNotFoundError:
        raise CannotAccept(f"{folder} 中没有审核记录 {APPROVALS}，请写明拟稿人和审核人，例如 --drafted-by 张敏 --approved-by 林岚。") from None
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
