"""A person at the browser: Debian's Chromium against the running server."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

SECONDS = 1000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def chromium_path() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


NEEDS_CHROMIUM = pytest.mark.skipif(
    chromium_path() is None and not os.environ.get("STUDIO_TESTS_MUST_NOT_SKIP"), reason="Chromium is not installed"
)
IN_A_BROWSER = [pytest.mark.browser, NEEDS_CHROMIUM]
"""The marks of a file whose tests all drive a browser."""


@contextmanager
def chromium(*flags: str):
    """Run Chromium, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu", *flags])
        yield browser
        browser.close()


@contextmanager
def running_server(home: Path, port: int):
    """Run the studio as a person would, without the sample, and stop it at the end."""
    environment = {**os.environ, "STUDIO_HOME": str(home)}
    command = [sys.executable, "-m", "studio", "run", "--no-sample", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            assert process.poll() is None, "the server ended by itself"
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                assert time.monotonic() < deadline, "the server did not come up"
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(30)


class Clerk:
    """Whoever sits at the keyboard. Every step waits until the page shows what the step should bring."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(45 * SECONDS)

    def opens_the_studio(self) -> None:
        self.page.goto(self.address)

    def comes_in(self, account: str, password: str) -> None:
        """Open the studio and sign in, until a reload would not ask again."""
        self.opens_the_studio()
        self.signs_in(account, password)
        self.page.wait_for_function("document.cookie.includes('policy_studio=')")

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=60 * SECONDS)

    def fills(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def settles(self) -> None:
        """Wait until the page has taken up what was entered and has been quiet for two seconds: until then it may be drawn anew."""
        quiet, deadline = 0, time.monotonic() + 60
        while quiet < 10 and time.monotonic() < deadline:
            self.page.wait_for_timeout(200)
            state = self.page.evaluate("document.querySelector('[data-testid=\"stApp\"]')?.dataset.testScriptState")
            quiet = quiet + 1 if state == "notRunning" else 0

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def goes_to(self, page_name: str, shows: str) -> None:
        self.page.get_by_role("link", name=page_name).first.click()
        self.sees(shows)

    def signs_in(self, account: str, password: str) -> None:
        self.fills("账号", account)
        self.fills("密码", password)
        self.presses("登录")
        self.sees("上传政策文件")

    def signs_out(self) -> None:
        self.presses("退出登录")
        self.sees("忘记密码请联系本单位的工作室管理员")

    def chooses(self, label: str, option: str) -> None:
        self.page.get_by_role("combobox", name=label).first.click()
        self.page.get_by_role("option", name=option).first.click()


def newcomer(browser: Browser, address: str, **context) -> Clerk:
    """Return somebody at a screen of the usual size who has not signed in yet; ``context`` is told to the browser."""
    screen = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", **context)
    return Clerk(screen.new_page(), address)
