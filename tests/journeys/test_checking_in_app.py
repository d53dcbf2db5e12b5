"""What the checks found, on the pages: one count everywhere, many alike on one card, and a way to each; papers to look at."""


from tests.journeys.test_journey_in_app import Seat
from tests.studio_home import PASSWORD, POLICY


def unconfirmed(world, *products: str) -> dict[str, str]:
    """Make products of a policy whose proposed answers nobody has confirmed; return their ids by generator."""
    text = POLICY.replace("〔2026〕7号".encode(), "〔2026〕8号".encode()).replace("助餐".encode(), "助浴".encode())
    policy = world.studio.upload(text, "助浴.txt", actor=world.drafter).id
    world.studio.start_build(policy, products, actor=world.drafter)
    world.studio.work_off()
    return {"policy": policy} | {item.generator: item.id for item in world.studio.products(policy)}


def seat_at(account: str, policy: str, product: str, page: str) -> Seat:
    seat = Seat(account, PASSWORD)
    seat.app.session_state["policy"] = policy
    seat.app.session_state["product"] = product
    seat.opens(page)
    return seat


def test_answers_nobody_confirmed_are_one_card_that_leads_to_each_question(world):
    ids = unconfirmed(world, "faq")
    waiting = [view for view in world.studio.product(ids["faq"]).issues if "还没有人确认" in view.issue.text]
    assert len(waiting) > 3
    seat = seat_at("chen", ids["policy"], ids["faq"], "products")
    assert seat.reads().count("还没有人确认") == 1 and f"有 {len(waiting)} 个必答问题的答复还没有人确认" in seat.reads()
    last = waiting[-1].issue
    seat.app.button(key=f"go_{waiting[-1].key[:16]}").click().run()
    seat.shows_no_fault()
    question = world.studio.interpretation(ids["policy"]).interpretation.question(last.where)
    assert any(question.text in item.value for item in seat.app.markdown if item.value.startswith("####"))


def test_every_page_counts_what_is_to_be_checked_alike(world):
    ids = unconfirmed(world, "faq", "infographic")
    for product in (ids["faq"], ids["infographic"]):
        seat = seat_at("chen", ids["policy"], product, "products")
        counts = {tab.label for tab in seat.app.tabs if tab.label.startswith("核对")}
        seat.opens("review")
        seat.app.selectbox[0].set_value(product).run()
        counts |= {tab.label for tab in seat.app.tabs if tab.label.startswith("核对")}
        seat.opens("arrange")
        parts = seat.app.segmented_control(key="arrange_part").options
        counts |= {name for name in parts if name.startswith("核对")}
        assert len(counts) == 1, counts


def test_what_was_confirmed_is_not_counted_any_more(world):
    ids = unconfirmed(world, "faq")
    world.studio.edit_record(ids["policy"], {"written_on": "2028-03-02"}, actor=world.drafter)
    world.studio.rebuild([ids["faq"]], actor=world.drafter)
    world.studio.work_off()
    (view,) = [view for view in world.studio.product(ids["faq"]).issues if view.issue.code == "dates_out_of_order"]
    before = counted(seat_at("chen", ids["policy"], ids["faq"], "products"))
    world.studio.confirm_issue(ids["faq"], view.key, "已与原件核对", actor=world.drafter)
    assert counted(seat_at("chen", ids["policy"], ids["faq"], "products")) == before - 1


def counted(seat: Seat) -> int:
    label = next(tab.label for tab in seat.app.tabs if tab.label.startswith("核对"))
    return int(label[3:-1])


def test_a_plan_and_a_table_of_old_and_new_can_be_read_on_the_page(world):
    ids = unconfirmed(world, "plan")
    page = world.studio.page_of(ids["plan"])
    assert "<html" in page and "解读提纲" in page and "助浴" in page
    seat = seat_at("chen", ids["policy"], ids["plan"], "products")
    assert "没有可以在页面中查看的文件" not in seat.reads() and "版式以下载的 Word 文件为准" in seat.reads()


def test_a_remark_nobody_settled_is_told_beside_the_decision(world):
    world.studio.comment(world.product, "这里请写明补贴对象。", actor=world.reviewer, segment=world.studio.product(world.product).segments[0].id)
    world.submit()
    seat = seat_at("lin", world.policy, world.product, "review")
    assert any("还有 1 条批注没有处理" in item.value and "写明补贴对象" in item.value for item in seat.app.warning)
    remark = world.studio.product(world.product).comments[0]
    world.studio.resolve_comment(remark.id, actor=world.drafter)
    seat.opens("review")
    assert not any("批注没有处理" in item.value for item in seat.app.warning)
