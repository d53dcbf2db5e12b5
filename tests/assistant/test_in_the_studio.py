"""From asking to the product: a proposal is taken marked, confirmed or reworded by a person, and until then the products say so."""

import pytest
from streamlit.testing.v1 import AppTest

from studio.assistant import Kind
from studio.labels import DRAFTED_FIELDS
from studio.pages import session
from studio.service import CannotAccept, JobState, NotAllowed
from tests.assistant.model_server import fails, says, serving, streams, wording
from tests.journeys.test_journey_in_app import APP
from tests.studio_home import PASSWORD, furnished

POINT, ITEM = "content_2", ("key_points", "content_2")
SOURCE = "年满80周岁的老年人，每人每餐补贴5元。"
PLAIN = "年满80周岁的老年人，每人每餐可领取补贴5元。"
QUOTE = ("art_4", SOURCE)
LABEL = "内容由人工智能辅助生成"


@pytest.fixture
def world(tmp_path, monkeypatch):
    for name in ("URL", "MODEL", "KEY", "PROXY", "TIMEOUT"):
        monkeypatch.delenv(f"STUDIO_ASSISTANT_{name}", raising=False)
    return furnished(tmp_path)


@pytest.fixture
def asking(world, monkeypatch):
    """Return a function that asks on an item with a server of these behaviours and does the work."""

    def ask(item, *behaviours, kinds=()):
        with serving(*behaviours) as server:
            monkeypatch.setenv("STUDIO_ASSISTANT_URL", server.url)
            monkeypatch.setenv("STUDIO_ASSISTANT_MODEL", "qwen3-32b")
            monkeypatch.setenv("STUDIO_ASSISTANT_TIMEOUT", "5")
            asked = world.studio.ask_assistant(world.policy, item, actor=world.drafter, wanted=kinds)
            world.studio.work_off()
        return asked, world.studio.assistance(world.policy).get(item)

    return ask


def point(world, name=POINT):
    points = world.studio.interpretation(world.policy).interpretation.key_points
    return next(item for item in points if item.id == name)


def adopted(world, asking, kind=Kind.STATEMENT, text=PLAIN):
    _, found = asking(ITEM, says(wording(text, QUOTE)), kinds=[kind])
    ((number, _),) = found.proposals
    world.studio.adopt_proposal(world.policy, found.id, number, actor=world.drafter)


def made(world, generator):
    (job,) = world.studio.start_build(world.policy, [generator], theme="formal-red", actor=world.drafter)
    world.studio.work_off()
    view = world.studio.job(job)
    assert view.state is JobState.DONE, view.error
    product = world.studio.product(view.product_id)
    return product, {file.filename: world.studio.file(product.id, file.filename).data for file in product.files}


def test_without_an_address_nothing_is_offered_and_nothing_can_be_asked(world):
    assert not world.studio.assistant().offered and world.studio.assistance(world.policy) == {}
    with pytest.raises(NotAllowed, match="没有设置起草助手"):
        world.studio.ask_assistant(world.policy, ITEM, actor=world.drafter)
    check = world.studio.assistant_check()
    assert check.ok and "没有设置" in check.text


def test_a_wrong_address_offers_nothing_and_the_doctor_says_why(world, monkeypatch):
    monkeypatch.setenv("STUDIO_ASSISTANT_URL", "http://qwen.example.gov.cn/v1")
    assert not world.studio.assistant().offered and "https" in world.studio.assistant().problem
    assert not world.studio.assistant_check().ok


def test_the_doctor_asks_whether_it_answers_without_a_word_of_a_policy(world, monkeypatch):
    monkeypatch.setenv("STUDIO_ASSISTANT_MODEL", "qwen3-32b")
    with serving(streams('{"text": "正常", "quotes": []}')) as server:
        monkeypatch.setenv("STUDIO_ASSISTANT_URL", server.url)
        check = world.studio.assistant_check()
    assert check.ok and "qwen3-32b" in check.text and "老年" not in str(server.asked)
    with serving(fails(401)) as server:
        monkeypatch.setenv("STUDIO_ASSISTANT_URL", server.url)
        check = world.studio.assistant_check()
    assert not check.ok and "密钥" in check.text


