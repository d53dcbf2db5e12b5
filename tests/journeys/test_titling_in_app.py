"""A file without a title: it is asked for, and the name of the file goes into no product."""

import pytest

from studio.checking import check_product
from studio.service import CannotAccept, Studio
from tests.journeys.people import staffed
from tests.journeys.test_journey_in_app import Seat

UNTITLED = "第一条 为满足老年人就餐需求，制定本办法。\n第二条 年满70周岁的老年人，每人每餐补贴3元。\n第三条 本办法自2026年4月1日起施行。\n".encode()


def test_a_title_is_asked_for_before_anything_is_made(home):
    studio = Studio.open(home)
    people = staffed(studio)
    clerk = Seat("drafter")
    clerk.app.file_uploader[0].upload("zc最终版(2).txt", UNTITLED, "text/plain").run()
    clerk.presses("读取并建立政策记录")
    assert "文件里没有标题，现在显示的是文件名，请填写政策标题" in clerk.reads()
    policy = studio.policies()[0].id
    with pytest.raises(CannotAccept, match="还没有标题"):
        studio.start_build(policy, ["faq"], actor=people.drafter)
    assert [issue.code for issue in check_product(studio.interpretation(policy).interpretation, ()) if issue.where == "title"] == ["title_missing"]

    clerk.presses("保存标题")
    assert "标题不能为空" in clerk.reads()
    clerk.fills("政策标题", "云和市老年助餐服务补贴办法")
    clerk.presses("保存标题")
    assert studio.record(policy).document.title == "云和市老年助餐服务补贴办法"
    assert "文件里没有标题" not in clerk.reads()
    assert studio.start_build(policy, ["faq"], actor=people.drafter)


def test_a_file_that_names_itself_in_its_first_words_is_called_so_and_that_is_to_be_checked(home):
    studio = Studio.open(home)
    people = staffed(studio)
    text = "为做好老年助餐工作，制定《云和市老年助餐补贴办法》。\n一、补贴对象\n70周岁以上老年人。\n二、补贴标准\n每餐3元。\n".encode()
    document = studio.upload(text, "zc.txt", actor=people.drafter).document
    assert document.title == "云和市老年助餐补贴办法"
    assert [item.code for item in document.warnings if item.where == "title"] == ["title_inferred"]
