"""Whatever is changed in a package is noticed offline, and a hostile zip does no harm."""

import io
import json
import random
import warnings
import zipfile

import pytest

from studio.publishing import verify_package
from studio.publishing.container import pack, unpack
from studio.publishing.manifest import Manifest, Member, Seal
from tests.studio_home import furnished


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> bytes:
    world = furnished(tmp_path_factory.mktemp("verification"))
    world.sign_off()
    return world.studio.package_file(world.studio.export(world.policy, actor=world.signer).id).data


def resealed(members: dict[str, bytes], change=lambda manifest: None) -> bytes:
    """Return a package whose checksums and seal were all made to fit again, as a careful forger would."""
    kept = {path: data for path, data in members.items() if path not in ("manifest.json", "seal.json")}
    content = json.loads(members["manifest.json"])
    change(content)
    content["files"] = [Member.of(path, kept[path]).model_dump() for path in sorted(kept)]
    manifest = Manifest.model_validate(content)
    seal = Seal.over(manifest.to_bytes(), manifest.audit.head)
    return pack(kept | {"manifest.json": manifest.to_bytes(), "seal.json": seal.to_bytes()})


def test_an_untouched_package_verifies_from_bytes_and_from_a_path(package, tmp_path):
    file = tmp_path / "包.zip"
    file.write_bytes(package)
    for report in (verify_package(package), verify_package(file), verify_package(str(file))):
        assert report.ok and report.problems == ()
        assert report.products == ("政策问答",) and "助餐" in report.title


def test_any_changed_byte_anywhere_is_noticed(package):
    chance = random.Random(20260309)
    size = len(package)
    positions = [0, 10, 12, size - 1, size - 22, *range(size - 400, size, 7)]
    positions += [chance.randrange(size) for _ in range(120)]
    for path in ("manifest.json", "seal.json", "policy/index.html", "data/interpretation.json"):
        at = package.index(unpack(package)[path])
        positions += [at + 2, at + 40]
    for position in positions:
        changed = bytearray(package)
        changed[position] ^= 1 << chance.randrange(8)
        assert not verify_package(bytes(changed)).ok, position


@pytest.mark.parametrize("length", [0, 1, 22, 1000])
def test_a_package_cut_short_or_lengthened_is_noticed(package, length):
    assert not verify_package(package[:length]).ok
    assert not verify_package(package + bytes(length + 1)).ok
    assert not verify_package(bytes(length + 1) + package).ok


def test_a_package_packed_again_by_another_tool_is_noticed(package):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in unpack(package).items():
            archive.writestr(path, data)
    assert verify_package(buffer.getvalue()).problems == ("发布包的结构与导出时不符。",)


def test_a_missing_and_an_extra_file_are_named(package):
    members = unpack(package)
    del members["README.txt"]
    assert verify_package(pack(members)).problems == ("清单中的文件 README.txt 不在包内。",)
    members = unpack(package) | {"policy/extra.html": b"x"}
    assert verify_package(pack(members)).problems == ("包内的文件 policy/extra.html 不在清单中。",)


def test_a_file_changed_together_with_its_checksum_breaks_the_seal(package):
    members = unpack(package)
    before = Member.of("README.txt", members["README.txt"])
    members["README.txt"] += b"x"
    after = Member.of("README.txt", members["README.txt"])
    members["manifest.json"] = members["manifest.json"].replace(before.sha256.encode(), after.sha256.encode())
    members["manifest.json"] = members["manifest.json"].replace(
        f'"bytes": {before.bytes}'.encode(), f'"bytes": {after.bytes}'.encode()
    )
    assert verify_package(pack(members)).problems == ("清单与封签不符，清单或者封签被改动过。",)


def test_a_product_file_changed_with_everything_sealed_anew_does_not_fit_the_approved_revision(package):
    members = unpack(package)
    members["interpretations/faq/files/faq.html"] += b"<!-- -->"
    assert any("与审定时的不一致" in problem for problem in verify_package(resealed(members)).problems)


def test_an_interpretation_changed_with_everything_sealed_anew_is_noticed(package):
    members = unpack(package)
    content = json.loads(members["data/interpretation.json"])
    content["contact"] = "0571-99999999"
    members["data/interpretation.json"] = json.dumps(content).encode()
    assert verify_package(resealed(members)).problems == ("解读稿与清单中登记的不符。",)


