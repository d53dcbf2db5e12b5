"""How an article nobody edited reads: headings for all paragraphs or none, nothing told twice, no dead ends."""

import pytest

from generators.article.heads import Topic, evened, fits_a_head, useful_title
from generators.article.items import told
from generators.article.penalties import named_for_whom
from generators.article.points import clauses_of, told_before
from generators.article.refusing import goes_under, is_of_another_act, misleads
from generators.model import Brief, Citation, Clause, Element
from generators.registry import produce
from studio.checking import check_product
from styles import themes
from tests.interpreting.documents import draft
from tests.sample_interpretation import rich_interpretation


def told_by(interpretation):
    revision, _ = produce("article", interpretation, Brief(), themes.load("government-blue"))
    return [segment for segment in revision.segments if not segment.furniture]


def measures(*pairs, element=Element.CONTENT):
    """Return key points of one element from (title, statement) pairs, on clauses without headings of their own."""
    base = rich_interpretation()
    clause = next(clause for clause in base.document.clauses if clause.text and not clause.heading and not clause.parent)
    point = base.live_key_points(Element.CONTENT)[0].replace(element=element, state="proposed", citations=(Citation.of(clause),))
    return tuple(point.replace(id=f"{element.value}_{n}", title=title, statement=said) for n, (title, said) in enumerate(pairs))


def topics(document, *pairs):
    return [Topic(useful_title(document, point), (point,), point.statement) for point in measures(*pairs)]


MANY = (
    ("办理时限", "受理单位应当在5日内办结。"), ("申请渠道", "企业到窗口申请或者在网上申请。"), ("公示结果", "审核通过的名单在网站公开5日。"),
    ("资金拨付", "公开无异议的，15日内发放到企业账户。"),
)  # fmt: skip


def test_of_many_paragraphs_those_without_a_heading_are_told_last_and_get_none():
    document = rich_interpretation().document
    found = evened(document, topics(document, *MANY[:2], ("", "大型企业另行申请。"), *MANY[2:]), set())
    assert [topic.head for topic in found] == ["办理时限", "申请渠道", "公示结果", "资金拨付", ""]
    assert found[-1].text == "大型企业另行申请。"
    again = evened(document, topics(document, *MANY * 2, ("", "大型企业另行申请。"), ("", "村集体参照办理。")), set())
    assert [(topic.head, topic.text) for topic in again[-2:]] == [("", "大型企业另行申请。"), ("", "村集体参照办理。")]


def test_where_most_have_no_heading_none_has_one():
    document = rich_interpretation().document
    found = evened(document, topics(document, MANY[0], ("", "大型企业另行申请。"), ("", "村集体参照办理。")), set())
    assert not any(topic.head for topic in found) and [topic.text[:4] for topic in found] == ["受理单位", "大型企业", "村集体参"]


def test_a_heading_of_an_earlier_section_is_not_used_again():
    document, used = rich_interpretation().document, set()
    evened(document, topics(document, *MANY), used)
    again = evened(document, topics(document, MANY[0], ("延期申请", "确有困难的企业可以提出延期申请。"), ("补正材料", "通知企业3日内补正材料。")), used)
    assert [topic.head for topic in again] == ["延期申请", "补正材料", ""]


@pytest.mark.parametrize(
    ("title", "statement", "head", "text"),
    [
        ("限行区域", "限行区域为环城北路、滨江东路合围的区域。", "限行区域", "限行区域为环城北路、滨江东路合围的区域。"),
        ("推动服务业态创新", "推动服务业态创新，在各区建设一批面向居民的综合服务中心。", "推动服务业态创新", "推动服务业态创新，在各区建设一批面向居民的综合服务中心。"),
        ("认定标准", "认定标准按救助标准的1.5倍确定，每年公布。", "认定标准", "认定标准按救助标准的1.5倍确定，每年公布。"),
        ("3.提交材料", "申请人应当向窗口提交材料。", "提交材料", "申请人应当向窗口提交材料。"),
    ],
)
def test_a_title_left_aside_serves_beside_others_and_the_sentence_stays_whole(title, statement, head, text):
    document = rich_interpretation().document
    found = next(topic for topic in evened(document, topics(document, *MANY, (title, statement)), set()) if topic.head == head)
    assert found.text == text