def test_a_clerk_asks_leaves_and_comes_back_to_what_held(world, asking):
    before = world.studio.interpretation(world.policy).version
    asked, found = asking(ITEM, streams(wording(PLAIN, QUOTE)), says(wording("每餐补贴8元", QUOTE)), says(wording(PLAIN, QUOTE)))
    assert asked.waiting and not found.waiting and asked.id == found.id
    assert [(p.kind, p.text, p.present) for _, p in found.proposals] == [(Kind.STATEMENT, PLAIN, SOURCE), (Kind.NARRATION, PLAIN, "")]
    assert "有 1 条没有通过核对" in found.dropped and "8元" in found.dropped
    assert world.studio.interpretation(world.policy).version == before, "nothing is changed before a person takes it"


def test_a_wording_taken_is_marked_until_it_is_confirmed(world, asking):
    adopted(world, asking)
    taken = point(world)
    assert (taken.statement, taken.state, taken.by) == (PLAIN, "proposed", world.drafter)
    assert [(item.field, item.model) for item in taken.drafted] == [("statement", "qwen3-32b")]
    latest = world.studio.interpretation_history(world.policy)[0]
    assert (latest.by, latest.what) == ("陈晓", "采用助手（qwen3-32b）起草的要点表述")
    assert world.studio.assistance(world.policy) == {}
    world.studio.accept_all_proposed(world.policy, actor=world.drafter)
    assert point(world).drafted, "accepting everything at once is no answer for this wording"
    world.studio.accept_key_point(world.policy, POINT, actor=world.colleague)
    assert (point(world).drafted, point(world).state, point(world).by) == ((), "accepted", world.colleague)


def test_rewriting_a_wording_clears_its_mark_and_no_other(world, asking):
    adopted(world, asking)
    adopted(world, asking, Kind.TITLE, "年满80周岁的补贴")
    world.studio.edit_key_point(world.policy, POINT, statement="年满80周岁的老年人，每餐补贴5元。", actor=world.drafter)
    assert [item.field for item in point(world).drafted] == ["title"]
    world.studio.edit_key_point(world.policy, POINT, title="80岁以上", actor=world.drafter)
    assert point(world).drafted == () and point(world).state == "edited"


def test_an_answer_is_reworded_and_confirmed_the_same_way(world, asking):
    interpretation = world.studio.interpretation(world.policy).interpretation
    answer = next(a for a in interpretation.answers if {c.ref for c in a.citations} == {"art_8"})
    text, item = "自2026年4月1日起施行，有效期为3年。", ("answers", answer.question)
    quote = ("art_8", answer.citations[0].quote)
    _, found = asking(item, says(wording(text, quote)))
    world.studio.adopt_proposal(world.policy, found.id, 0, actor=world.drafter)
    taken = world.studio.interpretation(world.policy).interpretation.answer(answer.question)
    assert (taken.text, taken.state, taken.is_settled) == (text, "proposed", False) and taken.drafted
    world.studio.edit_answer(world.policy, answer.question, text, actor=world.drafter)
    taken = world.studio.interpretation(world.policy).interpretation.answer(answer.question)
    assert taken.drafted == () and taken.is_settled


def test_products_carry_the_label_until_the_wording_is_confirmed(world, asking):
    adopted(world, asking)
    product, files = made(world, "article")
    assert LABEL in files["article.html"].decode() and '"Label":"1"' in files["article.html"].decode()
    assert [segment.drafted for segment in product.segments if segment.drafted] == [("qwen3-32b",)]
    world.studio.accept_key_point(world.policy, POINT, actor=world.drafter)
    product, files = made(world, "article")
    assert LABEL not in files["article.html"].decode() and "AIGC" not in files["article.html"].decode()
    assert PLAIN.rstrip("。") in files["article.html"].decode()


