"""Products with a language model's wording say so, visibly and in their metadata (GB 45438-2025); the others carry no label."""

import io
import json
import zipfile
from datetime import date
from functools import cache

import av
import numpy as np
import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from generators import registry
from generators.labelling import IMAGE_SHARE, OPENING_SECONDS, VISIBLE
from generators.model import Brief, Drafted, Hidden
from styles import themes
from tests.sample_interpretation import rich_interpretation

FIELDS = {"Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2"}
SPOKEN = "招用高校毕业生，按每招用1人2000元给予一次性扩岗补助。"
OPTIONS = {"infographic": {"sizes": "a4,cards,square"}, "video": {"voice": "none", "seconds": "25", "rate": "variable"}}


def drafted(*fields):
    return tuple(Drafted(field=field, model="qwen3-32b", on=date(2026, 3, 9)) for field in fields)


def interpretation(*, ai):
    found = rich_interpretation()
    point = next(point for point in found.key_points if point.id == "kp_expand")
    answer = found.answer("hire")
    if ai:
        point, answer = point.replace(drafted=drafted("statement")), answer.replace(drafted=drafted("text"))
    return found.with_key_point(point).with_answer(answer)


def produced(name, found, **brief):
    brief = Brief(options=OPTIONS.get(name, {}), **brief)
    revision, files = registry.produce(name, found, brief, themes.load("government-blue"))
    return revision, {file.filename: file.data for file in files}


@cache
def made(name, ai):
    return produced(name, interpretation(ai=ai))


def custom_property(data):
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("docProps/custom.xml"))
    return {item.get("name"): item[0].text for item in root}.get("AIGC")


def embedded(filename, data):
    """Return the value of the field AIGC as a reader of the format finds it; None when there is none."""
    if filename.endswith(".png"):
        return Image.open(io.BytesIO(data)).text.get("AIGC")
    if filename.endswith(".mp4"):
        with av.open(io.BytesIO(data)) as container:
            return container.metadata.get("AIGC")
    if filename.endswith(".pdf"):
        keywords = pypdfium2.PdfDocument(data).get_metadata_dict()["Keywords"]
        return keywords.partition("AIGC: ")[2] or None
    if filename.endswith(".docx"):
        return custom_property(data)
    if filename.endswith(".html"):
        return next(iter(etree.HTML(data.decode()).xpath("//meta[@name='AIGC']/@content")), None)
    if filename.endswith(".json"):
        found = json.loads(data).get("AIGC")
        return json.dumps(found) if found else None
    return data.decode().partition("<!-- AIGC ")[2].partition(" -->")[0] or None


