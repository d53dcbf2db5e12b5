"""Publication (发布): the portal pages, the package, its offline verification."""

from studio.publishing.builds import Approvals, package_from_build, read_approvals, read_build
from studio.publishing.manifest import AuditHead, Manifest, Named
from studio.publishing.package import Packed, build_package, lapsed_policy
from studio.publishing.publication import Publication
from studio.publishing.verification import Report, verify_package

__all__ = [
    "Approvals",
    "AuditHead",
    "Manifest",
    "Named",
    "Packed",
    "Publication",
    "Report",
    "build_package",
    "lapsed_policy",
    "package_from_build",
    "read_approvals",
    "read_build",
    "verify_package",
]
