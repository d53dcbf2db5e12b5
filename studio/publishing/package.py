"""Making a package (发布包): pages linked both ways, all files, the manifest and the seal."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from generators import registry
from generators.labelling import label_of
from generators.model import Interpretation, RenderedFile, Revision
from studio.errors import NotAllowed
from studio.formats import BEIJING
from studio.publishing import pages
from studio.publishing.container import pack
from studio.publishing.manifest import (
    AuditHead,
    Lapsed,
    Link,
    Manifest,
    Member,
    Named,
    PolicyEntry,
    ProductEntry,
    Seal,
    json_bytes,
)
from studio.publishing.publication import Publication
from studio.reviewing import Event, refusal_to_release

INTERPRETATION = "data/interpretation.json"
README = "README.txt"
MANIFEST = "manifest.json"
SEAL = "seal.json"


@dataclass(frozen=True)
class Packed:
    """A product to be packed: its revision, the files' bytes, the steps of its review, who had a hand in it."""

    revision: Revision
    files: tuple[RenderedFile, ...]
    events: tuple[Event, ...]
    contributors: tuple[Named, ...]
    label: str = ""


def build_package(
    interpretation: Interpretation,
    source: bytes,
    products: Sequence[Packed],
    *,
    exported_at: datetime,
    exported_by: Named,
    publication: Publication | None = None,
    audit: AuditHead | None = None,
    target_name: str = "",
    lapsed: Lapsed | None = None,
) -> bytes:
    """Return the package (zip) of signed-off products made from one interpretation. The same arguments, the same bytes.

    ``lapsed`` says that the policy is no longer in force and why it is exported all the same.

    Raises:
        NotAllowed: a product is not signed off, was judged by somebody with a hand in it, was made from another
            interpretation or other bytes, or there is no product at all.
    """
    document = interpretation.document
    digest = interpretation.digest()
    if not products:
        raise NotAllowed("没有可以导出的解读产品，请先完成审核和签发。")
    if hashlib.sha256(source).hexdigest() != document.source.sha256:
        raise NotAllowed("政策原文件与解读稿所依据的不是同一份文件，不能导出。")
    for product in products:
        _refuse_unfit(product, digest)
    setting = pages.Setting(
        document=document,
        publication=publication or Publication(),
        interpreter=interpretation.interpreter,
        spokesperson=interpretation.spokesperson,
        contact=interpretation.contact,
        exported_at=exported_at,
        source_path=f"source/{_source_name(document.source.name)}",
        lapsed=lapsed is not None,
    )
    shown = tuple(
        pages.ProductPage(slug, _label(product), product.revision.title, product.revision.digest(),
                          product.revision.files, product.revision.segments,
                          label_of(product.revision.segments, product.revision.provenance),
                          product.revision.brief.options.get("captions") == "file")
        for slug, product in zip(_slugs(products), products, strict=True)
    )
    members = {
        pages.policy_path(): pages.policy_page(setting, shown),
        setting.source_path: source,
        INTERPRETATION: json_bytes(interpretation.model_dump(mode="json")),
        README: _readme(setting, shown, target_name, lapsed),
    }
    for page, product in zip(shown, products, strict=True):
        members[pages.product_path(page.slug)] = pages.product_page(setting, page)
        members[_revision_path(page.slug)] = json_bytes(product.revision.model_dump(mode="json"))
        members |= {f"interpretations/{page.slug}/files/{file.filename}": file.data for file in product.files}
    manifest = Manifest(
        studio_version=studio_version(),
        exported_at=exported_at,
        exported_by=exported_by,
        target_name=target_name,
        lapsed=lapsed,
        policy=PolicyEntry(
            title=document.title,
            document_number=document.document_number,
            page=pages.policy_path(),
            source=setting.source_path,
            source_sha256=document.source.sha256,
            interpretation=INTERPRETATION,
            interpretation_digest=digest,
        ),
        products=tuple(_entry(page, product) for page, product in zip(shown, products, strict=True)),
        links=tuple(two_way_links(page.slug for page in shown)),
        files=tuple(Member.of(path, members[path]) for path in sorted(members)),
        audit=audit or AuditHead(),
    ).to_bytes()
    seal = Seal.over(manifest, (audit or AuditHead()).head)
    return pack(members | {MANIFEST: manifest, SEAL: seal.to_bytes()})


def lapsed_policy(told: str, reason: str, how: str = "请写明理由") -> Lapsed | None:
    """Return what is kept of exporting a policy that is no longer in force; None where ``told`` does not say that it is.

    Raises:
        NotAllowed: it is no longer in force and no ``reason`` is given; the sentence ends with ``how`` to give one.
    """
    if not told:
        return None
    if not reason.strip():
        raise NotAllowed(f"{told.rstrip('。')}；确需导出（例如存档）的，{how}。")
    return Lapsed(told=told, reason=reason.strip())


