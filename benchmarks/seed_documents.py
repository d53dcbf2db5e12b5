"""Invented documents of every format that reading takes, each with as much of its format in it as fits on a page."""

from pathlib import Path

from making_documents import cell, level, numbering, p, part, row, run, table, word
from making_old_word import HIDDEN, IN_TABLE, ROW_END, Para, numbered, old_word
from making_old_word import level as old_level

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TEXT = """云溪市人民政府办公室关于印发云溪市测试补贴办法的通知
云政办发〔2026〕12号
各区人民政府，市政府各部门：
《云溪市测试补贴办法》已经市政府同意，现印发给你们，请认真贯彻执行。
云溪市人民政府办公室
2026年3月1日
（此件公开发布）
云溪市测试补贴办法
第一章　总则
第一条　为规范测试补贴，根据《中华人民共和国测试法》等规定，结合本市实际，制定本办法。
第二条　本办法所称测试补贴，是指对符合下列条件的居民给予的资金补助：
（一）年满60周岁；
（二）月收入不超过2000元。
第二章　标准和程序
第三条　补贴标准为每人每月300元，最高不超过3000元，自受理之日起15个工作日内发放。
第四条　市教育局牵头，市财政局配合。咨询电话：010-12345678。
第五条　本办法自2026年4月1日起施行，有效期5年。《云溪市测试补贴暂行办法》（云政办发〔2020〕3号）同时废止。
附件：1.测试补贴申请表
2.测试机构名单
"""
LINES = TEXT.splitlines()


def made() -> dict[str, bytes]:
    """Return the documents by name."""
    page = "".join(f"<p>{line}</p>" for line in LINES)
    found = {
        "made/plain.txt": TEXT.encode(),
        "made/gb.txt": TEXT.encode("gb18030"),
        "made/text.md": ("# 测试办法\n\n" + TEXT.replace("\n", "\n\n") + "\n| 区 | 元 |\n|---|---|\n| 甲 | 1 |\n\n1. 甲\n> 乙\n").encode(),
        "made/page.html": _page(page),
        "made/numbered.docx": _numbered(),
        "made/written.docx": word("".join(p(line) for line in LINES)),
        "made/old.doc": _old(),
        "made/printed.pdf": _printed(),
    }
    return found | {f"samples/{path.name}": path.read_bytes() for path in sorted(SAMPLES.glob("*.docx"))}


def _page(text: str) -> bytes:
    head = '<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="测试办法"><title>测试办法_云溪市</title></head><body><div class="nav"><a href="/">首页</a></div>'
    properties = "<table><tr><td>索引号：</td><td>0001/2026-1</td></tr><tr><td>文号：</td><td>云政办发〔2026〕12号</td></tr></table>"
    more = '<ol start="3"><li>甲</li><li value="9">乙</li></ol><table><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>'
    return f'{head}{properties}<div id="zoom" style="text-align:center">{text}{more}</div><div>版权所有</div></body></html>'.encode()


def _numbered() -> bytes:
    levels = level(0, "chineseCounting", "第%1条") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    override = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="2"/></w:lvlOverride>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("目录") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    tracked = f"<w:ins>{run('增加')}</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>" + run("隐", "<w:vanish/>")
    box = f"<w:r><mc:AlternateContent><mc:Choice><w:pict><v:shape><v:textbox><w:txbxContent>{p('箱')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Choice></mc:AlternateContent></w:r>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
    merged = table(row(cell("甲", '<w:gridSpan w:val="2"/>'), cell("乙", '<w:vMerge w:val="restart"/>')), row(cell("1"), cell("2"), cell("", "<w:vMerge/>")), row(cell(p("内") + table(row(cell("a"), cell("b"))))))
    body = p(inner=field) + "".join(p(line) for line in LINES[:9]) + p("为规范测试，制定本办法。", num=(1, 0)) + p("甲；", num=(1, 1)) + p("乙", num=(2, 1)) + p("丙", num=(1, 2), style="t")
    body += p(inner=run("正文") + note + tracked + box) + control + merged + "".join(p(line) for line in LINES[10:])
    styles = part("styles", '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/><w:basedOn w:val="u"/><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:default="1" w:styleId="u"><w:name w:val="Normal"/></w:style>')
    return word(
        body, numbering=numbering({0: levels}, {1: (0, ""), 2: (0, override)}), styles=styles, header=part("hdr", p("眉")), footer=part("ftr", p("— 1 —")),
        footnotes=part("footnotes", f'<w:footnote w:id="2">{p("脚注")}</w:footnote>'), comments=part("comments", f'<w:comment w:id="1">{p("批注")}</w:comment>'),
    )  # fmt: skip


def _old() -> bytes:
    rows = [Para("甲", IN_TABLE, "\x07"), Para("乙", IN_TABLE, "\x07"), Para("", IN_TABLE + ROW_END, "\x07")]
    paragraphs = [Para(line) for line in LINES[:8]] + [Para("为规范测试，制定本办法。", numbered(1)), Para("甲；", numbered(1, 1))] + rows + [Para("\x13 TOC \x14目录\x15"), Para("第三条 本办法自2026年4月1日起施行。\x02")]
    return old_word(paragraphs, levels=[old_level("第%1条", 39), old_level("（%2）", 39)], characters=[(3, 6, HIDDEN)], notes="注\r")


def _printed() -> bytes:
    import typst

    from styles import fonts

    lines = "\n\n".join(f"#text[{line}]" for line in LINES)
    source = f'#set page(paper: "a4", numbering: "— 1 —")\n#set text(font: "{fonts.SERIF}", size: 16pt, lang: "zh")\n{lines}\n#table(columns: 2)[甲][乙][丙][丁]'
    return typst.compile(source.encode(), font_paths=[str(folder) for folder in fonts.folders()], ignore_system_fonts=True)
