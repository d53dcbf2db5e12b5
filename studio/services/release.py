"""Publication (发布): what is ready, exporting the package, proving it, the state of the house."""

from studio.services.values import FileView, Health, PackageView, Readiness


class Release:
    """The part of Studio about packages and the health of the installation."""

    def publishable(self, policy_id: str) -> tuple[Readiness, ...]:
        """Return for each product whether it may be exported, and why not."""
        raise NotImplementedError

    def export(
        self, policy_id: str, *, actor: str, target_name: str = "", product_ids: tuple[str, ...] = ()
    ) -> PackageView:
        """Put the signed-off products (or those named) into a package, verify it and keep it.

        Raises:
            NotAllowed: the actor may not sign, nothing is signed off, or a named product is not.
        """
        raise NotImplementedError

    def packages(self, policy_id: str = "") -> tuple[PackageView, ...]:
        """Return the packages of one policy or all, latest first."""
        raise NotImplementedError

    def package_file(self, package_id: str) -> FileView:
        """Return a package's bytes; its sha256 is checked."""
        raise NotImplementedError

    def verify_audit(self) -> tuple[str, ...]:
        """Return what is wrong with the audit chain and the records it vouches for; empty when all holds."""
        raise NotImplementedError

    def doctor(self) -> Health:
        """Look at the database, the files, the audit chain, the queue, generators and themes."""
        raise NotImplementedError
