"""Accounts (账号): one's own password; for administrators, everybody's accounts, and the state of the house."""

import streamlit as st

from studio import formats, labels
from studio.pages import pronouncing, session, widgets
from studio.service import Role

studio = session.studio()
person = session.person()
actor = session.actor()


def own_password() -> None:
    with st.form("password", border=True, clear_on_submit=True):
        st.markdown("**修改密码**")
        old = st.text_input("现在的密码", type="password")
        new = st.text_input("新密码", type="password", placeholder="至少 8 个字符")
        if st.form_submit_button("修改密码"):
            widgets.attempt(lambda: studio.change_password(old, new, actor=actor), "密码已修改。")


def add_person() -> None:
    with st.form("add_person", border=True):
        st.markdown("**增加账号**")
        account = st.text_input("账号")
        name = st.text_input("姓名")
        post = st.text_input("职务")
        roles = st.multiselect("职责", list(Role), format_func=labels.role, placeholder="可选多项")
        password = st.text_input("初始密码", type="password")
        if st.form_submit_button("增加账号", type="primary"):
            widgets.attempt(lambda: studio.create_person(account, name, password, roles, post=post, actor=actor), "账号已建立。")


def people() -> None:
    for found in studio.people():
        with st.container(border=True):
            st.markdown(f"**{formats.plain(found.name)}**（{formats.plain(found.account)}）　{formats.plain(found.post)}")
            roles = st.multiselect("职责", list(Role), default=list(found.roles), format_func=labels.role, key=f"roles_{found.id}")
            with st.container(horizontal=True):
                if st.button("保存职责", key=f"save_{found.id}", disabled=set(roles) == set(found.roles)):
                    widgets.attempt(lambda found=found, roles=roles: studio.set_roles(found.id, roles, actor=actor), "职责已保存。")
                with widgets.popover("重设密码", f"reset_open_{found.id}"):
                    new = st.text_input("新密码", type="password", key=f"new_{found.id}")
                    if st.button("重设", key=f"reset_{found.id}"):
                        widgets.attempt(lambda found=found, new=new: studio.reset_password(found.id, new, actor=actor), "密码已重设。")
                label = "启用账号" if found.disabled else "停用账号"
                if found.id != actor and st.button(label, key=f"disable_{found.id}"):
                    widgets.attempt(lambda found=found: studio.disable_person(found.id, actor=actor, disabled=not found.disabled))


def health() -> None:
    for check in studio.doctor().checks:
        st.markdown(f"{':material/check_circle:' if check.ok else ':material/error:'} **{check.name}**　{formats.plain(check.text)}")


widgets.heading("账号", f"{person.name}，职责：{labels.roles(person.roles)}。")
places = ["我的账号", *(["读音表"] if pronouncing.may_change() else []), *(["全部账号", "运行状况"] if person.has(Role.ADMIN) else [])]
drawn = dict(zip(places, st.tabs(places), strict=True))
with drawn["我的账号"]:
    own_password()
if "读音表" in drawn:
    with drawn["读音表"]:
        pronouncing.table("account")
if "全部账号" in drawn:
    with drawn["全部账号"]:
        left, right = st.columns([3, 2], gap="large")
        with left:
            people()
        with right:
            add_person()
    with drawn["运行状况"]:
        health()
