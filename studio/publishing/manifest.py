"""What a package says of itself: the manifest of all files and products, and the seal over the manifest."""

import hashlib
import json
from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from generators.model import FileRecord, Value
from studio.reviewing import Event


class Named(Value):
    """Somebody, by id and name."""

    id: str
    name: str = ""


class Member(Value):
    """A file of the package: its path, size in bytes, sha256."""

    path: str
    bytes: int
    sha256: str

    @classmethod
    def of(cls, path: str, data: bytes) -> "Member":
        """Describe ``data`` at ``path``."""
        return cls(path=path, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


class Link(Value):
    """A link that must be there: page ``source`` links to page ``target``."""

    source: str
    target: str


class PolicyEntry(Value):
    """The policy: its page, its source file, the digest of the interpretation all products were made from."""

    title: str
    document_number: str | None
    page: str
    source: str
    source_sha256: str
    interpretation: str
    interpretation_digest: str


class ProductEntry(Value):
    """One product: which revision, made by what, who had a hand in it, and the steps of its review."""

    slug: str
    label: str
    title: str
    page: str
    revision: str
    revision_digest: str
    generator: str
    generator_version: str
    theme: str
    theme_digest: str
    brief_digest: str
    files: tuple[FileRecord, ...]
    contributors: tuple[Named, ...]
    events: tuple[Event, ...]


class AuditHead(Value):
    """The last link of the studio's audit chain when the package was made; 0 and zeros when there is none."""

    number: int = 0
    head: str = "0" * 64


class Lapsed(Value):
    """The policy was no longer in force when the package was made: what the exporter was told, and their reason to export it."""

    told: str
    reason: str


class Manifest(Value):
    """The manifest. ``files`` lists every member but the manifest itself and the seal; ``lapsed`` is named only where there is one."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    format: Literal["policy-package/1"] = Field(default="policy-package/1", alias="schema")
    studio_version: str
    exported_at: datetime
    exported_by: Named
    target_name: str = ""
    lapsed: Lapsed | None = None
    policy: PolicyEntry
    products: tuple[ProductEntry, ...]
    links: tuple[Link, ...]
    files: tuple[Member, ...]
    audit: AuditHead

    def to_bytes(self) -> bytes:
        """Return the manifest as it stands in the package."""
        unsaid = {"lapsed"} if self.lapsed is None else set()
        return json_bytes(self.model_dump(mode="json", by_alias=True, exclude=unsaid))


class Seal(Value):
    """Chains the manifest to the audit head: sha256 over both, written out so that it can be noted elsewhere."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    format: Literal["policy-seal/1"] = Field(default="policy-seal/1", alias="schema")
    manifest_sha256: str
    audit_head: str
    seal: str

    @classmethod
    def over(cls, manifest: bytes, audit_head: str) -> "Seal":
        """Seal the manifest's bytes."""
        checksum = hashlib.sha256(manifest).hexdigest()
        seal = hashlib.sha256(f"{audit_head}\n{checksum}\n".encode()).hexdigest()
        return cls(manifest_sha256=checksum, audit_head=audit_head, seal=seal)

    def to_bytes(self) -> bytes:
        """Return the seal as it stands in the package."""
        return json_bytes(self.model_dump(mode="json", by_alias=True))


def json_bytes(content) -> bytes:
    """Return ``content`` as indented UTF-8 JSON with a final line break."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
