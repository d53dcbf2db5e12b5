"""Pictures a person gave stand where they belong, with caption, source and 审图号, and cannot say what the policy does not."""

import ctypes
import hashlib
import io
import re

import numpy
import pypdfium2
import pytest
from PIL import Image

from generators import registry
from generators.errors import CannotMake
from generators.model import Brief, Hidden, Material, Override
from studio import checking
from styles import themes
from tests.sample_interpretation import rich_interpretation

BLUE = themes.load("government-blue")
GREEN = (20, 200, 60)
SEEN = "办事群众在政务大厅窗口前"


def photograph(width=1200, height=800, colour=GREEN) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "JPEG", quality=95)
    return target.getvalue()


def given(data: bytes, **words) -> Material:
    return Material(sha256=hashlib.sha256(data).hexdigest(), kind="picture", media_type="image/jpeg", **{"alt": SEEN} | words)


def made(*pictures: tuple[bytes, Material], **brief):
    brief = Brief(materials=tuple(item for _, item in pictures), **brief)
    bytes_of = {item.sha256: data for data, item in pictures}
    revision, files = registry.produce("infographic", rich_interpretation(), brief, BLUE, materials=bytes_of)
    return revision, {file.filename: file.data for file in files}


def one(data=None, **words):
    data = data or photograph()
    return data, given(data, **words)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in document))


def rows_of_green(png: bytes) -> list[int]:
    """Return the rows of which a fifth or more is the picture's colour."""
    pixels = numpy.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=numpy.int16)
    green = (numpy.abs(pixels - GREEN) < 12).all(axis=2)
    return numpy.flatnonzero(green.mean(axis=1) > 0.2).tolist()


def alternatives_in(tree) -> list[str]:
    """Return every text alternative of a page's tags."""
    raw, found = pypdfium2.raw, []

    def walk(element) -> None:
        size = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if size > 2:
            held = ctypes.create_string_buffer(size)
            raw.FPDF_StructElement_GetAltText(element, held, size)
            found.append(held.raw[: size - 2].decode("utf-16-le"))
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
                walk(child)

    for index in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
    return found


def cards() -> list[str]:
    segments = registry.composed("infographic", rich_interpretation(), Brief())
    return [segment.id for segment in segments if segment.kind == "card"]


def test_a_picture_is_drawn_with_caption_source_and_map_number():
    _, files = made(one(caption="服务站点位置", credit="供图：市测绘院", map_number="GS京（2024）0123号"))
    assert len(rows_of_green(files["infographic.png"])) > 500
    text = words_of(files["infographic.pdf"])
    assert "服务站点位置" in text and "供图：市测绘院" in text and "审图号：GS京（2024）0123号" in text
    assert SEEN in files["infographic.txt"].decode() and "审图号：GS京（2024）0123号" in files["infographic.txt"].decode()


def test_those_who_cannot_see_it_hear_its_text_alternative_from_the_pdf():
    _, files = made(one(caption="大厅"))
    document = pypdfium2.PdfDocument(files["infographic.pdf"])
    tree = pypdfium2.raw.FPDF_StructTree_GetForPage(document[0])
    assert SEEN in alternatives_in(tree)


def test_a_picture_stands_behind_the_segment_it_belongs_to():
    first, last = cards()[0], cards()[-1]
    segments = [segment.id for segment in made(one(segment=last, caption="窗口"))[0].segments]
    assert segments.index(next(name for name in segments if name.startswith("picture."))) == segments.index(last) + 1
    after_first = rows_of_green(made(one(segment=first))[1]["infographic.png"])[0]
    after_last = rows_of_green(made(one(segment=last))[1]["infographic.png"])[0]
    opening = rows_of_green(made(one())[1]["infographic.png"])[0]
    assert opening < after_first < after_last


def test_a_picture_of_a_segment_that_is_gone_stands_behind_the_cover_and_one_of_a_hidden_segment_is_hidden():
    assert rows_of_green(made(one(segment="measures.kp_gone"))[1]["infographic.png"])
    hidden = made(one(segment=cards()[0]), hidden=(Hidden(segment=cards()[0], reason="另文解读"),))
    assert not rows_of_green(hidden[1]["infographic.png"]) and not any(s.kind == "picture" for s in hidden[0].segments)


