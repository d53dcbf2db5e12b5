"""What a person has typed and not saved survives a reload and a restart, for this person only."""

from studio.service import Studio
from tests.journeys.people import staffed


def test_typed_text_is_kept_until_it_is_saved(tmp_path):
    studio = Studio.open(tmp_path)
    people = staffed(studio)
    studio.keep_unsaved("policy/answer/why", "去年企业反映", actor=people.drafter)
    studio.keep_unsaved("policy/answer/why", "去年企业反映招工难", actor=people.drafter)
    again = Studio.open(tmp_path)
    assert again.unsaved("policy/answer/why", actor=people.drafter) == "去年企业反映招工难"
    assert again.unsaved("policy/answer/why", actor=people.reviewer) is None
    again.drop_unsaved("policy/answer/why", actor=people.drafter)
    assert studio.unsaved("policy/answer/why", actor=people.drafter) is None


def test_the_words_something_is_typed_instead_of_are_kept_with_it(tmp_path):
    studio = Studio.open(tmp_path)
    people = staffed(studio)
    studio.keep_unsaved("brief/p/s/text", "每餐3元。", actor=people.drafter, instead_of="每人每餐补贴3元。")
    again = Studio.open(tmp_path)
    assert again.typed_instead_of("brief/p/s/text", actor=people.drafter) == "每人每餐补贴3元。"
    assert again.typed_instead_of("brief/p/s/heading", actor=people.drafter) is None
