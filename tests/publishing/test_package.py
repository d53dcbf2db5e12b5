"""A package holds everything, linked both ways, and holds nothing that was not approved."""

import json
import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from generators.model import RenderedFile
from studio.errors import CannotAccept, NotAllowed
from studio.publishing import Named, Packed, Publication, build_package, package_from_build, verify_package
from studio.publishing.container import pack, unpack
from studio.service import Action
from studio.services.release import Release
from tests.studio_home import POLICY, furnished

AT = datetime(2026, 3, 10, 2, 30, tzinfo=UTC)
EXPORTER = Named(id="p-zhou", name="周正")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    world = furnished(tmp_path_factory.mktemp("package"))
    details = Publication(
        source_url="https://www.yunhe.example/zc/7.html",
        site_name="云和市人民政府<门户>",
        site_domain="www.yunhe.example",
        site_id_code="3300000001",
        column_name="政策文件",
        subject="民政、扶贫、救灾",
        keywords=("助餐", "补贴"),
    )
    world.studio.set_publication_details(
        world.policy, actor=world.drafter, publication=details, interpreter="云和市民政局", contact="0571-12345678"
    )
    world.rebuild()
    world.sign_off()
    return world


@pytest.fixture(scope="module")
def packed(world) -> Packed:
    with world.studio.database.reading() as connection:
        return Release._packed(world.studio, connection, world.studio._product(connection, world.product))


@pytest.fixture(scope="module")
def interpretation(world):
    return world.studio.interpretation(world.policy).interpretation


@pytest.fixture(scope="module")
def members(world):
    package = world.studio.export(world.policy, actor=world.signer, target_name="市政府门户网站")
    return unpack(world.studio.package_file(package.id).data)


def test_the_package_holds_pages_files_source_and_proofs(members):
    paths = set(members)
    assert {
        "policy/index.html",
        "interpretations/faq/index.html",
        "interpretations/faq/files/faq.html",
        "source/助餐补贴办法.txt",
        "data/interpretation.json",
        "data/faq.revision.json",
        "README.txt",
        "manifest.json",
        "seal.json",
    } <= paths
    assert members["source/助餐补贴办法.txt"] == POLICY


def test_the_manifest_tells_provenance_approvals_and_the_checksum_of_every_file(members, world):
    manifest = json.loads(members["manifest.json"])
    assert manifest["schema"] == "policy-package/1"
    assert {file["path"] for file in manifest["files"]} == set(members) - {"manifest.json", "seal.json"}
    (product,) = manifest["products"]
    assert [event["action"] for event in product["events"]] == ["submit", "approve", "sign_off"]
    assert [event["actor_name"] for event in product["events"]] == ["陈晓", "林岚", "周正"]
    assert product["contributors"] == [{"id": world.drafter, "name": "陈晓"}]
    assert product["revision_digest"] == world.studio.product(world.product).revision.digest()
    assert manifest["audit"]["number"] > 0
    assert len(manifest["links"]) == 2


def test_the_policy_page_has_an_anchor_for_every_clause_and_a_link_to_every_interpretation(members, interpretation):
    page = members["policy/index.html"].decode()
    for clause in interpretation.document.clauses:
        assert f'id="{clause.ref}"' in page
    assert 'href="../interpretations/faq/index.html"' in page
    assert '有效性：<span class="mark"' in page


def test_the_interpretation_page_links_the_policy_and_the_clauses_each_statement_rests_on(members):
    page = members["interpretations/faq/index.html"].decode()
    assert 'href="../../policy/index.html"' in page
    assert re.search(r'依据：<a href="../../policy/index.html#art_\d', page)
    assert "解读机构：云和市民政局" in page and "咨询电话：0571-12345678" in page


def test_the_pages_carry_the_portals_meta_tags_escaped(members):
    page = members["policy/index.html"].decode()
    for tag in (
        '<meta name="SiteName" content="云和市人民政府&lt;门户&gt;">',
        '<meta name="SiteDomain" content="www.yunhe.example">',
        '<meta name="SiteIDCode" content="3300000001">',
        '<meta name="ColumnName" content="政策文件">',
        '<meta name="Keywords" content="助餐;补贴">',
        '<meta name="Url" content="https://www.yunhe.example/zc/7.html">',
    ):
        assert tag in page
    assert re.search(r'<meta name="PubDate" content="\d{4}-\d\d-\d\d \d\d:\d\d">', page)
    assert re.search(r'<meta name="ArticleTitle" content="[^"]*助餐', page)
    assert "<门户>" not in page


def test_the_readme_tells_the_uploader_what_to_do_in_chinese(members):
    text = members["README.txt"].decode()
    assert "市政府门户网站" in text and "policy/index.html" in text and "上传" in text


