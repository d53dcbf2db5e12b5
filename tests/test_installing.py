"""What a fresh machine meets: an old Python is refused in one sentence, and an installed wheel runs without the checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_an_old_python_gets_one_sentence_and_leaves_nothing_behind(tmp_path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\ncase "$2" in *version_info\\[:2\\]*) echo 3.8;; *) exit 1;; esac\n', encoding="utf-8")
    old.chmod(0o755)
    venv = tmp_path / "venv"
    done = subprocess.run(["make", "setup", f"PYTHON={old}", f"VENV={venv}"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "需要 Python 3.11 或更新版本" in done.stderr and "PYTHON=" in done.stderr
    assert not venv.exists()


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    checkout = folder / "checkout"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, checkout / name)
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation", "-q", "--target", str(folder / "site"), str(checkout)]
    subprocess.run(pip, check=True, capture_output=True)
    shutil.rmtree(checkout)
    return folder


def test_the_installed_wheel_makes_products_without_the_checkout(installed):
    environment = {**os.environ, "PYTHONPATH": str(installed / "site"), "PYTHONSAFEPATH": "1"}
    sample = installed / "site" / "samples" / "xianxing_tonggao.docx"
    command = [sys.executable, "-m", "studio", "build", str(sample), "--out", "out", "--products", "infographic,faq,article"]
    done = subprocess.run(command, cwd=installed, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, 4), done.stderr
    assert (installed / "out" / "infographic" / "infographic.png").stat().st_size > 100_000


def test_the_installed_wheel_carries_what_the_app_serves(installed):
    studio = installed / "site" / "studio"
    for needed in ("static/studio.css", "static/studio-sans-400.woff2", ".streamlit/config.toml", "views/library.py", "interpreting/bank.toml"):
        assert (studio / needed).is_file(), needed