@pytest.mark.parametrize("title", ["不能取得一致意见的", "评选活动中", "起草措施时", "下列行为", "对企业", "注意事项"])
def test_a_piece_of_a_sentence_is_no_heading(title):
    assert not fits_a_head(title)


def test_what_is_lost_and_what_another_document_is_called_is_no_heading():
    document = rich_interpretation().document
    for title, said in (("适配补贴", "器具转卖以后，追回已发资金，五年内不得再申请适配补贴。"), ("康复资助", "经费按照《云溪市残疾人康复资助办法》列支。")):
        assert evened(document, topics(document, *MANY, (title, said)), set())[-1].head == ""


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("鼓励企业定期公开能耗报告", "本市鼓励企业定期公开能耗报告，接受社会监督。"),
        ("参观展馆应当遵守下列规定", "爱护展品；保持安静；服从引导。"),
        ("提出申请", "养老机构应当向区民政局登记一个结算账户。"),
        ("其他规定", "获批人员到窗口领取凭证。"),
        ("不得上路行驶", "未取得临时号牌的，不得上路行驶。"),
        ("禁止冻结等强制措施", "禁止违反法定权限和程序对企业财产实施查封、扣押和冻结等强制措施。"),
        ("纳入信用管理体系", "企业应当将农民工工资支付情况，纳入信用管理体系。"),
        ("予以鼓励、表彰", "对表现突出的职工，应当予以鼓励、表彰。"),
        ("遵守相关法律法规", "饲养犬只应当遵守相关法律法规，出户时牵领。"),
    ],
)
def test_a_heading_that_repeats_cuts_or_turns_what_is_under_it_is_refused(title, statement):
    document = rich_interpretation().document
    assert misleads(document, title, statement)
    assert title not in [topic.head for topic in evened(document, topics(document, *MANY, (title, statement)), set())]


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("轮式拖拉机", "对轮式拖拉机，补贴额测算比例不超过15%。"), ("不得挪用", "补贴资金专款专用，任何单位不得挪用。"),
        ("提出申请", "企业登录平台提出申请。逾期不再受理。"), ("禁止的行为", "不得伪造凭证。"), ("办理时限", "受理单位应当在5日内办结。"),
    ],
)  # fmt: skip
def test_a_heading_that_says_what_is_under_it_stays(title, statement):
    assert not misleads(rich_interpretation().document, title, statement)


def test_a_chapters_title_stands_over_one_sentence_only_where_it_says_what_that_is_about():
    document = rich_interpretation().document
    chapter = Clause(ref="chap_9", label="第九章", level="chapter", heading="文明 行为基本规范", text="文明 行为基本规范")
    articles = tuple(Clause(ref=f"art_{n}", level="article", text="应当文明。", parent="chap_9") for n in range(90, 94))
    document = document.replace(title="云溪市文明行为促进条例", clauses=(*document.clauses, chapter, *articles))
    assert misleads(document, "文明行为基本规范", "观看比赛应当文明，服从现场管理。")
    assert not misleads(document, "文明行为基本规范", "观看比赛应当文明。服从现场管理。")
    renamed = document.replace(clauses=(*document.clauses[:-5], chapter.replace(heading="观赛秩序"), *articles))
    assert not misleads(renamed, "观赛秩序", "场馆负责维护观赛秩序。")


def test_a_sentence_left_without_a_heading_stands_with_the_rest_of_its_article_or_closes_its_section_without_a_number():
    points = measures(*MANY, ("", "逾期未办结的，书面说明理由。"), element=Element.PROCEDURE)
    base = rich_interpretation()
    found = [segment for segment in told_by(base.replace(key_points=points)) if segment.group == "办理流程"]
    assert [segment.kind for segment in found] == ["item"] * 4 and found[0].text.endswith("逾期未办结的，书面说明理由。")
    used = points[0].citations[0].ref
    other = next(c for c in base.document.clauses if c.text and not c.heading and not base.document.ancestors(c.ref) and c.ref != used)
    elsewhere = (*points[:-1], points[-1].replace(citations=(Citation.of(other),)))
    found = [segment for segment in told_by(base.replace(key_points=elsewhere)) if segment.group == "办理流程"]
    assert [segment.kind for segment in found] == ["item"] * 4 + ["paragraph"] and found[-1].text == "逾期未办结的，书面说明理由。"


