"""Facts: every kind of figure, date and name in an official text, and everything that only looks like one."""


import pytest

from generators.model import Clause, Level, PolicyDocument, Source, Table
from studio.interpreting.facts import facts_in, facts_of
from tests.plainly import plain_seconds, seconds_of


def figures(text: str) -> list[tuple[str, str, str, str]]:
    """Return kind, value, unit and comparator of every fact that is not an organisation."""
    return [(f.kind, f.value, f.unit, f.comparator) for f in facts_in(text) if f.kind != "organisation"]


def money(value: str, comparator: str = "=") -> tuple[str, str, str, str]:
    return ("money", value, "元", comparator)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给予800元补助", [money("800")]),
        ("给予八百元补助", [money("800")]),
        ("给予0.08万元补助", [money("800")]),
        ("给予８００元补助", [money("800")]),
        ("给予1,500元补助", [money("1500")]),
        ("给予1，500元补助", [money("1500")]),
        ("总投资1.2亿元", [money("120000000")]),
        ("给予十二万五千元", [money("125000")]),
        ("给予 50 万元", [money("500000")]),
        ("不超过1500元", [money("1500", "<=")]),
        ("每月不得超过1500元", [money("1500", "<=")]),
        ("最高给予50万元", [money("500000", "<=")]),
        ("最高可获得一次性奖励50万元", [money("500000", "<=")]),
        ("年度补贴上限为1万元", [money("10000", "<=")]),
        ("在8万元限额内据实报销", [money("80000", "<=")]),
        ("累计奖励200万元封顶", [money("2000000", "<=")]),
        ("不低于1000元", [money("1000", ">=")]),
        ("不得低于1000元", [money("1000", ">=")]),
        ("至少1000元", [money("1000", ">=")]),
        ("投资额500万元以上", [money("5000000", ">=")]),
        ("投资额500万元及以下", [money("5000000", "<=")]),
        ("10万元（含）以上", [money("100000", ">=")]),
        ("10万元以上（不含）", [money("100000", ">")]),
        ("10万元以上（含10万元）", [money("100000", ">="), money("100000", ">=")]),
        ("累计超过1.5万元的部分", [money("15000", ">")]),
        ("低于2000元", [money("2000", "<")]),
        ("约3000元", [money("3000", "~")]),
        ("3000元左右", [money("3000", "~")]),
        ("3万至5万元", [money("30000", ">="), money("50000", "<=")]),
        ("3—5万元", [money("30000", ">="), money("50000", "<=")]),
        ("1000元至5000元", [money("1000", ">="), money("5000", "<=")]),
        ("分别给予10万元、20万元和50万元", [money("100000"), money("200000"), money("500000")]),
        ("分别给予10、20、50万元", [money("100000"), money("200000"), money("500000")]),
        ("分别给予最高10万元、20万元", [money("100000", "<="), money("200000", "<=")]),
        ("由每月1200元提高到1500元", [money("1200"), money("1500")]),
        ("3000多元", [money("3000", ">")]),
    ],
)
def test_money_is_read_with_its_scale_and_its_bound(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每人每月1309元", "人·月"),
        ("每名职工每年300元", "人·年"),
        ("每平方米每月18元", "平方米·月"),
        ("18元/平方米·月", "平方米·月"),
        ("200元/人", "人"),
        ("1000元每人", "人"),
        ("给予1000元", ""),
        ("每人每月分别为2413元、2512元", "人·月"),
    ],
)
def test_what_an_amount_is_for_each_of_is_kept(text, per):
    assert {fact.per for fact in facts_in(text)} == {per}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按60%补贴", [("ratio", "60", "%", "=")]),
        ("按百分之六十补贴", [("ratio", "60", "%", "=")]),
        ("费率0.15％", [("ratio", "0.15", "%", "=")]),
        ("费率2‰", [("ratio", "0.2", "%", "=")]),
        ("提高60个百分点", [("ratio", "60", "百分点", "=")]),
        ("承担二分之一", [("ratio", "50", "%", "=")]),
        ("不低于三分之二", [("ratio", "66.666667", "%", ">=")]),
        ("30%至50%", [("ratio", "30", "%", ">="), ("ratio", "50", "%", "<=")]),
        ("不超过实际投资额的10%", [("ratio", "10", "%", "<=")]),
        ("按1:1比例配套", [("ratio", "1:1", "", "=")]),
        ("低保标准的1.6倍", [("ratio", "1.6", "倍", "=")]),
        ("百分之六点五", [("ratio", "6.5", "%", "=")]),
    ],
)
def test_ratios(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年5月1日", [("2026-05-01", "", "=")]),
        ("2026 年 5 月 1 日", [("2026-05-01", "", "=")]),
        ("二〇二六年五月一日", [("2026-05-01", "", "=")]),
        ("二○二六年十二月三十一日", [("2026-12-31", "", "=")]),
        ("自2026年5月1日起施行", [("2026-05-01", "", ">=")]),
        ("有效期至2028年12月31日", [("2028-12-31", "", "<=")]),
        ("2026年10月底前完成", [("2026-10-31", "", "<=")]),
        ("到2027年底", [("2027-12-31", "", "<=")]),
        ("2026年9月下旬", [("2026-09", "下旬", "=")]),
        ("2026年第一季度", [("2026", "1季度", "=")]),
        ("2026年3月", [("2026-03", "", "=")]),
        ("自2026年1月1日起至12月31日", [("2026-01-01", "", ">="), ("2026-12-31", "", "<=")]),
        ("2026—2028年", [("2026", "", ">="), ("2028", "", "<=")]),
        ("2026年6月至12月", [("2026-06", "", ">="), ("2026-12", "", "<=")]),
        ("每年3月31日前", [("--03-31", "", "<=")]),
        ("每月10日前", [("---10", "", "<=")]),
        ("2026-05-01", [("2026-05-01", "", "=")]),
    ],
)
def test_dates_are_iso_with_or_without_their_year(text, expected):
    assert [(value, unit, sign) for kind, value, unit, sign in figures(text) if kind == "date"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5个工作日内办结", [("duration", "5", "工作日", "<=")]),
        ("应于十五个工作日内办结", [("duration", "15", "工作日", "<=")]),
        ("13个工作日内（不含公示时间）", [("duration", "13", "工作日", "<=")]),
        ("有效期五年", [("duration", "5", "年", "=")]),
        ("三个半月内", [("duration", "3.5", "月", "<=")]),
        ("一年半", [("duration", "1.5", "年", "=")]),
        ("半年内", [("duration", "0.5", "年", "<=")]),
        ("24小时内", [("duration", "24", "小时", "<=")]),
        ("3至5年", [("duration", "3", "年", ">="), ("duration", "5", "年", "<=")]),
        ("3个月至1年", [("duration", "3", "月", ">="), ("duration", "1", "年", "<=")]),
        ("人数12人以上", [("count", "12", "人", ">=")]),
        ("1.80周岁以上", [("age", "80", "岁", ">=")]),
        ("一、一年至少一次", [("duration", "1", "年", "="), ("count", "1", "次", ">=")]),
        ("补贴期限最长为2年", [("duration", "2", "年", "<=")]),
        ("连续经营满1年", [("duration", "1", "年", ">=")]),
        ("满三年不满五年", [("duration", "3", "年", ">="), ("duration", "5", "年", "<")]),
        ("每满一年", [("duration", "1", "年", "=")]),
        ("自受理之日起30日内", [("duration", "30", "日", "<=")]),
        ("年满60周岁", [("age", "60", "岁", ">=")]),
        ("60周岁以上（含60周岁）", [("age", "60", "岁", ">="), ("age", "60", "岁", ">=")]),
        ("年满六十周岁不满65周岁", [("age", "60", "岁", ">="), ("age", "65", "岁", "<")]),
        ("45周岁以下", [("age", "45", "岁", "<=")]),
        ("不得超过2件", [("count", "2", "件", "<=")]),
        ("单个企业最多申报5人", [("count", "5", "人", "<=")]),
        ("每年不少于2次", [("count", "2", "次", ">=")]),
        ("两次兑付", [("count", "2", "次", "=")]),
        ("只能申请一次", [("count", "1", "次", "=")]),
        ("建筑面积200平方米以上", [("count", "200", "平方米", ">=")]),
        ("人口超过100万的城市", [("count", "1000000", "", ">")]),
        ("上午8：30至下午5点", [("other", "08:30", "时刻", "="), ("other", "17:00", "时刻", "=")]),
    ],
)
def test_durations_ages_counts_and_times_of_day(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("咨询电话：0599-1234567", ["05991234567"]),
        ("咨询电话：（0599）8765432", ["05998765432"]),
        ("咨询电话：0599-8765432转801", ["05998765432-801"]),
        ("请拨打12333", ["12333"]),
        ("请拨打一二三三三", ["12333"]),
        ("请拨打幺二三三三", ["12333"]),
        ("客服热线400-800-1234", ["4008001234"]),
        ("手机13800138000", ["13800138000"]),
        ("补助12345元", []),
        ("编号20250101", []),
    ],
)
def test_telephone_numbers(text, digits):
    assert [fact.value for fact in facts_in(text) if fact.kind == "phone"] == digits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("根据《云溪市就业促进办法》", ["云溪市就业促进办法"]),
        ("《关于印发〈云溪市2026年技能提升方案〉的通知》", ["关于印发〈云溪市2026年技能提升方案〉的通知"]),
        ("云人社规〔2025〕25号", ["云人社规〔2025〕25号"]),
        ("根据云人社规[2025]25号文件", ["云人社规〔2025〕25号"]),
        ("云溪市人民政府令第12号", ["云溪市人民政府令第12号"]),
        ("符合GB/T 9704-2012", ["GB/T9704-2012"]),
    ],
)
def test_document_names_and_numbers(text, names):
    assert [(fact.kind, fact.value) for fact in facts_in(text)] == [("document", name) for name in names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由市人力资源和社会保障局牵头，市财政局、各区人民政府配合。", ["市人力资源和社会保障局", "市财政局", "区人民政府"]),
        ("云溪市发展和改革委员会负责解释", ["云溪市发展和改革委员会"]),
        ("财政部、税务总局", ["财政部", "税务总局"]),
        ("有关部门和用人单位应当配合", []),
        ("全部内容以本部分为准，不得办理", []),
        ("打开新局面，作出部署", []),
        ("由市人民政府国有资产监督管理委员会牵头，市财政局配合", ["市人民政府国有资产监督管理委员会", "市财政局"]),
    ],
)
def test_organisations(text, names):
    assert [fact.value for fact in facts_in(text) if fact.kind == "organisation"] == names


