"""A statement says what its clauses say: value, unit, bound, polarity, names, roles, and who gets what."""


import pytest

from generators.model import Supplement
from studio.checking import check_statement
from studio.reading import read
from tests.checking.invented_policies import document
from tests.plainly import times_plain

GRANT = "对符合条件的小微企业，按每人500元的标准给予一次性补助，补助期限3个月，每户企业每年最高不超过20万元。"
RENT = "租金补贴每月不超过1500元，面积不低于200平方米的，比例为实际租金的60%。"
ONCE = "同一项目不得申报其他补贴。企业无需提交纸质材料。"
ROLES = "由市人力资源和社会保障局牵头，市财政局、市税务局配合。本措施由市民政局负责解释。"
LISTED = "对一级、二级、三级企业分别给予10万元、20万元、50万元奖励。"
BOTH = "职工参保人员每人每天120元，居民参保人员每人每天60元。"
RAISED = "补贴标准由每人每月1200元提高到1500元，自2026年5月1日起施行，有效期至2028年12月31日。"
TERMS = "受理单位应当在5个工作日内办结，年满60周岁的老年人免费乘车，65周岁以上的另发津贴，处3—5年禁止申报。"
LARGE = "投资额10万元（含）以上的企业，每满一年奖励2万元；参保率达到95%以上。"
WANTED = "企业连续经营满2年，且上年度纳税50万元以上的，给予30万元奖励。"


def verdict(source: str, statement: str) -> str:
    return check_statement(document(source), statement, ["art_1"]).verdict


@pytest.mark.parametrize(
    ("source", "statement"),
    [
        (GRANT, "给予500元补助"),
        (GRANT, "给予五百元补助"),
        (GRANT, "给予0.05万元补助"),
        (GRANT, "补助期限三个月"),
        (GRANT, "符合条件的小微企业每人可获一次性补助500元，每户企业一年最高20万元。"),
        (RENT, "租金补贴每月最高1500元"),
        (RENT, "面积200平方米以上的，按实际租金的百分之六十补贴"),
        (RENT, "面积须在200平方米以上"),
        (ONCE, "同一项目不能申报其他补贴"),
        (ONCE, "不需要提交纸质材料"),
        ("学校不得以任何方式收取费用，可以接受捐赠。", "不得收取费用"),
        (ROLES, "市人社局牵头，市财政局、市税务局配合"),
        (ROLES, "本措施由市民政局负责解释。"),
        (LISTED, "二级企业奖励20万元"),
        (BOTH, "居民每人每天60元，职工每人每天120元"),
        (RAISED, "每人每月补贴由1200元提高到1500元，增加300元"),
        (RAISED, "二〇二六年五月一日起施行"),
        (RAISED, "有效期至2028年底"),
        (TERMS, "5个工作日办结"),
        (TERMS, "60周岁以上老年人免费乘车"),
        (TERMS, "3到5年内禁止申报"),
        (LARGE, "投资额10万元以上的企业每满1年奖励2万元"),
        (LARGE, "参保率不低于95%"),
        (WANTED, "连续经营满两年、上年度纳税50万元以上的企业，奖励30万元。"),
    ],
)
def test_what_the_clause_says_in_other_words_is_supported(source, statement):
    result = check_statement(document(source), statement, ["art_1"])
    assert result.verdict == "supported", [issue.text for issue in result.issues]


@pytest.mark.parametrize(
    ("source", "statement"),
    [
        (GRANT, "给予八百元补助"),
        (GRANT, "补贴3元、期限500个月"),
        (GRANT, "给予5000元补助"),
        (GRANT, "给予500万元补助"),
        (GRANT, "补助期限3年"),
        (GRANT, "每户企业每年至少20万元"),
        (GRANT, "每户企业每年20万元"),
        (GRANT, "每户企业每月最高不超过20万元"),
        (RENT, "租金补贴每月至少1500元"),
        (RENT, "租金补贴每年不超过1500元"),
        (RENT, "面积不超过200平方米"),
        (RENT, "比例为实际租金的60‰"),
        (ONCE, "同一项目也可以申报其他补贴。"),
        (ONCE, "企业须提交纸质材料"),
        (ROLES, "由市财政局牵头"),
        (ROLES, "本措施由市财政局负责解释"),
        (RAISED, "补贴标准提高到1800元"),
        (RAISED, "每人每月提高400元"),
        (RAISED, "自2026年6月1日起施行"),
        (RAISED, "自2028年12月31日起施行"),
        (TERMS, "受理单位可以在5个工作日内办结"),
        (TERMS, "5日内办结"),
        (TERMS, "60周岁以下老年人免费乘车"),
        (TERMS, "年满60周岁的老年人收费乘车"),
        (LARGE, "投资额10万元以下的企业"),
        (LARGE, "参保率达到95%以下"),
    ],
)
def test_one_altered_fact_blocks(source, statement):
    result = check_statement(document(source), statement, ["art_1"])
    assert result.verdict in ("contradicted", "unsupported")
    assert result.issues[0].severity == "blocking"
    assert result.issues[0].text.endswith("。")
    assert result.issues[0].advice.endswith("。")


