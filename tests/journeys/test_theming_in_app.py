"""The page of themes and what it leaves behind on other pages, without a browser."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from studio.service import Role, Studio, ThemeDraft
from tests.journeys.people import PASSWORD, SAMPLES, staffed

APP = Path(__file__).parent.parent.parent / "studio" / "app.py"
DRAFT = ThemeDraft(label="公安蓝", base="government-blue", brand="#12417a", accent="#f3c065", ornament="plain", unit="云溪市公安局")


def seated(account: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.text_input[0].set_value(account)
    app.text_input[1].set_value(PASSWORD)
    next(button for button in app.button if button.label == "登录").click().run()
    return app


def named(items, label: str):
    return next(item for item in items if item.label == label)


def test_who_only_reviews_sees_who_makes_themes(home):
    with Studio.open(home) as studio:
        staffed(studio)
    app = seated("reviewer")
    app.switch_page("views/themes.py").run()
    assert not app.exception and "主题由拟稿人或管理员制作" in app.info[0].value
    assert "保存主题" not in [button.label for button in app.button]


def test_a_refusal_keeps_what_was_entered(home):
    with Studio.open(home) as studio:
        staffed(studio)
    app = seated("drafter")
    app.switch_page("views/themes.py").run()
    named(app.text_input, "主题名称").set_value("政务蓝")
    named(app.text_input, "制图单位").set_value("云溪市公安局")
    named(app.button, "保存主题").click().run()
    assert "已经有叫“政务蓝”的主题" in app.error[0].value
    assert named(app.text_input, "制图单位").value == "云溪市公安局"
    named(app.text_input, "主题名称").set_value("公安蓝").run()
    named(app.button, "保存主题").click().run()
    assert not app.exception and not app.error
    assert named(app.selectbox, "主题").options == ["新建主题", "公安蓝"]


def test_a_new_theme_is_what_the_next_product_is_made_with_and_one_no_longer_offered_breaks_no_page(home):
    with Studio.open(home) as studio:
        people = staffed(studio)
        policy = studio.upload((SAMPLES / "xianxing_tonggao.docx").read_bytes(), "通告.docx", actor=people.drafter).id
        name = studio.save_theme(DRAFT, actor=people.drafter)
    app = seated("drafter")
    app.query_params["policy"] = policy
    app.switch_page("views/products.py").run()
    assert named(app.selectbox, "主题").value.name == name
    with Studio.open(home) as studio:
        (job,) = studio.start_build(policy, ["infographic"], theme=name, actor=people.drafter)
        studio.work_off()
        product = studio.job(job).product_id
        studio.offer_theme(name, False, actor=people.drafter)
    for page in ("products", "arrange", "themes"):
        app.query_params["policy"], app.query_params["product"] = policy, product
        app.switch_page(f"views/{page}.py").run()
        assert not app.exception, page
        assert not [item.value for item in app.error if "出错" in item.value], page


def test_what_is_not_saved_is_there_again_and_said_to_be_unsaved_until_it_is_saved(home):
    with Studio.open(home) as studio:
        staffed(studio)
    app = seated("drafter")
    app.switch_page("views/themes.py").run()
    assert not told_unsaved(app)
    named(app.text_input, "主题名称").set_value("公安蓝")
    named(app.text_input, "制图单位").set_value("云溪市公安局").run()
    assert told_unsaved(app)
    app.switch_page("views/library.py").run()
    app.switch_page("views/themes.py").run()
    assert named(app.text_input, "主题名称").value == "公安蓝" and told_unsaved(app)

    again = seated("drafter")  # another day, another browser
    again.switch_page("views/themes.py").run()
    assert named(again.text_input, "制图单位").value == "云溪市公安局" and told_unsaved(again)
    assert named(again.selectbox, "主题").options == ["新建主题（有改动未保存）"]
    named(again.button, "保存主题").click().run()
    assert not told_unsaved(again)
    named(again.text_input, "制图单位").set_value("云溪市局").run()
    assert told_unsaved(again)
    named(again.button, "放弃改动").click().run()
    assert named(again.text_input, "制图单位").value == "云溪市公安局" and not told_unsaved(again)


def test_an_unsaved_change_does_not_overwrite_what_a_colleague_saved_meanwhile(home):
    with Studio.open(home) as studio:
        people = staffed(studio)
        colleague = studio.create_person("colleague", "赵宁", PASSWORD, [Role.DRAFTER], actor=people.admin).id
        name = studio.save_theme(DRAFT, actor=people.drafter)
    app = seated("drafter")
    app.switch_page("views/themes.py").run()
    named(app.selectbox, "主题").set_value(name).run()
    named(app.text_input, "制图单位").set_value("云溪市局").run()
    with Studio.open(home) as studio:
        studio.save_theme(replace(DRAFT, brand="#0a6a4f"), name=name, actor=colleague)
    app = seated("drafter")
    app.switch_page("views/themes.py").run()
    named(app.selectbox, "主题").set_value(name).run()
    named(app.button, "保存主题").click().run()
    assert "同事刚刚修改了这个主题" in app.error[0].value


def told_unsaved(app: AppTest) -> bool:
    assert not app.exception
    return any("有改动还没有保存" in item.value for item in app.caption)
