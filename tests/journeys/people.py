"""The people of the journeys, and a studio they work in."""

from dataclasses import dataclass
from pathlib import Path

from studio.service import Role, Studio

SAMPLES = Path(__file__).parent.parent.parent / "samples"
PASSWORD = "journey-2026"


@dataclass(frozen=True)
class Staff:
    """Ids of the people with an account."""

    admin: str
    drafter: str
    reviewer: str
    signer: str


def staffed(studio: Studio) -> Staff:
    """Create one person for each role; account names are the roles, the password is the same for all."""
    admin = studio.create_first_administrator("admin", "管理员", PASSWORD).id
    made = {
        account: studio.create_person(account, name, PASSWORD, [role], actor=admin).id
        for account, name, role in (
            ("drafter", "陈晓", Role.DRAFTER),
            ("reviewer", "林岚", Role.REVIEWER),
            ("signer", "周正", Role.SIGNER),
        )
    }
    return Staff(admin, **made)
