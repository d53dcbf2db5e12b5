"""The department's readings: written down once, taken along by every video from then on, part of its provenance."""

import pytest

from studio.service import CannotAccept, NotAllowed
from tests.studio_home import furnished


@pytest.fixture
def world(tmp_path):
    world = furnished(tmp_path)
    yield world
    world.studio.close()


def arranged(world, **more):
    """Put a video in hand and return its arrangement, without making it."""
    (job,) = world.studio.start_build(world.policy, ["video"], actor=world.drafter, **more)
    product = world.studio.job(job).product_id
    world.studio.cancel_job(job, actor=world.drafter)
    return product, world.studio.product(product).brief


def test_a_word_is_written_down_changed_and_taken_out_by_name(world):
    studio = world.studio
    studio.set_reading("云和", "yun2he2", world.drafter)
    studio.set_reading(" 云和 ", "云禾", world.colleague)
    studio.set_reading("助餐", "zhu4can1", world.admin)
    assert [(view.word, view.said) for view in studio.readings()] == [("云和", "云禾"), ("助餐", "zhu4can1")]
    assert studio.readings()[0].by == studio.person(world.colleague).name
    studio.remove_reading("云和", world.drafter)
    studio.remove_reading("从未有过", world.drafter)
    assert [view.word for view in studio.readings()] == ["助餐"]


def test_who_only_reviews_changes_no_readings(world):
    with pytest.raises(NotAllowed):
        world.studio.set_reading("云和", "yun2he2", world.reviewer)
    with pytest.raises(NotAllowed):
        world.studio.remove_reading("云和", world.reviewer)


@pytest.mark.parametrize(("word", "said"), [("", "yun2"), ("云和", "yun2"), ("云和", "<script>"), ("云和'); DROP TABLE", "yun2"), ("云" * 99, "yun2" * 99), ("云和", "")])
def test_what_is_no_reading_is_refused_and_nothing_is_kept(world, word, said):
    with pytest.raises(CannotAccept):
        world.studio.set_reading(word, said, world.drafter)
    assert world.studio.readings() == ()


def test_a_video_takes_along_the_readings_of_words_in_its_policy(world):
    world.studio.set_reading("云和", "云禾", world.drafter)
    world.studio.set_reading("行唐", "航唐", world.drafter)
    _, brief = arranged(world)
    assert brief.options["department_readings"] == "云和=云禾"


def test_another_kind_of_product_is_left_alone(world):
    world.studio.set_reading("云和", "云禾", world.drafter)
    (job,) = world.studio.start_build(world.policy, ["faq"], actor=world.drafter)
    assert world.studio.product(world.studio.job(job).product_id).brief.options == {}


def test_the_table_is_looked_up_again_when_the_video_is_made_again(world):
    world.studio.set_reading("云和", "云禾", world.drafter)
    product, _ = arranged(world)
    world.studio.remove_reading("云和", world.drafter)
    assert world.studio.product(product).brief.options["department_readings"], "nothing changes by itself"
    (job,) = world.studio.rebuild((product,), actor=world.drafter)
    world.studio.cancel_job(job, actor=world.drafter)
    assert "department_readings" not in world.studio.product(product).brief.options


def test_a_products_own_readings_are_checked_and_win(world):
    from generators.video.voices.offered import readings_of

    world.studio.set_reading("云和", "云禾", world.drafter)
    with pytest.raises(CannotAccept, match="等号"):
        arranged(world, options={"readings": "云和"})
    _, brief = arranged(world, options={"readings": "云和=yun4he2"})
    assert [entry.line for entry in readings_of(brief).entries] == ["云和=yun4he2"]


def test_the_voices_to_choose_from_end_with_none_and_none_is_online_by_itself(world):
    voices = world.studio.voices()
    assert voices[-1].name == "none" and not any(voice.online for voice in voices)
    assert world.studio.speech_check().ok