@pytest.mark.parametrize(
    ("source", "statement", "word"),
    [
        (WANTED, "企业给予30万元奖励，按年度兑现到位。", "连续经营满2年"),
        (GRANT, "个体工商户给予500元补助", "个体工商户"),
        (GRANT, "全部企业都给予500元补助", "全部"),
        (GRANT, "本措施共有8项补贴，每人500元", "8项"),
    ],
)
def test_who_gets_what_and_on_which_condition_is_asked(source, statement, word):
    result = check_statement(document(source), statement, ["art_1"])
    assert result.verdict == "confirm"
    assert any(word in issue.text for issue in result.issues)


@pytest.mark.parametrize(
    ("source", "statement", "word"),
    [
        (LISTED, "二级企业给予50万元奖励", "50万元"),
        (BOTH, "居民参保人员每人每天120元", "120元"),
        (BOTH, "职工参保人员每人每天60元，居民参保人员每人每天120元。", "60元"),
    ],
)
def test_an_amount_given_to_somebody_else_is_never_supported(source, statement, word):
    result = check_statement(document(source), statement, ["art_1"])
    assert result.verdict in ("contradicted", "confirm")
    assert any(word in issue.text for issue in result.issues)


def test_a_figure_that_stands_nowhere_is_unsupported_and_one_with_another_value_contradicted():
    assert verdict(ONCE, "给予500元补助") == "unsupported"
    assert verdict(GRANT, "给予600元补助") == "contradicted"


def test_an_unknown_organisation_or_document_is_unsupported():
    assert verdict(ROLES, "由市烟草专卖局牵头") == "unsupported"
    assert verdict(ROLES, "根据《云溪市烟草管理办法》办理") == "unsupported"


def test_an_organisation_named_elsewhere_in_the_document_is_asked():
    policy = document(GRANT, ROLES)
    assert check_statement(policy, "市税务局按每人500元给予补助。", ["art_1"]).verdict == "confirm"


def test_a_figure_of_another_clause_is_named_with_its_place():
    policy = document(GRANT, RENT)
    result = check_statement(policy, "每月不超过1500元", ["art_1"])
    assert result.verdict == "contradicted"
    assert "第二条" in result.issues[0].text


def test_headings_above_a_clause_count_as_its_words():
    from generators.model import Clause, Level

    policy = document("占位。")
    clauses = (
        Clause(ref="sec_1", label="一、", level=Level.HEADING_1, heading="每人补贴800元", text="每人补贴800元"),
        Clause(ref="sec_1.para_1", level=Level.PARAGRAPH, text="由县级人民政府发放。", parent="sec_1"),
    )
    policy = policy.replace(clauses=clauses)
    assert check_statement(policy, "每人补贴800元", ["sec_1.para_1"]).verdict == "supported"


def test_without_refs_the_best_clause_is_found():
    policy = document(ROLES, GRANT, RENT, BOTH)
    assert check_statement(policy, "符合条件的小微企业每人补助500元").refs[0] == "art_2"
    assert check_statement(policy, "居民参保人员每人每天60元").verdict == "supported"
    assert check_statement(policy, "符合条件的小微企业按每人900元给予一次性补助").verdict == "contradicted"


def test_a_supplement_supports_what_the_document_does_not_say():
    said = Supplement(id="s_1", text="去年共有1200户企业受益。", author="张敏", basis="2025年度就业补助资金台账")
    policy = document(GRANT)
    assert check_statement(policy, "去年1200户企业受益", ["art_1"]).verdict == "unsupported"
    assert check_statement(policy, "去年1200户企业受益", ["art_1"], [said]).verdict == "supported"


