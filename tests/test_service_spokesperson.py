"""解读人: entered once with unit and telephone, on every product, kept apart when two people edit."""

import pytest

from studio.errors import Conflict
from tests.studio_home import furnished


def test_it_is_entered_shown_and_a_colleague_s_entry_is_not_overwritten(tmp_path):
    world = furnished(tmp_path)
    studio = world.studio
    base = studio.record(world.policy).version
    studio.set_publication_details(world.policy, actor=world.drafter, interpreter="云和市民政局", spokesperson="沈洁，养老服务科科长")
    assert studio.interpretation(world.policy).interpretation.spokesperson == "沈洁，养老服务科科长"
    world.rebuild()
    page = studio.file(world.product, "faq.html").data.decode()
    assert "解读人" in page and "沈洁，养老服务科科长" in page
    with pytest.raises(Conflict):
        studio.set_publication_details(world.policy, actor=world.colleague, spokesperson="李明", base=base)