def test_a_quote_that_does_not_stand_in_the_source_is_noticed(package):
    members = unpack(package)
    content = json.loads(members["data/interpretation.json"])
    citation = next(point for point in content["key_points"] if point["citations"])["citations"][0]
    citation["quote"] = "九" * len(citation["quote"])
    members["data/interpretation.json"] = json.dumps(content).encode()
    assert verify_package(resealed(members)).problems == ("发布包中的解读稿不完整，或者引文与原文不符。",)


def forge(**fields):
    def change(manifest):
        manifest["products"][0] |= fields

    return change


def test_an_approval_taken_away_forged_or_moved_to_another_revision_is_noticed(package):
    members = unpack(package)
    events = json.loads(members["manifest.json"])["products"][0]["events"]
    drafter = events[0]["actor"]
    for forged in (
        [],
        events[:2],
        [events[0], events[2]],
        [events[0], events[1] | {"actor": drafter}, events[2]],
        [events[0], events[1], events[2] | {"actor": drafter}],
        [event | {"revision": "0" * 64} for event in events],
        [events[1], events[0], events[2]],
    ):
        report = verify_package(resealed(members, forge(events=forged)))
        assert any(problem.startswith("政策问答：") for problem in report.problems), forged


def test_a_revision_claimed_for_another_generator_or_digest_is_noticed(package):
    members = unpack(package)
    for claim in ({"generator_version": "9"}, {"theme": "other"}, {"revision_digest": "0" * 64}, {"files": []}):
        assert verify_package(resealed(members, forge(**claim))).problems, claim


@pytest.mark.parametrize(
    ("page", "link", "sentence"),
    [
        ("policy/index.html", b"../interpretations/faq/index.html", "没有链接到"),
        ("interpretations/faq/index.html", b"../../policy/index.html", "没有链接到"),
    ],
)
def test_a_link_missing_in_either_direction_is_noticed(package, page, link, sentence):
    members = unpack(package)
    members[page] = members[page].replace(link, b"#")
    assert any(sentence in problem for problem in verify_package(resealed(members)).problems)


def test_a_link_to_a_clause_that_is_not_there_is_noticed(package):
    members = unpack(package)
    members["policy/index.html"] = members["policy/index.html"].replace(b'id="art_3"', b'id="art_33"')
    problems = verify_package(resealed(members)).problems
    assert any("条款 art_3 在 policy/index.html 中找不到" in problem for problem in problems)
    assert any("缺少条款 art_3" in problem for problem in problems)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [("policy/index.html", "文字与原文不符"), ("interpretations/faq/index.html", "页面文字与审定内容不符")],
)
def test_a_figure_changed_on_a_page_with_everything_sealed_anew_is_noticed(package, page, sentence):
    members = unpack(package)
    shown, changed = ('每人每餐补贴<span class="joint">3元</span>'.encode().replace(b"3", figure) for figure in (b"3", b"8"))
    assert shown in members[page]
    members[page] = members[page].replace(shown, changed)
    assert any(sentence in problem for problem in verify_package(resealed(members)).problems)


def test_a_package_sealed_anew_as_a_whole_is_only_told_by_the_noted_seal(package):
    noted = verify_package(package).seal
    members = unpack(package)
    members["README.txt"] += "补记".encode()
    other = resealed(members)
    assert verify_package(other).ok, "a hash seal alone cannot tell who made a package"
    assert verify_package(other, seal=noted).problems == ("封签与导出时记下的不同，这不是当时导出的那个发布包。",)
    assert verify_package(package, seal=noted).ok


def hostile(*entries: tuple[str, bytes], **options) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", **options) as archive:
        warnings.simplefilter("ignore")  # two entries of one name are what is wanted here
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        b"PK\x03\x04" + bytes(100),
        hostile(),
        hostile(("../../etc/passwd", b"x")),
        hostile(("/etc/passwd", b"x")),
        hostile(("a\\..\\b", b"x")),
        hostile(("manifest.json", b"{}"), ("manifest.json", b"{}")),
        hostile(("manifest.json", b"{}"), ("seal.json", b"{}")),
        hostile(("manifest.json", b"[" * 100_000), ("seal.json", b"")),
        hostile(("manifest.json", b"\xff\xfe"), ("seal.json", b"null")),
        hostile(("bomb", bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED),
        hostile(*((f"{number}", b"") for number in range(6000))),
    ],
)
def test_a_hostile_package_is_one_sentence(data):
    report = verify_package(data)
    assert len(report.problems) == 1 and report.problems[0].endswith("。")


def test_a_missing_file_is_one_sentence(tmp_path):
    report = verify_package(tmp_path / "没有.zip")
    assert len(report.problems) == 1 and "无法读取" in report.problems[0]
