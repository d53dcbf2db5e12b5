"""What stands in the way of a product, what a person is asked, and what is only advised."""

import pytest

from generators.model import (
    Difference,
    Element,
    Figure,
    Question,
    ReadingWarning,
    RenderedFile,
    Segment,
    Severity,
    Supplement,
)
from studio.checking import CHECKS, CheckContext, check_product
from tests.checking.invented_policies import document, interpretation, segment

TEXT = "对小微企业，按每人500元的标准给予补助，每户企业每年最高20万元。咨询电话：0599-8765432，联系手机13800138000。"


def issues(text: str, source: str = TEXT, **fields) -> dict[str, Severity]:
    policy = document(source)
    found = check_product(interpretation(policy), [segment(policy, text, **fields)])
    return {issue.code: issue.severity for issue in found if issue.code not in ("element_missing", "mostly_copied")}


def test_a_faithful_segment_has_no_issue():
    assert issues("小微企业按每人500元补助，每户每年最高20万元。", heading="每人补助500元") == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "每人补助800元"},
        {"heading": "每人补助800元"},
        {"points": ("每人补助800元",)},
        {"narration": "每人补助八百元"},
        {"figure": Figure(value="800", unit="元", caption="每人")},
        {"table": (("补助", "每人800元"),)},
    ],
)
def test_an_altered_figure_blocks_wherever_it_is_shown_or_spoken(fields):
    text = fields.pop("text", "按规定给予补助。")
    assert issues(text, **fields)["figure_contradicted"] is Severity.BLOCKING


def test_a_bound_named_beside_a_large_figure_counts():
    shown = {"heading": "每户20万元", "figure": Figure(value="20", unit="万元", caption="每户每年")}
    assert "bound_dropped" not in issues("每户企业每年最高20万元。", **shown)
    assert issues("按年度给予补助。", **shown)["bound_dropped"] is Severity.BLOCKING


def test_narration_as_spoken_is_the_same_fact():
    assert issues("按规定给予补助。", narration="每人补助五百元，咨询电话零五九九 八七六五四三二。") == {}


def test_furniture_may_use_the_documents_particulars_but_invents_nothing():
    policy = document(TEXT)
    cover = Segment(id="cover", kind="cover", furniture=True, heading=policy.title, details={"文号": "云政办规〔2026〕3号"})
    wrong = cover.replace(details={"文号": "云政办规〔2026〕9号"})
    assert not [i for i in check_product(interpretation(policy), [cover]) if i.severity is Severity.BLOCKING]
    assert [i.code for i in check_product(interpretation(policy), [wrong])][0] == "document_unsupported"


def test_old_wording_may_be_quoted_where_the_difference_is_shown():
    policy = document(TEXT)
    change = Difference(kind="changed", old_ref="art_1", new_ref="art_1", old_text="按每人300元的标准给予补助。", new_text=TEXT)
    told = segment(policy, "每人补助由300元提高到500元。", element=Element.CHANGES)
    assert not [i for i in check_product(interpretation(policy, differences=(change,)), [told]) if i.severity is Severity.BLOCKING]
    assert [i.code for i in check_product(interpretation(policy), [told])][0] == "figure_contradicted"


def test_a_citation_that_no_longer_holds_blocks():
    policy = document(TEXT)
    told = segment(policy, "每人500元。")
    amended = interpretation(document(TEXT.replace("小微企业", "中小微企业")))
    assert "citation_broken" in [issue.code for issue in check_product(amended, [told])]


def test_a_segment_that_shows_no_basis_blocks():
    assert issues("每人500元。", basis="")["basis_missing"] is Severity.BLOCKING


def test_a_supplement_names_who_gives_it():
    said = Supplement(id="x", text="去年惠及1200户企业。", author="张敏", basis="资金台账")
    anonymous = {"supplements": (said,), "basis": "第一条；部门说明"}
    assert issues("去年惠及1200户企业。", **anonymous)["supplement_unnamed"] is Severity.BLOCKING
    assert "supplement_unnamed" not in issues("去年惠及1200户企业。", **(anonymous | {"basis": "部门说明（张敏）"}))


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("联系人身份证号11010519491231002X", Severity.BLOCKING),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", Severity.BLOCKING),
        ("手机13912345678", Severity.BLOCKING),
        ("卡号6222021234567890128", Severity.BLOCKING),
        ("咨询手机13800138000", Severity.CONFIRM),
    ],
)
def test_personal_data_blocks_and_a_published_mobile_is_asked(text, severity):
    assert issues(text)["personal_data"] is severity


