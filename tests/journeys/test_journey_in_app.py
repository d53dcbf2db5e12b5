"""The whole job through the pages, without a browser: what each page offers and what pressing a button does."""

import io
import zipfile
from pathlib import Path

from streamlit.testing.v1 import AppTest

from studio.publishing import verify_package
from studio.service import Role, Status, Studio
from tests.journeys.people import PASSWORD, SAMPLES, staffed
from tests.studio_home import PASSWORD as STAFF_PASSWORD

APP = Path(__file__).parent.parent.parent / "studio" / "app.py"
NOTICE = SAMPLES / "xianxing_tonggao.docx"


class Seat:
    """One person's browser tab."""

    def __init__(self, account: str, password: str = PASSWORD) -> None:
        self.app = AppTest.from_file(str(APP), default_timeout=60).run()
        self.app.text_input[0].set_value(account)
        self.app.text_input[1].set_value(password)
        self.presses("登录")
        self.shows_no_fault()

    def shows_no_fault(self) -> None:
        assert [item.message for item in self.app.exception] == []
        assert [item.value for item in self.app.error if "出错" in item.value] == []

    def opens(self, page: str) -> None:
        self.app.switch_page(f"views/{page}.py").run()
        self.shows_no_fault()

    def presses(self, label: str) -> None:
        matching = [button for button in self.app.button if button.label == label]
        assert matching, f"no button {label}: {[button.label for button in self.app.button]}"
        matching[0].click().run()
        self.shows_no_fault()

    def fills(self, label: str, text: str) -> None:
        fields = [*self.app.text_input, *self.app.text_area]
        next(field for field in fields if field.label == label).set_value(text)

    def reads(self) -> str:
        shown = [*self.app.markdown, *self.app.caption, *self.app.html, *self.app.error, *self.app.info, *self.app.warning, *self.app.success]
        return "\n".join(str(getattr(item, "value", None) or getattr(item, "body", "")) for item in shown)


def uploaded(home) -> tuple[Studio, str, Seat]:
    studio = Studio.open(home)
    staffed(studio)
    clerk = Seat("drafter")
    clerk.app.file_uploader[0].upload(NOTICE.name, NOTICE.read_bytes(), "application/octet-stream").run()
    clerk.presses("读取并建立政策记录")
    return studio, studio.policies()[0].id, clerk


def clerk_at(world, page: str) -> Seat:
    """Return the tab of the drafter of a furnished studio, on one page of its policy."""
    seat = Seat("chen", STAFF_PASSWORD)
    seat.app.session_state["policy"] = world.policy
    seat.opens(page)
    return seat


def test_a_notice_goes_from_upload_to_a_verified_package_through_the_pages(home):
    studio, policy, clerk = uploaded(home)
    assert "云公通〔2026〕11号" in clerk.reads()
    clerk.opens("interpret")
    clerk.presses("已通读，全部采纳")
    clerk.opens("products")
    for box in clerk.app.checkbox:
        if box.label in ("一图读懂", "短视频", "解读稿"):
            box.uncheck()
    clerk.presses("开始制作")
    assert studio.work_off() == 1
    clerk.opens("products")
    product = studio.products(policy)[0].id
    for view in studio.product(product).issues:
        if view.issue.severity == "confirm":
            studio.confirm_issue(product, view.key, "已核对", actor=studio.sign_in("drafter", PASSWORD).person.id)
    clerk.opens("products")
    clerk.presses("提交审核")
    clerk.opens("review")
    assert "审核通过" not in [button.label for button in clerk.app.button], "a drafter may not approve"

    reviewer = Seat("reviewer")
    reviewer.opens("review")
    reviewer.presses("退回修改")
    assert "请写明理由" in reviewer.reads()
    reviewer.fills("意见", "请写明限行的起止时间。")
    reviewer.presses("退回修改")
    assert studio.product(product).status is Status.CHANGES_REQUESTED

    clerk.opens("products")
    clerk.fills("不作改动再次提交的理由", "起止时间已写在“什么时候限行”一段。")
    clerk.presses("提交审核")
    reviewer.opens("review")
    reviewer.presses("审核通过")
    signer = Seat("signer")
    signer.opens("review")
    signer.presses("签发")
    assert studio.product(product).status is Status.SIGNED
    signer.opens("library")
    signer.presses("打开")
    signer.opens("publish")
    signer.presses("导出发布包")
    package = studio.package_file(studio.packages(policy)[0].id).data
    assert verify_package(package).problems == ()


def test_a_question_is_answered_from_the_clauses_and_from_the_department(home):
    studio, policy, clerk = uploaded(home)
    clerk.opens("interpret")
    view = studio.interpretation(policy)
    first = next(q for q in view.interpretation.questions if view.interpretation.answer(q.id).state == "proposed")
    clerk.app.button(key=f"q_{first.id}").click().run()
    clerk.presses("采纳")
    assert studio.interpretation(policy).interpretation.answer(first.id).state == "accepted"
    pending = next(q for q in view.interpretation.questions if view.interpretation.answer(q.id).state == "pending")
    clerk.app.button(key=f"q_{pending.id}").click().run()
    clerk.fills("说明内容", "高峰时段货车与客车混行，事故较多。")
    clerk.fills("说明人", "陈晓")
    clerk.fills("依据", "2025年交通事故统计")
    clerk.presses("保存部门说明")
    answer = studio.interpretation(policy).interpretation.answer(pending.id)
    assert answer.state == "supplemented"
    assert Studio.open(home).interpretation(policy).interpretation.answer(pending.id).text == "高峰时段货车与客车混行，事故较多。"