def test_headings_a_person_accepted_stay():
    document = rich_interpretation().document
    given = [topic._replace(members=(topic.members[0].replace(state="accepted"),)) for topic in topics(document, MANY[0])]
    given += topics(document, ("", "大型企业另行申请。"), ("", "村集体参照办理。"))
    assert [topic.head for topic in evened(document, given, {"办理时限"})][0] == "办理时限"


def test_the_sentence_that_opens_the_content_names_the_parts_of_the_document():
    revision = produce("article", rich_interpretation(), Brief(), themes.load("government-blue"))[0]
    opening = next(segment.text for segment in revision.segments if segment.id == "section-content")
    assert opening == "《若干措施》从总体目标、支持政策、适用对象、办理程序等方面作出规定。"


def test_an_introduction_several_statements_share_is_said_once():
    lead = "享受三级待遇的失能人员，其待遇限额标准"
    points = measures(("", f"{lead}：机构护理每人每天120元。"), ("", f"{lead}：居家护理每人每天105元。"), ("", "设备由机构提供，不另行收费。"), element=Element.STANDARDS)
    text = "".join(segment.text for segment in told_by(rich_interpretation().replace(key_points=points)))
    assert text.count(lead) == 1 and f"{lead}：机构护理每人每天120元；居家护理每人每天105元。" in text


def test_who_in_an_office_has_the_task_and_the_number_in_a_list_are_left_out():
    document = rich_interpretation().document
    assert told("11.满意率逐年提高（市卫生健康局负责）。", document) == "满意率逐年提高。"
    assert told("（市财政局指导）落实免征政策。", document) == "落实免征政策。"
    assert told("完善标准（市民政局负责）。", document, tasks=True) == "完善标准（市民政局负责）。"
    assert told("1.甲类200元。2.乙类100元。", document) == "1.甲类200元。2.乙类100元。"
    assert told("申请材料齐全（含电子材料）。", document) == "申请材料齐全（含电子材料）。"


def test_what_was_told_in_the_same_words_is_told_before():
    steps = "企业向运营公司提出申请并说明所需的服务。运营公司在收到申请材料后3日内完成审核。"
    listed = "具体流程如下：企业向运营公司提出申请并说明所需的服务；运营公司在收到申请材料后3日内完成审核。"
    assert told_before(listed, clauses_of(steps))
    assert not told_before("企业向运营公司提出申请并说明所需的服务；逾期未提出的，视为放弃当年度的全部名额。", clauses_of(steps))


@pytest.mark.parametrize("refers", ["其余规定见原文第八条第4项。", "租金补贴的规定见原文第八条第4项。", "其他标准见原文第八条第4项。"])
def test_an_answer_does_not_send_the_reader_elsewhere(refers):
    base = rich_interpretation()
    kept = tuple(point for point in base.key_points if point.element is not Element.NOTES)
    question = next(q for q in base.questions if base.live_answer(q.id).text and base.live_answer(q.id).citations)
    answer = base.live_answer(question.id).replace(text=f"逾期未申请的，当年不再受理。{refers}", state="proposed")
    moved = base.replace(
        key_points=kept, questions=tuple(q.replace(element=Element.NOTES) if q.id == question.id else q for q in base.questions),
        answers=tuple(answer if a.question == question.id else a for a in base.answers),
    )  # fmt: skip
    texts = [segment.text for segment in told_by(moved) if segment.element is Element.NOTES]
    assert "逾期未申请的，当年不再受理。" in texts
    written = moved.replace(answers=tuple(a.replace(state="edited") if a.question == question.id else a for a in moved.answers))
    assert any(refers in segment.text for segment in told_by(written))  # a person's own words stay


def test_what_offices_are_told_to_do_is_no_note_for_a_reader():
    base = rich_interpretation()
    points = measures(("", "市财政局要加强统筹协调，完善工作机制。"), ("", "市财政局要严格审核，不得超范围发放。"), ("", "逾期未申请的，当年不再受理。"), element=Element.NOTES)
    groups = {segment.group: segment.text for segment in told_by(base.replace(key_points=points, answers=()))}
    assert "统筹协调" in groups["责任分工"] and "统筹协调" not in groups["注意事项"]


