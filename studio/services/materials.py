"""Files a person gives for a product (素材): pictures, recordings, music. Kept cleaned; the arrangement names them."""


from generators import registry
from generators.model import Brief, Material
from studio.errors import CannotAccept, NotAllowed
from studio.materials import made_safe
from studio.materials.describing import described
from studio.reviewing import Role
from studio.services.library import plain_name
from studio.services.product_values import ProductView
from studio.services.review import Review
from studio.services.values import FileView
from studio.storage import products

MOST_PICTURES = 12
_KINDS = {"picture": "图片", "recording": "录音", "music": "音乐"}
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "audio/flac": "flac"}


class Materials(Review):
    """The part of Studio about the files a person gives. Whoever gives or describes one has arranged the product."""

    def materials_taken(self, product_id: str) -> tuple[str, ...]:
        """Return which kinds of file (picture, recording, music) the product can use."""
        with self.database.reading() as connection:
            return registry.get(self._product(connection, product_id).generator).takes

    def add_material(
        self,
        product_id: str,
        data: bytes,
        filename: str,
        *,
        kind: str,
        actor: str,
        segment: str = "",
        caption: str = "",
        alt: str = "",
        credit: str = "",
        map_number: str = "",
        is_map: bool = False,
        base: int | None = None,
    ) -> ProductView:
        """Take a file in: decoded and made anew, described, and named by the arrangement; what was made before is then stale.

        ``segment`` is the id of the segment it belongs to, empty for the whole product. A recording takes the place of the
        segment's former one, music that of the former music; a picture given again is described anew.

        Raises:
            CannotAccept: the file or its description is not in order, or the product does not use such files.
            Conflict: somebody else saved another arrangement since version ``base``.
            NotAllowed: the actor may not draft, or there is no such product.
        """
        name = plain_name(filename)
        if kind not in self._takes(product_id, actor):
            raise CannotAccept(f"这种解读产品不使用{_KINDS.get(kind, '这类文件')}，请在能使用它的产品里上传。")
        self._refuse_segment(product_id, segment)
        given = Material(
            sha256="", kind=kind, media_type="", segment=segment, caption=caption, alt=alt, credit=credit, map_number=map_number
        )
        given = described(given, filename=name, is_map=is_map, year=self.clock().year)
        cleaned = made_safe(data, name, kind)
        given = given.replace(sha256=self.files.put(cleaned.data), media_type=cleaned.media_type)

        def with_it(present: Brief) -> tuple[Material, ...]:
            kept = [item for item in present.materials if not _replaced(item, given)]
            if kind == "picture" and sum(item.kind == "picture" for item in kept) >= MOST_PICTURES:
                raise CannotAccept(f"一个产品最多放 {MOST_PICTURES} 张图片，请先移除不需要的图片。")
            return (*kept, given)

        return self._give(product_id, actor, base, with_it, "material.add", file=given.sha256, kind=kind, name=name)

    def describe_material(
        self, product_id: str, sha256: str, *, actor: str, base: int | None = None, is_map: bool = False, **words: str
    ) -> ProductView:
        """Change what is said of a given file (``segment``, ``caption``, ``alt``, ``credit``, ``map_number``).

        Raises:
            CannotAccept, Conflict, NotAllowed: as ``add_material``.
        """
        unknown = set(words) - {"segment", "caption", "alt", "credit", "map_number"}
        if unknown:
            raise CannotAccept("这一项不能修改，请刷新页面。")
        self._refuse_segment(product_id, words.get("segment", ""))

        def with_words(present: Brief) -> tuple[Material, ...]:
            _refuse_absent(present, sha256)
            year = self.clock().year
            return tuple(
                described(item.replace(**words), is_map=is_map, year=year) if item.sha256 == sha256 else item
                for item in present.materials
            )

        return self._give(product_id, actor, base, with_words, "material.describe", file=sha256)

    def remove_material(self, product_id: str, sha256: str, *, actor: str, base: int | None = None) -> ProductView:
        """Take a given file out of the arrangement.

        Raises:
            CannotAccept: the arrangement does not name it.
            Conflict, NotAllowed: as ``add_material``.
        """

        def without_it(present: Brief) -> tuple[Material, ...]:
            _refuse_absent(present, sha256)
            return tuple(item for item in present.materials if item.sha256 != sha256)

        return self._give(product_id, actor, base, without_it, "material.remove", file=sha256)

    def material_file(self, product_id: str, sha256: str) -> FileView:
        """Return a file that was given for the product at some time, as it is kept.

        Raises:
            NotAllowed: no such file was given for it.
        """
        with self.database.reading() as connection:
            self._product(connection, product_id)
            known = products.materials_ever(connection, product_id)
        for item in known:
            if item.sha256 == sha256:
                name = f"{item.kind}-{sha256[:8]}.{_ENDINGS[item.media_type]}"
                return FileView(filename=name, media_type=item.media_type, data=self.files.get(sha256))
        raise NotAllowed("这个产品没有这个文件，请刷新页面。")

    def _takes(self, product_id: str, actor: str) -> tuple[str, ...]:
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.DRAFTER)
        return self.materials_taken(product_id)

    def _refuse_segment(self, product_id: str, segment: str) -> None:
        """Refuse the id of a segment the product could not hold, or of a given picture."""
        if segment and segment not in {item.id for item in self.outline(product_id) if item.kind != "picture"}:
            raise CannotAccept("产品里没有所选的片段，请刷新页面后重新选择。")

    def _give(self, product_id: str, actor: str, base: int | None, change, action: str, **detail: str) -> ProductView:
        """Save the arrangement with the files ``change`` makes of the present one, and note it."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._locked(connection, product_id)
            present = self._unless_changed(connection, product_id, actor, base)
            brief = present.replace(materials=change(present))
            if brief != present:
                products.save_brief(connection, product_id, brief, by=actor, at=self.clock())
                self._note(connection, actor, action, f"product:{product_id}", **detail)
        return self.product(product_id)


def _replaced(item: Material, given: Material) -> bool:
    """Tell whether ``given`` takes the place of ``item``."""
    if item.kind != given.kind:
        return False
    if given.kind == "music":
        return True
    return item.segment == given.segment if given.kind == "recording" else item.sha256 == given.sha256


def _refuse_absent(brief: Brief, sha256: str) -> None:
    if sha256 not in {item.sha256 for item in brief.materials}:
        raise CannotAccept("这个文件已不在编排里，请刷新页面。")
