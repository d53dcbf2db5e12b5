"""The command line as scripts meet it: JSON on stdout, one Chinese sentence on stderr, the exit statuses of its contract."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from studio import commands, faults
from studio.publishing.container import unpack
from styles import themes
from tests.studio_home import PASSWORD, POLICY, furnished

SAMPLES = Path(__file__).parent.parent / "samples"
NOTICE = SAMPLES / "xianxing_tonggao.docx"
COMMANDS = ("read", "interpret", "build", "check", "run", "worker", "init", "users", "theme", "export", "verify", "batch", "doctor")
CHINESE_SENTENCE = re.compile(r"[\u4e00-\u9fff].*[。？]$|[\u4e00-\u9fff].*可选：.*$")


def policy_studio(*arguments: object, home: Path | None = None, password: str = "") -> subprocess.CompletedProcess:
    environment = ({"STUDIO_HOME": str(home)} if home else {}) | ({"STUDIO_PASSWORD": password} if password else {})
    return subprocess.run(
        [sys.executable, "-m", "studio", *map(str, arguments)], capture_output=True, text=True, timeout=300, env={**os.environ, **environment}
    )


def refused(done: subprocess.CompletedProcess, status: int) -> str:
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    sentence = done.stderr.strip().splitlines()[-1]
    assert CHINESE_SENTENCE.search(sentence), sentence
    return sentence


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("built") / "成品"
    done = policy_studio("build", NOTICE, "--out", out, "--products", "faq,article")
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout)


def test_help_is_chinese_and_shows_an_example_for_every_command(capsys):
    listed = policy_studio("--help").stdout
    for command in COMMANDS:
        assert f"  {command} " in listed
        faults.exit_status(lambda command=command: commands.app([command, "--help"], standalone_mode=False, prog_name="policy-studio"))
        text = capsys.readouterr().out
        assert "示例：" in text and f"policy-studio {command}" in text
        assert not re.search(r"\b(Options|Arguments|Usage|Show this message)\b", text)


def test_read_prints_the_record_of_the_contract():
    record = json.loads(policy_studio("read", NOTICE, "--json").stdout)
    assert record["schema"] == "policy-document/1"
    wanted = (
        "title document_number registration_number issuing_authorities addressees kind written_on printed_on published_on effective_on "
        "expires_on validity repeals bases secrecy openness index_number clauses tables attachments warnings source"
    )
    assert set(wanted.split()) < set(record)
    assert record["document_number"] == "云公通〔2026〕11号"
    assert {"ref", "label", "level", "heading", "text", "parent", "part", "page"} <= set(record["clauses"][0])


def test_interpret_cites_every_key_point_and_answer_at_its_span():
    found = json.loads(policy_studio("interpret", SAMPLES / "wengang_cuoshi.docx", "--old", SAMPLES / "wengang_cuoshi_2023.docx", "--json").stdout)
    texts = {clause["ref"]: clause["text"] for clause in found["clauses"]}
    cited = [c for item in (*found["key_points"], *found["questions"]) for c in item["citations"]]
    assert len(cited) > 40
    assert all(texts[c["ref"]][c["start"] : c["end"]] == c["quote"] for c in cited)
    assert all(texts[f["ref"]][f["start"] : f["end"]] == f["text"] for f in found["facts"])
    assert {"added", "removed", "changed"} <= {item["kind"] for item in found["differences"]}


def test_build_writes_files_and_says_what_the_checks_found(built):
    out, summary = built
    assert [product["product"] for product in summary["products"]] == ["faq", "article"]
    for product in summary["products"]:
        assert all(Path(file).stat().st_size > 0 for file in product["files"])
    kept = json.loads((out / "build.json").read_text(encoding="utf-8"))
    segments = kept["products"][0]["revision"]["segments"]
    assert all(s["furniture"] or s["citations"] or s["supplements"] for s in segments)


def test_check_tells_faithful_statements_from_others(tmp_path):
    lines = ("通行证有效期最长不超过6个月。", "通行证有效期最长不超过8个月。", "办理通行证不收费。", "重型货车每日7:00至22:00可以在限行区域内通行。")
    file = tmp_path / "语句.jsonl"
    file.write_text("\n".join(json.dumps({"id": i, "statement": line}) for i, line in enumerate(lines)), encoding="utf-8")
    done = policy_studio("check", NOTICE, "--statements", file, "--json")
    assert done.returncode == 4
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["supported", "contradicted", "supported", "contradicted"]


def test_a_build_is_exported_only_with_two_different_people_and_then_verifies(built, tmp_path):
    out, _ = built
    package = tmp_path / "发布包.zip"
    refused(policy_studio("export", out, "--to", package), 3)
    refused(policy_studio("export", out, "--to", package, "--drafted-by", "张敏", "--approved-by", "张敏"), 3)
    assert not package.exists()
    assert policy_studio("export", out, "--to", package, "--drafted-by", "张敏", "--approved-by", "林岚").returncode == 0
    assert policy_studio("verify", package).returncode == 0
    altered = bytearray(package.read_bytes())
    altered[len(altered) // 2] ^= 1
    package.write_bytes(altered)
    refused(policy_studio("verify", package), 4)


def test_a_policy_past_its_last_day_is_exported_for_a_reason_only(tmp_path):
    policy, out, package = tmp_path / "旧办法.txt", tmp_path / "成品", tmp_path / "存档.zip"
    policy.write_bytes(POLICY.replace("自2026年4月1日起施行".encode(), "自2020年4月1日起施行".encode()).replace(b"2026", b"2020"))
    assert policy_studio("build", policy, "--out", out, "--products", "faq").returncode == 0
    named = ("--drafted-by", "张敏", "--approved-by", "林岚")
    sentence = refused(policy_studio("export", out, "--to", package, *named), 3)
    assert "2023年3月31日有效期届满" in sentence and "--reason" in sentence and not package.exists()
    assert policy_studio("export", out, "--to", package, *named, "--reason", "存档").returncode == 0
    assert policy_studio("verify", package).returncode == 0
    assert json.loads(unpack(package.read_bytes())["manifest.json"])["lapsed"]["reason"] == "存档"


def test_a_repealed_policy_of_the_studio_is_exported_for_a_reason_only(tmp_path):
    world = furnished(tmp_path)
    world.studio.edit_record(world.policy, {"validity": "已废止"}, actor=world.drafter)
    world.rebuild()
    world.sign_off()
    world.studio.close()
    package, wanted = tmp_path / "存档.zip", ("export", world.policy, "--by", "zhou", "--to", tmp_path / "存档.zip")
    sentence = refused(policy_studio(*wanted, home=tmp_path / "studio", password=PASSWORD), 3)
    assert "已废止" in sentence and "--reason" in sentence and not package.exists()
    assert policy_studio(*wanted, "--reason", "存档", home=tmp_path / "studio", password=PASSWORD).returncode == 0
    assert json.loads(unpack(package.read_bytes())["manifest.json"])["lapsed"]["reason"] == "存档"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("bild",), 2),
        (("read",), 2),
        (("read", NOTICE, "--jsn"), 2),
        (("build", NOTICE, "--out", "x", "--products", "faqq"), 2),
        (("build", NOTICE, "--out", "x", "--theme", "blau"), 2),
        (("build", NOTICE, "--out", "x", "--extent", "viel"), 2),
        (("build", NOTICE, "--out", "x", "--sizes", "a4,a7"), 3),
        (("read", "没有这个文件.docx"), 3),
        (("read", SAMPLES), 3),
        (("build", NOTICE, "--out", "x", "--audience", "外星人"), 3),
        (("verify", NOTICE), 4),
    ],
)
def test_every_refusal_is_one_chinese_sentence_with_its_exit_status(arguments, status):
    refused(policy_studio(*arguments), status)


def test_other_sizes_and_the_full_extent_are_asked_for_by_options(tmp_path):
    done = policy_studio(
        "build", NOTICE, "--out", tmp_path, "--products", "infographic", "--sizes", "a4,svg", "--extent", "full"
    )
    assert done.returncode in (0, 4), done.stderr
    assert {"infographic.png", "infographic-a4.pdf", "infographic.svg"} <= {path.name for path in (tmp_path / "infographic").iterdir()}
    made = json.loads((tmp_path / "build.json").read_text(encoding="utf-8"))["products"][0]["revision"]
    assert made["brief"]["options"] == {"sizes": "a4,svg", "extent": "full"}


def test_bad_input_files_are_refused_in_one_sentence(tmp_path):
    for name, data in (("空.docx", b""), ("图片.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 500), ("坏.docx", b"PK\x03\x04" + b"0" * 500)):
        file = tmp_path / name
        file.write_bytes(data)
        refused(policy_studio("read", file), 3)
    answers = tmp_path / "答复.json"
    answers.write_text("[1, 2", encoding="utf-8")
    refused(policy_studio("build", NOTICE, "--out", tmp_path / "x", "--answers", answers), 3)


def test_accounts_can_be_made_from_the_command_line_and_the_doctor_finds_the_house_in_order(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_PASSWORD", "journey-2026")
    monkeypatch.setenv("STUDIO_NEW_PASSWORD", "another-2026")
    assert policy_studio("init", "admin", "王敏", home=tmp_path).returncode == 0
    added = policy_studio("users", "--add", "zhangmin", "--name", "张敏", "--roles", "drafter,reviewer", "--by", "admin", "--json", home=tmp_path)
    assert {row["account"]: row["roles"] for row in json.loads(added.stdout)}["zhangmin"] == ["drafter", "reviewer"]
    done = policy_studio("doctor", "--json", home=tmp_path)
    assert done.returncode == 0, done.stdout


def test_a_departments_theme_comes_and_goes_by_file_and_a_build_can_use_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_PASSWORD", "journey-2026")
    home, folder = tmp_path / "home", tmp_path / "主题"
    folder.mkdir()
    text = themes.written(themes.load("formal-red")).replace("庄重红", "本局红").replace("#b81c22", "#a3161c")
    (folder / "本局红.toml").write_text(text, encoding="utf-8")
    assert policy_studio("init", "admin", "王敏", home=home).returncode == 0
    added = policy_studio("theme", "--add", folder, "--by", "admin", "--json", home=home)
    own = [row for row in json.loads(added.stdout) if row["own"]]
    assert [row["label"] for row in own] == ["本局红"]
    exported = tmp_path / "导出.toml"
    assert policy_studio("theme", "--export", "本局红", "--to", exported, home=home).returncode == 0
    assert themes.parse_theme(exported.read_text("utf-8")).roles.brand == "#a3161c"
    built = policy_studio("build", NOTICE, "--out", tmp_path / "成品", "--products", "faq", "--theme", exported)
    assert built.returncode == 0, built.stderr
    assert "--brand:#a3161c;" in (tmp_path / "成品" / "faq" / "faq.html").read_text("utf-8")
    exported.write_text("name = ", encoding="utf-8")
    assert "不是有效的主题文件" in refused(policy_studio("build", NOTICE, "--out", tmp_path / "x", "--theme", exported), 3)
    assert "不是有效的主题文件" in refused(policy_studio("theme", "--add", exported, "--by", "admin", home=home), 3)


def test_a_batch_goes_on_when_one_file_cannot_be_read(tmp_path):
    folder = tmp_path / "政策"
    folder.mkdir()
    (folder / "通告.docx").write_bytes(NOTICE.read_bytes())
    (folder / "空.docx").write_bytes(b"")
    done = policy_studio("batch", folder, "--out", tmp_path / "成品", "--products", "faq")
    results = {Path(row["file"]).name: row["status"] for row in json.loads(done.stdout)["results"]}
    assert results == {"通告.docx": 0, "空.docx": 3}
    assert (tmp_path / "成品" / "通告" / "faq" / "faq.html").exists()
