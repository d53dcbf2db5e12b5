"""What every value of the model shares: frozen, closed to unknown fields, and with a digest of its content."""

import hashlib
import json
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value. Two values with equal content have the same digest, on any machine and in any year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def digest(self) -> str:
        """Return the sha256 (64 hex digits) of the value's canonical JSON."""
        return digest_of(self.model_dump(mode="json"))

    def replace(self, **changes: Any) -> Self:
        """Return a copy with the given fields changed, validated as on construction.

        Unlike pydantic's ``model_copy`` this runs the validators, so an invariant cannot be bypassed by editing.
        """
        return type(self)(**{name: getattr(self, name) for name in type(self).model_fields} | changes)


def digest_of(content: Any) -> str:
    """Return the sha256 of JSON-ready ``content``, independent of key order and platform."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
