"""Documents of every kind an office writes, each as it sets them: addresses, titles, numbers and bodies come out right."""

from datetime import date

import pytest
from making_documents import level, numbering, p, part, word

from generators.model import Part
from studio.reading import read


def reading(text: str):
    return read(text.encode(), "文件.txt")


def refs(document) -> str:
    return " ".join(clause.ref for clause in document.clauses)


KINDS = {
    "announcement whose title fills two lines above its number": (
        "云溪市自然资源和规划局\n关于征收青河村集体土地的公告\n云自然资公告〔2026〕12号\n现将有关事项公告如下：\n一、征收范围：青河村。\n二、公告期限：十日。\n联系人：李明，联系电话：0611-8234567。\n特此公告。\n云溪市自然资源和规划局\n2026年3月1日",
        "para_1 sec_1 sec_2 para_2 para_3",
        {"title": "云溪市自然资源和规划局关于征收青河村集体土地的公告", "document_number": "云自然资公告〔2026〕12号", "telephones": ("0611-8234567",)},
    ),
    "announcement numbered on one line": (
        "国家税务总局云溪市税务局\n关于发布《云溪市契税申报办法》的公告\n国家税务总局云溪市税务局公告2026年第3号\n现将《云溪市契税申报办法》予以发布。\n国家税务总局云溪市税务局\n2026年3月1日\n云溪市契税申报办法\n第一条 甲。",
        "notice.para_1 enc_1 art_1",
        {"document_number": "国家税务总局云溪市税务局公告2026年第3号", "issuing_authorities": ("国家税务总局云溪市税务局",)},
    ),
    "order of two bodies": (
        "清江省教育厅\n清江省卫生健康委员会 令\n第58号\n《学校卫生规定》已经2026年1月5日省教育厅第1次厅务会议审议通过，现予公布。\n教育厅厅长 张敏\n卫生健康委员会主任 李强\n2026年2月1日\n学校卫生规定\n第一条（目的）为加强学校卫生工作，制定本规定。",
        "notice.para_1 enc_1 art_1",
        {"title": "学校卫生规定", "document_number": "清江省教育厅清江省卫生健康委员会令第58号", "issuing_authorities": ("清江省教育厅", "清江省卫生健康委员会"), "adopted_on": date(2026, 1, 5), "signed_on": date(2026, 2, 1)},
    ),
    "party and government together, date and number below the title": (
        "中共云溪市委\n云溪市人民政府\n关于推进乡村振兴的实施意见\n（2026年2月8日）\n云发〔2026〕1号\n现提出如下意见。\n一、抓好生产\n（一）稳定面积。\n1.落实补贴。\n（1）每亩80元。\n①当年发放。\nA.由乡镇核实；\nB.由县级公示。\n②不得截留。\n2.推广良种。\n二、加强领导",
        "para_1 sec_1 sec_1.sub_1 sec_1.sub_1.pt_1 sec_1.sub_1.pt_1.subpt_1 sec_1.sub_1.pt_1.subpt_1.no_1 sec_1.sub_1.pt_1.subpt_1.no_1.let_1 sec_1.sub_1.pt_1.subpt_1.no_1.let_2 sec_1.sub_1.pt_1.subpt_1.no_2 sec_1.sub_1.pt_2 sec_2",
        {"title": "中共云溪市委 云溪市人民政府关于推进乡村振兴的实施意见", "document_number": "云发〔2026〕1号", "written_on": date(2026, 2, 8)},
    ),
    "minutes with issue, office and day below the title": (
        "云溪市人民政府\n常务会议纪要\n〔2026〕第3期\n云溪市人民政府办公室 2026年2月27日\n会议纪要如下：\n一、审议方案\n会议决定：\n（一）原则同意。\n二、研究防火\n会议强调，一是压实责任；二是加强巡护。",
        "para_1 sec_1 sec_1.para_1 sec_1.sub_1 sec_2 sec_2.para_1",
        {"title": "云溪市人民政府常务会议纪要", "kind": "纪要", "written_on": date(2026, 2, 27), "issuing_authorities": ("云溪市人民政府办公室",)},
    ),
    "two documents enclosed as attachments": (
        "云溪市财政局关于印发《云溪市预算办法》《云溪市绩效办法》的通知\n云财预〔2026〕11号\n市直各单位：\n现将《云溪市预算办法》《云溪市绩效办法》印发给你们。\n云溪市财政局\n2026年3月1日\n附件1\n云溪市预算办法\n第一条 甲。\n附件2\n云溪市绩效办法\n第一条 乙。",
        "notice.para_1 enc_1 art_1 enc_2 enc_2.art_1",
        {"document_number": "云财预〔2026〕11号"},
    ),
    "decision that publishes the amended text anew": (
        "云溪市人民政府关于修改《云溪市消防办法》的决定\n（2026年3月1日云溪市人民政府令第30号公布）\n作如下修改：\n一、删除第十条。\n《云溪市消防办法》根据本决定作相应修改，重新公布。\n云溪市消防办法\n（2015年5月1日云溪市人民政府令第10号公布）\n第一条 甲。",
        "notice.para_1 notice.sec_1 notice.para_2 enc_1 art_1",
        {"document_number": "云溪市人民政府令第30号"},
    ),
    "forwarded notice with comments": (
        "云溪市人民政府办公室转发清江省人民政府办公厅关于做好防汛工作的通知\n云政办发〔2026〕21号\n各县人民政府：\n现将《清江省人民政府办公厅关于做好防汛工作的通知》（清政办发〔2026〕30号）转发给你们，并提出如下意见。\n一、提高认识。\n云溪市人民政府办公室\n2026年5月8日\n清江省人民政府办公厅关于做好防汛工作的通知\n清政办发〔2026〕30号\n各市人民政府：\n现通知如下：\n一、加强预警\n清江省人民政府办公厅\n2026年4月28日",
        "notice.para_1 notice.sec_1 enc_1 para_1 sec_1",
        {"document_number": "云政办发〔2026〕21号", "issuing_authorities": ("云溪市人民政府办公室",), "written_on": date(2026, 5, 8)},
    ),
    "plan with office and month on its cover, 节 inside 三、": (
        "云溪市教育发展规划\n云溪市教育局\n2026年3月\n一、基础\n甲。\n二、任务\n第一节 基础教育\n1.扩大资源。\n第二节 职业教育\n1.深化融合。\n三、保障",
        "sec_1 sec_1.para_1 sec_2 sec_2.sec_1 sec_2.sec_1.pt_1 sec_2.sec_2 sec_2.sec_2.pt_1 sec_3",
        {"issuing_authorities": ("云溪市教育局",), "written_on": None},
    ),
    "standard whose first chapters have no sections": (
        "云溪市法律援助服务规范\n1 范围\n甲。\n2 引用文件\nGB/T 2893.5 图形符号\n3 要求\n3.1 场所\n3.1.1 面积不少于20平方米。\n3.1.2 应配备下列设施：\na）座椅；\nb）饮水机。\n3.2 分级响应\n3.2.1 分为四级。\n（1）Ⅰ级；\n（2）Ⅱ级。",
        "dec_1 dec_1.para_1 dec_2 dec_2.para_1 dec_3 dec_3.dec_1 dec_3.dec_1.dec_1 dec_3.dec_1.dec_2 dec_3.dec_1.dec_2.let_1 dec_3.dec_1.dec_2.let_2 dec_3.dec_2 dec_3.dec_2.dec_1 dec_3.dec_2.dec_1.subpt_1 dec_3.dec_2.dec_1.subpt_2",
        {"kind": "规范"},
    ),
    "letter signed by a person": (
        "致全市企业的一封信\n尊敬的企业家朋友：\n感谢支持。\n一、减税降费。小规模纳税人减按1%征收。\n如有疑问，请拨打12345热线咨询。\n云溪市工业和信息化局\n局长 王建国\n2026年3月1日",
        "para_1 sec_1 para_2",
        {"addressees": ("尊敬的企业家朋友",), "issuing_authorities": ("云溪市工业和信息化局",), "telephones": ("12345",)},
    ),
    "report with secrecy, copy number, signer and a closing line": (
        "000123\n机密★1年\n特急\n云溪市人民政府文件\n云政发〔2026〕1号　　　　签发人：周远\n云溪市人民政府关于安全生产的报告\n清江省人民政府：\n现报告如下：\n一、做法\n（一）健全制度。\n（二）强化检查。\n专此报告。\n云溪市人民政府\n2026年1月6日",
        "para_1 sec_1 sec_1.sub_1 sec_1.sub_2 para_2",
        {"secrecy": "机密★1年", "document_number": "云政发〔2026〕1号", "addressees": ("清江省人民政府",)},
    ),
    "letters apart, as scanning leaves them": (
        "云 溪 市 人 民 政 府 办 公 室\n关 于 加 强 禁 烧 工 作 的 通 知\n云政办发 〔 2026 〕 8 号\n各 县 （ 区 ） 人 民 政 府 ：\n现通知如下 ：\n一 、 落实责任 。\n二 、 加强巡查 。\n云溪市人民政府办公室\n2026 年 5 月 20 日",
        "para_1 sec_1 sec_2",
        {"title": "云溪市人民政府办公室关于加强禁烧工作的通知", "addressees": ("各县（区）人民政府",), "document_number": "云政办发〔2026〕8号"},
    ),
    "centred and right-aligned by spaces": (
        "                 云溪市气象局文件\n                 云气发〔2026〕6号\n    云溪市气象局关于开展防雷检查的通知\n各县（区）气象局：\n    现就开展检查有关事项通知如下：\n    一、时间：3月20日至4月20日\n    二、内容\n        1、装置情况；\n        2、制度情况。\n                              云溪市气象局\n                              2026年3月12日",
        "para_1 sec_1 sec_2 sec_2.pt_1 sec_2.pt_2",
        {"title": "云溪市气象局关于开展防雷检查的通知", "addressees": ("各县（区）气象局",), "issuing_authorities": ("云溪市气象局",)},
    ),
    "benchmarks whose keyed lines are no title": (
        "云溪市市场监督管理局行政处罚裁量基准\n违法行为：未取得许可从事经营活动\n裁量幅度：\n1.不足五千元的，处五万元罚款；\n2.五千元以上的，处六万元罚款。",
        "para_1 para_2 pt_1 pt_2",
        {"title": "云溪市市场监督管理局行政处罚裁量基准", "kind": "基准"},
    ),
    "catalogue that begins with its contents": (
        "目录\n一、行政许可\n二、行政确认\n云溪市民政局行政权力事项目录\n一、行政许可\n1.社会团体登记\n二、行政确认\n1.慈善组织认定",
        "sec_1 sec_1.pt_1 sec_2 sec_2.pt_1",
        {"title": "云溪市民政局行政权力事项目录", "kind": "目录"},
    ),
    "measures in lines of nearly one length, none of them broken": (
        "云溪市人民政府办公室\n关于印发云溪市促进夜间经济发展\n若干措施的通知\n各县（市、区）人民政府，云溪经济技术开发区管委会，市政府有关部门：\n"
        "《云溪市促进夜间经济发展若干措施》已经市政府常务会议审议通过，现印发给你们，请结合实际抓好贯彻落实。\n云溪市人民政府办公室\n2026年6月2日\n云溪市促进夜间经济发展若干措施\n"
        "1.打造夜间消费集聚区。对新评定的市级集聚区给予50万元奖励。（责任单位：市商务局）\n2.延长营业时间。鼓励大型商超延长营业。（责任单位：市商务局、市市场监管局）\n"
        "3.完善交通配套。延长公交线路12条。（责任单位：市交通运输局）\n以上措施自印发之日起实施，有效期至2028年12月31日。各责任单位应当制定实施细则。",
        "notice.para_1 enc_1 pt_1 pt_2 pt_3 para_1",
        {"issuing_authorities": ("云溪市人民政府办公室",), "expires_on": date(2028, 12, 31)},
    ),
    "imprint set on two lines": (
        "云溪市教育局关于测试的通知\n云教发〔2026〕1号\n各学校：\n测试每年举行。\n云溪市教育局\n2026年3月1日\n云溪市教育局办公室\n2026年3月2日印发\n共印80份",
        "para_1",
        {"printed_on": date(2026, 3, 2)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_document_has_its_addresses_and_particulars(kind):
    text, addresses, fields = KINDS[kind]
    document = reading(text)
    assert refs(document) == addresses
    assert {name: getattr(document, name) for name in fields} == fields


def test_both_enclosed_documents_are_parts_and_listed_attachments():
    document = reading(KINDS["two documents enclosed as attachments"][0])
    assert {clause.part for clause in document.clauses if clause.ref.startswith(("enc", "art"))} == {Part.ENCLOSURE}
    assert [(a.label, a.ref) for a in document.attachments] == [("附件1", "enc_1"), ("附件2", "enc_2")]


def test_attachments_are_found_by_number_when_worded_otherwise_and_may_have_numbers_of_two_parts():
    document = reading(
        "云溪市卫生健康委员会关于开展健康促进项目的通知\n各县卫生健康局：\n请认真组织实施。\n附件：1.健康促进项目方案\n     1-1.项目任务表\n     2.评价表\n云溪市卫生健康委员会\n2026年3月3日\n"
        "附件1\n2026年云溪市健康促进项目实施方案\n一、目标\n提升素养。\n附件1-1\n项目任务表\n县区\t讲座\t材料\n青河县\t10\t\n云山县\t12\t6000\n附件 2\n评价表\n甲。"
    )
    assert [(a.label, a.ref) for a in document.attachments] == [("附件1", "att_1"), ("附件1-1", "att_2"), ("附件2", "att_3")]
    assert document.tables[0].rows == (("县区", "讲座", "材料"), ("青河县", "10", ""), ("云山县", "12", "6000"))


def test_what_a_cover_only_mentions_does_not_make_an_attachment_its_enclosure():
    document = reading("云溪市卫生健康委员会关于加强考核的意见\n为推进医院发展，各地要执行《医院考核指标》。\n附件：医院考核指标\n云溪市卫生健康委员会\n2026年3月3日\n附件\n医院考核指标\n甲。")
    assert document.clauses[-1].part is Part.ATTACHMENT and document.attachments[0].ref == "att_1"


def test_headings_numbered_by_their_styles_and_by_word_itself_read_like_typed_ones():
    chinese = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    automatic = word(
        p("关于测试的意见") + p("要求", num=(1, 0)) + p("坚持测试。") + p("任务", num=(1, 0)) + p("加强", num=(1, 1)) + p("健全制度。", num=(1, 2)) + p("推进", num=(1, 1)),
        numbering=numbering({0: chinese}, {1: (0, "")}),
    )  # fmt: skip
    typed = "关于测试的意见\n一、要求\n坚持测试。\n二、任务\n（一）加强\n1.健全制度。\n（二）推进"
    assert refs(read(automatic, "a.docx")) == refs(reading(typed))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:pPr><w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    plan = word(
        p("云溪市内涝应急预案") + p("总则", style="H1") + p("目的", style="H2") + p("制定本预案。") + p("体系", style="H1") + p("分级响应", style="H2"),
        numbering=numbering({0: level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>') + level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')}, {1: (0, "")}),
        styles=part("styles", styles),
    )  # fmt: skip
    assert [(c.label, c.text) for c in read(plan, "a.docx").clauses][-1] == ("2.1", "分级响应")


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("云溪市测试办法\n第一条 有下列情形之一的，给予补贴：\n（一）甲补贴。按年发放。\n发放时应当公示。\n（二）乙补贴。\n市教育局负责审核。", "art_1 art_1.item_1 art_1.item_1.para_1 art_1.item_2 art_1.para_2"),
        ("云溪市测试办法\n第一条 符合条件的老年人：\n1.80周岁以上的；\n2.孤寡老人。", "art_1 art_1.item_1 art_1.item_2"),
        ("云溪市测试条例\n第一章 总则 第一条 为规范测试，制定本条例。第二条 本市适用。\n第三条 依照第二条 执行。", "chap_1 art_1 art_2 art_3"),
        ("关于测试的意见\n一、要求\n二、任务\n（一）甲。乙。\n各地区、各部门要认真落实。", "sec_1 sec_2 sec_2.sub_1 para_1"),
        ("关于测试的意见\n一、支持测试\n加大投入。\n本政策自2026年起执行，由市教育局负责解释。", "sec_1 sec_1.para_1 para_1"),
        ("关于测试的意见\n一、附则\n甲。\n本意见自2026年起执行。", "sec_1 sec_1.para_1 sec_1.para_2"),
    ],
)  # fmt: skip
def test_paragraphs_and_numbers_stand_where_a_reader_puts_them(text, addresses):
    assert refs(reading(text)) == addresses


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("（一）使用电梯时先下后上，使用扶梯时依次有序，", "等候服务时依次排队；", "（二）其他。"), "使用电梯时先下后上，使用扶梯时依次有序，等候服务时依次排队；"),
        (("（一）露天烧烤经营或者室内烧烤经营未安装高效油烟净", "化装置；", "（二）其他。"), "露天烧烤经营或者室内烧烤经营未安装高效油烟净化装置；"),
        (("（一）受委托的机构应当按照协议提供服务。受委托的机构应当严格按照有关规定收集和控制相关信息的使用范", "围，防止信息泄露。"), "受委托的机构应当按照协议提供服务。受委托的机构应当严格按照有关规定收集和控制相关信息的使用范围，防止信息泄露。"),
        (("（一）申请人提交材料，材料不全的（指缺少身份证明", "或者收入证明）不予受理。"), "申请人提交材料，材料不全的（指缺少身份证明或者收入证明）不予受理。"),
        (("（一）申报条件", "申报单位应当在本市注册；"), "申报条件"),
        (("（一）支持企业开展技术改造和设备更新升级", "对企业技术改造给予补助。"), "支持企业开展技术改造和设备更新升级"),
    ],
)  # fmt: skip
def test_paragraphs_cut_in_two_are_joined_and_headings_are_not(lines, text):
    cut = read(word("".join(map(p, ("云溪市测试办法", "第一条 下列行为：", *lines)))), "a.docx")
    assert cut.clause("art_1.item_1").text == text


def test_rows_copied_with_bars_or_tabs_are_a_table_and_joint_signatures_are_not():
    document = reading(
        "关于测试的通知\n各学校：\n一、标准如下：\n类别 | 金额 | 备注\n甲类 | 100元 | \n二、名单如下：\n姓名\t学校\t年级\n张三\t一小\t三\n云溪市教育局\t\t云溪市财政局\n云溪市民政局\t\t云溪市公安局\n2026年3月1日"
    )
    assert [table.rows[1] for table in document.tables] == [("甲类", "100元", ""), ("张三", "一小", "三")]
    assert document.issuing_authorities == ("云溪市教育局", "云溪市财政局", "云溪市民政局", "云溪市公安局")


def test_attachments_listed_on_one_line_are_told_apart():
    document = reading("关于测试的通知\n各学校：\n请执行。\n附件：1.测试标准表 2.申请书（2026年版）；3.承诺书\n云溪市教育局\n2026年3月1日")
    assert [(a.label, a.title) for a in document.attachments] == [("附件1", "测试标准表"), ("附件2", "申请书（2026年版）"), ("附件3", "承诺书")]