@pytest.mark.parametrize(
    "text",
    [
        "给予一次性奖励", "一是加强领导，二是强化保障", "统一标准", "“十四五”期间", "党的二十大精神", "5G和IPv6", "第三条第二款第一项", "二维码", "一站式服务",
        "第15届130次常务会议", "第十四个五年规划", "三级甲等医院", "统一个人账户", "十分重要", "一个窗口", "同一家企业", "一二三产业",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_left_alone(text):
    assert figures(text) == []


def test_figures_inside_a_document_name_are_no_facts_of_their_own():
    assert [fact.kind for fact in facts_in("《2026—2028年云溪市万人技能提升500天行动方案》")] == ["document"]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("不得收取10元工本费", "forbid"),
        ("可以申请2000元补贴", "permit"),
        ("应当在5个工作日内办结", "oblige"),
        ("无需缴纳50元", "exempt"),
        ("补贴2000元", ""),
        ("不得转让。补贴2000元", ""),
    ],
)
def test_the_polarity_of_the_governing_verb_is_kept(text, polarity):
    assert facts_in(text)[0].polarity == polarity


def test_every_span_holds_the_text_as_stored():
    text = "　　对符合条件的企业，按每人１，５００元给予补助，最长不超过３６个月（云人社规﹝2025﹞8号），咨询电话：0599－1234567。"
    facts = facts_in(text)
    assert {fact.kind for fact in facts} == {"money", "duration", "document", "phone"}
    assert all(text[fact.start : fact.end] == fact.text for fact in facts)


