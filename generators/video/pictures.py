"""Pictures of the film set by typst, each once: what was set before, in this film or another, is taken as it was.

A picture is kept (``generators.keeping``) under a digest of everything that can change it: its data, the templates, the theme, the
icons it shows, the fonts and the typesetter.
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib import metadata, resources
from typing import Any

from generators import keeping
from generators.model import Brief, Segment
from generators.typesetting import PIXELS, typeset
from generators.video import slides
from generators.video.slides import Shape
from styles import fonts
from styles.themes import Theme

BATCH = 8
"""Pictures set in one go: starting the typesetter costs as much as a picture."""


class Setter:
    """Sets the pictures of one film in one shape.

    Args:
        segments: the scenes that are told, in order.
        ai: the label of wording a language model drafted, empty for none.
        scale: of the pictures' full size.
    """

    def __init__(self, segments: tuple[Segment, ...], theme: Theme, brief: Brief, shape: Shape, ai: str = "", scale: float = 1.0) -> None:
        self.theme, self.scale = theme, scale
        self.document = slides.document(segments, brief, theme, [], ai, shape)
        self.files = slides.files(segments, brief, theme)

    def set(self, pages: list[dict[str, Any]], progress: Callable[[float], None] = lambda share: None) -> list[bytes]:
        """Return a PNG a page.

        Raises:
            generators.typesetting.CannotTypeset: one does not fit or has a character no font can draw.
        """
        keys = [self._key(page) for page in pages]
        made = {key: kept for key in keys if (kept := keeping.get(key)) is not None}
        missing = {key: page for key, page in zip(keys, pages, strict=True) if key not in made}
        names = list(missing)
        for first in range(0, len(names), BATCH):
            batch = names[first : first + BATCH]
            data = self.document | {"pages": [missing[key] for key in batch]}
            for key, png in zip(batch, typeset("slides", data, theme=self.theme, files=self.files, ppi=PIXELS * self.scale), strict=True):
                keeping.put(key, png)
                made[key] = png
            progress(min(1.0, (first + len(batch)) / len(names)))
        return [made[key] for key in keys]

    def _key(self, page: dict[str, Any]) -> str:
        shown = [name for name in self.files if not name.startswith("icon-") or f"-{page.get('icon')}-" in name or name in slides.FIXED]
        said = {
            "page": page, "document": self.document, "theme": self.theme.digest(), "made by": _made_by(), "scale": self.scale,
            "files": {name: hashlib.sha256(self.files[name]).hexdigest() for name in sorted(shown)},
        }  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@cache
def _made_by() -> str:
    """Return a digest of the templates, the fonts and the typesetter."""
    digest = hashlib.sha256(metadata.version("typst").encode())
    for folder in fonts.folders():
        digest.update(json.dumps(sorted((file.name, file.stat().st_size) for file in folder.iterdir())).encode())
    templates = resources.files("styles") / "templates"
    for file in sorted(templates.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".typ"):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
