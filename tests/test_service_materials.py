"""Files a person gives for a product: taken in cleaned, described, named by the arrangement."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from generators.model import Material
from studio.service import CannotAccept, Conflict, NotAllowed
from tests.studio_home import furnished

sys.path.insert(0, str(Path(__file__).parent / "materials"))
from making_files import photograph, scene, sound  # noqa: E402

SEEN = "老人在社区食堂窗口取餐"


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    jobs = world.studio.start_build(world.policy, ["infographic", "video"], actor=world.drafter)
    for job, name in zip(jobs, ("infographic", "video"), strict=True):
        world.studio.cancel_job(job, actor=world.drafter)
        setattr(world, name, world.studio.job(job).product_id)
    yield world
    world.studio.close()


def add(world, product=None, data=None, filename="食堂.jpg", **changes):
    words = {"kind": "picture", "actor": world.drafter, "caption": "社区食堂", "alt": SEEN} | changes
    return world.studio.add_material(product or world.infographic, data or photograph(), filename, **words)


def test_a_given_picture_is_kept_without_its_notes_and_named_by_the_arrangement(world):
    view = add(world, credit="摄影：陈晓")
    (picture,) = view.brief.materials
    assert (picture.kind, picture.media_type, picture.caption, picture.alt, picture.credit) == ("picture", "image/jpeg", "社区食堂", SEEN, "摄影：陈晓")
    kept = world.studio.material_file(world.infographic, picture.sha256)
    assert kept.media_type == "image/jpeg" and b"SECRET" not in kept.data and not Image.open(io.BytesIO(kept.data)).getexif()
    assert not any(b"SECRET" in file.read_bytes() for file in world.studio.files.folder.rglob("*") if file.is_file())


def test_whoever_gives_a_picture_has_had_a_hand_in_the_product(world):
    add(world, product=world.infographic, actor=world.colleague)
    world.studio.rebuild([world.infographic], actor=world.drafter)
    world.studio.work_off()
    assert "吴桐" in world.studio.product(world.infographic).contributors


def test_a_picture_without_a_text_alternative_is_refused(world):
    with pytest.raises(CannotAccept, match="看不见图片的人"):
        add(world, alt=" 图 ")


@pytest.mark.parametrize("words", [{"is_map": True}, {"caption": "市区地图"}, {"alt": "云和市行政区划图，标有各区"}, {"filename": "map.jpg"}])
def test_a_map_without_its_number_is_refused(world, words):
    with pytest.raises(CannotAccept, match="审图号"):
        add(world, **words)
    assert not world.studio.product(world.infographic).brief.materials


def test_a_map_with_its_number_is_taken(world):
    (given,) = add(world, is_map=True, map_number="GS京(2024)0123号", caption="服务站点位置图").brief.materials
    assert given.map_number == "GS京（2024）0123号"
    with pytest.raises(CannotAccept, match="审图号"):
        world.studio.describe_material(world.infographic, given.sha256, map_number="", actor=world.drafter)


def test_a_picture_belongs_to_a_segment_the_product_has(world):
    segment = next(item for item in world.studio.outline(world.infographic) if not item.furniture)
    assert add(world, segment=segment.id).brief.materials[0].segment == segment.id
    with pytest.raises(CannotAccept, match="没有所选的片段"):
        add(world, segment="../../etc/passwd")


@pytest.mark.parametrize("filename", ["../../../etc/passwd", "a/b\\c.jpg", "<script>.jpg", "\u202egpj.exe", "x" * 5000 + ".jpg"])
def test_hostile_file_names_do_no_harm(world, filename):
    assert len(add(world, filename=filename).brief.materials) == 1


def test_control_characters_do_not_reach_what_is_printed(world):
    (given,) = add(world, caption="食\x00堂\u202e", alt=SEEN + "\x1b[31m").brief.materials
    assert given.caption == "食堂" and "\x1b" not in given.alt


def test_recordings_and_music_go_to_films(world):
    segment = world.studio.outline(world.video)[1].id
    words = {"caption": "", "alt": "", "kind": "recording", "segment": segment}
    add(world, world.video, sound("wav", "pcm_s16le"), "旁白.wav", **words)
    view = add(world, world.video, sound("mp3", "libmp3lame", loud=0.2), "旁白二.mp3", **words)
    (recording,) = view.brief.materials  # the second takes the place of the first
    assert (recording.kind, recording.media_type, recording.segment) == ("recording", "audio/flac", segment)
    with pytest.raises(CannotAccept, match="来源或授权"):
        add(world, world.video, sound("mp3", "libmp3lame"), "曲.mp3", kind="music", alt="")
    view = add(world, world.video, sound("mp3", "libmp3lame"), "曲.mp3", kind="music", alt="", credit="本单位自制")
    assert [item.kind for item in view.brief.materials] == ["recording", "music"]


def test_a_product_without_use_for_a_file_refuses_it(world):
    assert world.studio.materials_taken(world.product) == ()
    with pytest.raises(CannotAccept, match="不使用图片"):
        add(world, world.product)
    with pytest.raises(CannotAccept, match="不使用音乐"):
        add(world, kind="music")
    with pytest.raises(CannotAccept, match="不使用这类文件"):
        add(world, kind="../logo")


def test_the_same_picture_given_again_is_described_anew(world):
    add(world, caption="旧说明")
    (given,) = add(world, caption="新说明").brief.materials
    assert given.caption == "新说明"


def test_a_dozen_pictures_are_enough(world):
    for shade in range(12):
        add(world, data=photograph(image=Image.new("RGB", (300, 300), (shade * 20, 90, 90))))
    with pytest.raises(CannotAccept, match="最多放 12 张"):
        add(world, data=photograph(image=scene(300, 300)))


def test_a_removed_picture_is_out_of_the_arrangement_and_can_be_brought_back(world):
    before = add(world).brief
    sha256 = before.materials[0].sha256
    assert not world.studio.remove_material(world.infographic, sha256, actor=world.drafter).brief.materials
    with pytest.raises(CannotAccept, match="已不在编排里"):
        world.studio.remove_material(world.infographic, sha256, actor=world.drafter)
    assert world.studio.save_brief(world.infographic, before, actor=world.drafter).brief.materials == before.materials


def test_an_arrangement_cannot_bring_in_a_file_that_was_never_given(world):
    """Any kept file could be published by naming its sha256: the source of another policy, for instance."""
    source = world.studio.record(world.policy).document.source.sha256
    stolen = Material(sha256=source, kind="picture", media_type="image/png", alt=SEEN)
    brief = world.studio.product(world.infographic).brief
    with pytest.raises(CannotAccept, match="不属于这个产品"):
        world.studio.save_brief(world.infographic, brief.replace(materials=(stolen,)), actor=world.drafter)
    with pytest.raises(NotAllowed):
        world.studio.material_file(world.infographic, source)
    given = add(world).brief
    unmapped = given.materials[0].replace(caption="全市地图")
    with pytest.raises(CannotAccept, match="审图号"):
        world.studio.save_brief(world.infographic, given.replace(materials=(unmapped,)), actor=world.drafter)


def test_a_file_given_for_one_product_is_not_another_ones(world):
    sha256 = add(world).brief.materials[0].sha256
    with pytest.raises(NotAllowed):
        world.studio.material_file(world.video, sha256)


def test_only_drafters_give_files_and_nobody_overwrites_a_colleague(world):
    with pytest.raises(NotAllowed):
        add(world, actor=world.reviewer)
    base = world.studio.product(world.infographic).brief_version
    add(world, actor=world.colleague, base=base)
    with pytest.raises(Conflict):
        add(world, caption="另一张", base=base)


def test_giving_a_file_makes_the_product_stale_and_leaves_a_trace(world):
    world.studio.rebuild([world.infographic], actor=world.drafter)
    world.studio.work_off()
    assert not world.studio.product(world.infographic).stale
    assert "编排" in add(world).stale_because
    with world.studio.database.reading() as connection:
        rows = connection.exec_driver_sql("select action, detail from audit where action like 'material.%'").all()
    assert [row.action for row in rows] == ["material.add"] and "食堂.jpg" in rows[0].detail


def test_the_doctor_misses_a_given_file(world):
    sha256 = add(world).brief.materials[0].sha256
    files = next(check for check in world.studio.doctor().checks if check.name == "文件")
    assert files.ok
    (world.studio.files.folder / sha256[:2] / sha256).unlink()
    files = next(check for check in world.studio.doctor().checks if check.name == "文件")
    assert not files.ok and "1 个文件" in files.text