def test_figures_in_table_cells_take_the_unit_of_their_column():
    rows = (("项目", "补贴标准（元）", "期限（年）"), ("助听器", "1,200", "3"), ("轮椅", "800元", "5"))
    clauses = tuple(
        Clause(ref=f"tbl_1.row_{index}", level=Level.ROW, text=" ｜ ".join(row)) for index, row in enumerate(rows, 1)
    )
    source = Source(name="a.docx", sha256="0" * 64, bytes=1, media_type="x")
    document = PolicyDocument(title="目录", clauses=clauses, tables=(Table(ref="tbl_1", rows=rows),), source=source)
    facts = facts_of(document)
    assert [(fact.value, fact.unit, fact.ref) for fact in facts] == [
        ("1200", "元", "tbl_1.row_2"),
        ("3", "年", "tbl_1.row_2"),
        ("800", "元", "tbl_1.row_3"),
        ("5", "年", "tbl_1.row_3"),
    ]
    texts = {clause.ref: clause.text for clause in clauses}
    assert all(texts[fact.ref][fact.start : fact.end] == fact.text for fact in facts)


@pytest.mark.parametrize("piece", ["1", "一", "《", "10、", "每人", "12:", "2025年", "局", "第一", "百分之", "政府办公", "1,111"])
def test_hostile_repetition_costs_linear_time(piece):
    short, long = (seconds_of(facts_in, piece * times) for times in (1_000, 8_000))
    assert long < 8 * short * 3 + 6 * plain_seconds()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首付至少三成", [("ratio", "30", "%", ">=")]),
        ("提高两成半", [("ratio", "25", "%", "=")]),
        ("百岁以上老人", [("age", "100", "岁", ">=")]),
        ("年底前实现", [("date", "--12-31", "", "<=")]),
        ("2020年8月31日及以前出生", [("date", "2020-08-31", "", "<=")]),
        ("绳长不能长于1.5米", [("count", "1.5", "米", "<=")]),
        ("刑满未逾3年", [("duration", "3", "年", "<=")]),
        ("最高贷款额度为40万元，双职工家庭为60万元", [money("400000", "<="), money("600000", "<=")]),
        ("最高额度分别上浮20%、30%", [("ratio", "20", "%", "="), ("ratio", "30", "%", "=")]),
        ("晚上6点到12点", [("other", "18:00", "时刻", "="), ("other", "24:00", "时刻", "=")]),
        ("成立三年", [("duration", "3", "年", "=")]),
        ("一级、二级、三级定点医院，首套和二套房，下一年度，夫妻两人，市区两级政府", []),
        ("2020年初步建成", [("date", "2020", "", "=")]),
        ("补贴金额＝购置价×30%", [("formula", "补贴金额=购置价×30%", "", "="), ("ratio", "30", "%", "=")]),
    ],
)
def test_plain_ways_of_writing_and_what_only_looks_like_them(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由省发展改革委牵头，市卫生健康委配合", ["省发展改革委", "市卫生健康委"]),
        ("向村（居）民委员会申请", ["村（居）民委员会"]),
        ("市公安局交通警察支队查处", ["市公安局交通警察支队"]),
        ("市委人才办会同市住房和城乡建设局受理", ["市住房和城乡建设局"]),
        ("加强农村基层党组织建设", []),
    ],
)
def test_short_and_joined_names_of_bodies(text, names):
    assert [fact.value for fact in facts_in(text) if fact.kind == "organisation"] == names


