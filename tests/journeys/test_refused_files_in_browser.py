"""What the field for files says of a file it does not take, in the reader's language."""


from playwright.sync_api import expect

from studio.service import Studio
from tests.journeys.browsing import IN_A_BROWSER, SECONDS, Clerk, chromium, free_port, running_server
from tests.journeys.people import PASSWORD, staffed

pytestmark = IN_A_BROWSER
MOST = 64 * 1024 * 1024


def test_a_file_that_is_too_large_or_of_another_kind_is_refused_in_chinese(tmp_path):
    with Studio.open(tmp_path / "studio") as studio:
        staffed(studio)
    large = tmp_path / "大文件.txt"
    with large.open("wb") as file:
        file.truncate(MOST + 1)
    with running_server(tmp_path / "studio", free_port()) as address, chromium() as browser:
        clerk = Clerk(browser.new_context(locale="zh-CN").new_page(), address)
        clerk.opens_the_studio()
        clerk.signs_in("drafter", PASSWORD)
        field = clerk.page.get_by_test_id("stFileUploader").first
        field.locator("input[type=file]").set_input_files(large)
        expect(field).to_contain_text("文件超过 64 MB", timeout=60 * SECONDS)
        expect(field).not_to_contain_text("File must be")
        clerk.goes_to("主题", "从哪个主题开始")
        logo = clerk.page.get_by_test_id("stFileUploader").first
        transfer = clerk.page.evaluate_handle("() => { const t = new DataTransfer(); t.items.add(new File(['x'], '标识.docx')); return t }")
        logo.get_by_test_id("stFileUploaderDropzone").dispatch_event("drop", {"dataTransfer": transfer})
        expect(logo).to_contain_text("这里不收这种文件", timeout=60 * SECONDS)