def text_of(filename, data):
    if filename.endswith(".docx"):
        return "".join(etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")).itertext())
    if filename.endswith(".pdf"):
        return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return data.decode()


# .srt, .vtt and .txt know no metadata; the picture or film they belong to carries it.
EMBEDS = (".html", ".docx", ".md", ".json", ".pdf", ".mp4")


@pytest.mark.parametrize("name", ["article", "faq", "infographic", "video"])
def test_every_file_of_a_product_with_a_models_wording_names_it_in_its_metadata(name):
    revision, files = made(name, True)
    assert [segment.drafted for segment in revision.segments if segment.drafted]
    checked = 0
    for filename, data in files.items():
        if filename.endswith(EMBEDS) or filename.endswith(".png"):
            fields = json.loads(embedded(filename, data))
            assert set(fields) == FIELDS and fields["Label"] == "1" and fields["ContentProducer"] == "云溪市人力资源和社会保障局"
            assert fields["ProduceID"].startswith(name) and len(fields["ReservedCode1"]) == 64
            checked += 1
    assert checked


@pytest.mark.parametrize("name", ["article", "faq", "infographic", "video"])
def test_a_product_without_one_carries_no_label(name):
    revision, files = made(name, False)
    assert not [segment for segment in revision.segments if segment.drafted]
    for filename, data in files.items():
        if filename.endswith(EMBEDS) or filename.endswith(".png"):
            assert embedded(filename, data) is None, filename
        if not filename.endswith((".png", ".mp4")):
            assert VISIBLE not in text_of(filename, data), filename
    assert "drafted" not in revision.model_dump_json(), "what is kept and digested is what it was before there were labels"


@pytest.mark.parametrize(
    ("name", "filenames"),
    [("article", ("article.html", "article.docx")), ("faq", ("faq.html", "faq.docx", "faq.md", "faq.json")), ("video", ("transcript.html", "video.vtt")),
     ("infographic", ("infographic.txt", "infographic.pdf", "infographic-a4.pdf"))],
)  # fmt: skip
def test_texts_show_the_label_at_their_start_or_end(name, filenames):
    _, files = made(name, True)
    for filename in filenames:
        text = text_of(filename, files[filename])
        body = text[text.find("<body") :] if filename.endswith(".html") else text
        assert VISIBLE in body, filename
        assert body.index(VISIBLE) < 2000 or body.rindex(VISIBLE) > len(body) - 200, filename


def ink_height(picture, ground):
    """Return the height in pixels of the label's characters: the rows of the dark band at the top that hold light ink."""
    pixels = np.asarray(picture.convert("L")).astype(int)
    band = 0
    while abs(pixels[band, 4] - ground) < 12:
        band += 1
    rows = np.where((pixels[2 : band - 2] > 200).any(axis=1))[0]
    return rows[-1] - rows[0] + 1


@pytest.mark.parametrize("filename", ["infographic.png", "infographic-cards-01.png", "infographic-cards-03.png", "infographic-square-01.png", "infographic-square-02.png"])
def test_pictures_show_the_label_a_twentieth_of_their_shortest_side_high(filename):
    picture = Image.open(io.BytesIO(made("infographic", True)[1][filename]))
    ground = np.asarray(picture.convert("L"))[2, 4]
    assert ground < 80, "the label stands on a dark band along the upper edge"
    assert ink_height(picture, ground) >= IMAGE_SHARE * min(picture.size)


def test_the_video_opens_with_the_label_for_two_seconds_and_so_does_its_poster():
    _, files = made("video", True)
    poster = Image.open(io.BytesIO(files["cover.png"]))
    ground = int(np.asarray(poster.convert("L"))[2, 4])
    assert ink_height(poster, ground) >= IMAGE_SHARE * 1080
    shown = []
    with av.open(io.BytesIO(files["video.mp4"])) as container:
        for frame in container.decode(video=0):
            row = np.asarray(frame.to_image().convert("L"))[:78].astype(int)
            shown.append((float(frame.time), row[2, 4] < ground + 16 and (row > 200).any()))
            if not shown[-1][1]:
                break
    assert shown[0] == (0.0, True) and shown[-1][0] >= OPENING_SECONDS and not shown[-1][1]


def test_the_label_does_not_hang_on_the_cover_being_shown():
    hidden = (Hidden(segment="cover", reason="另配片头"),)
    _, files = produced("video", interpretation(ai=True), hidden=hidden)
    poster = Image.open(io.BytesIO(files["cover.png"]))
    assert ink_height(poster, int(np.asarray(poster.convert("L"))[2, 4])) >= IMAGE_SHARE * 1080
    _, files = produced("article", interpretation(ai=True), hidden=(Hidden(segment="masthead", reason="另配题头"),))
    assert VISIBLE in files["article.html"].decode() and embedded("article.docx", files["article.docx"])


def test_a_title_and_a_narration_count_only_where_they_are_used():
    found = rich_interpretation()
    point = next(point for point in found.key_points if point.id == "kp_expand")
    spoken = found.with_key_point(point.replace(narration=SPOKEN, drafted=drafted("narration")))
    outline = registry.get("video").outline(spoken, Brief(options=OPTIONS["video"] | {"seconds": "117"}))
    scene = next(segment for segment in outline if segment.drafted)
    assert scene.id == "measure-kp_expand" and "招用高校毕业生" in scene.narration and SPOKEN not in scene.text
    assert not [segment for segment in registry.get("infographic").outline(spoken, Brief()) if segment.drafted]
    titled = found.with_key_point(point.replace(title="招人有补助", drafted=drafted("title")))
    revision, files = produced("article", titled)
    named = [segment for segment in revision.segments if "招人有补助" in "".join(segment.statements())]
    assert named and all(segment.drafted for segment in named), "also the sentence that only lists the titles"
    assert VISIBLE in files["article.html"].decode()


def test_the_label_is_the_same_on_every_machine_and_another_for_other_words():
    first, again = (json.loads(embedded("faq.html", produced("faq", interpretation(ai=True))[1]["faq.html"])) for _ in range(2))
    answer = interpretation(ai=True).answer("hire")
    other = interpretation(ai=True).with_answer(answer.replace(text=answer.text.replace("一次性发放", "一次发放")))
    changed = json.loads(embedded("faq.html", produced("faq", other)[1]["faq.html"]))
    assert first == again and changed["ReservedCode1"] != first["ReservedCode1"] and changed["ProduceID"] != first["ProduceID"]
