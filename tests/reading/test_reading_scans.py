"""A scan or a picture gives the record of the document it shows, and says what a person must compare with the original."""

import io
import subprocess
import sys

import pytest
from making_documents import p, word
from making_pages import A4, SMALL, bound, composed, photographed, printed, saved, scanned
from PIL import Image

from studio.errors import CannotAccept
from studio.reading import limits, needs_recognition, read, read_safely
from studio.reading.folding import folded
from studio.reading.scans import chinese_marks

NOTICE = (
    "云溪市教育局关于做好测试补贴发放工作的通知",
    "各县（区）教育局：",
    "为做好2026年测试补贴发放工作，保障学生合法权益，根据有关规定，现就有关事项通知如下，请结合实际认真贯彻落实。",
    "一、补贴对象",
    "（一）具有本市户籍，并且在本市各级各类学校连续就读满1年以上的学生；",
    "（二）在本市各级各类学校连续任教5年以上、年度考核合格的教师。",
    "二、补贴标准",
    "学生每人每年300元，教师每人每年500元，补贴资金由市、县（区）财政按照6:4的比例分担。",
)
SHORT = ("第一条 学生每人每年补贴300元。", "第二条 本办法自2026年5月1日起施行。")


def clauses(document):
    return [(clause.label, folded(clause.text)) for clause in document.clauses]


def codes(document):
    return [warning.code for warning in document.warnings]


@pytest.fixture(scope="module")
def small() -> Image.Image:
    return photographed(printed(SHORT, SMALL, titles=()), dpi=130)[0]


@pytest.fixture(scope="module")
def notice():
    return read(word("".join(map(p, NOTICE))), "a.docx")


@pytest.mark.parametrize(("skew", "turn"), [(1.6, 0), (-0.8, 180), (0.0, 90)], ids=["askew", "upside down", "on its side"])
def test_a_scanned_notice_gives_the_clauses_of_its_original(notice, skew, turn):
    document = read(scanned(photographed(printed(NOTICE), skew=skew, turn=turn)), "扫描.pdf")
    assert clauses(document) == clauses(notice)
    assert (document.title, document.addressees) == (notice.title, notice.addressees)
    assert next(w.message for w in document.warnings if w.code == "recognised") == "文件为扫描件，文字由识别得到，请对照原件逐条核对。"


def test_a_red_seal_is_not_read_and_the_words_below_it_are_doubted_where_they_stand(notice):
    document = read(scanned(photographed(printed(NOTICE), seal=(0.35, 0.28))), "扫描.pdf")
    assert [label for label, _ in clauses(document)] == [label for label, _ in clauses(notice)]
    assert "专用章" not in "".join(clause.text for clause in document.clauses)
    doubts = [warning for warning in document.warnings if warning.code == "recognised_doubt"]
    assert doubts and all("第1页" in doubt.message and "印章" in doubt.message for doubt in doubts)
    assert {doubt.where for doubt in doubts} & {clause.ref for clause in document.clauses}


def test_a_table_in_a_scan_is_read_cell_by_cell():
    source = "#align(center)[云溪市测试标准]\n第一条 标准如下：\n#table(columns: (2.4cm, 2.4cm, 4.5cm), [类别], [学段], [标准], table.cell(rowspan: 2)[学生], [小学], [每人每年300元], [中学], [每人每年400元])\n第二条 其他事项另行通知。"
    document = read(scanned(photographed(composed(f"#set page(width: 130mm, height: 110mm, margin: 12mm)\n{source}"), skew=0.7, dpi=130)), "扫描.pdf")
    assert [clause.text for clause in document.clauses] == [
        "标准如下：", "类别 ｜ 学段 ｜ 标准", "学生 ｜ 小学 ｜ 每人每年300元", "学生 ｜ 中学 ｜ 每人每年400元", "其他事项另行通知。",
    ]  # fmt: skip


