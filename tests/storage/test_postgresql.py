"""The studio on PostgreSQL: a server of its own is started, and what the service promises is tried again on it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("tests/test_service_review.py", "tests/test_service_editing.py", "tests/storage/test_audit_chain.py", "tests/test_jobs.py")


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs, empty where it is not installed."""
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(beside[-1]) if beside else shutil.which(name) or ""


@pytest.fixture(scope="module")
def server():
    """Yield the address of a server that forgets everything in the end; it refuses to run as root, so root lends it another user."""
    if not program("initdb"):
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if other:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    run = lambda *command: subprocess.run([*other, *command], check=True, capture_output=True, cwd="/", timeout=120)  # noqa: E731
    run(program("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
    run(program("pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"-p {port} -k {folder} -c fsync=off", "start")
    yield f"postgresql://postgres@127.0.0.1:{port}"
    run(program("pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    shutil.rmtree(folder)


def test_the_service_keeps_its_promises_on_postgresql(server):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *ROOMS], cwd=ROOT, capture_output=True, text=True, timeout=900,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "STUDIO"))} | {"STUDIO_TESTS_POSTGRESQL": server},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout and "skipped" not in done.stdout
