"""Themes (主题): the built-in ones, and those departments make of them, every version kept."""

import base64
import json
import secrets
from dataclasses import asdict, replace

from sqlalchemy import Connection

from generators.model import Brief
from generators.previews import Preview
from studio import theming
from studio.errors import CannotAccept, Conflict, NotAllowed
from studio.materials import made_safe
from studio.processes.previewing import Coming, Previewer, Wanted
from studio.reviewing import Role
from studio.services.core import clean
from studio.services.library import plain_name
from studio.services.product_values import OwnThemeView, ThemeView
from studio.services.unsaved import Unsaved
from studio.services.values import FileView
from studio.storage import people
from studio.storage import themes as rows
from studio.theming import ThemeDraft, ThemeProblem
from styles import themes
from styles.themes import Theme

MOST = 40
"""Themes of their own a studio holds."""


class Theming(Unsaved):
    """The part of Studio about themes. Drafters and administrators make them."""

    previewer: Previewer

    def theme(self, name: str) -> Theme:
        """Return the theme called ``name``, built-in or a department's own (its newest version).

        Raises:
            CannotAccept: there is none.
        """
        with self.database.reading() as connection:
            return self._theme(connection, name)

    def _theme(self, connection: Connection, name: str) -> Theme:
        found = themes.load(name) if name in themes.names() else rows.load(connection, name) if theming.OWN.fullmatch(name) else None
        if found is None:
            raise CannotAccept("没有这个主题，请从列表中选择。")
        return found

    def themes(self, used: str = "") -> tuple[ThemeView, ...]:
        """Return the themes that can be chosen, the department's own first; ``used`` is chosen already, so it stays among them."""
        with self.database.reading() as connection:
            own = [rows.load(connection, head.name) for head in rows.heads(connection) if head.offered or head.name == used]
        return tuple(_view(theme) for theme in (*own, *(themes.load(name) for name in themes.names())))

    def own_themes(self) -> tuple[OwnThemeView, ...]:
        """Return the department's own themes, those no longer offered too, the one changed last first."""
        with self.database.reading() as connection:
            names = people.names(connection)
            return tuple(
                OwnThemeView(name=row.name, label=row.label, version=row.version, offered=row.offered, by=names[row.by], at=row.at)
                for row in rows.heads(connection)
            )

    def theme_draft(self, name: str) -> ThemeDraft:
        """Return a theme, built-in or own, as a draft to start from or to change.

        Raises:
            CannotAccept: there is none.
        """
        return theming.draft_of(self.theme(name))

    def keep_theme_draft(self, draft: ThemeDraft, *, name: str, version: int, actor: str) -> None:
        """Keep what ``actor`` has chosen and not saved for the own theme ``name`` (empty: a new one), begun on ``version`` of it."""
        logo = self.files.put(base64.b64decode(draft.logo)) if draft.logo else ""
        kept = asdict(replace(draft, logo=logo)) | {"version": version}
        self.keep_unsaved(_place(name), json.dumps(kept, ensure_ascii=False), actor=actor)

    def kept_theme_draft(self, name: str, *, actor: str) -> tuple[ThemeDraft, int] | None:
        """Return what ``actor`` has chosen and not saved, and the version it was begun on; None when there is nothing."""
        text = self.unsaved(_place(name), actor=actor)
        if text is None:
            return None
        kept = json.loads(text)
        version, logo = kept.pop("version"), kept.pop("logo")
        return ThemeDraft(**kept, logo=base64.b64encode(self.files.get(logo)).decode() if logo else ""), version

    def drop_theme_draft(self, name: str, *, actor: str) -> None:
        """Forget what was chosen and not saved: it has been saved or given up."""
        self.drop_unsaved(_place(name), actor=actor)

    def theme_problems(self, draft: ThemeDraft, *, name: str = "") -> tuple[ThemeProblem, ...]:
        """Return which colours of a draft could not be read, each with the nearest that could."""
        return theming.problems(draft, self.theme(name) if name else None)

    def theme_of_draft(self, draft: ThemeDraft, *, name: str = "") -> Theme:
        """Return the theme a draft would be, for its preview; ``name`` is the own theme being changed.

        Raises:
            CannotAccept: a colour is unreadable, or a field is not in order.
        """
        present = self.theme(name) if name else None
        return theming.composed(_cleaned(draft, needed=False), name or "own-00000000", present)

    def save_theme(self, draft: ThemeDraft, *, actor: str, name: str = "", base: int | None = None) -> str:
        """Make a theme, or a new version of the own theme ``name``, and return its name. Products made with the former version become stale.

        Raises:
            CannotAccept: a colour is unreadable, the label is taken, or a field is not in order.
            Conflict: somebody else changed the theme since version ``base``.
            NotAllowed: the actor may not, or there is no such theme of one's own.
        """
        draft = _cleaned(draft, needed=True)
        with self.database.writing() as connection:
            self._theme_maker(connection, actor)
            heads = {row.name: row for row in rows.heads(connection)}
            present = None
            if name:
                head = _head(heads, name)
                if base is not None and head.version != base and head.by != actor:
                    raise Conflict("同事刚刚修改了这个主题，这次没有保存，请刷新后在新的版本上修改。")
                present = rows.load(connection, name)
            made = theming.composed(draft, name or _new_name(heads), present)
            return self._keep(connection, made, heads, actor)

    def add_theme_file(self, data: bytes, filename: str, *, actor: str) -> str:
        """Take in a theme from its .toml and return its name. A file this studio (or another) exported replaces the theme of its name.

        Raises:
            CannotAccept: the file is no theme, its text could not be read, or its label is taken.
            NotAllowed: the actor may not.
        """
        with self.database.reading() as connection:
            self._theme_maker(connection, actor)
        theme = theming.from_file(data, plain_name(filename))
        with self.database.writing() as connection:
            self._theme_maker(connection, actor)
            heads = {row.name: row for row in rows.heads(connection)}
            if not theming.OWN.fullmatch(theme.name):
                theme = theme.model_copy(update={"name": _new_name(heads)})
            return self._keep(connection, theme, heads, actor)

    def export_theme(self, name: str) -> FileView:
        """Return a theme as the .toml that ``add_theme_file`` takes, its logo within.

        Raises:
            CannotAccept: there is none.
        """
        theme = self.theme(name)
        return FileView(filename=f"{theme.name}.toml", media_type="application/toml", data=themes.written(theme).encode())

    def offer_theme(self, name: str, offered: bool, *, actor: str) -> None:
        """Stop offering an own theme for new products, or offer it again; products that use it stay as they are.

        Raises:
            NotAllowed: the actor may not, or there is no such theme of one's own.
        """
        with self.database.writing() as connection:
            self._theme_maker(connection, actor)
            heads = {row.name: row for row in rows.heads(connection)}
            head = _head(heads, name)
            if head.offered != offered:
                theme = rows.load(connection, name)
                if offered:
                    _refuse_label(theme, heads)
                rows.save(connection, theme, offered=offered, by=actor, at=self.clock())

    def theme_preview(self, theme: Theme, *, asker: str, again: bool = False) -> Preview | Coming:
        """Return how a short infographic of an invented policy looks in the theme, as a JPEG half as wide as the real one.

        ``asker`` and ``again`` are as for the preview of a product.

        Raises:
            studio.processes.previewing.NoPreview: one sentence why there is none.
        """
        sample = theming.sample()
        brief = Brief(theme=theme.name, hidden=theming.UNSHOWN)
        return self.previewer.ask(Wanted("infographic", sample, sample.digest(), brief, theme), asker, again=again)

    def theme_logo(self, data: bytes, filename: str, *, actor: str) -> str:
        """Return a logo (PNG, JPEG, WebP, SVG) made anew as PNG, in base64 as a draft holds it.

        Raises:
            CannotAccept: it is no picture, damaged, or a drawing with scripts or parts that lie elsewhere.
        """
        with self.database.reading() as connection:
            self._theme_maker(connection, actor)
        return base64.b64encode(made_safe(data, plain_name(filename), "logo").data).decode()

    def _theme_maker(self, connection: Connection, actor: str) -> None:
        self._actor(connection, actor, Role.DRAFTER, Role.ADMIN)

    def _keep(self, connection: Connection, theme: Theme, heads: dict, actor: str) -> str:
        _refuse_label(theme, heads)
        if theme.name not in heads and len(heads) >= MOST:
            raise CannotAccept(f"本单位的主题已有 {MOST} 个，请修改已有的主题。")
        present = heads.get(theme.name)
        if present is None or present.digest != theme.digest() or not present.offered:
            rows.save(connection, theme, offered=True, by=actor, at=self.clock())
        return theme.name


