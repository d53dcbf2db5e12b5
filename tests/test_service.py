"""The way through the studio, as a person walks it: uploading, correcting, making, reviewing, exporting, coming back."""

import pytest

from generators.model import Brief, Hidden, Override
from studio.publishing import verify_package
from studio.service import Action, CannotAccept, Conflict, NotAllowed, Publication, Role, Status, Studio
from tests.studio_home import OLD_POLICY, POLICY, fresh_database, furnished


@pytest.fixture
def world(tmp_path):
    return furnished(tmp_path)


def test_a_policy_goes_from_upload_to_a_package_that_verifies(world):
    studio = world.studio
    assert studio.product(world.product).status is Status.DRAFT
    world.submit()
    assert [task.kind for task in studio.tasks_for(world.reviewer)] == ["review"]
    studio.act(world.product, Action.REQUEST_CHANGES, actor=world.reviewer, note="标题不够通俗")
    assert "revise" in [task.kind for task in studio.tasks_for(world.drafter)]
    brief = studio.product(world.product).brief
    studio.save_brief(world.product, brief.replace(title="老人吃饭有补贴"), actor=world.drafter)
    assert studio.product(world.product).stale
    world.rebuild()
    assert studio.product(world.product).title == "老人吃饭有补贴"
    world.sign_off()
    package = studio.export(world.policy, actor=world.signer, target_name="市政府门户网站")
    data = studio.package_file(package.id).data
    assert verify_package(data).problems == ()
    assert studio.packages(world.policy) == (package,)
    studio.act(world.product, Action.PUBLISH, actor=world.signer)
    done = studio.product(world.product)
    assert (done.status, done.live) == (Status.PUBLISHED, True)
    told = [entry.what for entry in studio.timeline(world.product)]
    assert told[0] == "制作完成第 1 版" and told[-3:] == ["审核通过", "签发", "登记发布"]
    assert studio.verify_audit() == ()


def test_a_restart_keeps_everything(world, tmp_path):
    world.sign_off()
    world.studio.export(world.policy, actor=world.signer)
    questions = (
        lambda studio: studio.record(world.policy),
        lambda studio: studio.interpretation(world.policy),
        lambda studio: studio.product(world.product),
        lambda studio: studio.packages(),
        lambda studio: studio.people(),
        lambda studio: studio.jobs(),
        lambda studio: studio.policies(),
        lambda studio: studio.source_file(world.policy).data,
    )
    before = [ask(world.studio) for ask in questions]
    world.studio.close()
    with Studio.open(tmp_path / "studio") as again:
        assert [ask(again) for ask in questions] == before
        assert again.doctor().ok


def test_the_source_file_comes_back_byte_for_byte(world):
    source = world.studio.source_file(world.policy)
    assert (source.data, source.filename) == (POLICY, "助餐补贴办法.txt")


def test_the_same_file_is_not_taken_twice(world):
    with pytest.raises(CannotAccept, match="已经在政策库中"):
        world.studio.upload(POLICY, "另一个名字.txt", actor=world.drafter)
    assert len(world.studio.policies()) == 1


def test_a_file_that_cannot_be_read_leaves_nothing_behind(world):
    with pytest.raises(CannotAccept):
        world.studio.upload(b"", "空.docx", actor=world.drafter)
    with pytest.raises(CannotAccept):
        world.studio.upload(b"PK\x03\x04 not a document", "坏.docx", actor=world.drafter)
    assert len(world.studio.policies()) == 1


@pytest.mark.parametrize("who", ["reviewer", "signer", "admin"])
def test_only_drafters_upload_edit_and_build(world, who):
    actor = getattr(world, who)
    for attempt in (
        lambda: world.studio.upload(b"x", "x.txt", actor=actor),
        lambda: world.studio.accept_all_proposed(world.policy, actor=actor),
        lambda: world.studio.start_build(world.policy, ["faq"], actor=actor),
        lambda: world.studio.save_brief(world.product, Brief(), actor=actor),
        lambda: world.studio.edit_record(world.policy, {"title": "新标题"}, actor=actor),
    ):
        with pytest.raises(NotAllowed, match="拟稿"):
            attempt()