def test_two_pages_side_by_side_are_read_one_after_the_other():
    left, right = (printed([f"第{sign}条 各学校应当在规定的时间内完成测试补贴的审核公示工作。" for sign in signs], '#set page(paper: "a5", margin: 15mm)', titles=()) for signs in ("一二三四", "五六七八"))
    pages = [photographed(pdf, dpi=120)[0] for pdf in (left, right)]
    spread = Image.new("RGB", (pages[0].width * 2, pages[0].height), "white")
    for at, page in enumerate(pages):
        spread.paste(page, (at * page.width, 0))
    assert [label for label, _ in clauses(read(saved([spread], "PNG"), "a.png"))] == [f"第{sign}条" for sign in "一二三四五六七八"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
def test_pictures_of_every_usual_kind_are_read(small, kind):
    document = read(saved([small], kind), f"a.{kind.lower()}")
    assert [clause.label for clause in document.clauses] == ["第一条", "第二条"] and document.clauses[0].text == "学生每人每年补贴300元。"
    assert document.source.media_type == f"image/{kind.lower()}" and document.clauses[0].page == 1


def test_the_pages_of_a_tiff_follow_one_another(small):
    more = photographed(printed(("第三条 教师每人每年补贴500元。",), SMALL, titles=()), dpi=130)
    document = read(saved([small, *more], "TIFF"), "a.tif")
    assert [(clause.label, clause.page) for clause in document.clauses] == [("第一条", 1), ("第二条", 1), ("第三条", 2)]


def test_only_the_scanned_pages_of_a_pdf_are_recognised(small):
    text = printed([f"第{sign}条 各学校应当在规定的时间内完成审核公示。" for sign in "三四五六七八"], titles=())
    document = read(bound(scanned([small]), text), "合订.pdf")
    assert [clause.label for clause in document.clauses] == [f"第{sign}条" for sign in "一二三四五六七八"]
    assert [w.message for w in document.warnings if w.code == "recognised"] == ["文件第1页为扫描件，文字由识别得到，请对照原件逐条核对。"]


def test_a_mark_on_every_page_does_not_pass_for_text(small):
    marked = composed(f"{SMALL}\n#place(bottom + right)[扫描全能王 创建]")
    assert not needs_recognition(marked, "a.pdf")
    assert needs_recognition(bound(scanned([small]), marked), "a.pdf")


def test_blank_pages_and_pages_with_few_words_are_left_as_they_are():
    pdf = printed(["云溪市测试办法", *(f"第{sign}条 各学校应当完成审核公示。" for sign in "一二三")])
    whole = bound(pdf, composed(f"{A4}\n#v(1cm)"), composed(f"{A4}\n（此页无正文）"))
    assert not needs_recognition(whole, "a.pdf")
    assert "recognised" not in codes(read(whole, "a.pdf"))


# ---- without the component, and within limits


@pytest.fixture
def without_component(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)


def test_without_the_component_a_scan_is_refused_with_what_to_do(small, without_component):
    for data, name in ((scanned([small]), "扫描.pdf"), (saved([small], "PNG"), "a.png")):
        assert not needs_recognition(data, name)
        with pytest.raises(CannotAccept, match="上传 Word 原稿.*管理员安装识别组件"):
            read(data, name)


def test_without_the_component_the_pages_with_text_are_read_and_the_others_named(small, without_component):
    text = printed(["云溪市测试办法", *(f"第{sign}条 各学校应当在规定的时间内完成测试补贴的审核公示工作。" for sign in "一二三四五六七八")])
    document = read(bound(text, scanned([small])), "合订.pdf")
    assert len(document.clauses) == 8
    assert "第2页是图片" in next(w.message for w in document.warnings if w.code == "pages_unread")


def test_pictures_made_to_burst_are_refused_before_they_are_decoded():
    for kind in ("PNG", "TIFF"):
        bomb = io.BytesIO()
        Image.new("1", (30_000, 30_000)).save(bomb, kind, **({"compression": "group4"} if kind == "TIFF" else {}))
        with pytest.raises(CannotAccept, match="尺寸过大"):
            read(bomb.getvalue(), "a.png")
    with pytest.raises(CannotAccept, match="图片过大"):
        read(scanned([Image.new("L", (8_500, 8_500), 255)]), "a.pdf")


def test_damaged_and_tiny_pictures_are_refused(small):
    with pytest.raises(CannotAccept, match="损坏"):
        read(saved([small], "PNG")[:2000], "a.png")
    with pytest.raises(CannotAccept, match="损坏"):
        read(b"\xff\xd8\xff" + bytes(500), "a.jpg")
    with pytest.raises(CannotAccept, match="尺寸过小"):
        read(saved([small.resize((80, 60))], "PNG"), "a.png")


def test_more_pages_than_are_recognised_at_once_are_refused():
    page = Image.new("1", (150, 150), 1)
    many = saved([page] * (limits.RECOGNISED_PAGES + 1), "TIFF")
    with pytest.raises(CannotAccept, match=f"一次最多识别{limits.RECOGNISED_PAGES}页"):
        read(many, "a.tif")


def test_limits_rise_only_for_recognition_and_with_its_pages():
    code = (
        "import resource; from studio.reading.limiting import limit_this_process, raise_limits\n"
        "raise_limits(3); print(resource.getrlimit(resource.RLIMIT_CPU)[0] in (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_CPU)[1]))\n"
        "limit_this_process(); low = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]\n"
        "raise_limits(3); high = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]\n"
        "print(low, high)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    untouched, changed = done.stdout.splitlines()
    assert untouched == "True" and changed == f"[30, {1536 * 2**20}] [130, {3 * 2**30}]"


def test_the_child_process_recognises_within_its_limits_and_says_how_far_it_is(small):
    heard = []
    data = scanned([small, small])
    assert needs_recognition(data, "a.pdf")
    document = read_safely(data, "a.pdf", progress=lambda share, phrase: heard.append((share, phrase)))
    assert document == read(data, "a.pdf")
    assert heard == [(0.0, "正在读取文件"), (0.0, "正在识别第1页，共2页"), (0.5, "正在识别第2页，共2页"), (1.0, "读取完成")]


# ---- the marks of recognised text


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [("(一)加大力度", "（一）加大力度"), ("县(区）教育局:", "县（区）教育局："), ("一,总体要求", "一、总体要求"), ("GB/T 9704(2012)", "GB/T 9704(2012)"), ("9:00至17:00", "9:00至17:00")],
)  # fmt: skip
def test_marks_beside_chinese_are_full_width(recognised, meant):
    assert chinese_marks(recognised) == meant