def test_a_file_that_cannot_be_read_gives_one_sentence_and_keeps_the_page(home):
    studio = Studio.open(home)
    staffed(studio)
    clerk = Seat("drafter")
    clerk.app.file_uploader[0].upload("通知.docx", b"", "application/octet-stream").run()
    clerk.presses("读取并建立政策记录")
    assert len(clerk.app.error) == 1 and "空" in clerk.app.error[0].value
    assert studio.policies() == ()


def test_every_page_opens_for_every_role_before_and_after_a_policy_is_made(home):
    studio, policy, clerk = uploaded(home)
    actor = studio.sign_in("drafter", PASSWORD).person.id
    studio.start_build(policy, ["faq", "article"], actor=actor)
    for seat in (clerk, Seat("reviewer"), Seat("signer"), Seat("admin")):
        for page in ("library", "record", "interpret", "products", "review", "publish", "account"):
            seat.opens(page)
    studio.work_off()
    for page in ("products", "review", "publish", "library"):
        clerk.opens(page)


def test_of_two_people_who_change_one_answer_the_second_is_told(home):
    studio, policy, clerk = uploaded(home)
    admin = studio.sign_in("admin", PASSWORD).person.id
    studio.create_person("colleague", "赵宁", PASSWORD, [Role.DRAFTER], actor=admin)
    other = Seat("colleague")
    for seat, text in ((clerk, "第一个人的答复。"), (other, "第二个人的答复。")):
        if seat is other:
            seat.presses("打开")
        seat.opens("interpret")
        seat.fills("答复", text)
    clerk.app.run()
    other.app.run()
    clerk.presses("保存答复")
    other.presses("保存答复")
    assert any("改" in item.value for item in other.app.error), other.reads()
    kept = [answer.text for answer in studio.interpretation(policy).interpretation.answers]
    assert "第一个人的答复。" in kept and "第二个人的答复。" not in kept


def test_a_clause_is_corrected_beside_its_source_and_the_correction_taken_back(home):
    studio, policy, clerk = uploaded(home)
    before = studio.record(policy)
    ref = next(clause.ref for clause in before.document.clauses if clause.label == "（二）")
    clerk.opens("record")
    clerk.app.segmented_control(key="record_part").set_value("clauses").run()
    clerk.app.session_state["clause"] = ref
    clerk.app.run()
    clerk.presses("并入上一条")
    corrected = studio.record(policy)
    assert len(corrected.document.clauses) < len(before.document.clauses)
    assert "并入" in corrected.history[0].what
    undo = next(button for button in clerk.app.button if button.label.startswith("撤销："))
    undo.click().run()
    clerk.shows_no_fault()
    assert studio.record(policy).document == before.document


def test_a_newer_version_is_offered_as_one_and_what_was_settled_is_carried_on(home):
    studio, policy, clerk = uploaded(home)
    actor = studio.sign_in("drafter", PASSWORD).person.id
    studio.accept_all_proposed(policy, actor=actor)
    newer = changed(NOTICE, "国三及以下", "国四及以下")
    clerk.opens("library")
    clerk.app.file_uploader[0].upload("限行通告（更新）.docx", newer, "application/octet-stream").run()
    clerk.presses("读取并建立政策记录")
    assert "可能是已有政策的新版本" in clerk.reads() and "发文字号相同（云公通〔2026〕11号）" in clerk.reads()
    clerk.presses("更换这份政策的原文")
    record = studio.record(policy)
    assert record.stale and [former.filename for former in record.former_sources] == [NOTICE.name]
    clerk.opens("record")
    assert f"有 {record.stale} 处要点或答复因条款变动需要重新核对" in clerk.reads()
    clerk.opens("interpret")
    assert "核对之前，成品中不会使用这一条" in clerk.reads()


def changed(path: Path, old: str, new: str) -> bytes:
    """Return a Word file with words replaced."""
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    body = members["word/document.xml"].decode()
    assert old in body
    members["word/document.xml"] = body.replace(old, new).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return stream.getvalue()


def test_other_sizes_of_the_infographic_are_chosen_and_made(home):
    studio, policy, clerk = uploaded(home)
    clerk.opens("products")
    for box in clerk.app.checkbox:
        if box.label in ("政策问答", "短视频", "解读稿"):
            box.uncheck()
    clerk.app.multiselect(key="make_sizes").set_value(["a4", "board"])
    clerk.presses("开始制作")
    studio.work_off()
    files = {file.filename for file in studio.product(studio.products(policy)[0].id).files}
    assert any("a4" in name for name in files) and any("board" in name for name in files), files