def test_the_heading_of_a_column_bounds_its_figures():
    from generators.model import Clause, Level, Table

    rows = (("补贴项目", "每户最高限额（万元）"), ("稳岗返还", "30"), ("培训补贴", "20万元"))
    clauses = tuple(Clause(ref=f"tbl_1.row_{n}", level=Level.ROW, text=" ｜ ".join(row)) for n, row in enumerate(rows, 1))
    policy = document("占位。").replace(clauses=clauses, tables=(Table(ref="tbl_1", rows=rows),))
    assert check_statement(policy, "稳岗返还每户最高30万元", ["tbl_1.row_2"]).verdict == "supported"
    assert check_statement(policy, "培训补贴每户最高20万元", ["tbl_1.row_3"]).verdict == "supported"
    assert check_statement(policy, "培训补贴每户最高30万元", ["tbl_1.row_3"]).verdict == "contradicted"
    assert check_statement(policy, "培训补贴每户至少20万元", ["tbl_1.row_3"]).verdict != "supported"


@pytest.mark.parametrize("words", ["", "   ", "，。；", "每人" * 3000, "《" * 5000, "市财政局和" * 800, "不" * 4000, "1" * 4000])
def test_odd_and_hostile_statements_end_soon(words):
    assert times_plain(check_statement, document(GRANT, ROLES, ONCE), words, enough=24) < 24


def test_an_item_of_a_list_takes_nothing_over_that_would_make_it_another_item():
    policy = document("符合下列条件之一的，可以申请：", "80周岁以上的独居老年人；", "90周岁以上的老年人。")
    listed = "符合下列条件之一的，可以申请：80周岁以上的独居老年人；90周岁以上的老年人。"
    refs = ["art_1", "art_2", "art_3"]
    assert check_statement(policy, listed, refs).verdict == "supported"
    assert check_statement(policy, listed.replace("90", "70"), refs).verdict != "supported"


def test_telling_what_a_document_provides_for_leaves_no_condition_out():
    policy = document("有下列情形之一的，不予享受本措施规定的补贴：（一）以派遣至其他单位工作的人员申领的；（二）企业处于歇业状态的。")
    assert check_statement(policy, "《若干措施》还对“不能享受的情形”作出规定。", ["art_1"]).verdict == "supported"
    assert "条件" in check_statement(policy, "企业不予享受本措施规定的补贴。", ["art_1"]).issues[0].text


def test_whose_consent_a_document_has_is_no_condition():
    policy = document("为进一步加强特困人员救助供养工作，经市人民政府同意，现结合实际提出如下意见。", "项目经主管部门批准，可以申请补贴100元。")
    assert check_statement(policy, "为进一步加强特困人员救助供养工作，结合实际提出意见。", ["art_1"]).verdict == "supported"
    assert check_statement(policy, "项目可以申请补贴100元。", ["art_2"]).verdict == "confirm"


def test_the_first_paragraph_of_an_article_is_cited_beside_its_second():
    text = "青岚市集市条例\n第一条 未备案的，由登记机关责令改正；拒不改正的，处5万元以下的罚款。\n第二条 未悬挂执照的，由登记机关责令改正；拒不改正的，处3万元以下的罚款。\n伪造执照的，处10万元以下的罚款。\n"
    rules = read(text.encode(), "policy.txt")
    said = "伪造执照的，处10万元以下的罚款。未备案的，由登记机关责令改正；拒不改正的，处5万元以下的罚款。未悬挂执照的，由登记机关责令改正；拒不改正的，处3万元以下的罚款。"
    assert check_statement(rules, said, ["art_2.para_2", "art_1", "art_2"]).verdict == "supported"


def test_a_part_called_by_what_it_is_about_denies_nothing_that_its_number_does_not():
    source = "违反本条例第三章规定，实施乱丢废弃物行为，受到行政处罚的，可以参加社会服务。"
    said = source.replace("本条例第三章", "《条例》关于不文明行为治理的")
    assert not [issue for issue in check_statement(document(source), said, ["art_1"]).issues if issue.severity == "blocking"]
    assert verdict(source, source.replace("可以参加", "不得参加")) == "contradicted"
