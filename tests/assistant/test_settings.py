"""The address is the administrator's, and only such as keeps a policy not yet published among the department."""

import subprocess
import sys

import pytest

from studio.assistant import from_environment
from studio.errors import CannotAccept


def settings(url="https://qwen.example.gov.cn/v1", model="qwen3-32b", **more):
    names = {"STUDIO_ASSISTANT_URL": url, "STUDIO_ASSISTANT_MODEL": model}
    return from_environment(names | {f"STUDIO_ASSISTANT_{name.upper()}": value for name, value in more.items()})


def test_without_an_address_there_is_no_assistant():
    assert from_environment({}) is None
    assert settings(url="  ") is None


@pytest.mark.parametrize(
    "url",
    ["https://qwen.example.gov.cn/v1", "http://127.0.0.1:8000/v1", "http://localhost:8000/v1", "http://[::1]:8000/v1", "http://10.1.2.3/v1",
     "http://172.16.0.9:8000/v1/", "http://192.168.1.5/v1", "http://[fd00::5]/v1"],
)  # fmt: skip
def test_https_anywhere_and_http_within_the_house(url):
    assert settings(url).url == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://qwen.example.gov.cn/v1", "须使用 https"),
        ("http://qwen:8000/v1", "须使用 https"),
        ("http://8.8.8.8/v1", "须使用 https"),
        ("http://172.32.0.1/v1", "须使用 https"),
        ("http://169.254.169.254/v1", "须使用 https"),
        ("http://0.0.0.0/v1", "须使用 https"),
        ("http://[::ffff:8.8.8.8]/v1", "须使用 https"),
        ("http://2130706433/v1", "须使用 https"),
        ("https://user:pass@qwen.example.gov.cn/v1", "不能带账号和密码"),
        ("https://127.0.0.1@evil.example/v1", "不能带账号和密码"),
        ("https://qwen.example.gov.cn/v1?key=abc", "问号或井号"),
        ("https://qwen.example.gov.cn/v1#a", "问号或井号"),
        ("ftp://qwen.example.gov.cn", "不是可用的网址"),
        ("file:///etc/passwd", "不是可用的网址"),
        ("qwen.example.gov.cn", "不是可用的网址"),
        ("https://", "不是可用的网址"),
        ("https://qwen:port/v1", "不是可用的网址"),
        ("https://qwen.example.gov.cn/v1\nHost: evil", "不是可用的网址"),
    ],
)
def test_other_addresses_are_refused_in_one_sentence(url, told):
    with pytest.raises(CannotAccept, match=told) as caught:
        settings(url)
    assert str(caught.value).count("。") == 1


def test_the_rest_of_the_settings_is_looked_at_too():
    assert settings(timeout="").timeout == 60 and settings(timeout="120").timeout == 120
    for wrong in ({"model": ""}, {"timeout": "soon"}, {"timeout": "1"}, {"timeout": "nan"}, {"key": "a b"}, {"key": "密钥"}, {"proxy": "evil"}):
        with pytest.raises(CannotAccept, match="STUDIO_ASSISTANT_"):
            settings(**wrong)


def test_the_key_is_never_written_out():
    assert "s3cret" not in repr(settings(key="s3cret", proxy="http://u:s3cret@10.0.0.1"))


def test_nothing_of_the_client_library_is_imported_before_it_is_needed():
    code = "import sys, studio.service, studio.commands; print(sorted({'openai', 'httpx2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
