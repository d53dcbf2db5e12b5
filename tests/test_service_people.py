"""Accounts, passwords and staying signed in."""

import threading

import pytest
from sqlalchemy import text

from studio.service import CannotAccept, NotAllowed, Role, Studio
from studio.storage.schema import metadata
from tests.studio_home import PASSWORD, Clock, fresh_database, furnished


@pytest.fixture
def world(tmp_path):
    return furnished(tmp_path)


def guess_wrong(studio, account, times):
    for _ in range(times):
        with pytest.raises(NotAllowed, match="账号或密码不正确"):
            studio.sign_in(account, "wrong-password")


def test_a_right_password_signs_in_and_the_token_outlives_a_restart(world, tmp_path):
    signed = world.studio.sign_in(" Chen ", PASSWORD)
    assert signed.person.name == "陈晓"
    world.studio.close()
    with Studio.open(tmp_path / "studio", clock=world.clock) as again:
        assert again.person_for_token(signed.token) == signed.person
        again.sign_out(signed.token)
        assert again.person_for_token(signed.token) is None


def test_a_token_expires(world):
    token = world.studio.sign_in("chen", PASSWORD).token
    world.clock.pass_by(hours=13)
    assert world.studio.person_for_token(token) is None


def test_neither_passwords_nor_tokens_stand_in_the_database(world, tmp_path):
    token = world.studio.sign_in("chen", PASSWORD).token
    with world.studio.database.reading() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(table.select())]
    kept = str(rows).encode() + b"".join(path.read_bytes() for path in (tmp_path / "studio").glob("*.db*"))
    assert PASSWORD.encode() not in kept and token.encode() not in kept
    assert b"$argon2id$" in kept


def test_wrong_account_and_wrong_password_sound_the_same(world):
    sentences = set()
    for account in ("chen", "nobody"):
        with pytest.raises(NotAllowed) as caught:
            world.studio.sign_in(account, "wrong-password")
        sentences.add(str(caught.value))
    assert sentences == {"账号或密码不正确，请重新输入。"}


@pytest.mark.parametrize("account", ["chen", "nobody"])
def test_after_five_wrong_passwords_the_account_waits_even_for_the_right_one(world, account):
    guess_wrong(world.studio, account, 5)
    with pytest.raises(NotAllowed, match="1 分钟后重试"):
        world.studio.sign_in(account, PASSWORD)


def test_the_wait_grows_survives_a_restart_and_ends(world, tmp_path):
    guess_wrong(world.studio, "chen", 5)
    world.clock.pass_by(seconds=61)
    guess_wrong(world.studio, "chen", 1)
    world.studio.close()
    with Studio.open(tmp_path / "studio", clock=world.clock) as again:
        with pytest.raises(NotAllowed, match="2 分钟后重试"):
            again.sign_in("chen", PASSWORD)
        world.clock.pass_by(seconds=121)
        assert again.sign_in("chen", PASSWORD).person.name == "陈晓"
        guess_wrong(again, "chen", 5)  # counting begins anew after a success


def test_others_are_not_kept_waiting(world):
    guess_wrong(world.studio, "chen", 5)
    assert world.studio.sign_in("lin", PASSWORD).person.name == "林岚"


def test_guessing_from_many_threads_is_no_way_round(world):
    sentences = []

    def guess():
        try:
            world.studio.sign_in("chen", "wrong-password")
        except NotAllowed as error:
            sentences.append(str(error))

    guessers = [threading.Thread(target=guess) for _ in range(12)]
    for guesser in guessers:
        guesser.start()
    for guesser in guessers:
        guesser.join()
    assert sum("不正确" in sentence for sentence in sentences) == 5
    assert sum("次数过多" in sentence for sentence in sentences) == 7


