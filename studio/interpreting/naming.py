"""What to call a policy in running text: 《若干措施》, 《管理办法》."""

import re

from generators.masthead import SHORT_NAMES, short_name
from generators.model import PolicyDocument

__all__ = ["inner_title", "kind_of", "short_name"]


def inner_title(document: PolicyDocument) -> str:
    """Return the title of what is really said: the enclosed 《…》 of a 印发 notice, else the title itself."""
    found = re.search(r"(?:印发|发布|公布|转发|批转)[^《]{0,6}《(.+?)》", document.title)
    if found:
        return found[1]
    bare = re.search(r"关于(?:印发|重新发布|发布|公布|转发|重新印发)(.+?)的(?:通知|公告|通告|决定)$", document.title)
    return bare[1] if bare else document.title


def kind_of(document: PolicyDocument) -> str:
    """Return the kind of document its title ends in, for instance 若干措施 or 通告; empty when it shows none."""
    title = re.sub(r"[（(【〔][^）)】〕]*[）)】〕]|[》”\s]", "", inner_title(document))
    return next((kind for kind in SHORT_NAMES if title.endswith(kind)), "") or document.kind or ""
