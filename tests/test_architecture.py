"""The house has one way through it: imports point studio → generators → styles and never back."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {"styles": {"studio", "generators"}, "generators": {"studio", "streamlit", "sqlalchemy", "huey"}}
VIEWS_MAY_IMPORT = {"studio.service", "studio.pages", "studio.labels", "studio.formats", "streamlit"}


def imports_of(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_point_one_way(package):
    for file in (ROOT / package).rglob("*.py"):
        roots = {name.split(".")[0] for name in imports_of(file)}
        assert not roots & FORBIDDEN[package], f"{file.relative_to(ROOT)} imports {roots & FORBIDDEN[package]}"


def test_only_the_app_its_pages_and_their_parts_know_streamlit():
    for file in (ROOT / "studio").rglob("*.py"):
        if file == ROOT / "studio" / "app.py" or file.parent.name in ("views", "pages"):
            continue
        assert not any(name.split(".")[0] == "streamlit" for name in imports_of(file)), file


def test_views_stay_thin():
    for file in (ROOT / "studio" / "views").glob("*.py"):
        for name in imports_of(file):
            if name.startswith(("studio", "generators", "styles", "sqlalchemy")):
                known = any(name == allowed or name.startswith(allowed + ".") for allowed in VIEWS_MAY_IMPORT)
                assert known or name in ("studio", "studio.views"), f"{file.name} imports {name}"


def test_no_page_shows_a_remark_meant_for_its_readers():
    for file in (*(ROOT / "studio" / "views").glob("*.py"), ROOT / "studio" / "app.py"):
        said = [node for node in ast.parse(file.read_text(encoding="utf-8")).body[1:] if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
        assert not said, f"{file.name} would draw a text that stands alone in line {said[0].lineno}"