def test_a_proposal_on_words_changed_since_is_refused(world, asking):
    _, found = asking(ITEM, says(wording(PLAIN, QUOTE)), kinds=[Kind.STATEMENT])
    world.studio.edit_key_point(world.policy, POINT, statement="年满80周岁的，每餐补贴5元。", actor=world.colleague)
    with pytest.raises(CannotAccept, match="在助手起草之后有改动.*重新请助手改写"):
        world.studio.adopt_proposal(world.policy, found.id, 0, actor=world.drafter)
    assert not point(world).drafted


def test_each_proposal_is_decided_once_by_somebody_who_may_draft(world, asking):
    _, found = asking(ITEM, says(wording(PLAIN, QUOTE)), kinds=[Kind.STATEMENT, Kind.NARRATION])
    for method, more in ((world.studio.adopt_proposal, (0,)), (world.studio.decline_proposal, (0,)), (world.studio.close_assistance, ())):
        with pytest.raises(NotAllowed, match="拟稿"):
            method(world.policy, found.id, *more, actor=world.reviewer)
    with pytest.raises(NotAllowed, match="拟稿"):
        world.studio.ask_assistant(world.policy, ITEM, actor=world.reviewer)
    world.studio.decline_proposal(world.policy, found.id, 0, actor=world.drafter)
    for number in (0, 7, -1):
        with pytest.raises(NotAllowed, match="已经处理过"):
            world.studio.adopt_proposal(world.policy, found.id, number, actor=world.drafter)
    world.studio.adopt_proposal(world.policy, found.id, 1, actor=world.drafter)
    assert point(world).narration == PLAIN and point(world).statement == SOURCE
    with pytest.raises(NotAllowed, match="已经处理过"):
        world.studio.decline_proposal(world.policy, found.id, 1, actor=world.drafter)


def test_what_goes_wrong_is_said_and_can_be_asked_again(world, asking):
    _, found = asking(ITEM, fails(500, retry_after="0"))
    assert found.proposals == () and "服务出现故障（状态 500）" in found.error
    _, found = asking(ITEM, says(wording(PLAIN, QUOTE)), kinds=[Kind.STATEMENT])
    assert found.error == "" and len(found.proposals) == 1


def test_a_question_under_way_is_not_asked_twice_and_can_be_stopped(world, monkeypatch):
    with serving(says(wording(PLAIN, QUOTE))) as server:
        monkeypatch.setenv("STUDIO_ASSISTANT_URL", server.url)
        monkeypatch.setenv("STUDIO_ASSISTANT_MODEL", "qwen3-32b")
        asked = world.studio.ask_assistant(world.policy, ITEM, actor=world.drafter)
        with pytest.raises(NotAllowed, match="正在改写"):
            world.studio.ask_assistant(world.policy, ITEM, actor=world.colleague)
        assert world.studio.jobs(world.policy, unfinished=True) == (), "products under way are another matter"
        world.studio.close_assistance(world.policy, asked.id, actor=world.drafter)
        world.studio.work_off()
    assert server.asked == [] and world.studio.assistance(world.policy) == {}


def test_the_page_offers_the_assistant_only_where_one_is_set_up(world, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(world.studio.home))
    with serving(says(wording(PLAIN, QUOTE))) as server:
        for address in ("", server.url):
            monkeypatch.setenv("STUDIO_ASSISTANT_URL", address)
            monkeypatch.setenv("STUDIO_ASSISTANT_MODEL", "qwen3-32b")
            session.studio.clear()
            app = AppTest.from_file(str(APP), default_timeout=60).run()
            app.text_input[0].set_value("chen")
            app.text_input[1].set_value(PASSWORD)
            next(button for button in app.button if button.label == "登录").click().run()
            app.session_state["policy"] = world.policy
            app.switch_page("views/interpret.py").run()
            assert [item.message for item in app.exception] == []
            offered = [button for button in app.button if button.label == "请助手改写"]
            assert bool(offered) is bool(address)
        offered[-1].click().run()
        world.studio.work_off()
        app.run()
    session.studio.clear()
    labels = [button.label for button in app.button]
    assert [item.message for item in app.exception] == []
    assert "再请助手改写" in labels or "采用" in labels
    assert set(DRAFTED_FIELDS) == {kind.value for kind in Kind}
