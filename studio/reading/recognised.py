"""The rules around recognition: whether it can run, how much of it, and what a reader of the record must be told."""

from studio.errors import CannotAccept
from studio.reading import limits
from studio.reading.blocks import Manuscript
from studio.reading.limiting import raise_limits
from studio.reading.ocr_engine import is_installed


def refuse_without_engine(name: str, *, few: bool) -> bool:
    """Tell whether pages must stay unread because recognition is not installed; ``few`` says the rest can be read.

    Raises:
        CannotAccept: it is not installed and without it there is nothing to read.
    """
    if is_installed():
        return False
    if few:
        return True
    raise CannotAccept(
        f"“{name}”是扫描件或图片，本机未安装文字识别组件，请上传 Word 原稿或可以选中文字的 PDF，或请管理员安装识别组件后重试。"
    )


def allow_recognition(pages: int, name: str) -> None:
    """Raise this process's limits for so many pages.

    Raises:
        CannotAccept: more pages than are recognised at once.
    """
    if pages > limits.RECOGNISED_PAGES:
        raise CannotAccept(
            f"文件“{name}”有{pages}页需要识别文字，一次最多识别{limits.RECOGNISED_PAGES}页，请拆分后分别上传，或上传 Word 原稿。"
        )
    raise_limits(pages)


def note_recognition(manuscript: Manuscript, done: list[int], unread: list[int], pages: int) -> None:
    """Warn of pages that were recognised (by us or by a scanner) and of pages that could not be."""
    if done:
        what = "文件为扫描件" if len(done) == pages else f"文件{_listed(done)}为扫描件"
        manuscript.warn("recognised", f"{what}，文字由识别得到，请对照原件逐条核对。")
    if unread:
        manuscript.warn(
            "pages_unread", f"文件{_listed(unread)}是图片，未安装文字识别组件，其中的文字没有读取，请对照原件补充核对。"
        )


def _listed(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:12]))
    return f"第{shown}页" if len(numbers) <= 12 else f"第{shown}等{len(numbers)}页"
