"""What waits for a person: what is due first and what has waited longest on top, each with the step that is to be done."""

from datetime import date

from studio.service import Action
from tests.journeys.test_journey_in_app import Seat, clerk_at
from tests.studio_home import PASSWORD, POLICY


def another(world, name: str, number: int) -> str:
    """Return another policy of the drafter, whose proposed answers nobody has looked at."""
    text = POLICY.replace("〔2026〕7号".encode(), f"〔2026〕{number}号".encode()).replace("助餐".encode(), name.encode())
    return world.studio.upload(text, f"{name}.txt", actor=world.drafter).id


def test_what_is_due_first_comes_first_and_then_what_has_waited_longest(world):
    world.submit()
    world.studio.act(world.product, Action.REQUEST_CHANGES, actor=world.reviewer, note="请改标题。")
    world.clock.pass_by(days=2)
    later = another(world, "助浴", 8)
    world.clock.pass_by(days=1)
    urgent = another(world, "助洁", 9)
    world.studio.edit_record(urgent, {"published_on": "2026-03-10"}, actor=world.drafter)
    tasks = world.studio.tasks_for(world.drafter)
    assert tasks[0].policy_id == urgent and tasks[0].due == date(2026, 3, 13)
    undated = [task for task in tasks if task.due is None]
    assert [task.since for task in undated] == sorted(task.since for task in undated)
    assert [task.policy_id for task in undated][-1] == later and "revise" in [task.kind for task in undated[:-1]]


def test_each_button_says_what_is_to_be_done_and_leads_there(world):
    world.submit()
    reviewer = Seat("lin", PASSWORD)
    assert "待我审核" in " ".join(item.value for item in reviewer.app.markdown)
    reviewer.presses("去审核")
    assert "审核通过" in [button.label for button in reviewer.app.button]
    world.studio.act(world.product, Action.REQUEST_CHANGES, actor=world.reviewer, note="请改标题。")
    clerk = clerk_at(world, "library")
    assert "被退回：请改标题。" in clerk.reads()
    clerk.presses("去修改")
    assert "林岚退回第 1 版：请改标题。" in clerk.reads()


def test_what_is_more_than_a_page_holds_is_there_on_a_click(world):
    for number in range(8, 18):
        another(world, f"第{number}助", number)
    clerk = clerk_at(world, "library")
    shown = [button for button in clerk.app.button if button.key and button.key.startswith("task_")]
    assert len(shown) == len(world.studio.tasks_for(world.drafter)) > 8
    assert any(box.label.startswith("还有") for box in clerk.app.expander)
