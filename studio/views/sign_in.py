"""Signing in (登录); on a fresh installation, creating the first administrator."""

import streamlit as st

from studio.pages import session, widgets

studio = session.studio()
_, middle, _ = st.columns([1, 1.2, 1])
with middle:
    st.space("medium")
    widgets.heading("政策解读工作室", "上传政策文件，完成问答，制作并审核解读产品。")
    if studio.needs_first_administrator():
        st.info("这是第一次使用，请先建立管理员账号。管理员登录后可为同事建立账号。")
        with st.form("first", border=False):
            account = st.text_input("账号", placeholder="例如 admin")
            name = st.text_input("姓名")
            password = st.text_input("密码", type="password", placeholder="至少 8 个字符")
            if st.form_submit_button("建立管理员账号", type="primary", width="stretch"):

                def create() -> None:
                    studio.create_first_administrator(account, name, password)
                    session.remember(studio.sign_in(account, password))

                widgets.attempt(create)
    else:
        with st.form("sign_in", border=False):
            account = st.text_input("账号")
            password = st.text_input("密码", type="password")
            if st.form_submit_button("登录", type="primary", width="stretch"):
                widgets.attempt(lambda: session.remember(studio.sign_in(account, password)))
        st.caption("忘记密码请联系本单位的工作室管理员。")
