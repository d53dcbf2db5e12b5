"""A clerk gives a picture on the page of a product: refused with a sentence, then taken, shown, made, removed."""

import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from studio.service import Studio
from tests.journeys.people import PASSWORD, SAMPLES, staffed

sys.path.insert(0, str(Path(__file__).parent.parent / "materials"))
from making_files import photograph  # noqa: E402

APP = Path(__file__).parent.parent.parent / "studio" / "app.py"


def named(items, label: str):
    return next(item for item in items if item.label == label)


def test_a_picture_is_given_on_the_page_of_the_product(home):
    with Studio.open(home) as studio:
        people = staffed(studio)
        policy = studio.upload((SAMPLES / "xianxing_tonggao.docx").read_bytes(), "通告.docx", actor=people.drafter).id
        (job,) = studio.start_build(policy, ["infographic"], actor=people.drafter)
        studio.work_off()
        product = studio.job(job).product_id
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.text_input[0].set_value("drafter")
    app.text_input[1].set_value(PASSWORD)
    named(app.button, "登录").click().run()
    app.query_params["policy"] = policy
    app.switch_page("views/products.py").run()
    assert not app.exception
    assert "图片" in [tab.label for tab in app.tabs]

    named(app.file_uploader, "图片文件（PNG、JPG、JPEG、WEBP）").upload("大厅.jpg", photograph(), "image/jpeg").run()
    named(app.button, "添加图片").click().run()
    assert any("看不见图片的人" in item.value for item in app.error)
    named(app.text_input, "图片内容描述（供读屏使用）").set_value("街道上的限行标志")
    named(app.text_input, "图片说明（可不填）").set_value("限行区域地图")
    named(app.button, "添加图片").click().run()
    assert any("审图号" in item.value for item in app.error)
    named(app.checkbox, "图片上有地图").check().run()
    named(app.text_input, "审图号").set_value("GS京(2024)0123号")
    named(app.button, "添加图片").click().run()
    assert not app.exception and not app.error
    assert any("GS京（2024）0123号" in item.value for item in app.caption)
    assert any("编排" in item.value for item in app.warning)

    named(app.button, "重新制作").click().run()
    with Studio.open(home) as studio:
        studio.work_off()
        made = studio.product(product)
        assert not made.stale and any(segment.kind == "picture" for segment in made.segments)
        assert "picture_unseen" in {view.issue.code for view in made.issues}
    app.run()
    named(app.button, "移除").click().run()
    with Studio.open(home) as studio:
        assert not studio.product(product).brief.materials