def test_the_library_is_searched_by_every_word(world):
    titles = [policy.title for policy in world.studio.policies("助餐 云民发〔2026〕7号")]
    assert titles == [world.studio.record(world.policy).document.title]
    assert world.studio.policies("助餐 住房") == ()
    assert world.studio.policies("100%_") == ()


def test_an_archived_policy_leaves_the_list_and_can_come_back(world):
    world.studio.archive(world.policy, actor=world.drafter)
    assert world.studio.policies() == ()
    assert [policy.id for policy in world.studio.policies(archived=True)] == [world.policy]
    world.studio.archive(world.policy, actor=world.drafter, archived=False)
    assert [policy.id for policy in world.studio.policies()] == [world.policy]


def test_a_policy_with_a_published_product_is_not_archived(world):
    world.sign_off()
    world.studio.act(world.product, Action.PUBLISH, actor=world.signer)
    with pytest.raises(NotAllowed, match="先撤回"):
        world.studio.archive(world.policy, actor=world.drafter)


def test_corrected_metadata_stays_in_the_history_with_who_and_what(world):
    record = world.studio.edit_record(
        world.policy, {"published_on": "2026-03-05", "issuing_authorities": "云和市民政局、云和市财政局"}, actor=world.colleague
    )
    assert record.document.published_on.isoformat() == "2026-03-05"
    assert record.document.issuing_authorities == ("云和市民政局", "云和市财政局")
    assert (record.history[0].by, record.history[0].what) == ("吴桐", "更正公布日期、发文机关")
    assert record.interpret_by.isoformat() == "2026-03-10"
    assert world.studio.interpretation(world.policy, record.version - 1).interpretation.document.published_on is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"published_on": "三月五日"}, "公布日期"),
        ({"title": "  "}, "不能为空"),
        ({"title": None}, "不能为空"),
        ({"clauses": ()}, "不能在这里修改"),
        ({"secrecy": ""}, "密级.*以原文为准"),
    ],
)
def test_wrong_metadata_is_one_sentence_and_nothing_is_saved(world, changes, sentence):
    before = world.studio.record(world.policy).version
    with pytest.raises(CannotAccept, match=sentence):
        world.studio.edit_record(world.policy, changes, actor=world.drafter)
    assert world.studio.record(world.policy).version == before


@pytest.mark.parametrize("address", ["javascript:alert(1)", "www.yunhe.gov.cn", 'https://x"onload=', "http://"])
def test_the_policy_page_needs_a_web_address(world, address):
    with pytest.raises(CannotAccept, match="网址"):
        world.studio.set_publication_details(
            world.policy, actor=world.drafter, publication=Publication(source_url=address)
        )


def test_an_old_version_attached_later_keeps_what_people_entered(world):
    before = world.studio.interpretation(world.policy).interpretation
    mine = before.key_points[0]
    world.studio.edit_key_point(world.policy, mine.id, statement="经人手改过的要点。", actor=world.drafter)
    record = world.studio.attach_old_version(world.policy, OLD_POLICY, "旧办法.txt", actor=world.drafter)
    after = world.studio.interpretation(world.policy).interpretation
    assert record.old_filename == "旧办法.txt"
    assert any("2元" in item.old_text and "3元" in item.new_text for item in after.differences)
    assert "经人手改过的要点。" in [point.statement for point in after.key_points]
    assert {answer.question for answer in before.answers if answer.is_settled} <= {
        answer.question for answer in after.answers if answer.is_settled
    }


def test_a_hidden_segment_is_gone_and_can_still_be_chosen(world):
    segments = world.studio.product(world.product).segments
    victim = next(segment for segment in segments if not segment.furniture)
    brief = world.studio.product(world.product).brief.replace(
        hidden=(Hidden(segment=victim.id, reason="与读者无关"),)
    )
    world.studio.save_brief(world.product, brief, actor=world.drafter)
    world.rebuild()
    assert victim.id not in [segment.id for segment in world.studio.product(world.product).segments]
    assert victim.id in [segment.id for segment in world.studio.outline(world.product)]


