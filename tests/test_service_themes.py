"""Themes departments make: by choosing, by file, every version kept; products follow."""

import base64
import io

import pytest
from PIL import Image

from studio.service import CannotAccept, Conflict, NotAllowed, Status, ThemeDraft
from styles import themes
from tests.studio_home import POLICY, furnished

DRAFT = ThemeDraft(label="民政绿", base="government-blue", brand="#0a6a4f", accent="#f5c451", ornament="leaves", unit="云和市民政局")


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def logo(colour=(200, 20, 20, 255)) -> bytes:
    target = io.BytesIO()
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    image.paste(colour, (50, 50, 250, 150))
    image.save(target, "PNG")
    return target.getvalue()


def save(world, **changes) -> str:
    options = {key: changes.pop(key) for key in ("name", "base_version") if key in changes}
    if "base_version" in options:
        options["base"] = options.pop("base_version")
    actor = changes.pop("actor", world.drafter)
    return world.studio.save_theme(ThemeDraft(**(vars(DRAFT) | changes)), actor=actor, **options)


def test_a_departments_theme_is_offered_first_and_used_by_products(world):
    name = save(world)
    first = world.studio.themes()[0]
    assert (first.name, first.label, first.own) == (name, "民政绿", True)
    assert first.description == "制图单位：云和市民政局"
    (job,) = world.studio.start_build(world.policy, ["faq"], theme=name, actor=world.drafter)
    world.studio.work_off()
    product = world.studio.product(world.studio.job(job).product_id)
    assert product.revision.provenance.theme_digest == world.studio.theme(name).digest()
    assert not product.stale and "--brand:#0a6a4f;" in world.studio.file(product.id, "faq.html").data.decode()


def test_a_changed_theme_makes_products_stale_and_an_approval_lapses(world):
    name = save(world)
    world.studio.start_build(world.policy, ["faq"], theme=name, actor=world.drafter)
    world.studio.work_off()
    world.approve()
    assert world.studio.product(world.product).status is Status.APPROVED
    save(world, name=name, unit="云和市民政局办公室")
    product = world.studio.product(world.product)
    assert product.status is Status.DRAFT and "主题有改动" in product.stale_because
    world.rebuild()
    assert not world.studio.product(world.product).stale


def test_every_version_is_kept_and_vouched_for(world):
    from studio.storage import themes as rows

    name = save(world)
    former = world.studio.theme(name)
    save(world, name=name, brand="#7d0f16")
    with world.studio.database.reading() as connection:
        assert rows.load(connection, name, 1) == former and rows.load(connection, name, 2) == world.studio.theme(name)
    assert world.studio.verify_audit() == ()
    with world.studio.database.writing() as connection:
        connection.exec_driver_sql("update theme_versions set label = '改' where version = 1")
    assert any("theme_versions" in problem for problem in world.studio.verify_audit())


def test_saving_what_is_there_already_adds_no_version(world):
    name = save(world)
    save(world, name=name)
    assert world.studio.own_themes()[0].version == 1


def test_colours_left_as_they_are_keep_the_whole_palette(world):
    text = themes.written(themes.load("festive-gold")).replace("喜庆金红", "节庆专用")
    name = world.studio.add_theme_file(text.encode(), "节庆.toml", actor=world.drafter)
    from studio.theming import draft_of

    draft = draft_of(world.studio.theme(name))
    world.studio.save_theme(ThemeDraft(**(vars(draft) | {"unit": "云和市民政局"})), name=name, actor=world.drafter)
    assert world.studio.theme(name).palette == themes.load("festive-gold").palette
    assert world.studio.theme(name).unit_line == "制图单位：云和市民政局"


def test_a_pale_colour_is_told_in_one_sentence_with_the_nearest_that_will_do(world):
    pale = ThemeDraft(**(vars(DRAFT) | {"brand": "#f0c040"}))
    (problem,) = world.studio.theme_problems(pale)
    assert problem.field == "brand" and "主色 #f0c040" in problem.text and problem.nearest in problem.text
    with pytest.raises(CannotAccept, match="字会看不清"):
        save(world, brand="#f0c040")
    assert save(world, brand=problem.nearest)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"label": "  "}, "主题名称不能为空"),
        ({"label": "政务蓝"}, "已经有叫“政务蓝”的主题"),
        ({"label": "很" * 17}, "不能超过 16 个字"),
        ({"brand": "red; } body {"}, "不是颜色代码"),
        ({"accent": "#12"}, "不是颜色代码"),
        ({"ornament": "../../kit"}, "没有这种封面图案"),
        ({"base": "../plain-print"}, "没有这个基础主题"),
        ({"logo": "AAAA"}, "logo（标识）不符合要求"),
    ],
)
def test_what_is_not_in_order_is_refused_in_one_sentence(world, change, says):
    with pytest.raises(CannotAccept, match=says) as refused:
        save(world, **change)
    assert str(refused.value).count("。") == 1
    assert world.studio.own_themes() == ()


