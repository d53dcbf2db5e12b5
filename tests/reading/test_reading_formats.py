"""Web pages, Markdown, text in any encoding and PDF give the same record as the Word file of the same words."""

from datetime import date

import pytest
from making_documents import p, word
from making_pages import printed

from studio.errors import CannotAccept
from studio.reading import read

LINES = (
    "云溪市教育局关于印发《云溪市测试补贴办法》的通知",
    "云教发〔2026〕8号",
    "各县（区）教育局：",
    "《云溪市测试补贴办法》已经市人民政府同意，现印发给你们，请结合实际认真贯彻执行，执行中遇到的问题，请及时向云溪市教育局反映。",
    "云溪市教育局",
    "2026年3月2日",
    "云溪市测试补贴办法",
    "第一章 总则",
    "第一条 为规范测试补贴的申请、审核和发放，根据有关法律、法规，结合本市实际，制定本办法，本办法适用于本市行政区域内的各级各类学校。",
    "第二条 下列人员可以申请测试补贴：",
    "（一）具有本市户籍，并且在本市各级各类学校就读的学生；",
    "（二）在本市各级各类学校连续任教5年以上，年度考核均为合格以上的教师。",
    "第三条 本办法自2026年5月1日起施行，有效期5年。",
)


def clauses(data: bytes, name: str):
    return [(clause.ref, clause.label, clause.text) for clause in read(data, name).clauses]


EXPECTED = clauses(word("".join(map(p, LINES))), "a.docx")


def page(body: str, head: str = "") -> bytes:
    menu = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>'
    foot = '<div class="footer">版权所有：云溪市人民政府 主办单位：云溪市人民政府办公室 ICP备00000000号</div>'
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{menu}<div><div id='main'>{body}</div></div>{foot}</body></html>".encode()


def paragraphs(lines=LINES) -> str:
    return "".join(f"<p>　　{line}</p>" for line in lines)


def test_of_a_web_page_only_the_text_is_read():
    assert clauses(page(paragraphs()), "a.html") == EXPECTED


@pytest.mark.parametrize(
    "encoded",
    [
        "\n".join(LINES).encode(), "\r\n".join(LINES).encode("utf-8-sig"), "\n".join(LINES).encode("gb18030"), "\r\n".join(LINES).encode("utf-16"),
        ("\n\n".join(LINES) + "\n\n").encode(), ("\ufeff" + "\n".join(f"\u3000\u3000{line}" for line in LINES)).encode(),
    ],
    ids=["utf-8", "windows", "gb18030", "utf-16", "empty lines", "indented"],
)  # fmt: skip
def test_text_in_every_usual_encoding_and_spacing_gives_the_same_record(encoded):
    assert clauses(encoded, "a.txt") == EXPECTED


def test_a_page_in_gbk_broken_by_br_gives_the_same_record():
    body = "<br/>&nbsp;&nbsp;&nbsp;&nbsp;".join(LINES)
    data = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head><body><td>{body}</td></body></html>".encode("gbk")
    assert clauses(data, "a.htm") == EXPECTED


def test_markdown_headings_rules_and_emphasis_are_marks_not_words():
    text = "# " + "\n\n".join(LINES).replace("第一章", "## 第一章").replace("第二条", "**第二条**") + "\n\n---\n\n<!-- 结束 -->\n"
    assert clauses(text.encode(), "a.md") == EXPECTED


def test_a_markdown_table_and_front_matter_are_understood():
    text = "---\ntitle: 测试标准\npublished_at: 2026-03-05\n---\n\n# 云溪市测试标准\n\n第一条 标准如下：\n\n| 类别 | 标准 |\n|---|---|\n| 学生 | 100元 |\n"
    document = read(text.encode(), "a.md")
    assert [clause.text for clause in document.clauses] == ["标准如下：", "类别 ｜ 标准", "学生 ｜ 100元"]
    assert (document.title, document.published_on) == ("云溪市测试标准", date(2026, 3, 5))


def test_lines_a_pdf_breaks_are_joined_and_page_numbers_dropped():
    assert clauses(printed(LINES, titles=(0, 6)), "a.pdf") == EXPECTED


def test_clauses_of_a_pdf_know_their_page():
    long = [*LINES, *(f"第{number}条 市教育局应当在每年3月底前公布上一年度测试补贴的发放情况，接受社会监督。" for number in ("四", "五", "六", "七", "八", "九", "十") * 1)]
    document = read(printed(long, titles=(0, 6)), "a.pdf")
    assert [document.clause(ref).page for ref in ("notice.para_1", "art_10")] == [1, 2]


# ---- what a page says about itself


def test_a_property_table_gives_numbers_and_dates_and_is_no_text():
    properties = "<table><tr><td>索 引 号：</td><td>000014349/2026-00012</td><td>发文机关：</td><td>云溪市教育局</td></tr>"
    properties += "<tr><td>发文字号：</td><td>云教发〔2026〕8号</td><td>发布日期：</td><td>2026年03月05日</td></tr></table>"
    document = read(page(properties + paragraphs()), "a.html")
    assert (document.index_number, document.published_on) == ("000014349/2026-00012", date(2026, 3, 5))
    assert [(c.ref, c.label, c.text) for c in document.clauses] == EXPECTED and document.tables == ()


