"""Products (解读产品): arranging, making them in the background, showing them."""

from collections.abc import Iterable, Mapping

from generators.model import Brief, Segment
from studio.services.values import (
    FileView,
    GeneratorView,
    JobView,
    ProductSummary,
    ProductView,
    ThemeView,
)


class Production:
    """The part of Studio about making products."""

    def generators(self) -> tuple[GeneratorView, ...]:
        """Return the kinds of product that can be made."""
        raise NotImplementedError

    def themes(self) -> tuple[ThemeView, ...]:
        """Return the themes that can be chosen."""
        raise NotImplementedError

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

        A product that exists keeps its arrangement; ``theme`` and ``options`` are set in it when given. A product already
        queued is not queued twice: its job is returned.

        Raises:
            CannotAccept: unknown generator, theme or audience, or nothing chosen.
            Blocked: the uploaded file has blocking issues.
            NotAllowed: the actor may not draft.
        """
        raise NotImplementedError

    def rebuild(self, product_ids: Iterable[str], *, actor: str) -> tuple[str, ...]:
        """Queue products again as they are arranged, for instance because they are stale; return the job ids."""
        raise NotImplementedError

    def save_brief(self, product_id: str, brief: Brief, *, actor: str, base: int | None = None) -> ProductView:
        """Save the arrangement of a product; what was made before is then stale.

        Raises:
            CannotAccept: unknown theme or audience.
            Conflict: somebody else saved another arrangement since version ``base``.
        """
        raise NotImplementedError

    def outline(self, product_id: str) -> tuple[Segment, ...]:
        """Return all segments the product could hold now, in the generator's own order, hidden ones too."""
        raise NotImplementedError

    def job(self, job_id: str) -> JobView:
        """Return one job.

        Raises:
            NotAllowed: no such job.
        """
        raise NotImplementedError

    def jobs(self, policy_id: str = "", *, unfinished: bool = False) -> tuple[JobView, ...]:
        """Return the jobs of one policy or all, latest first."""
        raise NotImplementedError

    def cancel_job(self, job_id: str, *, actor: str) -> JobView:
        """Cancel a job: at once when it waits, at the next sign of progress when it runs."""
        raise NotImplementedError

    def work_off(self) -> int:
        """Do everything queued in this process and return how many jobs ran (for tests and the command line)."""
        raise NotImplementedError

    def products(self, policy_id: str = "") -> tuple[ProductSummary, ...]:
        """Return the products of one policy, or of all."""
        raise NotImplementedError

    def product(self, product_id: str) -> ProductView:
        """Return one product with everything its page shows.

        Raises:
            NotAllowed: no such product.
        """
        raise NotImplementedError

    def file(self, product_id: str, filename: str, *, revision: str = "") -> FileView:
        """Return a file of the latest revision, or of the one with digest ``revision``; its sha256 is checked.

        Raises:
            NotAllowed: the product has no such file.
        """
        raise NotImplementedError
