"""What is no policy is refused in one sentence that says what it is; what only looks bare is read."""

import json

import pytest

from studio.errors import CannotAccept
from studio.reading import read

RECORDS = [{"title": "测试办法", "text": "第一条 测试每年举行。"}] * 3
REFUSED = {
    "JSON": json.dumps(RECORDS, ensure_ascii=False),
    "JSON lines": "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS),
    "CSV": "姓名,学校,年级\n" + "张三,一小,三\n" * 6,
    "日志": "\n".join(f"2026-03-01 10:00:0{n} INFO 任务完成" for n in range(8)),
    "聊天": "张三 2026-03-01 10:22:33\n明天开会吗\n李四 2026-03-01 10:23:00\n开的，上午九点。\n王五 2026-03-01 10:24:01\n收到",
    "程序": "import re\n\n\ndef 读取(文件):\n    text = open(文件).read()\n    return text\n\n\nclass Reader:\n    def run(self):\n        return 1\n",
    "配置": "[server]\nhost = 127.0.0.1\nport = 80\nname = 云溪\ndebug = true",
    "邮件": "From: a@example.com\nTo: b@example.com\nSubject: 通知\n\n请查收附件。",
    "字幕": "1\n00:00:01,000 --> 00:00:02,000\n大家好\n\n2\n00:00:03,000 --> 00:00:04,000\n欢迎\n",
    "XML": "<svg xmlns='http://www.w3.org/2000/svg'><text>测试</text></svg>",
    "不是中文": "The committee shall publish the annual report of its work. " * 8,
    "没有可读取的文字": "===PAGE 1===\n\n| l .\n\n===PAGE 2===\n",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_data_and_talk_are_refused_in_one_sentence(kind):
    with pytest.raises(CannotAccept) as refusal:
        read(REFUSED[kind].encode(), "文件.txt")
    sentence = str(refusal.value)
    assert kind.split()[0] in sentence and "请" in sentence and "上传" in sentence and sentence.count("。") == 1


@pytest.mark.parametrize(
    "text",
    [
        "云溪市第一批名单\n张三\n李四\n王五\n赵六\n孙七", "关于表彰的决定\n经研究，决定表彰下列单位：\n云溪一中：甲等\n云溪二中：乙等", "关于测试的通知\n时间：3月1日\n地点：一楼\n对象：教师\n要求：准时",
        "<云溪市古树保护办法>\n为保护古树,制定本办法.\n本市古树适用.\n各县执行.", "云溪市文化节日程\n9:00 签到：来宾签到\n9:30 开幕：市长致辞\n10:00 表演：舞蹈",
        "关于命名的通告\n一小,二小,三小。\n四小,五小,六小。\n七小,八小,九小。\n十小,一中,二中。",
    ],
)  # fmt: skip
def test_lists_of_names_and_unnumbered_decisions_are_read_without_inventing_clauses(text):
    document = read(text.encode(), "文件.txt")
    assert document.title == text.split("\n")[0] and {clause.label for clause in document.clauses} == {""}