def test_a_disabled_account_is_signed_out_and_stays_out(world):
    token = world.studio.sign_in("chen", PASSWORD).token
    world.studio.disable_person(world.drafter, actor=world.admin)
    assert world.studio.person_for_token(token) is None
    with pytest.raises(NotAllowed, match="已停用"):
        world.studio.sign_in("chen", PASSWORD)
    with pytest.raises(NotAllowed, match="已停用"):
        world.studio.accept_all_proposed(world.policy, actor=world.drafter)
    world.studio.disable_person(world.drafter, actor=world.admin, disabled=False)
    assert world.studio.sign_in("chen", PASSWORD).person.id == world.drafter


def test_changing_the_password_needs_the_old_one_and_signs_out_everywhere(world):
    token = world.studio.sign_in("chen", PASSWORD).token
    with pytest.raises(NotAllowed, match="原密码"):
        world.studio.change_password("not-it-at-all", "another-one-9", actor=world.drafter)
    world.studio.change_password(PASSWORD, "another-one-9", actor=world.drafter)
    assert world.studio.person_for_token(token) is None
    assert world.studio.sign_in("chen", "another-one-9").person.id == world.drafter
    guess_wrong(world.studio, "chen", 1)


def test_an_administrator_can_set_a_forgotten_password(world):
    guess_wrong(world.studio, "chen", 5)
    world.studio.reset_password(world.drafter, "fresh-start-1", actor=world.admin)
    assert world.studio.sign_in("chen", "fresh-start-1").person.id == world.drafter


@pytest.mark.parametrize("who", ["drafter", "reviewer", "signer", "colleague"])
def test_only_an_administrator_manages_people(world, who):
    actor = getattr(world, who)
    for attempt in (
        lambda: world.studio.create_person("new", "新人", PASSWORD, [Role.ADMIN], actor=actor),
        lambda: world.studio.set_roles(actor, tuple(Role), actor=actor),
        lambda: world.studio.disable_person(world.admin, actor=actor),
        lambda: world.studio.reset_password(world.admin, "mine-now-123", actor=actor),
    ):
        with pytest.raises(NotAllowed, match="管理"):
            attempt()


def test_the_last_administrator_cannot_be_lost(world):
    with pytest.raises(NotAllowed, match="至少要保留一名"):
        world.studio.set_roles(world.admin, [Role.DRAFTER], actor=world.admin)
    with pytest.raises(NotAllowed, match="至少要保留一名"):
        world.studio.disable_person(world.admin, actor=world.admin)
    assert world.studio.person(world.admin).roles == (Role.ADMIN,)


@pytest.mark.parametrize(
    ("account", "name", "password", "sentence"),
    [
        ("chen", "又一位", PASSWORD, "已有人使用"),
        ("陈", "陈某", PASSWORD, "账号须为"),
        ("a", "甲", PASSWORD, "账号须为"),
        ("zhang", "", PASSWORD, "姓名须为"),
        ("zhang", "张\u202e三", PASSWORD, "姓名须为"),
        ("zhang", "张三", "1234567", "密码须为 8 至"),
        ("zhang", "张三", "x" * 129, "密码须为 8 至"),
        ("zhang", "张三", "11111111", "太容易猜到"),
        ("zhangsan", "张三", "ZhangSan", "太容易猜到"),
    ],
)
def test_accounts_names_and_passwords_have_rules(world, account, name, password, sentence):
    with pytest.raises(CannotAccept, match=sentence):
        world.studio.create_person(account, name, password, [Role.DRAFTER], actor=world.admin)


def test_two_first_administrators_cannot_both_be_first(tmp_path):
    fresh_database()
    outcomes = []

    def create(number):
        with Studio.open(tmp_path, clock=Clock()) as studio:
            try:
                studio.create_first_administrator(f"admin{number}", "何管", PASSWORD)
                outcomes.append("first")
            except NotAllowed:
                outcomes.append("late")

    rivals = [threading.Thread(target=create, args=(number,)) for number in range(3)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert sorted(outcomes) == ["first", "late", "late"]
    with Studio.open(tmp_path) as studio, studio.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() == 1
