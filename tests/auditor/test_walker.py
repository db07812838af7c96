"""One app live: the visitor's way to the login, the patient's map, files, the ledger."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from auditor.walker import Walker
from devices.ledger import Ledger
from devices.model import Download, Effect
from devices.stand_in import DocumentKind, DocumentNature, stand_in
from probes.account import Credentials
from probes.appmap import Arrival
from probes.flows.screens.walls import is_login
from probes.model import Cause
from tests.auditor.recorded import ACCOUNT, EVERYTHING, facts, opened
from tests.probes.drawn import drawn


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    """The recorded app, with its evidence really kept."""
    walker = opened(tmp_path_factory.mktemp("walked"), allow=EVERYTHING, kept=True)
    assert walker.map.complete
    yield walker
    walker.close()


def titles(walker: Walker) -> set[str]:
    return {place.screen.title for place in walker.map.places.values()}


# the visitor


def test_a_visitor_is_shown_the_way_in_and_no_more(app: Walker) -> None:
    seen = {place.screen.title for place in app.visitor_map.places.values()}
    assert {"登录", "注册", "用户协议"} <= seen
    assert not seen & {"选择科室", "报告详情", "就诊人管理"}
    assert any(is_login(app, place.screen) for place in app.visitor_map.places.values())


def test_the_login_was_by_code_and_is_on_record(app: Walker) -> None:
    assert (app.login.cause, app.login.methods) == (None, frozenset({"sms_code"}))
    assert app.login.evidence


def test_a_patient_sees_what_a_visitor_does_not(app: Walker) -> None:
    assert {"报告详情", "就诊人管理", "我的预约"} <= titles(app)
    assert not any(is_login(app, place.screen) for place in app.map.places.values())


def test_the_app_says_that_it_is_a_rehearsal(app: Walker) -> None:
    assert app.simulated


def test_every_place_of_a_map_is_kept_as_evidence(app: Walker, tmp_path: Path) -> None:
    kept: dict[str, set[str]] = {}
    walker = opened(tmp_path)
    walker._keep_map = lambda name, appmap, pictures: kept.update({name: set(pictures)})
    assert walker.map.complete
    assert kept["patient"] == set(walker.map.places)
    assert kept["visitor"] == set(walker.visitor_map.places)


# an account that does not get in


@pytest.mark.parametrize(
    "account",
    [
        Credentials(test_account=True),
        replace(ACCOUNT, sms_code="", password=""),
    ],
)
def test_without_the_words_for_a_login_everything_behind_it_is_unknown(
    tmp_path: Path, account: Credentials
) -> None:
    walker = opened(tmp_path, account=account)
    assert walker.login.cause is Cause.LOGIN_FAILED
    assert walker.login.evidence
    observed = facts(walker, ["2.1.1", "3.1.3", "4.3.1"])
    for observation in observed.values():
        assert observation.value is None
        assert observation.cause is Cause.LOGIN_FAILED


def test_what_everybody_sees_is_known_without_a_login(tmp_path: Path) -> None:
    walker = opened(tmp_path, account=Credentials(test_account=True))
    observed = facts(walker, ["1.2.1", "1.1.4"])
    assert observed["1.2.1", "hospital_intro"].value == "in_app"
    assert observed["1.1.4", "registration_agreement"].value is True


# coming and going


def test_a_fresh_start_that_nobody_asked_for_keeps_the_account_in(app: Walker) -> None:
    app.session.reopen()
    mine = next(p for p in app.map.places.values() if p.screen.title == "我的")
    screen = app.visit(mine)
    assert screen is not None
    assert "登录/注册" not in screen.text


def test_a_visitor_again_is_logged_out_and_later_in_again(app: Walker) -> None:
    register = next(p for p in app.visitor_map.places.values() if p.screen.title == "注册")
    reports = next(p for p in app.map.places.values() if p.screen.title == "报告详情")
    app.restart()
    as_visitor = app.visit(register)
    assert as_visitor is not None
    assert as_visitor.title == "注册"
    as_patient = app.visit(reports)
    assert as_patient is not None
    assert as_patient.title == "报告详情"


def test_a_place_of_the_past_is_not_reached(app: Walker) -> None:
    known = next(p for p in app.map.places.values() if p.screen.title == "报告详情")
    gone = replace(known, id="gone", screen=replace(known.screen, title="旧报告", nodes=()))
    assert app.visit(gone) is None


def test_what_is_typed_stands_in_its_field(app: Walker) -> None:
    complaint = next(p for p in app.map.places.values() if p.screen.title == "意见与投诉")
    screen = app.visit(complaint)
    assert screen is not None
    field = next(node for node in screen.nodes if node.editable)
    after = app.fill(field, "测试")
    assert after.nodes[field.index].value == "测试"
    assert app.back().title != "意见与投诉"


# files


def document(**words: object) -> Download:
    nature = {"kind": DocumentKind.PDF, "mime": "application/pdf", "suffix": ".pdf", "size": 9000}
    return stand_in(DocumentNature(**{**nature, "pages": 1, "drawn": True, "words": True} | words))  # type: ignore[arg-type]


def test_a_document_is_looked_into(app: Walker) -> None:
    found = app.inspect(document())
    assert found.real is True
    assert "PDF" in found.words
    assert found.evidence


@pytest.mark.parametrize(
    "data",
    [b"", b'{"code":500,"msg":"busy"}', b"<html><title>502 Bad Gateway</title></html>"],
)
def test_an_error_under_the_name_of_a_document_is_none(app: Walker, data: bytes) -> None:
    found = app.inspect(Download("报告.pdf", "application/pdf", data))
    assert found.real is False


def test_the_file_itself_is_never_written(app: Walker) -> None:
    download = document()
    app.inspect(download)
    folder = app._ledger._path.parent
    assert not any(
        download.data in path.read_bytes() for path in folder.rglob("*") if path.is_file()
    )


def test_the_picture_that_is_uploaded_shows_nobody(tmp_path: Path) -> None:
    walker = drawn(tmp_path, {"首页": ["欢迎"]})
    data = walker._test_picture.read_bytes()
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG"
        colours = image.convert("L").getextrema()
    assert colours != (255, 255)  # something is drawn on it
    path = walker._test_picture
    walker.close()
    assert not path.exists()
    walker.close()


# the ledger


@pytest.mark.parametrize(("made", "outcome"), [(True, "cancelled"), (False, "never_made")])
def test_a_booking_stays_open_until_it_is_settled(tmp_path: Path, made: bool, outcome: str) -> None:
    walker = opened(tmp_path, allow=frozenset({Effect.BOOKING}))
    ledger = Ledger(tmp_path / "ledger.jsonl")
    entry = ledger.enter("确认预约", "cn.example/.Confirm")
    assert walker.open_bookings() == (entry,)
    walker.booking_settled(entry, made, "已核对")
    assert walker.open_bookings() == ()
    assert outcome in (tmp_path / "ledger.jsonl").read_text("utf-8")


# hints


def test_a_hospitals_own_name_for_a_function_is_followed(tmp_path: Path) -> None:
    pages = {"首页": ["云上小院 > 院"], "院": ["今日候诊"]}
    walker = drawn(tmp_path, pages)
    assert walker.finder().find("queue") == []
    hinted = drawn(tmp_path, pages)
    hinted._words = {"queue": ("云上小院",)}
    (found,) = hinted.finder().find("queue")
    assert found.way is not None
    assert found.way.arrival is Arrival.SCREEN


WAY_IN = {
    "首页": ["我的 > 登录"],
    "登录": ["? 请填写手机号", "? 请填写验证码", "进入 ! 请填写手机号", "立即注册 > 开户"],
    "开户": ["第一步 填写身份证号"],
}


@pytest.mark.parametrize("allow", [frozenset(), frozenset({Effect.OWN})])
def test_an_entry_to_registration_that_sounds_final_takes_leave_for_ones_own(
    tmp_path: Path, allow: frozenset[Effect]
) -> None:
    walker = drawn(tmp_path, WAY_IN, allow=allow)
    seen = {place.screen.title for place in walker.visitor_map.places.values()}
    assert ("开户" in seen) is bool(allow)
    refused = [way.label for way in walker.visitor_map.ways if way.arrival is Arrival.REFUSED]
    assert ("立即注册" in refused) is not bool(allow)