@pytest.mark.parametrize("size", ["a4", "a3", "cards", "square", "board", "slices", "svg"])
def test_every_size_carries_the_picture(size):
    _, files = made(one(caption="办事大厅的窗口"), options={"sizes": size})
    others = {name: data for name, data in files.items() if name not in ("infographic.png", "infographic.pdf", "infographic.txt")}
    if size in ("a4", "a3"):
        assert "办事大厅的窗口" in words_of(others[f"infographic-{size}.pdf"])
    elif size == "svg":
        assert b"data:image/" in others["infographic.svg"]
    else:
        assert sum(len(rows_of_green(data)) > 250 for data in others.values()) == 1


@pytest.mark.parametrize(("width", "height"), [(2400, 420), (420, 2400), (800, 800), (200, 240)])
def test_pictures_of_any_shape_fit(width, height):
    picture = photograph(width, height)
    data, files = made((picture, given(picture, caption="一处服务站点，位于老城区中部，周边有三条公交线路经过")), options={"sizes": "square"})
    assert Image.open(io.BytesIO(files["infographic.png"])).width == 1080


def test_several_pictures_of_one_segment_stand_in_rows_of_two():
    shades = [photograph(colour=(20, 200 - 3 * n, 60)) for n in range(3)]
    revision, files = made(*((data, given(data, segment=cards()[0], caption=f"之{n}")) for n, data in zip("甲乙丙", shades, strict=True)))
    assert [segment.text for segment in revision.segments if segment.kind == "picture"] == ["之甲", "之乙", "之丙"]
    assert all(f"之{n}" in words_of(files["infographic.pdf"]) for n in "甲乙丙")


def test_a_caption_that_tells_a_fact_rests_on_its_segments_clauses_and_shows_them():
    card = cards()[0]
    revision, _ = made(one(segment=card, caption="返还60%"))
    owner = next(segment for segment in revision.segments if segment.id == card)
    picture = next(segment for segment in revision.segments if segment.kind == "picture")
    assert (picture.furniture, picture.citations, picture.basis) == (False, owner.citations, owner.basis)


@pytest.mark.parametrize("words", [{"caption": "每人补助9万元"}, {"alt": "海报写着返还比例为85%，字很大"}, {"credit": "全年补助9万元"}])
@pytest.mark.parametrize("place", [0, None])
def test_neither_caption_nor_text_alternative_can_say_what_the_policy_does_not(words, place):
    revision, _ = made(one(segment="" if place is None else cards()[place], **words))
    issues = checking.check_product(rich_interpretation(), revision.segments)
    picture = next(segment for segment in revision.segments if segment.kind == "picture")
    assert any(issue.severity == "blocking" and issue.where == picture.id for issue in issues)


@pytest.mark.parametrize("words", [{"caption": "办事大厅"}, {"alt": "两位老人和三名工作人员在窗口前，墙上有四张海报"}, {"credit": "摄影：张敏"}, {"map_number": "GS京（2024）0123号"}])
def test_what_is_only_seen_is_not_held_against_the_policy(words):
    revision, _ = made(one(segment=cards()[0], **words))
    issues = checking.check_product(rich_interpretation(), revision.segments)
    picture = next(segment for segment in revision.segments if segment.kind == "picture")
    assert [issue.code for issue in issues if issue.where == picture.id] == ["picture_unseen"]


def test_the_same_picture_gives_the_same_bytes_and_another_one_other_bytes():
    first, second = made(one())[1], made(one())[1]
    assert first == second
    assert made(one(photograph(colour=(200, 20, 20))))[1]["infographic.png"] != first["infographic.png"]


def test_a_person_may_reword_or_hide_a_picture_like_any_segment():
    data, item = one(caption="大厅")
    name = f"picture.{item.sha256[:8]}"
    assert "窗口服务" in words_of(made((data, item), overrides=(Override(segment=name, text="窗口服务"),))[1]["infographic.pdf"])
    assert not rows_of_green(made((data, item), hidden=(Hidden(segment=name, reason="不清楚"),))[1]["infographic.png"])


def test_a_picture_whose_bytes_are_missing_is_named():
    data, item = one(caption="大厅")
    with pytest.raises(CannotMake, match="缺少图片“大厅”"):
        registry.produce("infographic", rich_interpretation(), Brief(materials=(item,)), BLUE)