def _place(name: str) -> str:
    return f"theme/{name}"


def _refuse_label(theme: Theme, heads: dict) -> None:
    taken = {row.label for row in heads.values() if row.offered and row.name != theme.name}
    taken |= {themes.load(name).label for name in themes.names()}
    if theme.label in taken:
        raise CannotAccept(f"已经有叫“{theme.label}”的主题了，请换一个名称。")


def _head(heads: dict, name: str):
    if name not in heads:
        raise NotAllowed("没有这个本单位主题，请刷新页面。")
    return heads[name]


def _new_name(heads: dict) -> str:
    while (name := f"own-{secrets.token_hex(4)}") in heads:
        continue
    return name


def _cleaned(draft: ThemeDraft, *, needed: bool) -> ThemeDraft:
    label = clean(draft.label.replace("\n", " "), "主题名称", most=16, needed=needed)
    unit = clean(draft.unit.replace("\n", " "), "制图单位", most=30, needed=False).removeprefix(theming.UNIT)
    return replace(draft, label=label or "未命名", unit=unit)


def _view(theme: Theme) -> ThemeView:
    roles = theme.roles
    return ThemeView(
        name=theme.name,
        label=theme.label,
        description=theme.unit_line or theme.description,
        colours=(roles.brand, roles.accent, roles.surface_soft, roles.ink),
        own=theme.name not in themes.names(),
    )