def test_a_statement_that_tells_of_no_change_is_no_change_and_a_deadline_is_no_day_of_force():
    base = rich_interpretation().replace(differences=())
    points = (
        *measures(("", "审核机构根据不同情形提出应当予以修改的书面意见。"), ("", "《云溪市旧办法》同时废止。"), element=Element.CHANGES),
        *measures(("", "各县区应当在印发之日起30日内制定细则。"), ("", "自2026年4月1日起施行。"), element=Element.DATES),
    )
    told_of = {(segment.element, segment.group): segment.text for segment in told_by(base.replace(key_points=points, answers=()))}
    groups = {group: text for (_, group), text in told_of.items()}
    assert "修改" not in groups["新旧政策差异"] and "废止" in groups["新旧政策差异"]
    assert groups["施行时间"] == "自2026年4月1日起施行。" and "30日内" in groups["责任分工"]


def test_a_quote_that_begins_or_ends_inside_a_sentence_shows_that_words_are_left_out():
    base = rich_interpretation()
    clause = next(clause for clause in base.document.clauses if "，" in clause.text and not clause.heading and not clause.parent)
    at = clause.text.index("，")
    point = base.live_key_points(Element.CONTENT)[0].replace(title="", citations=(Citation(ref=clause.ref, quote=clause.text[at + 1 : at + 9], start=at + 1, end=at + 9),))
    revision, files = produce("article", base.replace(key_points=(point,)), Brief(), themes.load("government-blue"))
    page = files[1].data.decode()
    assert f"<blockquote>……{clause.text[at + 1 : at + 9]}……</blockquote>" in page.replace('<span class="joint">', "").replace("</span>", "")
    whole = point.replace(citations=(Citation.of(clause),))
    _, files = produce("article", base.replace(key_points=(whole,)), Brief(), themes.load("government-blue"))
    assert "……" not in files[1].data.decode().partition(f'data-segment="paragraph-{point.id}"')[2].partition("</details>")[0]


def test_a_name_and_a_post_stay_apart_as_they_were_typed():
    base = rich_interpretation().replace(spokesperson="张 三　就业促进科科长")
    _, files = produce("article", base, Brief(), themes.load("government-blue"))
    assert "解读人：张 三　就业促进科科长" in files[1].data.decode()
    revision, _ = produce("plan", base, Brief(), themes.load("government-blue"))
    assert any(segment.text == "张三，就业促进科科长。" for segment in revision.segments)


@pytest.mark.parametrize(
    ("element", "statement"),
    [
        (Element.STANDARDS, "情况复杂的，经负责人批准可适当延长，但最长不得超过90日。"),
        (Element.CONTENT, "双方对利率有约定的，从其约定。"),
        (Element.CONTENT, "上述人员应当到窗口登记。"),
        (Element.SCOPE, "登记部门应当采取措施简化企业注册登记手续。"),
        (Element.SCOPE, "企业申请设立登记时，可以一并提出许可申请。"),
    ],
)
def test_what_is_cut_off_or_out_of_place_is_left_out_unless_a_person_accepted_it(element, statement):
    points = measures(("", statement), element=element)
    assert statement not in [segment.text for segment in told_by(rich_interpretation().replace(key_points=points))]
    kept = (points[0].replace(state="accepted"),)
    assert any(statement in segment.text for segment in told_by(rich_interpretation().replace(key_points=kept)))


def test_the_term_of_a_permit_is_not_when_the_document_is_in_force():
    points = measures(("", "登记部门应当在许可有效期届满前作出是否延续的决定。"), ("", "本办法自2026年3月1日起施行，有效期3年。"), element=Element.DATES)
    found = told_by(rich_interpretation().replace(key_points=points))
    assert not [segment for segment in found if segment.group == "施行时间" and "届满前" in segment.text]
    assert [segment for segment in found if segment.group == "施行时间" and "有效期3年" in segment.text]