@pytest.mark.parametrize("name", ["../government-blue", "own-zz", "own-00000000", "", "government-blue\x00", "own-' or 1=1"])
def test_a_theme_there_is_not_is_refused_wherever_it_is_named(world, name):
    with pytest.raises(CannotAccept):
        world.studio.theme(name)
    if name:
        with pytest.raises(CannotAccept):
            world.studio.start_build(world.policy, ["faq"], theme=name, actor=world.drafter)
        with pytest.raises(NotAllowed):
            save(world, name=name)


def test_only_drafters_and_administrators_make_themes(world):
    assert save(world, actor=world.admin)
    with pytest.raises(NotAllowed):
        save(world, actor=world.reviewer, label="另一个")
    with pytest.raises(NotAllowed):
        world.studio.theme_logo(logo(), "标识.png", actor=world.signer)


def test_nobody_overwrites_what_a_colleague_just_changed(world):
    name = save(world)
    save(world, name=name, unit="云和市民政局办公室", actor=world.colleague)
    with pytest.raises(Conflict):
        save(world, name=name, unit="云和市人民政府", base_version=1)


def test_a_theme_no_longer_offered_stays_for_the_products_that_use_it(world):
    name = save(world)
    world.studio.start_build(world.policy, ["faq"], theme=name, actor=world.drafter)
    world.studio.work_off()
    world.studio.offer_theme(name, False, actor=world.drafter)
    assert name not in {view.name for view in world.studio.themes()}
    assert not world.studio.product(world.product).stale
    world.rebuild()
    world.studio.offer_theme(name, True, actor=world.drafter)
    assert name in {view.name for view in world.studio.themes()}


def test_a_theme_travels_as_one_file_with_its_logo(world, tmp_path):
    name = save(world, logo=world.studio.theme_logo(logo(), "标识.png", actor=world.drafter))
    file = world.studio.export_theme(name)
    assert file.filename == f"{name}.toml"
    (tmp_path / "other").mkdir()
    other = furnished(tmp_path / "other")
    try:
        assert other.studio.add_theme_file(file.data, file.filename, actor=other.drafter) == name
        there, here = other.studio.theme(name), world.studio.theme(name)
        assert there == here and there.digest() == here.digest()
        other.studio.add_theme_file(file.data, file.filename, actor=other.drafter)
        assert other.studio.own_themes()[0].version == 1
    finally:
        other.studio.close()


def test_a_logo_is_made_anew_and_cut_to_what_is_drawn(world):
    kept = base64.b64decode(world.studio.theme_logo(logo() + b"SECRET", "标识.png", actor=world.drafter))
    assert Image.open(io.BytesIO(kept)).size == (200, 100) and b"SECRET" not in kept


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe\x00", "不是有效的主题文件"),
        (b"name = ", "不是有效的主题文件"),
        (b"label = 'x'\n" * 2, "不是有效的主题文件"),
        (b"[palette]\nred = '#ff0000'\n[roles]\nbrand = 'blue'\n", "palette 和 roles"),
        (b"x" * (1024 * 1024 + 1), "超过 1 MB"),
        (themes.written(themes.load("government-blue")).replace("#51607a", "#b9c4d6").encode(), "对比度只有"),
        (themes.written(themes.load("government-blue")).replace('"skyline"', '"castle"').encode(), "ornament（封面图案）不符合要求"),
        (themes.written(themes.load("government-blue")).encode(), "已经有叫“政务蓝”的主题"),
    ],
)
def test_a_file_that_is_no_theme_is_refused_in_one_sentence(world, data, says):
    with pytest.raises(CannotAccept, match=says) as refused:
        world.studio.add_theme_file(data, "主题.toml", actor=world.drafter)
    assert str(refused.value).count("。") == 1


def test_a_file_cannot_take_the_name_of_a_built_in_theme(world):
    text = themes.written(themes.load("government-blue")).replace("政务蓝", "本局蓝").replace("#1459c7", "#0f4fb5")
    name = world.studio.add_theme_file(text.encode(), "government-blue.toml", actor=world.drafter)
    assert name.startswith("own-") and world.studio.theme("government-blue").roles.brand == "#1459c7"


def test_a_hostile_logo_in_a_file_is_refused(world):
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    text = f'logo = "{base64.b64encode(bomb.getvalue()).decode()}"\n' + themes.written(themes.load("government-blue")).replace("政务蓝", "本局蓝")
    with pytest.raises(CannotAccept, match="像素超过"):
        world.studio.add_theme_file(text.encode(), "主题.toml", actor=world.drafter)


def test_the_theme_proposed_suits_the_policy_until_its_people_chose_one(world):
    studio = world.studio
    policy = studio.upload(POLICY.replace("助餐".encode(), "助浴".encode()).replace("7号".encode(), "9号".encode()), "助浴.txt", actor=world.drafter).id
    assert studio.theme_proposed(policy) == "livelihood-warm"
    own = save(world)
    assert studio.theme_proposed(policy) == own
    studio.start_build(policy, ["faq"], theme="ecology-green", actor=world.drafter)
    assert studio.theme_proposed(policy) == "ecology-green"
