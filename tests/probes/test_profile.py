"""Profiles: the contract's example, defaults, secrets, and all problems at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from devices.model import Channel, Effect
from documents.strict import DocumentError
from probes.account import MissingVariables
from probes.profile import Profile, read_profile

CONTRACT = """
id: demo                      # ascii, unique
name: 示范医院
aliases: [示范]
apps:
  - id: h5
    channel: h5
    entry: http://127.0.0.1:8600/
  - id: app
    channel: android
    package: cn.example.hospital
allow: [own, booking, contact]
account:
  test_account: true
  phone: "13800000000"
  sms_code: "123456"
  password: {env: DEMO_PASSWORD}
  name: 张三
  id_card: {env: DEMO_ID_CARD}
  medical_card: "10086001"
"""


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def _read(text: str) -> Profile:
        file = tmp_path / "hospital.yaml"
        file.write_text(text, encoding="utf-8")
        return read_profile(file)

    return _read


def problems_of(read, text: str) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(DocumentError) as caught:
        read(text)
    return str(caught.value)


def test_the_example_of_the_contract_is_a_profile(read) -> None:  # type: ignore[no-untyped-def]
    profile = read(CONTRACT)
    assert [app.channel for app in profile.apps] == [Channel.H5, Channel.ANDROID]
    assert profile.effects == {Effect.OWN, Effect.BOOKING, Effect.CONTACT}
    found = profile.account.credentials({"DEMO_PASSWORD": "pw", "DEMO_ID_CARD": "id"})
    assert (found.phone, found.password, found.id_card) == ("13800000000", "pw", "id")
    assert found.test_account


def test_a_hospital_needs_no_more_than_an_id_and_a_name(read) -> None:  # type: ignore[no-untyped-def]
    profile = read("{id: x, name: 某医院}")
    assert profile.apps == ()
    assert profile.effects == frozenset()


@pytest.mark.parametrize(
    ("lines", "effects"),
    [
        ("account: {test_account: true}", {Effect.OWN}),
        ("account: {test_account: false}", set()),
        ("allow: none\naccount: {test_account: true}", set()),
        ("allow: []\naccount: {test_account: true}", set()),
        ("allow: [booking]", {Effect.BOOKING}),
    ],
)
def test_effects_follow_allow_or_else_the_kind_of_account(  # type: ignore[no-untyped-def]
    read, lines: str, effects: set[Effect]
) -> None:
    assert read(f"id: x\nname: 某医院\n{lines}").effects == effects


def test_every_unset_variable_is_named_at_once(read) -> None:  # type: ignore[no-untyped-def]
    account = read(CONTRACT).account
    with pytest.raises(MissingVariables) as caught:
        account.credentials({"DEMO_PASSWORD": ""})
    assert caught.value.names == ("DEMO_PASSWORD", "DEMO_ID_CARD")


def test_a_default_stands_in_for_an_unset_variable_of_a_test_account(read) -> None:  # type: ignore[no-untyped-def]
    text = "id: x\nname: 某\naccount:\n  test_account: {}\n  password: {{env: PW, default: abc}}"
    account = read(text.format("true")).account
    assert account.credentials({}).password == "abc"
    assert account.credentials({"PW": "set"}).password == "set"
    assert "测试账号" in problems_of(read, text.format("false"))


def test_no_secret_shows_when_a_profile_is_printed(read) -> None:  # type: ignore[no-untyped-def]
    profile = read(CONTRACT)
    credentials = profile.account.credentials({"DEMO_PASSWORD": "pw-x", "DEMO_ID_CARD": "id-x"})
    printed = repr(profile) + repr(credentials)
    for secret in ("13800000000", "123456", "张三", "10086001", "pw-x", "id-x"):
        assert secret not in printed
        assert secret in credentials.secrets()


def test_all_problems_come_at_once_with_their_lines(read) -> None:  # type: ignore[no-untyped-def]
    said = problems_of(
        read,
        "id: 阜外\n"
        "name: ''\n"
        "apps:\n"
        "  - {id: a, channel: h5, entry: ftp://x}\n"
        "  - {id: b, channel: ios}\n"
        "allow: [pay]\n"
        "account:\n"
        "  phone: 13800000000\n"
        "surprise: 1\n"
        "waivers:\n"
        "  - {code: 2.2, reason: 无, until: soon}\n",
    ).splitlines()
    for line, word in [
        (1, "id"), (2, "name"), (4, "入口网址"), (5, "channel"), (6, "allow"), (8, "phone"),
        (9, "surprise"), (11, "code"), (11, "until"),
    ]:  # fmt: skip
        assert any(f"第{line}行" in one and word in one for one in said), (line, word, said)


@pytest.mark.parametrize(
    ("app", "wanted"),
    [
        ("{id: a, channel: android}", "package"),
        ("{id: a, channel: android, package: hospital}", "package"),
        ("{id: a, channel: miniprogram}", "AppID"),
        ("{id: a, channel: h5}", "入口网址"),
        ("{id: a, channel: h5, entry: 'https://'}", "入口网址"),
    ],
)
def test_an_app_says_how_to_reach_it(read, app: str, wanted: str) -> None:  # type: ignore[no-untyped-def]
    assert wanted in problems_of(read, f"id: x\nname: 某\napps: [{app}]")


@pytest.mark.parametrize(
    "doubled",
    [
        "apps: [{id: a, channel: h5, entry: 'http://a/'}, {id: a, channel: h5, entry: 'http://b/'}]",
        "aliases: [某]",
        "aliases: [协 和, 协和]",
        "waivers: [{code: 1.1.1, reason: a, until: 2030-01-01},"
        " {code: 1.1.1, reason: b, until: 2030-01-01}]",
    ],
)
def test_nothing_is_said_twice(read, doubled: str) -> None:  # type: ignore[no-untyped-def]
    assert "重复" in problems_of(read, f"id: x\nname: 某\n{doubled}")


def test_the_optional_parts_are_read(read) -> None:  # type: ignore[no-untyped-def]
    profile = read(
        "id: x\nname: 某\n"
        "hints: {booking: {words: [挂个号], path: [更多, 挂号], address: 'http://a/b'}}\n"
        "dialogs: [{contains: 停诊通知, tap: 我知道了}]\n"
        "untouchable: [一键急救]\n"
        "waivers: [{code: 2.2.5, reason: 无住院部, until: 2027-12-31}]\n"
    )
    assert profile.hints["booking"].path == ("更多", "挂号")
    assert profile.dialogs[0].tap == "我知道了"
    assert profile.untouchable == ("一键急救",)
    assert profile.waivers[0].until == date(2027, 12, 31)


@pytest.mark.parametrize("text", ["", "- a\n- b", "just words"])
def test_a_file_of_another_kind_is_refused(read, text: str) -> None:  # type: ignore[no-untyped-def]
    assert "医院配置" in problems_of(read, text)
