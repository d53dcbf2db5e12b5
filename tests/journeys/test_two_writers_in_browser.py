"""Two pages on one segment: the second to save is told what was saved meanwhile and by whom, decides, and loses nothing typed."""

import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from studio.service import Role, Studio
from tests.journeys.browsing import IN_A_BROWSER, SECONDS, Clerk, chromium, free_port, newcomer, running_server
from tests.journeys.people import PASSWORD, SAMPLES, staffed

pytestmark = IN_A_BROWSER
NOTICE = SAMPLES / "xianxing_tonggao.docx"
FIRST, SECOND, THIRD = "第一个人写的话。", "第二个人写的话。", "第三次写的话。"


class Office:
    """A studio with one product to arrange, and the pages of those who arrange it."""

    def __init__(self, home, address, browser, product: str, segment: str) -> None:
        self.home, self.address, self.browser, self.product, self.segment = home, address, browser, product, segment

    def desk(self, account: str) -> Clerk:
        """Return a page of somebody on which the segment is open."""
        clerk = newcomer(self.browser, self.address)
        clerk.comes_in(account, PASSWORD)
        return self.opened(clerk)

    def opened(self, clerk: Clerk) -> Clerk:
        with self.studio() as studio:
            policy = studio.policies()[0].id
        clerk.page.goto(f"{self.address}/arrange?policy={policy}&product={self.product}&segment={self.segment}")
        expect(text_of(clerk)).to_have_value(self.saved(), timeout=60 * SECONDS)
        return clerk

    def another_page_of(self, clerk: Clerk) -> Clerk:
        return self.opened(Clerk(clerk.page.context.new_page(), self.address))

    @contextmanager
    def studio(self):
        with Studio.open(self.home) as studio:
            yield studio

    def saved(self) -> str:
        with self.studio() as studio:
            return studio.arrangement(self.product).segment(self.segment).shown.text

    def waits_until_saved(self, text: str) -> None:
        self.wait_until(lambda: self.saved() == text)

    def waits_until_kept(self, account: str, text: str) -> None:
        with self.studio() as studio:
            who = next(person.id for person in studio.people() if person.account == account)
            self.wait_until(lambda: studio.unsaved(f"brief/{self.product}/{self.segment}/text", actor=who) == text)

    def wait_until(self, holds) -> None:
        deadline = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < deadline, "what was written does not arrive"
            time.sleep(0.2)


def text_of(clerk: Clerk):
    return clerk.page.get_by_label("正文", exact=True)


def writes(office: Office, clerk: Clerk, account: str, text: str) -> None:
    """Type a text in one go, with the pause after which it is kept, and leave the field; the page has answered then."""
    text_of(clerk).fill(text)
    office.waits_until_kept(account, text)
    text_of(clerk).press("Tab")
    clerk.settles()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    home = tmp_path_factory.mktemp("office")
    with Studio.open(home) as studio:
        people = staffed(studio)
        studio.create_person("colleague", "吴桐", PASSWORD, [Role.DRAFTER], actor=people.admin)
        policy = studio.upload(NOTICE.read_bytes(), NOTICE.name, actor=people.drafter).id
        studio.start_build(policy, ("infographic",), actor=people.drafter)
        studio.work_off()
        product = studio.products(policy)[0].id
        segment = next(item.id for item in studio.arrangement(product).segments if not item.shown.furniture and item.shown.heading and item.shown.text)
    with running_server(home, free_port()) as address, chromium() as browser:
        yield Office(home, address, browser, product, segment)


def test_of_two_persons_the_second_is_told_the_first_ones_words_and_decides(office):
    first, second = office.desk("colleague"), office.desk("drafter")
    writes(office, first, "colleague", FIRST)
    office.waits_until_saved(FIRST)
    writes(office, second, "drafter", SECOND)
    second.sees("吴桐把“正文”改成了下面的文字，您写的还没有保存。")
    second.sees(FIRST)
    expect(text_of(second)).to_have_value(SECOND)
    assert office.saved() == FIRST, "the words saved first still stand"
    second.page.reload()
    expect(text_of(second)).to_have_value(SECOND, timeout=60 * SECONDS)
    second.sees("吴桐把“正文”改成了下面的文字")
    second.presses("改用我写的")
    office.waits_until_saved(SECOND)
    expect(second.page.get_by_text("改成了下面的文字")).to_have_count(0, timeout=60 * SECONDS)
    first.page.locator(".row .name").nth(1).click()
    first.page.locator(f'[data-segment="{office.segment}"] .name').click()
    expect(text_of(first)).to_have_value(SECOND, timeout=60 * SECONDS)


def test_of_one_persons_two_pages_neither_overwrites_the_other_silently(office):
    one = office.desk("drafter")
    other = office.another_page_of(one)
    writes(office, one, "drafter", THIRD)
    office.waits_until_saved(THIRD)
    writes(office, other, "drafter", FIRST)
    other.sees("您在另一个页面把“正文”改成了下面的文字")
    assert office.saved() == THIRD
    other.presses("用已保存的")
    expect(text_of(other)).to_have_value(THIRD, timeout=60 * SECONDS)
    assert office.saved() == THIRD


def test_whoever_writes_on_after_saving_is_not_in_their_own_way(office):
    clerk = office.desk("drafter")
    for text in ("写一次。", "写两次。", "写三次。"):
        writes(office, clerk, "drafter", text)
        office.waits_until_saved(text)
    expect(clerk.page.get_by_text("改成了下面的文字")).to_have_count(0)
