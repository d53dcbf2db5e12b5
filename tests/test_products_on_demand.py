"""Products made only when somebody asks (解读方案, 新旧对照表): offered, refused in a sentence, reviewed, exported, verified."""

import json

import pytest

from studio.errors import CannotAccept
from studio.publishing import verify_package
from studio.publishing.container import unpack
from studio.service import JobState
from tests.studio_home import OLD_POLICY, furnished
from tests.test_commandline import SAMPLES, policy_studio, refused

ON_DEMAND = ("comparison", "plan")


@pytest.fixture
def world(tmp_path):
    return furnished(tmp_path)


def make(world, *names):
    jobs = world.studio.start_build(world.policy, names, actor=world.drafter)
    world.studio.work_off()
    assert all(world.studio.job(job).state is JobState.DONE for job in jobs), [world.studio.job(job).error for job in jobs]


def test_the_form_offers_every_product_and_ticks_the_four_usual_ones(world):
    offered = {kind.name: kind for kind in world.studio.generators()}
    assert {offered[name].label for name in ON_DEMAND} == {"新旧对照表", "解读方案"}
    assert {name for name, kind in offered.items() if kind.usual} == {"article", "faq", "infographic", "video"}


def test_a_comparison_without_an_old_version_is_refused_before_anything_is_queued(world):
    interpretation = world.studio.interpretation(world.policy).interpretation
    assert not interpretation.old_title
    with pytest.raises(CannotAccept, match="附上旧版文件"):
        world.studio.start_build(world.policy, ["faq", "comparison"], actor=world.drafter)
    assert world.studio.jobs(world.policy, unfinished=True) == ()


def test_both_are_made_checked_signed_off_exported_and_verified(world):
    world.studio.attach_old_version(world.policy, OLD_POLICY, "旧办法.txt", actor=world.drafter)
    world.studio.set_publication_details(world.policy, actor=world.drafter, interpreter="云和市民政局", contact="0571-12345678")
    world.studio.accept_all_proposed(world.policy, actor=world.drafter)
    make(world, *ON_DEMAND)
    for product in world.studio.products(world.policy):
        if product.generator in ON_DEMAND:
            world.product = product.id
            assert not [view.issue for view in world.studio.product(product.id).issues if view.issue.severity == "blocking"]
            world.sign_off()
    package = world.studio.export(world.policy, actor=world.signer, target_name="市政府门户网站")
    data = world.studio.package_file(package.id).data
    members = unpack(data)
    assert {f"interpretations/{name}/files/{name}.docx" for name in ON_DEMAND} <= set(members)
    policy_page = members["policy/index.html"].decode()
    assert all(f"../interpretations/{name}/index.html" in policy_page for name in ON_DEMAND)
    assert verify_package(data).ok


def test_the_command_line_makes_them_when_named_and_refuses_without_an_old_version(tmp_path):
    out = tmp_path / "成品"
    sample, old = SAMPLES / "wengang_cuoshi.docx", SAMPLES / "wengang_cuoshi_2023.docx"
    done = policy_studio("build", sample, "--old", old, "--out", out, "--products", ",".join(ON_DEMAND))
    assert done.returncode == 0, done.stderr
    assert [product["product"] for product in json.loads(done.stdout)["products"]] == list(ON_DEMAND)
    assert (out / "comparison" / "comparison.docx").exists() and (out / "plan" / "plan.docx").exists()
    assert "附上旧版文件" in refused(policy_studio("build", sample, "--out", out, "--products", "comparison"), 3)
