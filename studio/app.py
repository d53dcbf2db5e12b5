"""Navigation and the signed-in person; nothing else."""

import streamlit as st

from studio import session, widgets

PAGES = (
    ("library", "政策库", ":material/folder_open:"),
    ("record", "政策记录", ":material/description:"),
    ("interpret", "问答与要点", ":material/quiz:"),
    ("products", "解读产品", ":material/auto_awesome_mosaic:"),
    ("review", "审核", ":material/fact_check:"),
    ("publish", "发布", ":material/publish:"),
    ("account", "账号", ":material/person:"),
)

st.set_page_config(page_title="政策解读工作室", page_icon=":material/article:", layout="wide")
widgets.style()
session.keep_cookie()
person = session.person()

if person is None:
    page = st.navigation([st.Page("views/sign_in.py", title="登录", url_path="sign-in")], position="hidden")
else:
    pages = [
        st.Page(f"views/{name}.py", title=title, icon=icon, url_path=name, default=name == PAGES[0][0])
        for name, title, icon in PAGES
    ]
    with st.sidebar:
        st.html('<div class="brand">政策解读工作室<small>每句解读都有出处</small></div>')
    page = st.navigation(pages, expanded=True)
    with st.sidebar:
        widgets.current_policy()
        st.caption(f"{person.name}　{person.post}".strip())
        if st.button("退出登录", icon=":material/logout:", type="tertiary"):
            session.forget()
            st.rerun()
page.run()
