"""Uploading (上传): a file is read, recognised as a newer version where it is one, and becomes a policy of the library."""

import hashlib
import json
from dataclasses import asdict

from sqlalchemy import Connection, Row

from generators.model import Difference, Interpretation, Issue, PolicyDocument
from studio import amending, checking, interpreting, reading
from studio.amending import Kinship, Known
from studio.errors import CannotAccept, NotAllowed
from studio.interpreting.comparing import differences
from studio.reading import SourceBlock
from studio.reviewing import Role
from studio.services.core import new_id
from studio.services.library import Library, plain_name
from studio.services.policy_values import PolicyRecord, SourceBeside, UploadState, UploadView
from studio.storage import jobs, people, policies, uploads
from studio.storage.jobs import JobState

REPLACED = "换用新的原文"
"""How the history begins to tell of a source that was replaced."""

READING = (JobState.QUEUED.value, JobState.RUNNING.value)


class Uploads(Library):
    """The part of Studio about files on their way into the library."""

    def begin_upload(
        self, data: bytes, filename: str, *, actor: str, old: tuple[bytes, str] | None = None
    ) -> UploadView:
        """Read a file and make a policy of it, unless a person must decide first; ``old`` is the previous version, if any.

        What takes recognition of pictures is read in the background: the view says how far it is. A file that continues a
        known policy waits for ``settle_upload``. Otherwise ``policy_id`` of the view is the new policy.

        Raises:
            CannotAccept: the file cannot be read, or is already in the library.
            NotAllowed: the actor may not draft.
        """
        upload_id, at_once = self._register(data, filename, actor, old)
        if at_once:
            try:
                self.read_upload(upload_id)
            except CannotAccept:
                self.dismiss_upload(upload_id, actor=actor)
                raise
        return self.upload_view(upload_id)

    def upload(
        self, data: bytes, filename: str, *, actor: str, old: tuple[bytes, str] | None = None
    ) -> PolicyRecord:
        """Read a file here and now and make a policy of its own of it, whatever it may continue; see ``begin_upload``."""
        upload_id, _ = self._register(data, filename, actor, old, in_background=False)
        try:
            self._read(upload_id)
        except CannotAccept:
            self.dismiss_upload(upload_id, actor=actor)
            raise
        return self.settle_upload(upload_id, actor=actor)

    def _register(
        self, data: bytes, filename: str, actor: str, old: tuple[bytes, str] | None, *, in_background: bool = True
    ) -> tuple[str, bool]:
        """Keep the bytes and return the upload's id and whether it is to be read at once."""
        name, sha256 = plain_name(filename), hashlib.sha256(data).hexdigest()
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            _refuse_known(connection, sha256)
        slow = reading.needs_recognition(data, name) or bool(old and reading.needs_recognition(old[0], plain_name(old[1])))
        self.files.put(data)
        old_sha256 = self.files.put(old[0]) if old else ""
        upload_id, at = new_id(), self.clock()
        with self.database.writing() as connection:
            _refuse_known(connection, sha256)
            for row in uploads.undecided(connection, sha256=sha256):
                uploads.change(connection, row.id, dismissed=True)
            uploads.insert_upload(
                connection,
                id=upload_id,
                sha256=sha256,
                filename=name,
                old_sha256=old_sha256,
                old_filename=plain_name(old[1]) if old else "",
                read="",
                kin="[]",
                policy_id=None,
                dismissed=False,
                by=actor,
                at=at,
            )
            if slow and in_background:
                job_id = new_id()
                jobs.insert_job(connection, job_id=job_id, upload_id=upload_id, by=actor, at=at)
        if slow and in_background:
            self._hand_over([job_id])
        return upload_id, not (slow and in_background)

    def read_upload(self, upload_id: str, progress=None) -> None:
        """Read a registered file; unless it continues a known policy, make a policy of it.

        Raises:
            CannotAccept: it cannot be read.
        """
        by = self._read(upload_id, progress)
        if not self.upload_view(upload_id).kin:
            self.settle_upload(upload_id, actor=by)

    def _read(self, upload_id: str, progress=None) -> str:
        """Read a registered file and its previous version, note what it may continue, and return who uploaded it."""
        with self.database.reading() as connection:
            row = self._upload(connection, upload_id)
        read = {}
        document, blocks = reading.read_with_source_safely(self.files.get(row.sha256), row.filename, progress=progress)
        read["document"] = document.model_dump(mode="json")
        read["blocks"] = [asdict(block) for block in blocks]
        if row.old_sha256:
            former = reading.read_safely(self.files.get(row.old_sha256), row.old_filename, progress=progress)
            read["former"] = former.model_dump(mode="json")
        with self.database.writing() as connection:
            kin = amending.kin_of(document, _known(connection))
            uploads.change(
                connection, upload_id, read=policies.keep_once(connection, read), kin=json.dumps([asdict(item) for item in kin])
            )
        return row.by

    def settle_upload(
        self, upload_id: str, *, actor: str, continues: str = "", kind: str = ""
    ) -> PolicyRecord:
        """Make a policy of what was read, or a newer version of the known policy ``continues``.

        The same document issued once more replaces the source of the known policy; a successor becomes a policy of its
        own. Which it is, ``kind`` says (same, successor); empty: as the studio takes it. Either way what was accepted or written on unchanged clauses is carried over, what rests on changed ones is
        to be looked at again.

        Raises:
            CannotAccept: not read yet, or the policy is none of those the file may continue.
        """
        with self.database.reading() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            row = self._upload(connection, upload_id)
            if row.policy_id or row.dismissed or not row.read:
                raise CannotAccept("这份文件还没有读取完，或者已经处理过了，请刷新页面。")
            read = policies.part(connection, row.read)
        kin = {item.policy_id: item for item in _kin(row)}
        if continues and continues not in kin:
            raise CannotAccept("所选的政策与这份文件对不上，请刷新页面后重新选择。")
        document = PolicyDocument.model_validate(read["document"])
        former = PolicyDocument.model_validate(read["former"]) if "former" in read else None
        issues = checking.check_upload(self.files.get(row.sha256), document)
        if continues and (kind or kin[continues].kind) == "same":
            policy_id = self._replace_source(row, continues, document, read["blocks"], issues, actor)
        else:
            policy_id = self._establish(row, continues, document, former, read["blocks"], issues, actor)
        return self.record(policy_id)

    def _establish(
        self, row: Row, succeeds: str, document: PolicyDocument, former: PolicyDocument | None, blocks: list,
        issues: tuple[Issue, ...], actor: str,
    ) -> str:  # fmt: skip
        """Add a policy of its own; with ``succeeds`` it carries on what was written on that one."""
        old_sha256, old_filename, before = row.old_sha256, row.old_filename, None
        if succeeds:
            with self.database.reading() as connection:
                old_sha256 = self._policy(connection, succeeds).source_sha256
                before = self._interpretation(connection, succeeds)[1]
            former, old_filename = before.document, before.document.source.name
        interpretation = interpreting.interpret(document, former)
        if before is not None:
            interpretation = amending.renewed(before, interpretation)
        policy_id, at = new_id(), self.clock()
        with self.database.writing() as connection:
            _refuse_known(connection, row.sha256)
            policies.insert_policy(
                connection,
                id=policy_id,
                source_sha256=row.sha256,
                source_blocks=policies.keep_once(connection, blocks),
                old_sha256=old_sha256,
                old_filename=old_filename,
                succeeds=succeeds or None,
                title="",
                summary="{}",
                search_text="",
                upload_issues=_listed(issues),
                uploaded_by=actor,
                uploaded_at=at,
                updated_at=at,
                archived=False,
            )
            uploads.change(connection, row.id, policy_id=policy_id)
            self._note(connection, actor, "policy.upload", f"policy:{policy_id}", sha256=row.sha256, old=old_sha256, succeeds=succeeds)
            what = f"上传新版本，沿用《{before.document.title}》已核对的内容" if before else "上传文件，生成初稿"
            self._save_interpretation(connection, policy_id, interpretation, actor=actor, what=what)
        return policy_id

    def _replace_source(
        self, row: Row, policy_id: str, document: PolicyDocument, blocks: list, issues: tuple[Issue, ...], actor: str
    ) -> str:
        """Read the policy from the newer file from now on; the former one is kept and named in the history."""
        with self.database.reading() as connection:
            policy = self._policy(connection, policy_id)
        old = reading.read_safely(self.files.get(policy.old_sha256), policy.old_filename) if policy.old_sha256 else None
        fresh = interpreting.interpret(document, old)
        with self.database.writing() as connection:
            self._policy(connection, policy_id, lock=True)
            _refuse_known(connection, row.sha256)
            present: Interpretation = self._interpretation(connection, policy_id)[1]
            as_read = self._interpretation(connection, policy_id, _first_of_source(connection, policy_id))[1].document
            corrected = amending.with_corrections(document, present.document, as_read)
            renewed = amending.renewed(present, fresh.replace(document=corrected))
            before = present.document.source
            uploads.replace_source(
                connection, policy_id, sha256=before.sha256, filename=before.name, by=actor, at=self.clock()
            )
            policies.change(
                connection,
                policy_id,
                source_sha256=row.sha256,
                source_blocks=policies.keep_once(connection, blocks),
                upload_issues=_listed(issues),
            )
            uploads.change(connection, row.id, policy_id=policy_id)
            what = f"{REPLACED}“{document.source.name}”，{len(renewed.stale_statements())} 处需要重新核对"
            self._save_interpretation(connection, policy_id, renewed, actor=actor, what=what)
        return policy_id

    def upload_view(self, upload_id: str) -> UploadView:
        """Return how far an upload is.

        Raises:
            NotAllowed: no such upload.
        """
        with self.database.reading() as connection:
            return _view(connection, self._upload(connection, upload_id), people.names(connection))

    def undecided_uploads(self, actor: str) -> tuple[UploadView, ...]:
        """Return this person's files that are being read, could not be read, or wait for a decision; latest first."""
        with self.database.reading() as connection:
            names = people.names(connection)
            return tuple(_view(connection, row, names) for row in uploads.undecided(connection, by=actor))

    def dismiss_upload(self, upload_id: str, *, actor: str) -> None:
        """Put an upload aside; when it is still being read, reading stops."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            row = self._upload(connection, upload_id)
            if row.job_id:
                jobs.cancel(connection, row.job_id, self.clock())
            uploads.change(connection, upload_id, dismissed=True)

    def read_upload_again(self, upload_id: str, *, actor: str) -> UploadView:
        """Read a file again whose reading failed in the background."""
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            row = self._upload(connection, upload_id)
            again = bool(row.job_id) and jobs.restart(connection, row.job_id, self.clock())
        if again:
            self._hand_over([row.job_id])
        return self.upload_view(upload_id)

    def source_beside(self, policy_id: str) -> SourceBeside:
        """Return the source as read, block by block, and where in it each clause of the record stands."""
        blocks = self.source_blocks(policy_id)
        with self.database.reading() as connection:
            document = self._interpretation(connection, policy_id)[1].document
        return SourceBeside(blocks, reading.located(document, blocks))

    def source_changes(self, policy_id: str) -> tuple[Difference, ...]:
        """Return what differs between the source and the one it replaced last; nothing when it was never replaced."""
        with self.database.reading() as connection:
            self._policy(connection, policy_id)
            first = _first_of_source(connection, policy_id)
            if first == 1:
                return ()
            now, before = (self._interpretation(connection, policy_id, number)[1].document for number in (first, first - 1))
        return differences(now, before)

    def source_page(self, policy_id: str, page: int) -> bytes:
        """Return page ``page`` (from 1) of the source as a JPEG picture.

        Raises:
            CannotAccept: the source has no such page that can be drawn.
        """
        source = self.source_file(policy_id)
        return reading.page_picture_safely(source.data, source.filename, page)

    def source_blocks(self, policy_id: str) -> tuple[SourceBlock, ...]:
        """Return the source as read, block by block."""
        with self.database.reading() as connection:
            row = self._policy(connection, policy_id)
            if row.source_blocks:
                return tuple(map(SourceBlock.of, policies.part(connection, row.source_blocks)))
            source = self._interpretation(connection, policy_id)[1].document.source
        # A policy from before blocks were kept: read its file once more.
        blocks = reading.read_with_source_safely(self.files.get(row.source_sha256), source.name)[1]
        with self.database.writing() as connection:
            kept = policies.keep_once(connection, [asdict(block) for block in blocks])
            policies.change(connection, policy_id, source_blocks=kept)
        return blocks

    def _upload(self, connection: Connection, upload_id: str) -> Row:
        row = uploads.by_id(connection, upload_id)
        if row is None:
            raise NotAllowed("没有这次上传的文件，请刷新页面。")
        return row


def _refuse_known(connection: Connection, sha256: str) -> None:
    if (known := policies.by_source(connection, sha256)) is not None:
        where = "已归档，请在归档中恢复" if known.archived else "请直接打开"
        raise CannotAccept(f"这份文件已经在政策库中（{known.title}），{where}。")


def _first_of_source(connection: Connection, policy_id: str) -> int:
    """Return the number of the first version made from the present source: there the record is as it was read."""
    replaced = (saved.version for saved in policies.saved_versions(connection, policy_id) if saved.what.startswith(REPLACED))
    return next(replaced, 1)


def _known(connection: Connection) -> list[Known]:
    found = []
    for row in policies.search(connection, [], archived=False):
        shown = json.loads(row.summary)
        found.append(Known(row.id, row.title, shown["document_number"] or "", tuple(shown["issuing_authorities"])))
    return found


def _kin(row: Row) -> tuple[Kinship, ...]:
    return tuple(Kinship(**item) for item in json.loads(row.kin))


def _listed(issues: tuple[Issue, ...]) -> str:
    return json.dumps([issue.model_dump(mode="json") for issue in issues], ensure_ascii=False)


def _view(connection: Connection, row: Row, names: dict[str, str]) -> UploadView:
    title = ""
    if row.read:
        state, title = UploadState.UNDECIDED, policies.part(connection, row.read)["document"]["title"]
    elif row.state in READING:
        state = UploadState.READING
    else:
        state = UploadState.FAILED
    if row.policy_id:
        state = UploadState.DONE
    return UploadView(
        id=row.id,
        filename=row.filename,
        title=title,
        state=state,
        share=row.share or 0.0,
        doing=row.doing or "",
        error=row.error or "",
        kin=_kin(row),
        policy_id=row.policy_id or "",
        by=names[row.by],
        at=row.at,
    )
