"""The first start: four accounts, the first sample policy with its old version and answers, its products."""

import json
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from studio.jobs import run_worker
from studio.service import JobState, Role, Studio

ACCOUNTS_FILE = "示例账号.txt"
SAMPLE, OLD_SAMPLE, ANSWERS = "wengang_cuoshi.docx", "wengang_cuoshi_2023.docx", "answers_wengang.json"
PEOPLE = (
    ("admin", "管理员", "系统管理员", (Role.ADMIN,)),
    ("chenxiao", "陈晓", "拟稿科员", (Role.DRAFTER,)),
    ("linlan", "林岚", "科长", (Role.REVIEWER,)),
    ("zhouzheng", "周正", "分管领导", (Role.SIGNER,)),
)
"""Account, name, post and roles of the invented people who try the studio out."""


def load(studio: Studio, outputs: Path, progress: Callable[[str, float, str], None]) -> str:
    """Create the accounts, upload the sample, answer its questions, make every product; return the policy's id.

    The products are copied into ``outputs`` under the sample's name. The passwords are random and are kept in
    ``ACCOUNTS_FILE`` beside the database, readable by the owner only.
    """
    progress("示例政策", 0.0, "建立账号")
    drafter = _create_people(studio)
    samples = resources.files("samples")
    progress("示例政策", 0.3, "读取政策")
    record = studio.upload(
        (samples / SAMPLE).read_bytes(), SAMPLE, actor=drafter, old=((samples / OLD_SAMPLE).read_bytes(), OLD_SAMPLE)
    )
    _answer(studio, record.id, json.loads((samples / ANSWERS).read_text(encoding="utf-8")), drafter)
    progress("示例政策", 1.0, "完成")
    names = tuple(generator.name for generator in studio.generators() if generator.usual)
    jobs = studio.start_build(record.id, names, actor=drafter)
    _make(studio, jobs, progress)
    _copy_products(studio, record.id, outputs / Path(SAMPLE).stem)
    return record.id


def _make(studio: Studio, jobs: tuple[str, ...], progress: Callable[[str, float, str], None]) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=(studio.home, stop), daemon=True)
    worker.start()
    shown: dict[str, tuple] = {}
    waiting = set(jobs)
    while waiting and worker.is_alive():
        for job in map(studio.job, jobs):
            if job.state is JobState.QUEUED or shown.get(job.id) == (job.state, job.share, job.doing):
                continue
            shown[job.id] = (job.state, job.share, job.doing)
            progress(job.label, job.share, job.error or ("完成" if job.is_over else job.doing or "准备"))
            if job.is_over:
                waiting.discard(job.id)
        time.sleep(0.3)
    stop.set()
    worker.join()


def _create_people(studio: Studio) -> str:
    passwords = {account: secrets.token_urlsafe(9) for account, *_ in PEOPLE}
    account, name, post, roles = PEOPLE[0]
    administrator = studio.create_first_administrator(account, name, passwords[account], post=post)
    made = {
        account: studio.create_person(account, name, passwords[account], roles, post=post, actor=administrator.id)
        for account, name, post, roles in PEOPLE[1:]
    }
    lines = [f"{account}\t{passwords[account]}\t{name}（{post}）" for account, name, post, _ in PEOPLE]
    file = studio.home / ACCOUNTS_FILE
    file.touch(mode=0o600)
    file.write_text("账号\t密码\t姓名\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return made["chenxiao"].id


def _answer(studio: Studio, policy_id: str, answers: dict, actor: str) -> None:
    studio.accept_all_proposed(policy_id, actor=actor)
    asked = {question.id for question in studio.interpretation(policy_id).interpretation.questions}
    for item in answers["supplements"]:
        if item["question"] in asked:
            studio.supplement_answer(
                policy_id, item["question"], item["text"], author=item["author"], post=item["post"], basis=item["basis"], actor=actor
            )
    studio.set_publication_details(policy_id, actor=actor, interpreter=answers["interpreter"], spokesperson=answers["spokesperson"], contact=answers["contact"])


def _copy_products(studio: Studio, policy_id: str, folder: Path) -> None:
    for product in studio.products(policy_id):
        target = folder / product.generator
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for file in studio.product(product.id).files:
            (target / file.filename).write_bytes(studio.file(product.id, file.filename).data)
