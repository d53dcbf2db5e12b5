"""Without an assistant not one connection leaves the machine: reading, interpreting, making products, packaging, reviewing."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

GUARD = '''
import os, sys
LOG = os.environ["OUTBOUND_LOG"]
LOCAL = ("127.0.0.1", "::1", "localhost", None, "")

def watch(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in LOCAL:
        with open(LOG, "a") as file:
            file.write(f"{event} {host}\\n")
        raise OSError(f"blocked: {event} {host}")

sys.addaudithook(watch)
with open(LOG + ".watched", "a") as file:
    file.write(f"{os.getpid()}\\n")
'''


def run(folder, *command, **more):
    """Run Python with every process it starts watched."""
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STUDIO_")}
    environment |= {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "OUTBOUND_LOG": str(folder / "log"), "STUDIO_HOME": str(folder / "home")} | more
    return subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def attempts(folder):
    return (folder / "log").read_text() if (folder / "log").exists() else ""


def test_the_guard_notices_what_it_is_to_notice(tmp_path):
    code = "import socket; socket.create_connection(('203.0.113.9', 443), timeout=1)"
    assert "blocked" in run(tmp_path, "-c", code).stderr
    assert "203.0.113.9" in attempts(tmp_path)


def test_from_a_document_to_a_package_nothing_is_connected_to(tmp_path):
    sample = ROOT / "samples" / "xianxing_tonggao.docx"
    built = run(tmp_path, "-m", "studio", "build", str(sample), "--out", "made", "--products", "article,faq,infographic")
    assert built.returncode == 0, built.stderr
    named = ("--drafted-by", "张敏", "--approved-by", "林岚")
    exported = run(tmp_path, "-m", "studio", "export", "made", "--to", "package.zip", *named)
    assert exported.returncode == 0, exported.stderr
    assert run(tmp_path, "-m", "studio", "verify", "package.zip").returncode == 0
    assert attempts(tmp_path) == ""
    watched = (tmp_path / "log.watched").read_text().split()
    assert len(watched) >= 4, "the process that reads the file is watched as well"


def test_the_studio_itself_connects_to_nothing(tmp_path):
    code = (
        "from pathlib import Path; from tests.studio_home import furnished; world = furnished(Path('.')); "
        "print(world.studio.product(world.product).files[0].filename, world.studio.assistant_check().ok)"
    )
    done = run(tmp_path, "-c", code)
    assert done.returncode == 0 and done.stdout.split()[1] == "True", done.stderr
    assert attempts(tmp_path) == ""


def test_with_an_assistant_only_its_address_is_connected_to(tmp_path):
    code = "from studio.service import Studio; print(Studio.open('home').assistant_check().text)"
    address = {"STUDIO_ASSISTANT_URL": "https://203.0.113.9:8443/v1", "STUDIO_ASSISTANT_MODEL": "qwen3", "HTTPS_PROXY": "http://198.51.100.7:3128"}
    done = run(tmp_path, "-c", code, **address)
    assert "与起草助手的连接中断或无法建立" in done.stdout, done.stderr
    assert {line.split()[1] for line in attempts(tmp_path).splitlines()} == {"203.0.113.9"}
