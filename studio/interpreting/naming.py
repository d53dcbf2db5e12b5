"""What to call a policy in running text: 《若干措施》, 《管理办法》."""

import re

from generators.masthead import SHORT_NAMES, short_name
from generators.model import PolicyDocument

__all__ = ["called", "full_name", "inner_title", "is_published", "kind_of", "short_name"]

_PUBLISHED = ("通告", "公告", "通知", "通报", "决定", "批复", "函")


def called(document: PolicyDocument) -> str:
    """Return what a sentence calls the policy: 《若干措施》, or 这份文件 when its kind is not known."""
    short = short_name(document)
    return f"这份{short}" if short == "文件" else short


def is_published(document: PolicyDocument) -> bool:
    """Tell whether a document of this kind is 发布: a 通告 is, a 办法 is 制定 and 出台."""
    return called(document).strip("《》").endswith(_PUBLISHED)


_REGION = re.compile(r"^([\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|州|盟|县|区|旗))(?=[\u4e00-\u9fff])")


def full_name(body: str, document: PolicyDocument) -> str:
    """Return a body with its region as it signs: 市民政局 in a policy of 青岚市 is 青岚市民政局.

    Only the names of the issuers and the title are used; empty when they do not show which 市, 省 or 县 is meant.
    """
    body = re.sub(r"\s+", "", body)
    issuers = [re.sub(r"\s+", "", name) for name in document.issuing_authorities]
    if not re.match(r"[省市县区州盟旗本我]", body):
        # 由中心负责解释 speaks of the issuer by the last word of its name.
        return next((issuer for issuer in issuers if len(body) <= 3 and issuer.endswith(body)), body)
    bare = re.sub(r"^[本我](?=[省市县区州盟旗])", "", body)
    for issuer in issuers:
        if issuer != bare and issuer.endswith(bare):
            return issuer
    named = (*issuers, inner_title(document), document.title)
    regions = [found[1] for name in named if (found := _REGION.match(name))]
    return next((region[:-1] + bare for region in regions if region.endswith(bare[0])), "")


def inner_title(document: PolicyDocument) -> str:
    """Return the title of what is really said: the enclosed 《…》 of a 印发 notice, else the title itself."""
    found = re.search(r"(?:印发|发布|公布|转发|批转)[^《]{0,6}《(.+?)》", document.title)
    if found:
        return found[1]
    bare = re.search(r"关于(?:印发|重新发布|发布|公布|转发|重新印发)(.+?)的(?:通知|公告|通告|决定)$", document.title)
    return bare[1] if bare else document.title


def kind_of(document: PolicyDocument) -> str:
    """Return the kind of document its title ends in, for instance 若干措施 or 通告; empty when it shows none."""
    title = re.sub(r"[（(【〔][^）)】〕]{0,80}[）)】〕]|[》”\s]", "", inner_title(document))
    return next((kind for kind in SHORT_NAMES if title.endswith(kind)), "") or document.kind or ""
