"""Verifying a package offline: bytes, seal, links, citations, approvals.

What this proves: every byte of the package is as exported or the damage is noticed; pages link both ways and to
clauses that exist and hold the words of the policy and of the products; every citation stands in the text of the source; each product's revision digest, its files and its
interpretation belong together; and it was approved and signed off by people not listed as contributors.

What it cannot prove: who made the package. The seal is a hash, not a signature: somebody who rewrites a package as a whole
can seal it anew. To rule that out compare the seal (or the whole file's sha256) with the one noted at export; the studio
keeps it in its audit chain. Names of approvers are likewise only as true as the studio that exported them.
"""

import hashlib
import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from generators.model import Interpretation, Revision
from studio.publishing import pages
from studio.publishing.container import BadContainer, unpack
from studio.publishing.manifest import Manifest, Member, ProductEntry, Seal
from studio.publishing.package import MANIFEST, SEAL, two_way_links
from studio.reviewing import refusal_to_release

MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Report:
    """What verification found: no ``problems`` means that all holds. ``seal`` is what to compare with the one noted."""

    problems: tuple[str, ...]
    title: str = ""
    seal: str = ""
    products: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether everything holds."""
        return not self.problems


def verify_package(package: bytes | str | Path, *, seal: str = "") -> Report:
    """Verify a package given as bytes or path; with ``seal``, also that it is the very one that seal was noted of.

    Never raises for a bad package: whatever is wrong stands in the report, a Chinese sentence each.
    """
    if not isinstance(package, bytes):
        try:
            package = Path(package).read_bytes()
        except OSError:
            return Report((f"无法读取 {package}，请检查路径和权限。",))
    try:
        members = unpack(package)
        manifest = _parse(Manifest, members, MANIFEST)
        found_seal = _parse(Seal, members, SEAL)
    except BadContainer as error:
        return Report((str(error),))
    problems = _verify_seal(members, manifest, found_seal, seal) + _verify_files(members, manifest)
    if not problems:  # otherwise the contents are not worth reading
        problems = _verify_contents(members, manifest)
    return Report(
        problems=tuple(problems[:MOST_PROBLEMS]),
        title=manifest.policy.title,
        seal=found_seal.seal,
        products=tuple(product.label for product in manifest.products),
    )


def _parse(model, members: dict[str, bytes], path: str):
    try:
        return model.model_validate(_json(members, path))
    except (KeyError, ValidationError):
        raise BadContainer(f"发布包中没有有效的 {path}。") from None


def _json(members: dict[str, bytes], path: str):
    try:
        return json.loads(members[path].decode())
    except (ValueError, RecursionError):
        raise BadContainer(f"发布包中的 {path} 不是有效的 JSON。") from None


def _verify_seal(members: dict[str, bytes], manifest: Manifest, found: Seal, noted: str) -> list[str]:
    problems = []
    expected = Seal.over(members[MANIFEST], manifest.audit.head)
    if members[SEAL] != expected.to_bytes() or members[MANIFEST] != manifest.to_bytes():
        problems.append("清单与封签不符，清单或者封签被改动过。")
    if noted and noted != found.seal:
        problems.append("封签与导出时记下的不同，这不是当时导出的那个发布包。")
    return problems


def _verify_files(members: dict[str, bytes], manifest: Manifest) -> list[str]:
    problems = []
    listed = {file.path: file for file in manifest.files}
    present = set(members) - {MANIFEST, SEAL}
    problems += [f"清单中的文件 {path} 不在包内。" for path in sorted(set(listed) - present)]
    problems += [f"包内的文件 {path} 不在清单中。" for path in sorted(present - set(listed))]
    problems += [
        f"文件 {path} 的内容与清单不符。"
        for path in sorted(present & set(listed))
        if Member.of(path, members[path]) != listed[path]
    ]
    return problems


def _verify_contents(members: dict[str, bytes], manifest: Manifest) -> list[str]:
    try:
        interpretation = _interpretation(members, manifest)
        problems = []
        for product in manifest.products:
            problems += _verify_product(members, manifest, product, interpretation)
    except BadContainer as error:
        return [str(error)]
    if not manifest.products:
        problems.append("发布包中没有解读产品。")
    return problems + _verify_links(members, manifest, interpretation)


def _interpretation(members: dict[str, bytes], manifest: Manifest) -> Interpretation:
    policy = manifest.policy
    try:
        found = Interpretation.model_validate(_json(members, policy.interpretation))
        source = hashlib.sha256(members[policy.source]).hexdigest()
    except (KeyError, ValidationError):
        raise BadContainer("发布包中的解读稿不完整，或者引文与原文不符。") from None
    if found.digest() != policy.interpretation_digest:
        raise BadContainer("解读稿与清单中登记的不符。")
    if not source == policy.source_sha256 == found.document.source.sha256:
        raise BadContainer("政策原文件与解读稿所依据的不是同一份文件。")
    return found


def _verify_product(
    members: dict[str, bytes], manifest: Manifest, entry: ProductEntry, interpretation: Interpretation
) -> list[str]:
    try:
        revision = Revision.model_validate(_json(members, entry.revision))
    except (KeyError, ValidationError):
        return [f"{entry.label}：审定内容不完整。"]
    made_from, problems = revision.provenance, []
    if revision.digest() != entry.revision_digest:
        problems.append(f"{entry.label}：审定内容与清单中登记的版本不符。")
    described = (made_from.generator, made_from.generator_version, made_from.theme, made_from.theme_digest, made_from.brief_digest)
    if described != (entry.generator, entry.generator_version, entry.theme, entry.theme_digest, entry.brief_digest):
        problems.append(f"{entry.label}：来源信息与清单不符。")
    if revision.brief.digest() != made_from.brief_digest:
        problems.append(f"{entry.label}：产品编排与来源信息不符。")
    if (made_from.interpretation_digest, made_from.source_sha256) != (
        manifest.policy.interpretation_digest,
        manifest.policy.source_sha256,
    ):
        problems.append(f"{entry.label}：不是由包内的解读稿和政策原文制作的。")
    folder = f"interpretations/{entry.slug}/files/"
    if revision.files != entry.files or {folder + file.filename for file in entry.files} != {
        path for path in members if path.startswith(folder)
    }:
        problems.append(f"{entry.label}：文件与审定时的不一致。")
    for file in revision.files:
        data = members.get(folder + file.filename, b"")
        if (len(data), hashlib.sha256(data).hexdigest()) != (file.bytes, file.sha256):
            problems.append(f"{entry.label}：文件 {file.filename} 与审定时的不一致。")
    if any(not citation.holds_in(interpretation.document) for part in revision.segments for citation in part.citations):
        problems.append(f"{entry.label}：有引文与政策原文不符。")
    page = _Page.of(members.get(entry.page, b""))
    if any(not page.says(text) for part in revision.segments for text in (part.heading, part.text, *part.points)):
        problems.append(f"{entry.label}：页面文字与审定内容不符。")
    contributors = [person.id for person in entry.contributors]
    if reason := refusal_to_release(entry.events, revision.digest(), contributors):
        problems.append(f"{entry.label}：{reason}")
    if any(event.revision != entry.revision_digest for event in entry.events):
        problems.append(f"{entry.label}：审核记录中混有其他版本的记录。")
    return problems


def _verify_links(members: dict[str, bytes], manifest: Manifest, interpretation: Interpretation) -> list[str]:
    """Check that pages link both ways and to anchors that exist, and say what the policy and the products say."""
    paths = [manifest.policy.page, *(product.page for product in manifest.products)]
    if manifest.policy.page != pages.policy_path() or any(
        product.page != pages.product_path(product.slug) for product in manifest.products
    ):
        return ["清单中的页面地址不正确。"]
    found = {path: _Page.of(members[path]) for path in paths if path in members}
    problems = [f"包内缺少页面 {path}。" for path in paths if path not in members]
    if set(manifest.links) != set(two_way_links(product.slug for product in manifest.products)):
        problems.append("清单登记的链接不完整。")
    for link in manifest.links:
        page = found.get(link.source)
        if page and link.target not in {target for target, _ in page.targets(link.source)}:
            problems.append(f"页面 {link.source} 没有链接到 {link.target}。")
    for path, page in found.items():
        for target, anchor in page.targets(path):
            if target not in members:
                problems.append(f"页面 {path} 链接的 {target} 不在包内。")
            elif anchor and target in found and anchor not in found[target].ids:
                problems.append(f"页面 {path} 链接的条款 {anchor} 在 {target} 中找不到。")
    policy = found.get(manifest.policy.page)
    if policy and (lost := [clause.ref for clause in interpretation.document.clauses if clause.ref not in policy.ids]):
        problems.append(f"政策页面缺少条款 {lost[0]} 等 {len(lost)} 处锚点。")
    if policy and (other := [item.ref for item in interpretation.document.clauses if not policy.says(item.text)]):
        problems.append(f"政策页面的条款 {other[0]} 等 {len(other)} 处文字与原文不符。")
    return problems


class _Page(HTMLParser):
    """The ids of a page, the addresses it points to, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self._links: set[str] = set()
        self._words: list[str] = []
        self._text = ""

    @classmethod
    def of(cls, data: bytes) -> "_Page":
        page = cls()
        page.feed(data.decode(errors="replace"))
        page.close()
        page._text = _bare("".join(page._words))
        return page

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def says(self, text: str) -> bool:
        """Tell whether the page holds these words, spaces and the bars between table cells aside."""
        return _bare(text) in self._text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in ("href", "src", "poster") and value:
                self._links.add(value)

    def targets(self, path: str) -> list[tuple[str, str]]:
        """Return (member, anchor) of every relative address, seen from ``path``."""
        parts = [urlsplit(link) for link in sorted(self._links)]
        return [
            (normpath(join(dirname(path), unquote(part.path))) if part.path else path, unquote(part.fragment))
            for part in parts
            if not part.scheme and not part.netloc
        ]


def _bare(text: str) -> str:
    return "".join(text.replace("｜", "").split())