def around(text: str, heading: str = "") -> list[tuple[str, str, str, str]]:
    """Return text, subject, scope and role of the facts of a document of one clause."""
    source = Source(name="a.docx", sha256="0" * 64, bytes=1, media_type="x")
    clause = Clause(ref="art_1", level=Level.ARTICLE, heading=heading, text=text)
    found = facts_of(PolicyDocument(title="办法", clauses=(clause,), source=source))
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    return [(fact.text, fact.subject, fact.scope, fact.role) for fact in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("初级工1000元，中级工1500元。", [("1000元", "初级工", "", ""), ("1500元", "中级工", "", "")]),
        ("对一级、二级企业分别奖励10万元、20万元。", [("10万元", "一级", "", ""), ("20万元", "二级", "", "")]),
        ("对小微企业，按每人500元的标准给予一次性补助。", [("500元", "小微企业", "每人，一次性", "")]),
        ("补贴由每月1200元提高到1500元。", [("1200元", "补贴", "每月", ""), ("1500元", "补贴", "每月", "")]),
        ("情节严重的，处2000元罚款。", [("情节严重的", "", "", ""), ("2000元", "情节严重", "情节严重的", "")]),
        ("新生儿除外。", [("新生儿除外", "", "", "")]),
        ("由市民政局牵头，市财政局配合。", [("市民政局", "", "", "牵头"), ("市财政局", "", "", "配合")]),
        ("市审计局监督经费使用。", [("市审计局", "", "", "监督")]),
    ],
)
def test_a_fact_says_for_whom_it_is_what_bounds_it_and_what_a_body_does(text, expected):
    assert around(text) == expected


def test_without_a_subject_of_its_own_a_figure_takes_the_heading_and_a_cell_its_row_and_column():
    assert around("每人每月300元。", "护理补贴") == [("300元", "护理补贴", "每人，每月", "")]
    rows = (("地区", "低保标准（元/月）"), ("青石区", "980"))
    clauses = tuple(Clause(ref=f"tbl_1.row_{n}", level=Level.ROW, text=" ｜ ".join(row)) for n, row in enumerate(rows, 1))
    source = Source(name="a.docx", sha256="0" * 64, bytes=1, media_type="x")
    [fact] = facts_of(PolicyDocument(title="标准", clauses=clauses, tables=(Table(ref="tbl_1", rows=rows),), source=source))
    assert (fact.subject, fact.per, fact.value) == ("青石区 低保标准", "月", "980")


def test_conditions_and_exceptions_are_facts_of_their_own():
    source = Source(name="a.docx", sha256="0" * 64, bytes=1, media_type="x")
    text = "符合条件的企业，经主管部门批准，可以申请。除另有规定外，不得转让。"
    clause = Clause(ref="art_1", level=Level.ARTICLE, text=text)
    found = facts_of(PolicyDocument(title="办法", clauses=(clause,), source=source))
    assert [(fact.kind, fact.text) for fact in found if fact.kind in ("condition", "exclusion")] == [
        ("condition", "经主管部门批准"),
        ("exclusion", "除另有规定外"),
    ]


@pytest.mark.parametrize("piece", ["补贴到2027年达到5%，", "分别给予10万元、", "年满60周岁的，", "每人10元、", "除外，", "由市财政局负责，"])
def test_what_stands_around_facts_costs_linear_time(piece):
    short, long = (seconds_of(around, piece * times) for times in (500, 4_000))
    assert long < 8 * short * 3 + 6 * plain_seconds()
