"""A short run of the fuzzing benchmark: documents changed at random end in a record that holds together or in one sentence."""

import sys
import time
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

import fuzz_reading  # noqa: E402


def test_documents_changed_at_random_end_in_a_record_or_a_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "")
    accepted: list[str] = []
    examined = fuzz_reading.examined(fuzz_reading.seeds(None), seed=2026, until=time.monotonic() + 300, most=120, accepted=accepted)
    kinds, findings = set(), []
    for name, _, fault in examined:
        kinds.add(Path(name).suffix)
        # A busy machine may be slow; what is slow by itself is found by the benchmark and by the tests that measure.
        findings += [f"{name}: {fault}"] if fault and " took " not in fault else []
    assert findings == []
    assert len(accepted) > 20 and kinds >= {".docx", ".doc", ".pdf", ".html", ".txt"}


def test_the_judge_tells_a_record_whose_facts_stand_elsewhere(monkeypatch):
    document = ("云溪市测试办法\n第一条 每人补贴100元。\n").encode()
    assert fuzz_reading.fault_in(document, "a.txt") == ""
    moved = fuzz_reading.interpret

    def wrong(record):
        draft = moved(record)
        fact = next(fact for fact in draft.facts if fact.ref)
        return draft.model_copy(update={"facts": (fact.model_copy(update={"start": fact.start + 1, "end": fact.end + 1}),)})

    monkeypatch.setattr(fuzz_reading, "interpret", wrong)
    assert "does not stand at its place" in fuzz_reading.fault_in(document, "a.txt")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_changes_the_same_documents_in_the_same_way(seed):
    documents = [("made/a.txt", "云溪市测试办法\n第一条 甲。\n".encode())]
    runs = [[data for _, data, _ in fuzz_reading.examined(documents, seed, time.monotonic() + 30, most=10)] for _ in range(2)]
    assert runs[0] == runs[1] and len(runs[0]) == 10