def two_way_links(slugs: Iterable[str]) -> Iterable[Link]:
    """Return the links a package must hold: from the policy page to each interpretation, and back."""
    for slug in slugs:
        yield Link(source=pages.policy_path(), target=pages.product_path(slug))
        yield Link(source=pages.product_path(slug), target=pages.policy_path())


def studio_version() -> str:
    """Return the version of Policy Studio; "0" when it runs from a folder without being installed."""
    try:
        return version("policy-studio")
    except PackageNotFoundError:
        return "0"


def _refuse_unfit(product: Packed, interpretation_digest: str) -> None:
    revision, name = product.revision, _label(product)
    if reason := refusal_to_release(product.events, revision.digest(), [item.id for item in product.contributors]):
        raise NotAllowed(f"{name}：{reason}")
    if revision.brief.draft:
        raise NotAllowed(f"{name}：文件带有草稿标记，请重新制作正式文件、审核后再导出。")
    if revision.provenance.interpretation_digest != interpretation_digest:
        raise NotAllowed(f"{name}：解读稿在制作之后有改动，请重新制作、审核后再导出。")
    if tuple(file.record for file in product.files) != revision.files:
        raise NotAllowed(f"{name}：文件与审核时的不一致，请重新制作、审核后再导出。")


def _label(product: Packed) -> str:
    if product.label:
        return product.label
    known = registry.discover().get(product.revision.product)
    return known.label if known else product.revision.product


def _slugs(products: Sequence[Packed]) -> list[str]:
    """Return a folder name for each product: the generator's name, numbered from the second on (one an audience)."""
    slugs: list[str] = []
    for product in products:
        number = sum(slug.split("-")[0] == product.revision.product for slug in slugs)
        slugs.append(product.revision.product + (f"-{number + 1}" if number else ""))
    return slugs


def _source_name(name: str) -> str:
    kept = "".join(character for character in PurePosixPath(name.replace("\\", "/")).name if character.isprintable())
    for character in '<>:"|?*':
        kept = kept.replace(character, "")
    return kept.lstrip(". ")[-100:] or "policy"


def _revision_path(slug: str) -> str:
    return f"data/{slug}.revision.json"


def _entry(page: pages.ProductPage, product: Packed) -> ProductEntry:
    provenance = product.revision.provenance
    return ProductEntry(
        slug=page.slug,
        label=page.label,
        title=page.title,
        page=pages.product_path(page.slug),
        revision=_revision_path(page.slug),
        revision_digest=page.digest,
        generator=provenance.generator,
        generator_version=provenance.generator_version,
        theme=provenance.theme,
        theme_digest=provenance.theme_digest,
        brief_digest=provenance.brief_digest,
        files=product.revision.files,
        contributors=product.contributors,
        events=tuple(event for event in product.events if event.revision == page.digest),
    )


def _readme(setting: pages.Setting, shown: Sequence[pages.ProductPage], target_name: str, lapsed: Lapsed | None) -> bytes:
    lines = [
        f"《{setting.document.title}》解读发布包",
        "",
        f"导出时间：{setting.exported_at.astimezone(BEIJING):%Y年%m月%d日 %H:%M}",
        *([f"发布渠道：{target_name}"] if target_name else []),
        *([f"请注意：{lapsed.told}", f"仍然导出的理由：{lapsed.reason}"] if lapsed else []),
        "",
        "包内文件",
        "  policy/index.html　政策页面（含各条款的锚点，并链接到全部解读）",
        *(f"  interpretations/{page.slug}/index.html　{page.label}页面（链接回政策页面）" for page in shown),
        "  interpretations/各产品/files/　各产品的文件，按原样上传，不要改名或转码",
        "  source/　政策原文件",
        "  data/　解读稿和各产品的审定内容，供核对，一般不上网",
        "  manifest.json、seal.json　清单和封签，供核对，一般不上网",
        "",
        "上传办法",
        "  1. 上传前先核对发布包：在命令行运行 policy-studio verify 包文件名，没有报告问题再上传。",
        "  2. 把 policy 和 interpretations 两个文件夹连同 source 上传到同一目录，保持相对位置不变，页面之间的链接即可互通。",
        "  3. 由网站系统生成页面的，请把正文和附件分别录入，并在政策页面与每个解读页面之间互设链接。",
        "  4. 发布后在工作室中登记发布，政策有变化时及时撤回或更新。",
        "",
    ]
    return "\n".join(lines).encode()
