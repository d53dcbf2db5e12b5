"""Publication (发布): what is ready, exporting the package, proving it, the state of the house."""

import json
import shutil
import sqlite3

from sqlalchemy import Connection, Row
from sqlalchemy.exc import SQLAlchemyError

from generators import registry
from generators.model import RenderedFile
from studio import formats
from studio.errors import NotAllowed, UserError
from studio.publishing import AuditHead, Named, Packed, build_package, lapsed_policy, verify_package
from studio.reviewing import Role, refusal_to_release
from studio.services.core import clean, new_id
from studio.services.product_values import PackageView, Readiness
from studio.services.state import Look, ProductState, label_of, look, out_of_force, publication_of
from studio.services.values import Check, FileView, Health
from studio.storage import audit, people, policies, products
from studio.storage import themes as theme_rows
from styles import themes

NEEDED_SPACE = 500 * 1024 * 1024


class Release(ProductState):
    """The part of Studio about packages and the health of the installation."""

    def publishable(self, policy_id: str) -> tuple[Readiness, ...]:
        """Return for each product whether it may be exported, and why not."""
        with self.database.reading() as connection:
            self._policy(connection, policy_id)
            seen = look(connection, policy_id)
            rows = seen.rows.products.get(policy_id, ())
            return tuple(Readiness(seen.summary(row), not (why := _unready_because(seen, row)), why) for row in rows)

    def export(
        self, policy_id: str, *, actor: str, target_name: str = "", product_ids: tuple[str, ...] = (), reason: str = ""
    ) -> PackageView:
        """Put the signed-off products (or those named) into a package, verify it and keep it.

        A policy no longer in force is exported for a ``reason`` only, which is kept with the package and in it.

        Raises:
            NotAllowed: the actor may not sign, nothing is signed off, a named product is not, or the policy is no longer in force
                and no reason is given.
        """
        target_name = clean(target_name, "发布渠道", most=60, needed=False)
        reason = clean(reason, "仍要导出的理由", most=300, needed=False)
        with self.database.reading() as connection:
            person = self._actor(connection, actor, Role.SIGNER)
            chosen = self._chosen(connection, policy_id, product_ids)
            packed = [self._packed(connection, row) for row in chosen]
            policy = self._policy(connection, policy_id)
            interpretation = self._interpretation(connection, policy_id)[1]
            publication = publication_of(connection, policy_id)
            number, digest = audit.head(connection)
            told = out_of_force(interpretation.document, policies.successor_of(connection, policy_id), self.clock())
        at, lapsed = self.clock(), lapsed_policy(told, reason)
        data = build_package(
            interpretation,
            self.files.get(policy.source_sha256),
            packed,
            exported_at=at,
            exported_by=Named(id=person.id, name=person.name),
            publication=publication,
            audit=AuditHead(number=number, head=digest),
            target_name=target_name,
            lapsed=lapsed,
        )
        report = verify_package(data)
        if not report.ok:
            raise NotAllowed(f"发布包自检没有通过：{report.problems[0]}")
        package_id, sha256 = new_id(), self.files.put(data)
        with self.database.writing() as connection:
            products.insert_package(
                connection,
                id=package_id,
                policy_id=policy_id,
                filename=f"{_filename(policy.title)}-{at.astimezone(formats.BEIJING):%Y%m%d%H%M%S}.zip",
                sha256=sha256,
                bytes=len(data),
                target_name=target_name,
                products=json.dumps([product.label for product in packed], ensure_ascii=False),
                by=actor,
                at=at,
            )
            if lapsed:
                products.insert_lapsed_export(connection, package_id=package_id, told=lapsed.told, reason=lapsed.reason, by=actor, at=at)
            self._note(connection, actor, "package.seal", f"package:{package_id}", seal=report.seal)
            row = products.package_row(connection, package_id)
            return _package_view(row, people.names(connection))

    def _chosen(self, connection: Connection, policy_id: str, product_ids: tuple[str, ...]) -> list[Row]:
        seen = look(connection, policy_id)
        rows = seen.rows.products.get(policy_id, ())
        if strangers := set(product_ids) - {row.id for row in rows}:
            raise NotAllowed(f"所选产品中有 {len(strangers)} 个不属于这份政策，请刷新页面。")
        reasons = {row.id: _unready_because(seen, row) for row in rows}
        for row in rows:
            if row.id in product_ids and reasons[row.id]:
                raise NotAllowed(f"{label_of(row.generator)}：{reasons[row.id]}")
        chosen = [row for row in rows if not reasons[row.id] and (not product_ids or row.id in product_ids)]
        if not chosen:
            raise NotAllowed(f"没有可以导出的产品：{next(iter(reasons.values()), '还没有制作解读产品。')}")
        return chosen

    def _packed(self, connection: Connection, row: Row) -> Packed:
        revision = products.load_revision(connection, row.id, row.current_revision)
        state, names = self._state(connection, row), people.names(connection)
        return Packed(
            revision=revision,
            files=tuple(
                RenderedFile(filename=file.filename, media_type=file.media_type, data=self.files.get(file.sha256))
                for file in revision.files
            ),
            events=state.events,
            contributors=tuple(Named(id=person, name=names[person]) for person in state.contributors),
            label=self._label(connection, row),
        )

    def _label(self, connection: Connection, row: Row) -> str:
        """Return the product's label, with the audience when it is made for one."""
        interpretation = self._interpretation(connection, row.policy_id)[1]
        audience = next((item.label for item in interpretation.audiences if item.id == row.audience), "")
        return label_of(row.generator) + (f"（{audience}）" if audience else "")

    def packages(self, policy_id: str = "") -> tuple[PackageView, ...]:
        """Return the packages of one policy or all, latest first."""
        with self.database.reading() as connection:
            names = people.names(connection)
            return tuple(_package_view(row, names) for row in products.package_rows(connection, policy_id))

    def package_file(self, package_id: str) -> FileView:
        """Return a package's bytes; its sha256 is checked.

        Raises:
            NotAllowed: no such package.
        """
        with self.database.reading() as connection:
            row = products.package_row(connection, package_id)
        if row is None:
            raise NotAllowed("没有这个发布包，请刷新页面。")
        return FileView(filename=row.filename, media_type="application/zip", data=self.files.get(row.sha256))

    def verify_audit(self) -> tuple[str, ...]:
        """Return what is wrong with the audit chain and the records it vouches for; empty when all holds."""
        with self.database.reading() as connection:
            return audit.verify(connection)

    def doctor(self) -> Health:
        """Look at the database, the files, the audit chain, the queue, generators and themes."""
        return Health(checks=(self._look_at_disk(), self._look_at_audit(), self._look_at_files(), *self._look_at_makers()))

    def _look_at_disk(self) -> Check:
        free = shutil.disk_usage(self.home).free
        text = f"存储在 {self.home}，剩余空间 {free / 1024**3:.1f} GB"
        enough = free >= NEEDED_SPACE
        return Check("存储空间", enough, text + ("。" if enough else "，请尽快清理。"))

    def _look_at_audit(self) -> Check:
        try:
            problems = self.verify_audit()
        except (SQLAlchemyError, sqlite3.Error):
            return Check("数据库", False, "数据库无法读取，请从备份中恢复。")
        return Check("留痕记录", not problems, problems[0] if problems else "留痕记录完整，未见改动。")

    def _look_at_files(self) -> Check:
        with self.database.reading() as connection:
            rows = [row for archived in (False, True) for row in policies.search(connection, [], archived=archived)]
            wanted = {row.source_sha256 for row in rows} | {row.old_sha256 for row in rows if row.old_sha256}
            wanted |= {row.sha256 for row in products.package_rows(connection)}
            for row in products.of_policy(connection, removed=True):
                wanted |= {material.sha256 for material in products.latest_brief(connection, row.id)[1].materials}
                for head in products.revision_heads(connection, row.id):
                    revision = products.load_revision(connection, row.id, head.number)
                    wanted |= {file.sha256 for file in revision.files}
        damaged = [checksum for checksum in sorted(wanted) if not self._is_whole(checksum)]
        text = f"{len(damaged)} 个文件缺失或损坏，请从备份中恢复。" if damaged else f"{len(wanted)} 个文件完好。"
        return Check("文件", not damaged, text)

    def _is_whole(self, checksum: str) -> bool:
        try:
            self.files.get(checksum)
        except UserError:
            return False
        return True

    def _look_at_makers(self) -> tuple[Check, ...]:
        known = registry.discover()
        made = "、".join(item.label for item in known.values())
        with self.database.reading() as connection:
            own = [row.label for row in theme_rows.heads(connection) if row.offered]
        looks = "、".join([*own, *(themes.load(name).label for name in themes.names())])
        return (
            Check("解读产品", bool(known), f"可制作：{made}。" if known else "没有可用的制作程序，请重新安装。"),
            Check("主题", bool(looks), f"可选主题：{looks}。" if looks else "没有可用的主题，请重新安装。"),
        )


def _unready_because(seen: Look, row: Row) -> str:
    """Return why a product may not be exported, as one sentence; empty when it may."""
    state = seen.state(row)
    if not state.revision:
        return "这个产品还没有制作完成，请先制作。"
    return seen.stale_because(row) or refusal_to_release(state.events, state.revision, state.contributors)


def _filename(title: str) -> str:
    kept = "".join(character for character in title if character.isalnum() or character in "（）〔〕")
    return kept[:60] or "政策"


def _package_view(row: Row, names: dict[str, str]) -> PackageView:
    return PackageView(
        id=row.id,
        policy_id=row.policy_id,
        filename=row.filename,
        sha256=row.sha256,
        bytes=row.bytes,
        at=row.at,
        by=names[row.by],
        target_name=row.target_name,
        products=tuple(json.loads(row.products)),
        reason=row.reason or "",
    )
