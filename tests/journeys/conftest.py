"""What the tests in the pages begin with: an empty studio, or one with people, a policy and a product."""

import pytest

from studio.pages import session
from tests.studio_home import furnished


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    session.studio.clear()
    yield tmp_path
    session.studio.clear()


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "studio"))
    session.studio.clear()
    world = furnished(tmp_path)
    yield world
    world.studio.close()
    session.studio().close()
    session.studio.clear()
