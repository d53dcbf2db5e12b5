"""Publication details (发布信息): what only the portal knows."""

from generators.model import Value


class Publication(Value):
    """Where and under whose name the policy is published: the portal's own details (发布信息)."""

    source_url: str = ""
    site_name: str = ""
    site_domain: str = ""
    site_id_code: str = ""
    column_name: str = ""
    content_source: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
