"""The whole job through the service: a real document, all four products, a rejection, a correction, a package."""

import io
import json
import re
import zipfile

import pytest

from generators.model import Override
from studio.errors import NotAllowed
from studio.publishing import verify_package
from studio.service import Action, JobState, Status, Studio
from tests.journeys.people import SAMPLES, staffed

NOTICE = SAMPLES / "xianxing_tonggao.docx"
MAIN_FILES = {
    "infographic": {"infographic.png", "infographic.pdf"},
    "faq": {"faq.html", "faq.md"},
    "video": {"video.mp4", "video.vtt", "video.srt", "cover.png"},
    "article": {"article.docx", "article.html"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    studio = Studio.open(tmp_path_factory.mktemp("home"))
    people = staffed(studio)
    policy = studio.upload(NOTICE.read_bytes(), NOTICE.name, actor=people.drafter)
    studio.accept_all_proposed(policy.id, actor=people.drafter)
    studio.supplement_answer(
        policy.id, "why_issued", "去年中心城区货车事故多发生在早晚高峰。", author="陈晓", basis="2025年交通事故统计", actor=people.drafter
    )
    jobs = studio.start_build(policy.id, list(MAIN_FILES), actor=people.drafter, options={"voice": "none"})
    studio.work_off()
    return studio, people, policy.id, jobs


def test_every_product_is_made_with_its_files_and_nothing_blocks(made):
    studio, _, policy, jobs = made
    assert [studio.job(job).state for job in jobs] == [JobState.DONE] * 4
    for summary in studio.products(policy):
        product = studio.product(summary.id)
        assert MAIN_FILES[summary.generator] <= {file.filename for file in product.files}
        assert [view.issue.text for view in product.issues if view.issue.severity == "blocking"] == []


def test_what_the_department_said_is_shown_as_its_own_words(made):
    studio, _, policy, _ = made
    faq = next(item for item in studio.products(policy) if item.generator == "faq")
    page = re.sub(r"<[^>]+>", "", studio.file(faq.id, "faq.html").data.decode())
    assert "部门说明" in page and "2025年交通事故统计" in page


def test_a_rejected_product_is_mended_approved_exported_and_verified(made):
    studio, people, policy, _ = made
    ids = {item.generator: item.id for item in studio.products(policy)}
    for product in ids.values():
        confirm_everything(studio, product, people.drafter)
        studio.act(product, Action.SUBMIT, actor=people.drafter)
        with pytest.raises(NotAllowed):
            studio.act(product, Action.APPROVE, actor=people.drafter)
    studio.comment(ids["article"], "标题再通俗些", actor=people.reviewer)
    studio.act(ids["article"], Action.REQUEST_CHANGES, actor=people.reviewer, note="标题再通俗些")
    assert studio.product(ids["article"]).status is Status.CHANGES_REQUESTED

    brief = studio.product(ids["article"]).brief
    studio.save_brief(ids["article"], brief.replace(title="货车限行有哪些变化"), actor=people.drafter)
    studio.rebuild([ids["article"]], actor=people.drafter)
    studio.work_off()
    assert studio.product(ids["article"]).title == "货车限行有哪些变化"
    confirm_everything(studio, ids["article"], people.drafter)
    studio.act(ids["article"], Action.SUBMIT, actor=people.drafter)

    for product in ids.values():
        studio.act(product, Action.APPROVE, actor=people.reviewer)
        studio.act(product, Action.SIGN_OFF, actor=people.signer)
    package = studio.package_file(studio.export(policy, actor=people.signer).id).data
    assert verify_package(package).problems == ()
    names = zipfile.ZipFile(io.BytesIO(package)).namelist()
    assert "policy/index.html" in names
    for generator in ids:
        assert f"interpretations/{generator}/index.html" in names
    manifest = json.loads(zipfile.ZipFile(io.BytesIO(package)).read("manifest.json"))
    assert studio.record(policy).document.source.sha256 in json.dumps(manifest)


def test_an_altered_figure_is_stopped_before_submission(made):
    studio, people, policy, _ = made
    faq = next(item for item in studio.products(policy) if item.generator == "faq")
    segment = next(s for s in studio.product(faq.id).segments if not s.furniture and "500" not in s.text and s.citations)
    brief = studio.product(faq.id).brief
    false = Override(segment=segment.id, text="违反规定的，处987654元罚款。")
    studio.save_brief(faq.id, brief.replace(overrides=(false,)), actor=people.drafter)
    studio.rebuild([faq.id], actor=people.drafter)
    studio.work_off()
    blocking = [view.issue for view in studio.product(faq.id).issues if view.issue.severity == "blocking"]
    assert any("987654" in issue.text and issue.where == segment.id for issue in blocking)
    with pytest.raises(NotAllowed, match="必须先改正"):
        studio.act(faq.id, Action.SUBMIT, actor=people.drafter)


def confirm_everything(studio: Studio, product: str, actor: str) -> None:
    for view in studio.product(product).issues:
        if view.issue.severity == "confirm" and not view.reason:
            studio.confirm_issue(product, view.key, "已与原文核对，表述无误", actor=actor)
