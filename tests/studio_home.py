"""A furnished studio for tests: five people, an invented policy, one product made. Real files, a real database.

Furnishing takes a few seconds, so it is done once a run and copied for each test that asks. The database is SQLite, or where
$STUDIO_TESTS_POSTGRESQL names a server (``postgresql://postgres@127.0.0.1:5432``) one of its own on that server.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from studio.service import Action, JobState, Role, Studio

PASSWORD = "yunhe-2026"
SERVER = os.environ.get("STUDIO_TESTS_POSTGRESQL", "").rstrip("/")

POLICY = """云和市民政局关于印发《云和市老年助餐服务补贴办法》的通知

云民发〔2026〕7号

各区民政局，各有关单位：

《云和市老年助餐服务补贴办法》已经局务会议审议通过，现印发给你们，请遵照执行。

云和市民政局
2026年3月2日

云和市老年助餐服务补贴办法

第一条 为满足老年人就餐需求，根据《云和市养老服务条例》，结合本市实际，制定本办法。
第二条 本办法适用于具有本市户籍、年满70周岁的老年人在社区食堂就餐的补贴。
第三条 符合条件的老年人，每人每餐补贴3元，每人每天最多补贴2餐。
第四条 年满80周岁的老年人，每人每餐补贴5元。
第五条 申请人向户籍所在地社区提出申请，社区应当在5个工作日内完成审核。
第六条 弄虚作假骗取补贴的，由区民政局追回已发放的补贴，并在2年内不予受理其申请。
第七条 本办法由云和市民政局负责解释。咨询电话：0571-12345678。
第八条 本办法自2026年4月1日起施行，有效期3年。
""".encode()

OLD_POLICY = POLICY.replace("每人每餐补贴3元".encode(), "每人每餐补贴2元".encode()).replace(b"2026", b"2023")


class Clock:
    """A clock that stands still until moved on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_by(self, **span: float) -> None:
        """Move on by a timedelta's keyword arguments."""
        self.now += timedelta(**span)


@dataclass
class World:
    """An open studio with the ids of what is in it."""

    studio: Studio
    clock: Clock
    policy: str
    product: str
    admin: str
    drafter: str
    colleague: str
    reviewer: str
    signer: str

    def submit(self) -> None:
        """Submit the product, every question for confirmation answered."""
        for view in self.studio.product(self.product).issues:
            if view.issue.severity == "confirm" and not view.reason:
                self.studio.confirm_issue(self.product, view.key, "已对照原文核对", actor=self.drafter)
        self.studio.act(self.product, Action.SUBMIT, actor=self.drafter)

    def approve(self) -> None:
        """Submit and approve the product."""
        self.submit()
        self.studio.act(self.product, Action.APPROVE, actor=self.reviewer)

    def sign_off(self) -> None:
        """Submit, approve and sign off the product."""
        self.approve()
        self.studio.act(self.product, Action.SIGN_OFF, actor=self.signer)

    def rebuild(self) -> None:
        """Make the product again."""
        (job,) = self.studio.rebuild([self.product], actor=self.drafter)
        self.studio.work_off()
        assert self.studio.job(job).state is JobState.DONE, self.studio.job(job).error


def furnished(folder: Path) -> World:
    """Return a furnished studio of one's own in ``folder``."""
    template, ids = _template()
    shutil.copytree(template, folder / "studio")
    fresh_database(ids["database"])
    ids = {key: value for key, value in ids.items() if key != "database"}
    clock = Clock()
    return World(studio=Studio.open(folder / "studio", clock=clock), clock=clock, **ids)


def fresh_database(template: str = "template1") -> None:
    """Let studios opened from now on use a new database on the server, a copy of ``template``; without a server do nothing."""
    if not SERVER:
        return
    from sqlalchemy import create_engine, make_url, text

    name = f"studio_{secrets.token_hex(6)}"
    engine = create_engine(make_url(f"{SERVER}/postgres").set(drivername="postgresql+pg8000"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    engine.dispose()
    os.environ["STUDIO_DATABASE"] = f"{SERVER}/{name}"


@cache
def _template() -> tuple[Path, dict[str, str]]:
    home = Path(tempfile.mkdtemp(prefix="studio-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    clock = Clock()
    clock.pass_by(days=-3)
    fresh_database()
    with Studio.open(home, clock=clock) as studio:
        admin = studio.create_first_administrator("admin", "何管", PASSWORD).id
        studio.set_roles(admin, [Role.ADMIN], actor=admin)
        people = {
            "drafter": ("chen", "陈晓", [Role.DRAFTER]),
            "colleague": ("wu", "吴桐", [Role.DRAFTER, Role.REVIEWER, Role.SIGNER]),
            "reviewer": ("lin", "林岚", [Role.REVIEWER]),
            "signer": ("zhou", "周正", [Role.SIGNER]),
        }
        ids = {
            key: studio.create_person(account, name, PASSWORD, roles, actor=admin).id
            for key, (account, name, roles) in people.items()
        }
        policy = studio.upload(POLICY, "助餐补贴办法.txt", actor=ids["drafter"]).id
        studio.accept_all_proposed(policy, actor=ids["drafter"])
        (job,) = studio.start_build(policy, ["faq"], theme="formal-red", actor=ids["drafter"])
        studio.work_off()
        made = studio.job(job)
        assert made.state is JobState.DONE, made.error
    database = os.environ["STUDIO_DATABASE"].rpartition("/")[2] if SERVER else ""
    return home, {"database": database, "admin": admin, "policy": policy, "product": made.product_id, **ids}
