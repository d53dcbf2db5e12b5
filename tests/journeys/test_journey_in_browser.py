"""The whole job at the keyboard, in a real browser against the running server."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from studio.publishing import verify_package
from studio.service import Action, Studio
from tests.journeys.browsing import IN_A_BROWSER, Clerk, chromium, free_port, newcomer, running_server
from tests.journeys.people import PASSWORD, SAMPLES, staffed

pytestmark = IN_A_BROWSER
NOTICE = SAMPLES / "xianxing_tonggao.docx"


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


def test_the_first_administrator_sets_up_and_stays_signed_in_after_a_reload(browser, tmp_path):
    with running_server(tmp_path, free_port()) as address:
        clerk = newcomer(browser, address)
        clerk.opens_the_studio()
        clerk.sees("这是第一次使用")
        clerk.fills("账号", "admin")
        clerk.fills("姓名", "王敏")
        clerk.fills("密码", PASSWORD)
        clerk.presses("建立管理员账号")
        clerk.sees("还没有政策")
        clerk.page.reload()
        clerk.sees("还没有政策")
        clerk.signs_out()
    with pytest.raises(OSError):
        urllib.request.urlopen(address, timeout=2)


def test_a_clerk_makes_a_product_that_is_rejected_mended_approved_and_exported(browser, tmp_path):
    with Studio.open(tmp_path) as studio:
        people = staffed(studio)
    with running_server(tmp_path, free_port()) as address:
        clerk = newcomer(browser, address)
        clerk.opens_the_studio()
        clerk.signs_in("drafter", PASSWORD)
        clerk.page.get_by_label("政策原文").locator("input[type=file]").or_(
            clerk.page.locator("input[type=file]")
        ).first.set_input_files(NOTICE)
        clerk.presses("读取并建立政策记录")
        clerk.sees("政策信息")
        clerk.sees("云公通〔2026〕11号")
        corrects_a_field(clerk)
        corrects_a_clause(clerk)
        makes_products(clerk)
        submits(clerk)
        clerk.signs_out()

        reviewer = newcomer(browser, address)
        reviewer.opens_the_studio()
        reviewer.signs_in("reviewer", PASSWORD)
        reviewer.presses("去审核")
        reviewer.sees("逐段核对")
        reviewer.fills("意见", "标题请写得更通俗。")
        reviewer.presses("退回修改")
        reviewer.sees("已退回")

        clerk.signs_in("drafter", PASSWORD)
        mends(clerk)
        reviewer.goes_to("政策库", "上传政策文件")
        reviewer.presses("去审核")
        reviewer.presses("审核通过")
        reviewer.sees("已通过")

        signer = newcomer(browser, address)
        signer.opens_the_studio()
        signer.signs_in("signer", PASSWORD)
        signer.presses("去签发")
        signer.presses("签发")
        signer.sees("已签发")
        package = exports(signer, tmp_path)
    assert verify_package(package).problems == ()
    with Studio.open(tmp_path) as studio:
        product = studio.product(studio.products()[0].id)
        assert product.title == "货车限行新规定，司机要知道的几件事"
        assert [e.action for e in product.timeline if e.action][-2:] == [Action.APPROVE, Action.SIGN_OFF]
        assert people.drafter != people.reviewer


def corrects_a_field(clerk: Clerk) -> None:
    clerk.presses("更正政策信息")
    clerk.fills("索引号", "YX001/2026-00011")
    clerk.presses("保存")
    expect(clerk.page.get_by_text("YX001/2026-00011")).to_be_visible(timeout=30_000)


def corrects_a_clause(clerk: Clerk) -> None:
    """Choose a clause, see its words marked in the source, join it to the one before, and take that back."""
    page = clerk.page
    page.get_by_role("radio", name="条款核对").click()
    chosen = page.locator(".clause", has_text="（二）").first
    words = chosen.locator("span").inner_text()
    chosen.click()
    expect(page.locator(".block mark").first).to_contain_text(words)
    expect(page.locator(".block mark").first).to_be_in_viewport()
    clerk.sees("并入上一条")
    before = page.locator(".clause").count()
    clerk.presses("并入上一条")
    expect(page.locator(".clause")).to_have_count(before - 1)
    page.get_by_role("button", name="撤销：").click()
    expect(page.locator(".clause")).to_have_count(before)


def types_and_reloads(clerk: Clerk) -> None:
    answer = clerk.page.get_by_label("答复", exact=True)
    answer.fill("为了让中心城区的路更好走。")
    answer.press("Tab")
    clerk.page.wait_for_timeout(1500)
    clerk.page.reload()
    expect(clerk.page.get_by_label("答复", exact=True)).to_have_value("为了让中心城区的路更好走。", timeout=30_000)


def makes_products(clerk: Clerk) -> None:
    clerk.goes_to("问答与要点", "条待确认")
    types_and_reloads(clerk)
    clerk.presses("全部采纳")
    clerk.presses("已通读，全部采纳")
    clerk.sees("还有 0 条待确认")
    clerk.goes_to("解读产品", "还没有产品")
    for label in ("一图读懂", "短视频", "解读稿"):
        clerk.page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").click()
    clerk.presses("开始制作")
    clerk.sees("第 1 版")
    clerk.page.frame_locator("iframe").first.get_by_role("heading", level=1).wait_for()


def submits(clerk: Clerk) -> None:
    clerk.page.get_by_role("button", name=re.compile("^(已核对|提交审核)$")).first.wait_for()
    confirms_everything(clerk)
    clerk.presses("提交审核")
    clerk.sees("待审")


def confirms_everything(clerk: Clerk) -> None:
    while clerk.page.get_by_role("button", name="已核对", exact=True).count():
        before = clerk.page.get_by_role("button", name="已核对", exact=True).count()
        clerk.page.get_by_label("核对情况").first.fill("已与原文核对，表述无误")
        clerk.page.get_by_label("核对情况").first.press("Tab")
        clerk.settles()
        clerk.presses("已核对")
        clerk.page.wait_for_function(
            "n => [...document.querySelectorAll('button')].filter(b => b.innerText.trim() === '已核对').length < n", arg=before
        )


def mends(clerk: Clerk) -> None:
    clerk.presses("去修改")
    clerk.presses("编排")
    clerk.fills("产品标题", "货车限行新规定，司机要知道的几件事")
    clerk.page.get_by_label("产品标题").press("Tab")
    clerk.page.get_by_role("button", name="撤销").and_(clerk.page.locator(":enabled")).wait_for()
    clerk.presses("重新制作")
    clerk.sees("第 2 版")
    submits(clerk)


def exports(signer: Clerk, folder) -> bytes:
    signer.goes_to("发布", "可以导出")
    signer.presses("导出发布包")
    signer.sees("校验码 sha256")
    with signer.page.expect_download() as download:
        signer.presses("下载")
    target = folder / "downloaded.zip"
    download.value.save_as(target)
    return target.read_bytes()