def test_the_same_arguments_give_the_same_bytes_which_any_zip_tool_opens(interpretation, packed):
    first, second = (
        build_package(interpretation, POLICY, [packed], exported_at=AT, exported_by=EXPORTER) for _ in range(2)
    )
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert archive.testzip() is None


def test_hostile_words_in_the_policy_stay_words(interpretation, packed):
    document = interpretation.document.replace(title="<script>alert(1)</script>通知")
    page = build_pages(interpretation.replace(document=document), packed)
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_who_adopted_the_text_stands_below_its_title_and_titles_break_between_words(interpretation, packed):
    document = interpretation.document.replace(title="云溪市<城镇>燃气管理条例", adoption_note="2026年3月1日云溪市人民代表大会通过<b>")
    page = build_pages(interpretation.replace(document=document), packed)
    assert '<p class="note">（2026年3月1日云溪市人民代表大会通过&lt;b&gt;）</p>' in page
    heading = re.search("<h1>(.*?)</h1>", page)[1]
    assert heading.replace("<wbr>", "") == "云溪市&lt;城镇&gt;燃气管理条例" and "管<wbr>理" not in heading and "<wbr>" in heading
    assert 'class="note"' not in build_pages(interpretation, packed)


def build_pages(interpretation, packed) -> str:
    from studio.publishing import pages

    setting = pages.Setting(
        document=interpretation.document,
        publication=Publication(),
        interpreter="",
        spokesperson="",
        contact="",
        exported_at=AT,
        source_path="source/x.txt",
    )
    shown = pages.ProductPage(
        "faq", "政策问答", packed.revision.title, "0" * 64, packed.revision.files, packed.revision.segments
    )
    return (pages.policy_page(setting, [shown]) + pages.product_page(setting, shown)).decode()


def test_a_video_comes_with_captions_and_a_picture_with_words(interpretation, packed):
    from generators.model import FileRecord
    from studio.publishing import pages

    records = {
        "video.mp4": "video/mp4",
        "cover.png": "image/png",
        "video.vtt": "text/vtt",
        "chapters.vtt": "text/vtt",
        "clauses.vtt": "text/vtt",
    }
    files = tuple(FileRecord(filename=n, media_type=m, bytes=9, sha256="0" * 64) for n, m in records.items())
    setting = pages.Setting(interpretation.document, Publication(), "", "", "", AT, "source/x.txt")
    shown = pages.ProductPage("video", "讲解视频", "标题", "0" * 64, files, packed.revision.segments)
    page = pages.product_page(setting, shown).decode()
    assert '<track kind="captions" srclang="zh-CN" label="中文字幕" src="files/video.vtt">' in page, "captions in the picture are not shown twice"
    assert '<track kind="chapters" srclang="zh-CN" label="章节" src="files/chapters.vtt">' in page and page.count("<track") == 2
    without = pages.ProductPage("video", "讲解视频", "标题", "0" * 64, files, packed.revision.segments, captions=True)
    assert 'src="files/video.vtt" default>' in pages.product_page(setting, without).decode()
    assert 'poster="files/cover.png"' in page
    picture = pages.ProductPage("infographic", "一图读懂", "标题", "0" * 64, files[1:2], packed.revision.segments)
    page = pages.product_page(setting, picture).decode()
    assert re.search(r'<img src="files/cover.png" alt="[^"]+文字版">', page)
    assert "文字版" in page and packed.revision.segments[-1].heading in page


@pytest.mark.parametrize("missing", [Action.APPROVE, Action.SIGN_OFF])
def test_what_was_not_approved_and_signed_is_refused(interpretation, packed, missing):
    events = tuple(event for event in packed.events if event.action is not missing)
    unapproved = Packed(packed.revision, packed.files, events, packed.contributors)
    with pytest.raises(NotAllowed, match="政策问答：.+。"):
        build_package(interpretation, POLICY, [unapproved], exported_at=AT, exported_by=EXPORTER)


def test_an_approval_by_a_contributor_is_refused(interpretation, packed, world):
    contributors = (*packed.contributors, Named(id=world.reviewer, name="林岚"))
    own = Packed(packed.revision, packed.files, packed.events, contributors)
    with pytest.raises(NotAllowed, match="林岚参与过"):
        build_package(interpretation, POLICY, [own], exported_at=AT, exported_by=EXPORTER)


def test_files_other_than_the_approved_ones_are_refused(interpretation, packed):
    first = packed.files[0]
    changed = RenderedFile(filename=first.filename, media_type=first.media_type, data=first.data + b" ")
    other = Packed(packed.revision, (changed, *packed.files[1:]), packed.events, packed.contributors)
    with pytest.raises(NotAllowed, match="文件与审核时的不一致"):
        build_package(interpretation, POLICY, [other], exported_at=AT, exported_by=EXPORTER)


