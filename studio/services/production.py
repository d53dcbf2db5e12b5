"""Products (解读产品): arranging, making them in the background, showing them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Row

from generators import registry
from generators.model import Brief, Interpretation, PolicyDocument, Segment, Severity
from generators.previews import NOTHING, Previews
from generators.video import readings
from generators.video.voices import offered
from studio import jobs
from studio.checking import TITLE_MISSING
from studio.errors import Blocked, CannotAccept, Conflict, NotAllowed
from studio.materials.describing import refuse_strange
from studio.reviewing import IN_REVIEW, Product, Role
from studio.services.core import clean, new_id
from studio.services.corrections import Corrections
from studio.services.product_rows import comments_shown, job_view, revisions_shown
from studio.services.product_values import (
    GeneratorView,
    JobView,
    ProductSummary,
    ProductView,
)
from studio.services.speaking import with_readings
from studio.services.state import label_of, look, look_at
from studio.services.story import timeline
from studio.services.themes import Theming
from studio.services.values import FileView
from studio.storage import jobs as job_rows
from studio.storage import people, products
from styles import themes


class Production(Theming, Corrections):
    """The part of Studio about making products."""

    def generators(self) -> tuple[GeneratorView, ...]:
        """Return the kinds of product that can be made."""
        known = registry.discover().values()
        return tuple(GeneratorView(item.name, item.label, item.version, registry.is_usual(item)) for item in known)

    def theme_proposed(self, policy_id: str) -> str:
        """Return the name of the theme to make a policy's products in.

        It is that of its newest product, or of the policy it took the place of; else the department's own, else what suits its title.
        """
        with self.database.reading() as connection:
            policy = self._policy(connection, policy_id)
            made = products.of_policy(connection, policy_id) or (products.of_policy(connection, policy.succeeds) if policy.succeeds else [])
            if made:
                newest = max(made, key=lambda row: row.updated_at)
                return products.latest_brief(connection, newest.id)[1].theme
        return next((item.name for item in self.themes() if item.own), themes.suited(policy.title))

    def start_build(
        self,
        policy_id: str,
        names: Iterable[str],
        *,
        actor: str,
        theme: str = "",
        audience: str = "",
        options: Mapping[str, str] | None = None,
    ) -> tuple[str, ...]:
        """Queue the making of the named products and return the job ids, in the same order.

        A product that exists keeps its arrangement, one that was removed too; ``theme`` and ``options`` are set in it when given. A product already
        queued is not queued twice: its job is returned.

        Raises:
            CannotAccept: unknown generator, theme or audience, nothing chosen, a product the policy has not enough for, or a
                policy without a title.
            Blocked: the uploaded file has blocking issues.
            NotAllowed: the actor may not draft, or the product was removed and is submitted, approved or signed: it is to be
                brought back (``bring_back``).
        """
        wanted = tuple(dict.fromkeys(names))
        if not wanted:
            raise CannotAccept("请至少选择一种解读产品。")
        for name in wanted:
            if name not in registry.discover():
                raise CannotAccept(f"没有“{name}”这种解读产品，请从列表中选择。")
        self._refuse_blocked(policy_id)
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            self._policy(connection, policy_id, lock=True)
            interpretation = self._interpretation(connection, policy_id)[1]
            _refuse_untitled(interpretation.document)
            _refuse_impossible(interpretation, wanted)
            job_ids = []
            for name in wanted:
                row = products.find(connection, policy_id, name, audience)
                product_id = row.id if row else self._insert_product(connection, policy_id, name, audience, actor)
                if row is not None and row.removed_at is not None:
                    _refuse_reviewed(look_at(connection, row), name)
                    products.set_removed(connection, product_id, None)
                _, saved = products.latest_brief(connection, product_id)
                present = saved if row else self._inherited(connection, policy_id, name, audience) or saved
                brief = present.replace(
                    audience=audience,
                    theme=theme or present.theme,
                    options=present.options | self._said_anew(present, options or {}),
                )
                refuse_unknown(interpretation, brief)
                self._theme(connection, brief.theme)
                job_ids.append(self._put_in_hand(connection, policy_id, interpretation, name, product_id, brief, actor))
        self._hand_over(job_ids)
        return tuple(job_ids)

    def _inherited(self, connection: Connection, policy_id: str, generator: str, audience: str) -> Brief | None:
        """Return how the same product of the policy this one took the place of is arranged, but for its title."""
        succeeds = self._policy(connection, policy_id).succeeds
        former = products.find(connection, succeeds, generator, audience) if succeeds else None
        return products.latest_brief(connection, former.id)[1].replace(title="") if former else None

    def _said_anew(self, present: Brief, options: Mapping[str, str]) -> dict[str, str]:
        """Return the options that change something: naming the voice that speaks anyway makes nothing stale."""
        usual = {"voice": offered.voices()[0].name}
        return {str(key): str(value) for key, value in options.items() if key in present.options or usual.get(key) != str(value)}

    def _refuse_blocked(self, policy_id: str) -> None:
        blocking = [item.issue for item in self.upload_issues(policy_id) if item.issue.severity is Severity.BLOCKING]
        if blocking:
            raise Blocked(f"原文件有必须先处理的问题：{blocking[0].text.rstrip('。')}。")

    def _insert_product(
        self, connection: Connection, policy_id: str, generator: str, audience: str, actor: str
    ) -> str:
        product_id, at = new_id(), self.clock()
        products.insert_product(
            connection,
            id=product_id,
            policy_id=policy_id,
            generator=generator,
            audience=audience,
            created_by=actor,
            created_at=at,
            updated_at=at,
        )
        return product_id

    def _put_in_hand(
        self, connection: Connection, policy_id: str, interpretation: Interpretation, generator: str, product_id: str, brief: Brief, actor: str
    ) -> str:
        """Save the arrangement a product is to be made with, the department's readings included, if it is another, and return the id of
        the job that waits to make it, a new one when there is none.

        Both bear the same moment: it tells which arrangement came with the job (``jobs.give_back``).
        """
        at = self.clock()
        brief = with_readings(connection, interpretation, generator, brief)
        if brief != products.latest_brief(connection, product_id)[1]:
            products.save_brief(connection, product_id, brief, by=actor, at=at)
        waiting = job_rows.waiting_for(connection, product_id)
        if waiting is not None:
            return waiting
        job_id = new_id()
        job_rows.insert_job(connection, job_id=job_id, policy_id=policy_id, product_id=product_id, by=actor, at=at)
        self._note(connection, actor, "job.queue", f"product:{product_id}", job=job_id)
        return job_id

    def rebuild(self, product_ids: Iterable[str], *, actor: str) -> tuple[str, ...]:
        """Queue products again as they are arranged, for instance because they are stale; return the job ids.

        Raises:
            Blocked: the uploaded file has blocking issues.
            NotAllowed: the actor may not draft, or there is no such product.
        """
        job_ids = []
        for product_id in dict.fromkeys(product_ids):
            with self.database.reading() as connection:
                row = self._product(connection, product_id)
            policy_id = row.policy_id
            self._refuse_blocked(policy_id)
            with self.database.writing() as connection:
                self._actor(connection, actor, Role.DRAFTER)
                self._policy(connection, policy_id, lock=True)
                interpretation, present = self._interpretation(connection, policy_id)[1], products.latest_brief(connection, product_id)[1]
                _refuse_untitled(interpretation.document)
                job_ids.append(self._put_in_hand(connection, policy_id, interpretation, row.generator, product_id, present, actor))
        self._hand_over(job_ids)
        return tuple(job_ids)

    def save_brief(self, product_id: str, brief: Brief, *, actor: str, base: int | None = None) -> ProductView:
        """Save the arrangement of a product; what was made before is then stale.

        Raises:
            CannotAccept: unknown theme or audience.
            Conflict: somebody else saved another arrangement since version ``base``.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER)
            row = self._product(connection, product_id)
            self._policy(connection, row.policy_id, lock=True)
            present = self._unless_changed(connection, product_id, actor, base)
            brief = cleaned_brief(brief).replace(audience=row.audience, draft=False)
            if brief.materials:
                known = products.materials_ever(connection, product_id)
                brief = brief.replace(materials=refuse_strange(brief.materials, known, self.clock().year))
            refuse_unknown(self._interpretation(connection, row.policy_id)[1], brief)
            self._theme(connection, brief.theme)
            if brief != present:
                products.save_brief(connection, product_id, brief, by=actor, at=self.clock())
        return self.product(product_id)

    def _unless_changed(self, connection: Connection, product_id: str, actor: str, base: int | None) -> Brief:
        """Return the present arrangement, unless somebody else saved another since version ``base``."""
        number, present = products.latest_brief(connection, product_id)
        if base is not None and base != number and products.brief_author(connection, product_id, number) != actor:
            raise Conflict("同事刚刚修改了这个产品的编排，这次没有保存，请刷新后在新的编排上修改。")
        return present

    def outline(self, product_id: str) -> tuple[Segment, ...]:
        """Return all segments the product could hold now, in the generator's own order, hidden ones too.

        Raises:
            CannotAccept: the policy has not enough for this product any more.
        """
        with self.database.reading() as connection:
            row = self._product(connection, product_id)
            brief = self.inputs_of(connection, row).brief
            interpretation = self._interpretation(connection, row.policy_id)[1]
        _refuse_impossible(interpretation, (row.generator,))
        return registry.get(row.generator).outline(interpretation, brief)

    def job(self, job_id: str) -> JobView:
        """Return one job.

        Raises:
            NotAllowed: no such job.
        """
        with self.database.reading() as connection:
            row = job_rows.by_id(connection, job_id)
            if row is None:
                raise NotAllowed("没有这项制作任务，请刷新页面。")
            return job_view(row, people.names(connection))

    def jobs(self, policy_id: str = "", *, unfinished: bool = False) -> tuple[JobView, ...]:
        """Return the jobs of one policy or all, latest first."""
        with self.database.reading() as connection:
            names = people.names(connection)
            rows = job_rows.listed(connection, policy_id, unfinished=unfinished)
            return tuple(job_view(row, names) for row in rows)

    def cancel_job(self, job_id: str, *, actor: str) -> JobView:
        """Cancel a job: at once when it waits, at the next sign of progress when it runs.

        A product that was made before has again the arrangement it had, unless somebody went on arranging it meanwhile.
        """
        with self.database.writing() as connection:
            self._actor(connection, actor, Role.DRAFTER, Role.ADMIN)
            if job_rows.cancel(connection, job_id, self.clock()):
                self._note(connection, actor, "job.cancel", f"job:{job_id}")
                jobs.give_back(connection, job_id, self.clock())
        return self.job(job_id)

    def work_off(self) -> int:
        """Do everything queued in this process and return how many jobs ran (for tests and the command line)."""
        return jobs.work_off(self)

    def products(self, policy_id: str = "") -> tuple[ProductSummary, ...]:
        """Return the products of one policy, or of all."""
        with self.database.reading() as connection:
            seen = look(connection, policy_id)
            return tuple(summary for known in seen.rows.products for summary in seen.summaries(known))

    def product(self, product_id: str) -> ProductView:
        """Return one product with everything its page shows.

        Raises:
            NotAllowed: no such product.
        """
        with self.database.reading() as connection:
            row = self._product(connection, product_id)
            return self._product_view(connection, row)

    def _product_view(self, connection: Connection, row: Row) -> ProductView:
        seen, names = look(connection, row.policy_id), people.names(connection)
        head = seen.rows.heads.get(row.id)
        issues = self._issues(connection, head)
        state = seen.state(row, issues)
        revision = products.load_revision(connection, row.id, row.current_revision) if head else None
        brief_version, brief = products.latest_brief(connection, row.id)
        job = job_rows.latest_for(connection, row.id)
        title = brief.title or seen.rows.policies[row.policy_id].title
        return ProductView(
            id=row.id,
            policy_id=row.policy_id,
            generator=row.generator,
            label=label_of(row.generator),
            title=revision.title if revision else title,
            audience=row.audience,
            status=state.status,
            stale=not state.current,
            stale_because=seen.stale_because(row),
            live=bool(state.live),
            revision=revision,
            revision_number=row.current_revision,
            segments=revision.segments if revision else (),
            files=revision.files if revision else (),
            issues=issues,
            comments=comments_shown(connection, row.id, names),
            timeline=timeline(connection, row.id, names),
            revisions=revisions_shown(connection, row.id, state.events, names),
            contributors=tuple(names[person] for person in state.contributors),
            brief=brief,
            brief_version=brief_version,
            job=job_view(job, names) if job else None,
        )

    def page_of(self, product_id: str) -> str:
        """Return a product as a page to look at, drawn from its segments as they were made, when none of its files is one.

        Empty before it is made, and for a product that draws no page of itself.
        """
        with self.database.reading() as connection:
            row = self._product(connection, product_id)
            generator = registry.discover().get(row.generator)
            if not row.current_revision or not isinstance(generator, Previews):
                return ""
            revision = products.load_revision(connection, product_id, row.current_revision)
            theme = self._theme(connection, revision.brief.theme)
        shown = generator.preview(revision.segments, theme, revision.brief, revision.provenance, NOTHING, "")
        return shown.data.decode() if shown.media_type == "text/html" else ""

    def file(self, product_id: str, filename: str, *, revision: str = "") -> FileView:
        """Return a file of the latest revision, or of the one with digest ``revision``; its sha256 is checked.

        Raises:
            NotAllowed: the product has no such file.
        """
        with self.database.reading() as connection:
            row = self._product(connection, product_id)
            kept = (
                products.revision_by_digest(connection, product_id, revision)
                if revision
                else products.revision_head(connection, product_id, row.current_revision)
            )
            files = products.load_revision(connection, product_id, kept.number).files if kept else ()
        for file in files:
            if file.filename == filename:
                return FileView(filename=filename, media_type=file.media_type, data=self.files.get(file.sha256))
        raise NotAllowed("这个产品没有这个文件，请刷新页面。")