def test_the_lead_tells_of_a_revision_where_the_title_block_does():
    base = rich_interpretation()
    document = base.document.replace(title="云溪市供水条例", kind="条例", adoption_note="2020年3月1日云溪市人大常委会通过2025年6月1日云溪市人大常委会修订")

    def lead(document):
        revision, _ = produce("article", base.replace(document=document), Brief(), themes.load("government-blue"))
        return next(segment.text for segment in revision.segments if segment.kind == "lead")

    assert "公布，后经修订，" in lead(document)
    dated = document.replace(adoption_note="2020年7月5日云溪市人民政府令第7号公布2025年3月17日云溪市人民政府令第9号修订")
    assert "于2020年7月5日公布、2025年3月17日修订" in lead(dated)
    assert "修订" not in lead(document.replace(adoption_note="2020年3月1日云溪市人大常委会通过"))


def test_that_laws_are_its_basis_and_the_word_for_what_is_defined_are_left_out():
    document = rich_interpretation().document
    assert told("制定《条例》，是为了规范管理。《条例》的制定依据是有关法律、法规。", document) == "制定《条例》，是为了规范管理。"
    assert told("中小企业，是指小型企业；所称大型企业，是指其他企业。", document) == "中小企业，是指小型企业；大型企业，是指其他企业。"


def test_notes_go_from_duties_to_bans_to_penalties_and_whom_it_concerns_opens_the_scope():
    base = rich_interpretation()
    notes = measures(("", "违反规定的，责令改正。"), ("", "不得转让补贴资格。"), ("", "申请人应当保存发票。"), element=Element.NOTES)
    told_notes = [s.text for s in told_by(base.replace(key_points=notes)) if s.group == "注意事项"]
    assert told_notes == ["申请人应当保存发票。", "不得转让补贴资格。", "违反规定的，责令改正。"]
    scope = measures(
        ("机具资质", f"常规机具应当取得证书{'，并按期年检' * 30}。"), ("补贴对象", f"从事农业生产的农民{'和合作社' * 30}可以申请。"), element=Element.SCOPE
    )
    assert [s.heading for s in told_by(base.replace(key_points=scope)) if s.group == "适用范围"] == ["补贴对象", "机具资质"]


@pytest.mark.parametrize(("title", "purpose"), [("云溪市供水条例", True), ("云溪市关于2025年度科学技术奖励的决定", False), ("云溪市关于教材委员会组成人员的通知", False)])
def test_what_rewards_or_appoints_is_not_to_be_carried_out(title, purpose):
    base = rich_interpretation()
    revision, _ = produce("article", base.replace(document=base.document.replace(title=title)), Brief(), themes.load("government-blue"))
    lead = next(segment.text for segment in revision.segments if segment.kind == "lead")
    assert ("为便于理解和执行" in lead) is purpose and lead.endswith("现解读如下。")


def test_an_annex_the_article_has_not_is_not_referred_to():
    document = rich_interpretation().document
    assert told("企业应当提交声明（见附件2）并予以确认。", document) == "企业应当提交声明并予以确认。"
    assert told("提交《申请表》（附件1）。", document) == "提交《申请表》。"


def test_what_comes_when_a_term_ends_is_told_after_applying():
    base = rich_interpretation()
    steps = measures(("腾退住房", f"租赁期满未续租的，应当在30日内腾退{'，并结清费用' * 30}。"), ("提出申请", f"申请人向窗口提交材料{'，并予以说明' * 30}。"), element=Element.PROCEDURE)
    assert [s.text[:4] for s in told_by(base.replace(key_points=steps)) if s.group == "办理流程"] == ["申请人向", "租赁期满"]


@pytest.mark.parametrize(
    ("head", "text", "other"),
    [
        ("弄虚作假的后果", "企业未按照规定公示信息或者隐瞒真实情况、弄虚作假的，由登记机关依法处理。", True),
        ("弄虚作假的后果", "申请人可以参加社会服务。提供虚假证明的，不再受理。", True),
        ("不得弄虚作假", "任何人不得伪造、出租、转让许可证。", True),
        ("弄虚作假的后果", "以伪造材料骗取补贴的，由登记机关责令退回。", False),
        ("信息公示", "企业未按照规定公示信息的，责令改正。", False),
    ],
)
def test_a_heading_of_fraud_covers_fraud_only(head, text, other):
    assert is_of_another_act(head, text) is other
    assert misleads(rich_interpretation().document, head, text) is other


