"""A video whose worker is killed in the middle goes on where it was: what was said and drawn is not made again."""

import os
import signal
import time
from pathlib import Path

import pytest

from generators import keeping, registry
from generators.video.voices import kokoro
from studio import jobs
from studio.service import JobState
from styles import themes
from tests.studio_home import furnished

pytestmark = [pytest.mark.voice, pytest.mark.skipif(not kokoro.installed(), reason="the extra voice is not installed")]
PATIENCE = 420.0
"""Seconds granted to a video of three scenes on a machine that does nothing else."""

SPOKEN = 2
"""Sentences after which the worker is killed."""


def kept(home: Path) -> dict[str, int]:
    """Return the kept parts with the number of the file each is in, which changes when it is written anew."""
    return {path.name: path.stat().st_ino for path in (home / "kept").glob("??/[!.]*")}



def wait_for(happened, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, what
        time.sleep(0.05)


def test_a_killed_video_goes_on_and_is_the_same_to_the_byte(tmp_path):
    world = furnished(tmp_path)
    home = world.studio.home
    (job,) = world.studio.start_build(world.policy, ["video"], actor=world.drafter, options={"voice": "zf_xiaoxiao", "seconds": "5"})
    said = []

    first = jobs._Worker(home, None, 1)
    try:
        wait_for(lambda: len(kept(home)) >= SPOKEN, "nothing was said")
        os.kill(first._process.pid, signal.SIGKILL)
    finally:
        first.end()
    before = kept(home)
    assert world.studio.job(job).state is JobState.RUNNING

    second = jobs._Worker(home, None, 1)
    try:
        wait_for(lambda: said.append(world.studio.job(job).doing) or world.studio.job(job).state is JobState.DONE, str(world.studio.job(job)))
    finally:
        second.end()
    after = kept(home)
    assert all(after[name] == number for name, number in before.items()), "a part that was kept was made again"
    assert any(doing.startswith("接着上次做：") for doing in said)

    product = world.studio.product(world.studio.job(job).product_id)
    files = {file.filename: file.sha256 for file in product.files}
    everything = keeping.keep_in(keeping.BoundedMemory(2**30))
    try:
        interpretation = world.studio.interpretation(world.policy).interpretation
        _, fresh = registry.produce("video", interpretation, product.revision.brief, themes.load(product.revision.brief.theme))
    finally:
        keeping.keep_in(everything)
    assert {file.filename: file.record.sha256 for file in fresh} == files
    world.studio.close()