@pytest.mark.parametrize("text", ["咨询电话0599-8765432", "编号110105194912310021", "流水号6222021234567890120", "已遮盖138****1234"])
def test_published_landlines_and_numbers_that_are_no_cards_pass(text):
    assert "personal_data" not in issues(text)


@pytest.mark.parametrize("text", ["机密★1年", "内部资料，注意保存", "份号：000012", "密级：秘密", "工作秘密★"])
def test_a_mark_of_secrecy_blocks_in_source_and_product(text):
    assert issues("每人500元。", source=text)["secrecy_mark"] is Severity.BLOCKING
    assert issues(text)["secrecy_mark"] is Severity.BLOCKING


def test_secrets_as_a_subject_are_no_mark():
    assert "secrecy_mark" not in issues("每人500元。", source="工作人员应当保守国家秘密、商业秘密和个人隐私，加强内部管理。每人500元。")


@pytest.mark.parametrize("text", ["咨询电话：待补充", "联系XXX", "详见TODO", "金额____元", "由{{部门}}负责", "某某局"])
def test_what_is_left_to_be_filled_in_blocks(text):
    assert issues(text)["placeholder"] is Severity.BLOCKING


@pytest.mark.parametrize("text", ["每人500元,每户20万元", "给予补助。。", "给予补助(一次性)", "根据《措施给予补助"])
def test_punctuation_is_only_advised(text):
    assert issues(text)["punctuation"] is Severity.ADVISORY


def test_pending_required_questions_ask_and_missing_elements_advise():
    policy = document(TEXT)
    asked = Question(id="why", element=Element.BACKGROUND, text="为什么出台？", required=True)
    found = check_product(interpretation(policy, questions=(asked,)), [segment(policy, "每人500元。")])
    pending = next(issue for issue in found if issue.code == "question_pending")
    assert (pending.severity, pending.where) == (Severity.CONFIRM, "why")
    missing = [issue for issue in found if issue.code == "element_missing"]
    assert len(missing) == 8
    assert all(issue.severity is Severity.ADVISORY for issue in missing)


def test_an_interpretation_that_covers_no_element_blocks():
    policy = document(TEXT)
    found = check_product(interpretation(policy, key_points=()), [segment(policy, "每人500元。")])
    assert [issue.severity for issue in found if issue.code == "elements_missing"] == [Severity.BLOCKING]


def test_a_product_that_only_repeats_its_source_is_advised():
    long = "、".join(f"支持企业在第{number}类岗位上持续扩大用工规模并稳定劳动关系" for number in "一二三四五六七八九") + "。"
    policy = document(long * 2)
    copied = check_product(interpretation(policy), [segment(policy, long * 2)])
    own = check_product(interpretation(policy), [segment(policy, "这份文件主要讲企业怎样用好稳岗政策，下面按岗位逐一说明。" * 12)])
    assert "mostly_copied" in [issue.code for issue in copied]
    assert "mostly_copied" not in [issue.code for issue in own]


def test_an_empty_file_blocks():
    policy = document(TEXT)
    empty = RenderedFile(filename="picture.png", media_type="image/png", data=b"")
    found = check_product(interpretation(policy), [segment(policy, "每人500元。")], [empty])
    assert [issue.where for issue in found if issue.code == "file_empty"] == ["picture.png"]


def test_the_gravest_issue_comes_first_and_every_issue_says_what_to_do():
    policy = document(TEXT)
    found = check_product(interpretation(policy), [segment(policy, "每人800元,待补充。")])
    ranks = [("blocking", "confirm", "advisory").index(issue.severity) for issue in found]
    assert ranks == sorted(ranks)
    assert all(issue.text.endswith("。") and issue.advice.endswith("。") for issue in found)


def test_every_check_takes_a_product_without_segments():
    context = CheckContext(interpretation=interpretation(document(TEXT)))
    for check in CHECKS:
        assert isinstance(check(context), tuple)


@pytest.mark.parametrize("code", ["suspicious_date", "suspicious_number"])
def test_a_doubtful_day_of_the_text_is_confirmed_by_a_person_before_a_product_goes_on(code):
    doubt = ReadingWarning(code=code, message="文中“2月30日”可能有误，请核对后再使用。", where="art_1")
    policy = document(TEXT, warnings=(doubt,))
    (found,) = [issue for issue in check_product(interpretation(policy), ()) if issue.code == code]
    assert (found.severity, found.where) == (Severity.CONFIRM, "art_1")
    assert found.text == "政策记录（第一条）：文中“2月30日”可能有误，请核对后再使用。"
    assert not [issue for issue in check_product(interpretation(document(TEXT)), ()) if issue.code == code]