def cleaned_brief(brief: Brief) -> Brief:
    """Return the arrangement with the wording people entered free of stray spaces and control characters."""
    overrides = tuple(
        item.replace(
            **{
                name: clean(text, "片段文字", most=2000, needed=False)
                for name in ("heading", "text", "narration")
                if (text := getattr(item, name)) is not None
            }
        )
        for item in brief.overrides
    )
    hidden = tuple(item.replace(reason=clean(item.reason, "隐去片段的理由", most=300)) for item in brief.hidden)
    title = clean(brief.title, "产品标题", most=100, needed=False)
    return brief.replace(title=title, overrides=overrides, hidden=hidden)


def refuse_unknown(interpretation: Interpretation, brief: Brief) -> None:
    """Refuse a brief with an audience or a reading there is not; ``Theming`` knows the themes.

    Raises:
        CannotAccept: with what to do.
    """
    if brief.audience and brief.audience not in {audience.id for audience in interpretation.audiences}:
        raise CannotAccept("没有这类适用对象，请从列表中选择。")
    try:
        readings.parse(brief.options.get("readings", ""))
    except readings.NotAReading as error:
        raise CannotAccept(str(error)) from None


def _refuse_untitled(document: PolicyDocument) -> None:
    """Let a policy be interpreted only under its title: the name of a file is none."""
    if any(warning.code == TITLE_MISSING for warning in document.warnings):
        raise CannotAccept(f"这份政策还没有标题（“{document.title}”是文件名），请先在“政策记录”中填写标题再制作。")


def _refuse_reviewed(state: Product, name: str) -> None:
    """Let what was removed be made anew only where that gives up no review: what it was made from may be again as it was."""
    if state.status in IN_REVIEW:
        raise NotAllowed(f"“{label_of(name)}”移除以后内容又和审核时一致，仍然有效，请先恢复它，不要另外制作。")


def _refuse_impossible(interpretation: Interpretation, names: Iterable[str]) -> None:
    for name in names:
        if why := registry.refusal(name, interpretation):
            raise CannotAccept(why)