def test_a_product_of_another_interpretation_or_source_is_refused(interpretation, packed):
    with pytest.raises(NotAllowed, match="解读稿在制作之后有改动"):
        build_package(
            interpretation.replace(contact="0571-1"), POLICY, [packed], exported_at=AT, exported_by=EXPORTER
        )
    with pytest.raises(NotAllowed, match="不是同一份文件"):
        build_package(interpretation, POLICY + b" ", [packed], exported_at=AT, exported_by=EXPORTER)


def test_nothing_to_export_is_refused(interpretation):
    with pytest.raises(NotAllowed, match="没有可以导出"):
        build_package(interpretation, POLICY, [], exported_at=AT, exported_by=EXPORTER)


@pytest.fixture
def folder(tmp_path, interpretation, packed):
    """A folder as the command line's build leaves it."""
    product = tmp_path / packed.revision.product
    product.mkdir()
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "政策.txt").write_bytes(POLICY)
    (tmp_path / "interpretation.json").write_text(interpretation.model_dump_json(), encoding="utf-8")
    summary = {"products": [{"revision": packed.revision.model_dump(mode="json")}]}
    (tmp_path / "build.json").write_text(json.dumps(summary), encoding="utf-8")
    for file in packed.files:
        (product / file.filename).write_bytes(file.data)
    return tmp_path


def test_a_build_folder_is_packed_for_named_people_and_verifies(folder):
    package = package_from_build(folder, drafted_by="张敏", approved_by="林岚", exported_at=AT)
    assert verify_package(package).problems == ()


def test_a_build_folder_of_a_policy_past_its_last_day_needs_a_reason(folder):
    later, names = datetime(2029, 4, 1, 2, 30, tzinfo=UTC), {"drafted_by": "张敏", "approved_by": "林岚"}
    with pytest.raises(NotAllowed, match="2029年3月31日有效期届满.*--reason"):
        package_from_build(folder, **names, reason=" ", exported_at=later)
    package = package_from_build(folder, **names, reason="存档", exported_at=later)
    assert verify_package(package).problems == () and json.loads(unpack(package)["manifest.json"])["lapsed"]["reason"] == "存档"
    assert all("不能作为办事依据" in data.decode() for name, data in unpack(package).items() if name.endswith("/index.html")), "every page says so"
    kept = package_from_build(folder, **names, reason="存档", exported_at=AT)
    assert not any("不能作为办事依据" in data.decode() for name, data in unpack(kept).items() if name.endswith("/index.html"))
    assert "lapsed" not in json.loads(unpack(kept)["manifest.json"]), "in force, no reason is needed and none is kept"


def test_a_build_folder_is_not_packed_for_one_person_alone(folder):
    with pytest.raises(NotAllowed, match="张敏参与过"):
        package_from_build(folder, drafted_by="张敏", approved_by=" 张敏 ", exported_at=AT)
    with pytest.raises(NotAllowed, match="张敏参与过"):
        package_from_build(folder, drafted_by="张敏", approved_by="林岚", signed_by="张敏", exported_at=AT)


def test_a_build_folder_needs_names(folder):
    for names in ({}, {"drafted_by": "张敏"}, {"approved_by": "林岚"}):
        with pytest.raises(CannotAccept, match="拟稿人和审核人"):
            package_from_build(folder, exported_at=AT, **names)


def test_a_build_folder_changed_by_hand_is_not_packed(folder):
    victim = next((folder / "faq").iterdir())
    victim.write_bytes(victim.read_bytes() + b"<!-- -->")
    with pytest.raises(NotAllowed, match="文件与审核时的不一致"):
        package_from_build(folder, drafted_by="张敏", approved_by="林岚", exported_at=AT)


def test_a_file_name_leading_out_of_the_folder_is_refused(folder):
    summary = json.loads((folder / "build.json").read_text())
    summary["products"][0]["revision"]["product"] = "../faq"
    (folder / "build.json").write_text(json.dumps(summary))
    with pytest.raises(CannotAccept, match="不是完整的制作结果"):
        package_from_build(folder, drafted_by="张敏", approved_by="林岚", exported_at=AT)


@pytest.mark.parametrize("lost", ["interpretation.json", "build.json", "source/政策.txt", "faq/faq.html"])
def test_an_incomplete_build_folder_is_one_sentence(folder, lost):
    (folder / lost).unlink()
    with pytest.raises(CannotAccept, match="不是完整的制作结果"):
        package_from_build(folder, drafted_by="张敏", approved_by="林岚", exported_at=AT)


def test_packing_and_unpacking_are_inverse():
    content = {"b/二.txt": b"2", "a.txt": b"", "c": bytes(range(256))}
    assert unpack(pack(content)) == content
