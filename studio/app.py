"""Navigation and the signed-in person; nothing else."""

from pathlib import Path

import streamlit as st

PAGES = (
    ("library", "政策库", ":material/folder_open:"),
    ("record", "政策记录", ":material/description:"),
    ("interpret", "问答与要点", ":material/quiz:"),
    ("products", "解读产品", ":material/auto_awesome_mosaic:"),
    ("review", "审核", ":material/fact_check:"),
    ("publish", "发布", ":material/publish:"),
    ("themes", "主题", ":material/palette:"),
    ("account", "账号", ":material/person:"),
)
FIRST = PAGES[0][0]
# Reached from another page, not from the sidebar.
HIDDEN = (("arrange", "编排", ":material/tune:"),)

st.set_page_config(page_title="政策解读工作室", page_icon=str(Path(__file__).parent / "static" / "icon.png"), layout="wide")
st.html(Path(__file__).parent / "static" / "studio.css")
with st.spinner("正在打开工作室……"):  # the first to come after a start waits until everything is read
    from studio.pages import session, widgets

    widgets.page_script()
    session.keep_cookie()
    person = session.person()

if person is None:
    # Whatever address was asked for: once signed in, its page opens.
    names = ["", *(name for name, _, _ in (*PAGES, *HIDDEN))]
    page = st.navigation([st.Page("views/sign_in.py", title="登录", url_path=name or "start", default=not name) for name in names], position="hidden")
else:
    pages = [
        st.Page(f"views/{name}.py", title=title, icon=icon, url_path="start" if name == FIRST else name, default=name == FIRST)
        for name, title, icon in PAGES
    ]
    hidden = [st.Page(f"views/{name}.py", title=title, icon=icon, url_path=name) for name, title, icon in HIDDEN]
    # The first page has the bare address; its name is an address too, which people write down.
    named = st.Page(lambda: st.switch_page(pages[0]), title=PAGES[0][1], url_path=FIRST)
    page = st.navigation([*pages, *hidden, named], position="hidden")
    if session.begins_anew():
        st.switch_page(pages[0])
    with st.sidebar:
        widgets.side(person, pages)
with widgets.faults_told():
    page.run()