def test_penalties_without_a_heading_of_their_own_stand_under_whom_they_strike():
    document = rich_interpretation().document
    found = named_for_whom(
        topics(
            document,
            ("法律责任", "国有企业拖欠水费分成的，依法给予处分。"),
            ("国有企业违规的责任", "国有企业擅自停水的，由主管部门责令改正。"),
            ("弄虚作假的后果", "物业公司违反本办法，未按照规定公示用水量或者弄虚作假的，由主管部门依法处理。"),
            ("弄虚作假的后果", "骗取补贴的，责令退回。"),
        )
    )
    assert [topic.head for topic in found] == ["国有企业违规的责任", "物业公司违规的责任", "弄虚作假的后果"]
    assert found[0].text == "国有企业拖欠水费分成的，依法给予处分。国有企业擅自停水的，由主管部门责令改正。" and len(found[0].members) == 2


def test_a_sentence_of_another_matter_does_not_go_under_a_ban():
    assert not goes_under("不得出借账户", "被检查人应当配合工作。")
    assert not goes_under("不予支持的情形", "一年内申请不得超过2件。")
    assert goes_under("不得虚假投诉", "投诉人应当提供真实姓名。")


def test_a_sentence_goes_under_a_heading_of_its_matter_or_on_with_what_stands_there():
    assert goes_under("账户管理", "开立账户应当备案。") and goes_under("账户管理", "逾期未改正的，予以通报。")
    assert not goes_under("账户管理", "被检查人应当配合工作。")


@pytest.mark.parametrize(
    ("title", "statement", "group"),
    [
        ("", "市水务部门应当建立便利的渠道，受理用户的投诉。", "办理流程"),
        ("个人申请材料", "社区收集每一位申请人的身份证复印件。", "办理流程"),
        ("", "任何部门不得向用户摊派费用。", "注意事项"),
        ("", "市水务部门负责供水监督，不得委托他人。", "责任分工"),
    ],
)
def test_only_who_has_which_task_is_a_division_of_work(title, statement, group):
    interpretation = rich_interpretation().replace(key_points=measures((title, statement), element=Element.RESPONSIBILITY), answers=())
    assert [s.group for s in told_by(interpretation) if statement in s.text] == [group]


def test_who_acts_is_no_heading_and_a_channel_is_named_by_what_it_is_for():
    document = rich_interpretation().document
    pairs = (*MANY, ("市人民政府主管部门", "市水务部门应当建立便利的渠道，受理用户的投诉。"))
    assert [topic.head for topic in evened(document, topics(document, *pairs), set())][-1] == "投诉渠道"
    assert not misleads(document, "受理主管部门", "市水务局供水科，咨询电话：0000-1234567。")


def test_the_days_of_publication_and_revision_in_the_lead_are_not_held_against_the_day_in_force():
    base = rich_interpretation()
    note = "2020年7月5日云溪市人民政府令第7号公布2025年3月17日云溪市人民政府令第9号修订"
    interpretation = base.replace(document=base.document.replace(title="云溪市供水条例", kind="条例", adoption_note=note))
    revision, _ = produce("article", interpretation, Brief(), themes.load("government-blue"))
    assert not [issue for issue in check_product(interpretation, revision.segments) if issue.where == "lead"]


LOANS = """云和市支持小微企业若干措施
一、融资支持
（一）推广“助企贷”。支持合作银行向小微企业发放“助企贷”信用贷款，单户授信额度最高不超过800万元。对贷款期内未裁员的企业，由市财政按贷款本金给予年化1%的贴息，每户企业每年最高不超过4万元。
（二）提高担保额度。小微企业可以申请最高不超过300万元的担保贷款。
二、附则
（一）本措施自2026年5月1日起施行。
"""


def test_a_standard_that_tells_a_measure_with_more_stands_among_the_measures_under_its_name():
    measures = [segment for segment in told_by(draft(LOANS)) if "信用贷款" in segment.text]
    assert [(segment.heading, "年化1%的贴息" in segment.text) for segment in measures] == [("推广“助企贷”", True)]
