"""Invented interpretations for the tests of generators: a rich one, and one with very little in it.

Place, offices, numbers and figures are made up. Every citation is real in the sense of the model: its quote stands at
its span in the clause it names.
"""

from datetime import date

from generators.model import (
    Answer,
    Attachment,
    Audience,
    Basis,
    Citation,
    Clause,
    Difference,
    Element,
    Fact,
    Interpretation,
    KeyPoint,
    Level,
    Part,
    PolicyDocument,
    Question,
    Repeal,
    Source,
    Supplement,
    Table,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENC = Part.ENCLOSURE
ATT = Part.ATTACHMENT
NAME = "云溪市支持小微企业稳岗扩岗若干措施"


def _clause(ref, text, level, label="", heading="", part=ENC):
    parent = ref.rsplit(".", 1)[0] if "." in ref and not ref.startswith("notice") else None
    return Clause(ref=ref, label=label, level=level, heading=heading, text=text, parent=parent, part=part)


def _section(ref, label, text):
    return _clause(ref, text, Level.HEADING_1, label, text)


def _sub(ref, label, heading, text):
    return _clause(ref, f"{heading}。{text}", Level.HEADING_2, label, heading)


def _para(ref, text, part=ENC):
    return _clause(ref, text, Level.PARAGRAPH, part=part)


TABLE_ROWS = (
    ("补贴项目", "对象", "标准", "期限"),
    ("稳岗返还", "不裁员、少裁员的小微企业", "上年度实际缴纳失业保险费的60%", "按年度"),
    ("扩岗补助", "招用毕业年度高校毕业生的小微企业", "每人2000元", "一次性"),
    ("初级工培训补贴", "新录用后参加岗前培训的职工", "每人800元", "每年不超过3次"),
    ("中级工培训补贴", "取得中级工证书的职工", "每人1200元", "每年不超过3次"),
    ("高级工培训补贴", "取得高级工证书的职工", "每人1800元", "每年不超过3次"),
    ("社会保险补贴", "招用就业困难人员的小微企业", "单位实际缴费额（不含个人部分）", "最长3年"),
)

CLAUSES = (
    _para(
        "notice.para_1",
        f"现将《{NAME}》印发给你们，请结合实际认真贯彻执行。",
        Part.NOTICE,
    ),
    _para(
        "para_1",
        "为贯彻落实国家和省稳就业决策部署，减轻小微企业用工成本，支持企业稳定岗位、扩大就业，根据《中华人民共和国就业促进法》、"
        "《失业保险条例》和《云山省人民政府关于强化就业优先政策的实施意见》（云政发〔2025〕42号），结合我市实际，制定本措施。",
    ),
    _section("sec_1", "一、", "总体目标"),
    _para(
        "sec_1.para_1",
        "到2026年底，全市安排稳岗扩岗资金5.2亿元，惠及小微企业1.8万家，稳定就业岗位22万个，城镇调查失业率控制在5.5%以内。",
    ),
    _section("sec_2", "二、", "支持政策"),
    _sub(
        "sec_2.sub_1",
        "（一）",
        "实施稳岗返还",
        "对上年度不裁员或者裁员率不高于5.5%的小微企业，按企业及其职工上年度实际缴纳失业保险费的60%返还；30人（含）以下的企业，"
        "裁员率放宽至不高于20%。符合条件的企业无需申请，由系统比对后直接拨付。",
    ),
    _sub(
        "sec_2.sub_2",
        "（二）",
        "发放扩岗补助",
        "对招用毕业年度及离校两年内未就业高校毕业生，签订1年以上劳动合同并参加失业保险满3个月的小微企业，按每招用1人2000元的标准"
        "给予一次性扩岗补助，同一企业每年最高20万元。",
    ),
    _sub(
        "sec_2.sub_3",
        "（三）",
        "提高培训补贴",
        "企业组织新录用人员参加岗前培训并取得证书的，按初级工800元、中级工1200元、高级工1800元的标准给予培训补贴，同一职工每年享受"
        "不超过3次。",
    ),
    _sub(
        "sec_2.sub_4",
        "（四）",
        "给予社会保险补贴",
        "对招用就业困难人员并缴纳社会保险费的小微企业，按单位实际缴费额（不含个人部分）给予补贴，期限最长不超过3年；距法定退休年龄"
        "不足5年的，可以延长至退休。",
    ),
    _sub(
        "sec_2.sub_5",
        "（五）",
        "加大融资支持",
        "对吸纳就业人数多的小微企业，给予最高500万元的创业担保贷款，由财政按贷款实际利率的50%给予贴息。",
    ),
    _sub(
        "sec_2.sub_6",
        "（六）",
        "优化用工服务",
        "建立“云溪就业在线”重点企业用工服务专员制度，免费提供招聘、政策咨询和劳动关系指导，企业提出用工需求后2个工作日内响应。",
    ),
    _section("sec_3", "三、", "适用对象"),
    _para("sec_3.para_1", "本措施适用于在本市依法登记注册、正常经营并按规定缴纳失业保险费12个月以上的小型、微型企业。"),
    _para("sec_3.para_2", "个体工商户招用2名以上职工并参加失业保险的，参照执行。"),
    _para(
        "sec_3.para_3",
        "下列情形不予享受：被列入严重失信主体名单的企业；停产停业满6个月的企业；劳务派遣单位中由用工单位承担岗位的派遣员工。"
        "同一人员、同一时段已享受同类补贴的，不得重复享受。",
    ),
    _section("sec_4", "四、", "办理程序"),
    _sub("sec_4.sub_1", "（一）", "提出申请", "企业登录“云溪就业在线”填写申请表，上传劳动合同和工资发放凭证。"),
    _sub(
        "sec_4.sub_2", "（二）", "审核公示", "人力资源社会保障部门在10个工作日内完成审核，结果在门户网站公示5个工作日。"
    ),
    _sub("sec_4.sub_3", "（三）", "拨付资金", "公示无异议的，财政部门在15个工作日内将资金拨付至企业对公账户。"),
    _section("sec_5", "五、", "保障措施"),
    _sub(
        "sec_5.sub_1",
        "（一）",
        "明确责任分工",
        "市人力资源社会保障局负责统筹实施和资格审核，市财政局负责资金保障和拨付，市税务局负责提供缴费数据。",
    ),
    _sub(
        "sec_5.sub_2",
        "（二）",
        "强化监督检查",
        "以虚假材料骗取补贴的，责令退回资金，三年内不得再次申请；构成犯罪的，依法追究刑事责任。",
    ),
    _sub(
        "sec_5.sub_3",
        "（三）",
        "明确用语含义",
        "本措施所称裁员率，是指企业上年度减少的参保职工人数占年初参保职工人数的比例。本措施所称就业困难人员，是指按照市有关规定认定的、"
        "因身体状况、技能水平、家庭因素等原因难以实现就业的人员。",
    ),
    _section("sec_6", "六、", "附则"),
    _para(
        "sec_6.para_1",
        "本措施自2026年4月1日起施行，有效期至2028年12月31日。《云溪市小微企业稳岗补贴办法》（云人社发〔2023〕9号）同时废止。",
    ),
    _para(
        "sec_6.para_2",
        "本措施由市人力资源社会保障局负责解释。咨询电话：0571-88001233，工作日8:30至17:30；监督电话：0571-88001266。",
    ),
    _clause("att_1", "小微企业稳岗扩岗补贴标准表", Level.HEADING_1, "", "小微企业稳岗扩岗补贴标准表", ATT),
    *(
        Clause(
            ref=f"att_1.tbl_1.row_{number}",
            level=Level.ROW,
            text=" ｜ ".join(cells),
            parent="att_1",
            part=ATT,
        )
        for number, cells in enumerate(TABLE_ROWS, start=1)
    ),
)


def rich_document() -> PolicyDocument:
    """A notice that wraps 若干措施 with money, ratios, terms, a standards table and an old version repealed."""
    return PolicyDocument(
        title=f"云溪市人力资源和社会保障局　云溪市财政局　国家税务总局云溪市税务局关于印发《{NAME}》的通知",
        document_number="云人社发〔2026〕18号",
        issuing_authorities=("云溪市人力资源和社会保障局", "云溪市财政局", "国家税务总局云溪市税务局"),
        addressees=("各县（市、区）人力资源和社会保障局、财政局、税务局",),
        kind="通知",
        written_on=date(2026, 3, 16),
        printed_on=date(2026, 3, 18),
        published_on=date(2026, 3, 20),
        effective_on=date(2026, 4, 1),
        expires_on=date(2028, 12, 31),
        validity="有效",
        index_number="000014348/2026-00018",
        openness="此件公开发布",
        bases=(
            Basis(title="中华人民共和国就业促进法", ref="para_1"),
            Basis(title="失业保险条例", ref="para_1"),
            Basis(
                title="云山省人民政府关于强化就业优先政策的实施意见", document_number="云政发〔2025〕42号", ref="para_1"
            ),
        ),
        repeals=(
            Repeal(title="云溪市小微企业稳岗补贴办法", document_number="云人社发〔2023〕9号", ref="sec_6.para_1"),
        ),
        clauses=CLAUSES,
        tables=(Table(ref="att_1.tbl_1", clause="att_1", caption="小微企业稳岗扩岗补贴标准表", rows=TABLE_ROWS),),
        attachments=(Attachment(label="附件", title="小微企业稳岗扩岗补贴标准表", ref="att_1"),),
        source=Source(name="稳岗扩岗若干措施.docx", sha256="5a" * 32, bytes=48_213, media_type=DOCX),
    )


def _cite(document, *places):
    return tuple(Citation.of(document.clause(ref), quote) for ref, quote in places)


# fmt: off
# id, element, title, statement, audience, (ref, quote) …
POINTS = (
    ("kp_background", Element.BACKGROUND, "为什么出台", "为贯彻落实国家和省稳就业决策部署，减轻小微企业用工成本，支持企业稳定岗位、扩大就业，制定本措施。",
     "", ("para_1", "为贯彻落实国家和省稳就业决策部署，减轻小微企业用工成本，支持企业稳定岗位、扩大就业")),
    ("kp_bases", Element.BACKGROUND, "制定依据", "依据《中华人民共和国就业促进法》《失业保险条例》和《云山省人民政府关于强化就业优先政策的实施意见》（云政发〔2025〕42号）制定。",
     "", ("para_1", "根据《中华人民共和国就业促进法》、《失业保险条例》和《云山省人民政府关于强化就业优先政策的实施意见》（云政发〔2025〕42号）")),
    ("kp_goal_money", Element.OBJECTIVES, "安排资金", "到2026年底，全市安排稳岗扩岗资金5.2亿元。", "", ("sec_1.para_1", "到2026年底，全市安排稳岗扩岗资金5.2亿元")),
    ("kp_goal_firms", Element.OBJECTIVES, "惠及企业", "到2026年底，惠及小微企业1.8万家。", "", ("sec_1.para_1", "惠及小微企业1.8万家")),
    ("kp_goal_jobs", Element.OBJECTIVES, "稳定岗位", "到2026年底，稳定就业岗位22万个。", "", ("sec_1.para_1", "稳定就业岗位22万个")),
    ("kp_goal_rate", Element.OBJECTIVES, "失业率", "城镇调查失业率控制在5.5%以内。", "", ("sec_1.para_1", "城镇调查失业率控制在5.5%以内")),
    ("kp_return", Element.CONTENT, "稳岗返还", "对上年度不裁员或者裁员率不高于5.5%的小微企业，按企业及其职工上年度实际缴纳失业保险费的60%返还；30人（含）以下的企业，裁员率放宽至不高于20%。",
     "firm", ("sec_2.sub_1", "对上年度不裁员或者裁员率不高于5.5%的小微企业，按企业及其职工上年度实际缴纳失业保险费的60%返还；30人（含）以下的企业，裁员率放宽至不高于20%。")),
    ("kp_expand", Element.CONTENT, "扩岗补助", "招用毕业年度及离校两年内未就业高校毕业生，签订1年以上劳动合同并参加失业保险满3个月的小微企业，按每招用1人2000元给予一次性扩岗补助，同一企业每年最高20万元。",
     "firm", ("sec_2.sub_2", "签订1年以上劳动合同并参加失业保险满3个月的小微企业，按每招用1人2000元的标准给予一次性扩岗补助，同一企业每年最高20万元。"),
     ("sec_2.sub_2", "对招用毕业年度及离校两年内未就业高校毕业生")),
    ("kp_train", Element.CONTENT, "培训补贴", "企业组织新录用人员参加岗前培训并取得证书的，按初级工800元、中级工1200元、高级工1800元给予培训补贴，同一职工每年享受不超过3次。",
     "firm", ("sec_2.sub_3", "企业组织新录用人员参加岗前培训并取得证书的，按初级工800元、中级工1200元、高级工1800元的标准给予培训补贴，同一职工每年享受不超过3次。")),
    ("kp_social", Element.CONTENT, "社会保险补贴", "招用就业困难人员并缴纳社会保险费的小微企业，按单位实际缴费额（不含个人部分）给予补贴，期限最长不超过3年。",
     "firm", ("sec_2.sub_4", "对招用就业困难人员并缴纳社会保险费的小微企业，按单位实际缴费额（不含个人部分）给予补贴，期限最长不超过3年")),
    ("kp_loan", Element.CONTENT, "创业担保贷款", "对吸纳就业人数多的小微企业，给予最高500万元的创业担保贷款，由财政按贷款实际利率的50%给予贴息。",
     "firm", ("sec_2.sub_5", "对吸纳就业人数多的小微企业，给予最高500万元的创业担保贷款，由财政按贷款实际利率的50%给予贴息。")),
    ("kp_service", Element.CONTENT, "用工服务专员", "企业提出用工需求后2个工作日内响应，免费提供招聘、政策咨询和劳动关系指导。",
     "firm", ("sec_2.sub_6", "免费提供招聘、政策咨询和劳动关系指导，企业提出用工需求后2个工作日内响应")),
    ("kp_scope", Element.SCOPE, "适用企业", "适用于在本市依法登记注册、正常经营并按规定缴纳失业保险费12个月以上的小型、微型企业。",
     "firm", ("sec_3.para_1", "适用于在本市依法登记注册、正常经营并按规定缴纳失业保险费12个月以上的小型、微型企业")),
    ("kp_scope_self", Element.SCOPE, "个体工商户", "个体工商户招用2名以上职工并参加失业保险的，参照执行。", "self_employed",
     ("sec_3.para_2", "个体工商户招用2名以上职工并参加失业保险的，参照执行。")),
    ("kp_excluded", Element.NOTES, "不予享受", "被列入严重失信主体名单的企业、停产停业满6个月的企业、劳务派遣单位中由用工单位承担岗位的派遣员工，不予享受。",
     "firm", ("sec_3.para_3", "下列情形不予享受：被列入严重失信主体名单的企业；停产停业满6个月的企业；劳务派遣单位中由用工单位承担岗位的派遣员工。")),
    ("kp_no_double", Element.NOTES, "不得重复享受", "同一人员、同一时段已享受同类补贴的，不得重复享受。", "", ("sec_3.para_3", "同一人员、同一时段已享受同类补贴的，不得重复享受。")),
    ("kp_fraud", Element.NOTES, "骗取补贴的后果", "以虚假材料骗取补贴的，责令退回资金，三年内不得再次申请；构成犯罪的，依法追究刑事责任。", "",
     ("sec_5.sub_2", "以虚假材料骗取补贴的，责令退回资金，三年内不得再次申请；构成犯罪的，依法追究刑事责任。")),
    ("kp_std_return", Element.STANDARDS, "稳岗返还比例", "稳岗返还按上年度实际缴纳失业保险费的60%执行。", "firm", ("att_1.tbl_1.row_2", "上年度实际缴纳失业保险费的60%")),
    ("kp_std_expand", Element.STANDARDS, "扩岗补助标准", "扩岗补助每人2000元，一次性发放。", "firm", ("att_1.tbl_1.row_3", "每人2000元 ｜ 一次性")),
    ("kp_std_train", Element.STANDARDS, "培训补贴标准", "培训补贴初级工每人800元、中级工每人1200元、高级工每人1800元。", "firm",
     ("att_1.tbl_1.row_4", "每人800元"), ("att_1.tbl_1.row_5", "每人1200元"), ("att_1.tbl_1.row_6", "每人1800元")),
    ("kp_rate", Element.TERMS, "裁员率", "裁员率是指企业上年度减少的参保职工人数占年初参保职工人数的比例。", "", ("sec_5.sub_3", "本措施所称裁员率，是指企业上年度减少的参保职工人数占年初参保职工人数的比例。")),
    ("kp_hard", Element.TERMS, "就业困难人员", "就业困难人员是指按照市有关规定认定的、因身体状况、技能水平、家庭因素等原因难以实现就业的人员。", "",
     ("sec_5.sub_3", "本措施所称就业困难人员，是指按照市有关规定认定的、因身体状况、技能水平、家庭因素等原因难以实现就业的人员。")),
    ("kp_free", Element.BENEFITS, "免申即享", "符合稳岗返还条件的企业无需申请，由系统比对后直接拨付。", "firm", ("sec_2.sub_1", "符合条件的企业无需申请，由系统比对后直接拨付。")),
    ("kp_repeal", Element.CHANGES, "旧办法废止", "《云溪市小微企业稳岗补贴办法》（云人社发〔2023〕9号）同时废止。", "", ("sec_6.para_1", "《云溪市小微企业稳岗补贴办法》（云人社发〔2023〕9号）同时废止。")),
    ("kp_apply", Element.PROCEDURE, "提出申请", "企业登录“云溪就业在线”填写申请表，上传劳动合同和工资发放凭证。", "firm", ("sec_4.sub_1", "企业登录“云溪就业在线”填写申请表，上传劳动合同和工资发放凭证。")),
    ("kp_review", Element.PROCEDURE, "审核公示", "人力资源社会保障部门在10个工作日内完成审核，结果在门户网站公示5个工作日。", "firm", ("sec_4.sub_2", "人力资源社会保障部门在10个工作日内完成审核，结果在门户网站公示5个工作日。")),
    ("kp_pay", Element.PROCEDURE, "拨付资金", "公示无异议的，财政部门在15个工作日内将资金拨付至企业对公账户。", "firm", ("sec_4.sub_3", "公示无异议的，财政部门在15个工作日内将资金拨付至企业对公账户。")),
    ("kp_effective", Element.DATES, "施行时间", "本措施自2026年4月1日起施行，有效期至2028年12月31日。", "", ("sec_6.para_1", "本措施自2026年4月1日起施行，有效期至2028年12月31日。")),
    ("kp_duty", Element.RESPONSIBILITY, "责任分工", "市人力资源社会保障局负责统筹实施和资格审核，市财政局负责资金保障和拨付，市税务局负责提供缴费数据。", "",
     ("sec_5.sub_1", "市人力资源社会保障局负责统筹实施和资格审核，市财政局负责资金保障和拨付，市税务局负责提供缴费数据。")),
    ("kp_interpret", Element.RESPONSIBILITY, "负责解释", "本措施由市人力资源社会保障局负责解释。", "", ("sec_6.para_2", "本措施由市人力资源社会保障局负责解释。")),
    ("kp_phone", Element.CONTACT, "咨询电话", "咨询电话：0571-88001233，工作日8:30至17:30。", "", ("sec_6.para_2", "咨询电话：0571-88001233，工作日8:30至17:30")),
    ("kp_supervise", Element.CONTACT, "监督电话", "监督电话：0571-88001266。", "", ("sec_6.para_2", "监督电话：0571-88001266。")),
)

# id, element, question, answer, state, (key points whose citations support it), supplements
ANSWERS = (
    ("why", Element.BACKGROUND, "为什么出台这项政策？", "为贯彻落实国家和省稳就业决策部署，减轻小微企业用工成本，支持企业稳定岗位、扩大就业。", "accepted", ("kp_background",), ()),
    ("problem", Element.RATIONALE, "主要解决什么问题？", "调研中有六成小微企业反映招工成本高、用工不稳，本措施把资金重点用在稳住现有岗位和招用新人上。", "supplemented", (), ("s_1",)),
    ("who", Element.SCOPE, "哪些企业可以享受？", "在本市依法登记注册、正常经营并按规定缴纳失业保险费12个月以上的小型、微型企业可以享受；个体工商户招用2名以上职工并参加失业保险的，参照执行。", "accepted", ("kp_scope", "kp_scope_self"), ()),
    ("who_not", Element.NOTES, "哪些情形不能享受？", "被列入严重失信主体名单的企业、停产停业满6个月的企业、劳务派遣单位中由用工单位承担岗位的派遣员工，不予享受。", "accepted", ("kp_excluded",), ()),
    ("how_much", Element.STANDARDS, "稳岗返还能返多少？", "按企业及其职工上年度实际缴纳失业保险费的60%返还。企业上年度不裁员或者裁员率不高于5.5%即可；30人（含）以下的企业，裁员率放宽至不高于20%。", "edited", ("kp_return",), ()),
    ("hire", Element.STANDARDS, "招用高校毕业生有什么补助？", "每招用1人补助2000元，一次性发放，同一企业每年最高20万元。须签订1年以上劳动合同并参加失业保险满3个月。", "accepted", ("kp_expand",), ()),
    ("apply", Element.PROCEDURE, "怎样申请，要带什么材料？", "登录“云溪就业在线”填写申请表，上传劳动合同和工资发放凭证。", "accepted", ("kp_apply",), ()),
    ("how_long", Element.PROCEDURE, "多久能拿到钱？", "审核10个工作日内完成，公示5个工作日；无异议的，15个工作日内拨付至企业对公账户。", "accepted", ("kp_review", "kp_pay"), ()),
    ("when", Element.DATES, "政策从什么时候开始，到什么时候结束？", "自2026年4月1日起施行，有效期至2028年12月31日。", "accepted", ("kp_effective",), ()),
    ("both", Element.NOTES, "能不能同时享受几项补贴？", "同一人员、同一时段已享受同类补贴的，不得重复享受。", "proposed", ("kp_no_double",), ()),
    ("misread", Element.NOTES, "最容易误解的是哪一点？", "", "pending", (), ()),
    ("phone", Element.CONTACT, "不清楚的地方问谁？", "可以在工作日8:30至17:30拨打咨询电话0571-88001233。", "accepted", ("kp_phone",), ()),
)

# fmt: on
FACTS = (
    ("money", "520000000", "元", "=", "5.2亿元", "sec_1.para_1"),
    ("count", "18000", "家", "=", "1.8万家", "sec_1.para_1"),
    ("count", "220000", "个", "=", "22万个", "sec_1.para_1"),
    ("ratio", "0.055", "", "<=", "5.5%", "sec_1.para_1"),
    ("ratio", "0.6", "", "=", "60%", "sec_2.sub_1"),
    ("money", "2000", "元", "=", "2000元", "sec_2.sub_2"),
    ("money", "200000", "元", "<=", "20万元", "sec_2.sub_2"),
    ("duration", "3", "年", "<=", "3年", "sec_2.sub_4"),
    ("money", "5000000", "元", "<=", "500万元", "sec_2.sub_5"),
    ("ratio", "0.5", "", "=", "50%", "sec_2.sub_5"),
    ("date", "2026-04-01", "", "=", "2026年4月1日", "sec_6.para_1"),
    ("date", "2028-12-31", "", "=", "2028年12月31日", "sec_6.para_1"),
    ("phone", "0571-88001233", "", "=", "0571-88001233", "sec_6.para_2"),
)

DIFFERENCES = (
    Difference(
        kind="changed",
        old_ref="art_5",
        new_ref="sec_2.sub_1",
        old_label="第五条",
        new_label="二、（一）",
        old_text="按企业及其职工上年度实际缴纳失业保险费的50%返还。",
        new_text="按企业及其职工上年度实际缴纳失业保险费的60%返还；30人（含）以下的企业，裁员率放宽至不高于20%。",
    ),
    Difference(
        kind="changed",
        old_ref="art_6",
        new_ref="sec_2.sub_2",
        old_label="第六条",
        new_label="二、（二）",
        old_text="按每招用1人1500元的标准给予一次性扩岗补助。",
        new_text="按每招用1人2000元的标准给予一次性扩岗补助，同一企业每年最高20万元。",
    ),
    Difference(
        kind="added",
        new_ref="sec_2.sub_5",
        new_label="二、（五）",
        new_text="对吸纳就业人数多的小微企业，给予最高500万元的创业担保贷款，由财政按贷款实际利率的50%给予贴息。",
    ),
    Difference(kind="removed", old_ref="art_9", old_label="第九条", old_text="企业应当提交银行流水等纸质证明材料。"),
)


def _fact(document, kind, value, unit, comparator, text, ref):
    start = document.clause(ref).text.index(text)
    return Fact(
        kind=kind, value=value, unit=unit, comparator=comparator, text=text, ref=ref, start=start, end=start + len(text)
    )


def rich_interpretation() -> Interpretation:
    """Every element filled: figures, measures, a table, steps, dates, differences, a supplement, accepted answers."""
    document = rich_document()
    points = {
        key: KeyPoint(
            id=key,
            element=element,
            title=title,
            statement=statement,
            audience=audience,
            citations=_cite(document, *places),
            state="accepted",
            by="张敏",
        )
        for key, element, title, statement, audience, *places in POINTS
    }
    return Interpretation(
        document=document,
        facts=tuple(_fact(document, *row) for row in FACTS),
        key_points=tuple(points.values()),
        questions=tuple(
            Question(id=key, element=element, text=question, required=key in ("why", "who", "when"))
            for key, element, question, *_ in ANSWERS
        ),
        answers=tuple(
            Answer(
                question=key,
                text=text,
                state=state,
                supplements=supplements,
                by="张敏" if state != "pending" else "",
                citations=tuple(citation for name in rests_on for citation in points[name].citations),
            )
            for key, _, _, text, state, rests_on, supplements in ANSWERS
        ),
        supplements=(
            Supplement(
                id="s_1",
                text="调研中有六成小微企业反映招工成本高、用工不稳。",
                author="张敏",
                post="就业促进科科长",
                basis="2026年1月小微企业用工情况调研",
                stated_on=date(2026, 3, 18),
            ),
        ),
        differences=DIFFERENCES,
        audiences=(Audience(id="firm", label="小微企业"), Audience(id="self_employed", label="个体工商户")),
        old_title="云溪市小微企业稳岗补贴办法",
        interpreter="云溪市人力资源和社会保障局",
        contact="0571-88001233",
    )


def small_interpretation() -> Interpretation:
    """A two-paragraph 通告 with one measure and a date: no number, no table, no steps, no telephone."""
    first = "自2026年5月1日起，云溪大桥进行维修，禁止大型货车通行，小型客车正常通行。"
    document = PolicyDocument(
        title="云溪市交通运输局关于云溪大桥维修期间限制通行的通告",
        issuing_authorities=("云溪市交通运输局",),
        kind="通告",
        effective_on=date(2026, 5, 1),
        clauses=(
            Clause(ref="para_1", level=Level.PARAGRAPH, text=first),
            Clause(ref="para_2", level=Level.PARAGRAPH, text="特此通告。"),
        ),
        source=Source(name="通告.docx", sha256="6b" * 32, bytes=12_001, media_type=DOCX),
    )
    return Interpretation(
        document=document,
        key_points=(
            KeyPoint(
                id="kp_1",
                element=Element.CONTENT,
                title="限制通行",
                statement="自2026年5月1日起，云溪大桥维修期间禁止大型货车通行，小型客车正常通行。",
                citations=(Citation.of(document.clause("para_1")),),
            ),
        ),
        questions=(Question(id="when", element=Element.DATES, text="什么时候开始？", required=True),),
        answers=(
            Answer(
                question="when",
                text="自2026年5月1日起。",
                state="proposed",
                citations=(Citation.of(document.clause("para_1"), "自2026年5月1日起"),),
            ),
        ),
        interpreter="云溪市交通运输局",
    )