def test_two_people_arranging_one_product_do_not_overwrite_each_other(world):
    view = world.studio.product(world.product)
    world.studio.save_brief(
        world.product, view.brief.replace(title="甲拟的标题"), actor=world.drafter, base=view.brief_version
    )
    with pytest.raises(Conflict):
        world.studio.save_brief(
            world.product, view.brief.replace(title="乙拟的标题"), actor=world.colleague, base=view.brief_version
        )
    assert world.studio.product(world.product).brief.title == "甲拟的标题"


def test_wording_entered_for_a_segment_loses_control_characters(world):
    segment = world.studio.product(world.product).segments[-1]
    override = Override(segment=segment.id, heading=" 怎么\x00申请\u202e ")
    brief = world.studio.product(world.product).brief.replace(overrides=(override,))
    saved = world.studio.save_brief(world.product, brief, actor=world.drafter).brief
    assert saved.overrides[0].heading == "怎么申请"


@pytest.mark.parametrize(
    ("names", "options", "sentence"),
    [
        ([], {}, "至少选择"),
        (["faqs"], {}, "没有“faqs”"),
        (["faq"], {"theme": "rainbow"}, "主题"),
        (["faq"], {"audience": "火星人"}, "适用对象"),
    ],
)
def test_an_unknown_choice_is_refused_before_anything_is_queued(world, names, options, sentence):
    with pytest.raises(CannotAccept, match=sentence):
        world.studio.start_build(world.policy, names, actor=world.drafter, **options)
    assert world.studio.jobs(world.policy, unfinished=True) == ()


def test_ids_of_nothing_are_one_sentence(world):
    studio = world.studio
    for ask in (
        lambda: studio.record("x"),
        lambda: studio.interpretation("x"),
        lambda: studio.product("x"),
        lambda: studio.job("x"),
        lambda: studio.person("x"),
        lambda: studio.package_file("x"),
        lambda: studio.file(world.product, "../../studio.db"),
        lambda: studio.resolve_comment(99, actor=world.reviewer),
        lambda: studio.actions(world.product, "x"),
    ):
        with pytest.raises(NotAllowed, match="。$"):
            ask()


def test_export_names_the_reason_when_nothing_is_signed_off(world):
    with pytest.raises(NotAllowed, match="还没有审核签发"):
        world.studio.export(world.policy, actor=world.signer)
    world.approve()
    with pytest.raises(NotAllowed, match="还没有签发"):
        world.studio.export(world.policy, actor=world.signer, product_ids=(world.product,))
    (line,) = world.studio.publishable(world.policy)
    assert not line.ready and "签发" in line.reason


def test_only_a_signer_exports(world):
    world.sign_off()
    with pytest.raises(NotAllowed, match="签发"):
        world.studio.export(world.policy, actor=world.drafter)


def test_the_doctor_notices_a_damaged_file(world, tmp_path):
    assert world.studio.doctor().ok
    victim = max((tmp_path / "studio" / "files").rglob("*"), key=lambda path: path.stat().st_size * path.is_file())
    victim.write_bytes(b"x" * victim.stat().st_size)
    health = world.studio.doctor()
    assert not health.ok
    assert [check.name for check in health.checks if not check.ok] == ["文件"]


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(CannotAccept, match="无法打开工作室的存储"):
        Studio.open(tmp_path / "file" / "studio")


def test_a_new_studio_asks_for_its_first_administrator_once(tmp_path):
    fresh_database()
    with Studio.open(tmp_path) as studio:
        assert studio.needs_first_administrator()
        first = studio.create_first_administrator("admin", "何管", "yunhe-2026")
        assert first.roles == tuple(Role)
        assert not studio.needs_first_administrator()
        with pytest.raises(NotAllowed):
            studio.create_first_administrator("other", "他人", "yunhe-2026")