def test_meta_tags_give_title_and_day_but_a_reposting_site_is_not_the_issuer():
    head = '<meta name="ArticleTitle" content="云溪市教育局关于测试的通告"><meta name="PubDate" content="2026-03-05 10:00:00"><meta name="ContentSource" content="清江新闻网">'
    document = read(page(paragraphs(["一、测试每年举行，各学校应当做好准备。", "二、测试不收取费用。"]), head), "a.html")
    assert (document.title, document.kind, document.published_on) == ("云溪市教育局关于测试的通告", "通告", date(2026, 3, 5))
    assert document.issuing_authorities == ("云溪市教育局",)


def test_lists_numbered_by_the_browser_and_merged_cells_are_read_as_shown():
    body = "<p>云溪市测试标准</p><p>申请人应当提交下列材料：</p><ol><li>申请表，一式两份；</li><li>身份证明。</li></ol>"
    body += "<p>标准如下：</p><table><tr><td rowspan='2'>学生</td><td>小学</td><td>100元</td></tr><tr><td>中学</td><td>200元</td></tr></table>"
    document = read(page(body), "a.html")
    assert [(c.label, c.text) for c in document.clauses if c.level != "paragraph"] == [
        ("1.", "申请表，一式两份；"), ("2.", "身份证明。"), ("", "学生 ｜ 小学 ｜ 100元"), ("", "学生 ｜ 中学 ｜ 200元"),
    ]  # fmt: skip


def test_hidden_elements_scripts_and_tool_lines_are_not_read():
    body = paragraphs() + "<p style='display:none'>第九条 看不见的条文。</p><script>第十条 脚本。</script><p>打印 关闭</p><p><a href='x'>点击查看政策解读：【图解】一图读懂</a></p>"
    assert clauses(page(body), "a.html") == EXPECTED


def test_an_old_word_file_says_how_to_save_it_where_no_converter_is_installed(monkeypatch):
    monkeypatch.setenv("PATH", "")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "WordDocument".encode("utf-16-le")
    with pytest.raises(CannotAccept, match="另存为”.docx"):
        read(data, "旧文件.docx")


PORTAL = """<html><head><meta charset="utf-8"><title>某网 测试</title><meta name="ArticleTitle" content="云溪市教育局关于测试的通告">
<meta name="pubdate" content="2026-03-12 09:30"><meta name="ContentSource" content="云溪日报"></head><body>
<div><a href="/">首页</a><a href="/a">政务公开</a></div><div>当前位置：<a>首页</a> &gt; 文件</div>
<table><tr><td>索引号：</td><td>11230000MB123/2026-00045</td><td>发文机关：</td><td>云溪市教育局</td></tr></table>
<h1>云溪市教育局关于测试的通告</h1><div>发布时间：2026-03-12 来源：云溪日报 浏览次数：1</div>
<div class="TRS_Editor"><p>现就有关事项通告如下：</p><p>一、测试每年举行。</p><p>云溪市教育局</p><p>2026年3月10日</p></div>
<ul><li><a href="/f/1.docx">附件1：申请表.docx</a></li><li><a href="/f/2.pdf">2.承诺书.pdf</a></li><li><a href="/f/3.pdf">下载PDF版</a></li><li><a href="/jd">政策解读</a></li></ul>
<div>主办单位：云溪市人民政府办公室 网站标识码：1 ICP备0号</div></body></html>"""


def test_a_short_page_of_a_portal_gives_its_text_its_properties_and_the_files_it_offers():
    document = read(PORTAL.encode(), "a.html")
    assert [clause.ref for clause in document.clauses] == ["para_1", "sec_1"]
    assert (document.title, document.issuing_authorities, document.index_number) == ("云溪市教育局关于测试的通告", ("云溪市教育局",), "11230000MB123/2026-00045")
    assert (document.written_on, document.published_on) == (date(2026, 3, 10), date(2026, 3, 12))
    assert [(a.label, a.title) for a in document.attachments] == [("附件1", "申请表.docx"), ("附件2", "承诺书.pdf")] and document.warnings == ()


def test_words_of_the_footer_in_a_line_do_not_hide_a_text_broken_by_br():
    lines = [*LINES[:4], "主办单位：云溪市教育局负责组织测试。", *LINES[4:]]
    assert read(page("<br>".join(lines)), "a.html").title == LINES[0]


def test_a_link_below_the_signature_is_a_listed_attachment_and_the_day_of_publication_stands_beside_the_title():
    body = "<h2>关于测试的通告</h2><div>时间：2026-02-01 来源：市教育局</div><p>现通告如下，请各学校遵照执行。</p><p>云溪市教育局</p><p>2026年1月28日</p><p>附件：<a href='x.xls'>测试标准表</a></p>"
    document = read(page(body), "a.html")
    assert [(a.title, a.ref) for a in document.attachments] == [("测试标准表", None)] and document.published_on == date(2026, 2, 1)
