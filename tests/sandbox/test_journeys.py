"""Journeys through the running hospital, and the side effects that its ledger counts."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest
from PIL import Image
from pypdf import PdfReader

from devices.sandbox.features import Features, truth
from devices.sandbox.identity import check_digit, fictional_id, is_valid
from devices.sandbox.run import Sandbox
from devices.sandbox.world import TEST_ID_CARD, TEST_PHONE, demo_password
from tests.sandbox.conftest import Walk
from tests.sandbox.oracle import books, is_image, is_pdf
from tests.sandbox.walker import Walker, first, words

DOCTOR = "d03"


def tomorrow(w: Walker) -> str:
    return str(w.rehearsal.world.day(1))


def book(w: Walker, time: str) -> dict[str, object]:
    return w.do("book", id=DOCTOR, date=tomorrow(w), time=time, member="m1", agree="1")


def free_time(w: Walker) -> str:
    page = w.page(f"/booking/doctor?id={DOCTOR}&date={tomorrow(w)}")
    items = first(page, "slots")["items"]
    return str(next(i["label"] for i in items if i["value"] != "full"))


def test_a_booking_lives_from_slot_to_cancellation(walk: Walk) -> None:
    w = walk()
    time = free_time(w)
    before = w.page(f"/booking/doctor?id={DOCTOR}&date={tomorrow(w)}")
    outcome = book(w, time)
    assert outcome["ok"]
    detail = w.page(str(outcome["to"]))
    assert "待就诊" in words(detail)
    assert time in words(detail)
    assert w.rehearsal.world.ledger()["appointments_open"] == 1
    assert w.page(f"/booking/doctor?id={DOCTOR}&date={tomorrow(w)}") != before
    assert not book(w, time)["ok"], "the same doctor twice on one day"
    order = str(outcome["to"]).split("id=")[1]
    assert w.do("cancel_booking", id=order)["ok"]
    assert not w.do("cancel_booking", id=order)["ok"], "cancelled twice"
    ledger = w.rehearsal.world.ledger()
    assert (ledger["appointments_created"], ledger["appointments_cancelled"]) == (1, 1)
    assert ledger["appointments_open"] == 0
    assert w.page(f"/booking/doctor?id={DOCTOR}&date={tomorrow(w)}") == before


@pytest.mark.parametrize("skin", ["vant", "mpa"])
def test_every_skin_leads_to_a_booking(walk: Walk, skin: str) -> None:
    assert books(walk(skin=skin))


def test_booking_without_consent_is_refused(walk: Walk) -> None:
    w = walk()
    outcome = w.do("book", id=DOCTOR, date=tomorrow(w), time=free_time(w), member="m1")
    assert not outcome["ok"]
    assert "协议" in outcome["toast"]


def test_a_page_of_consent_stands_before_every_way_into_booking(walk: Walk) -> None:
    w = walk(skin="mpa")
    for path in ("/booking", "/booking/doctor?id=d03", "/booking/department?id=cardio"):
        page = w.page(path)
        assert page
        assert page["title"] == w.word("agreement_page")
    assert not w.do("agree_booking")["ok"]
    assert w.do("agree_booking", agree="1")["ok"]
    assert w.page("/booking/doctor?id=d03")["title"] == w.word("choose_time")  # type: ignore[index]


def test_personal_pages_ask_for_a_login_and_public_ones_do_not(walk: Walk) -> None:
    w = walk(logged_in=False)
    assert w.page("/records/lab_report")["title"] == w.word("login")  # type: ignore[index]
    assert w.page("/hospital")["title"] == w.word("hospital_intro")  # type: ignore[index]
    refused = w.http.get("/file/records/lab_report/报告.pdf?id=JY01")
    assert refused.status_code == 401


def test_login_by_code_leads_back_to_where_one_was(walk: Walk) -> None:
    w = walk(logged_in=False)
    w.do("send_code", phone=TEST_PHONE)
    outcome = w.do("login_sms_code", phone=TEST_PHONE, code="123456", next="/records")
    assert outcome["ok"]
    assert outcome["to"] == "/records"
    ledger = w.rehearsal.world.ledger()
    assert (ledger["sms_codes_sent"], ledger["logins"], ledger["registrations"]) == (1, 1, 0)


def test_a_wrong_code_or_password_does_not_log_in(walk: Walk) -> None:
    w = walk(logged_in=False)
    assert not w.do("login_sms_code", phone=TEST_PHONE, code="123456")["ok"], "never asked for"
    w.do("send_code", phone=TEST_PHONE)
    assert not w.do("login_sms_code", phone=TEST_PHONE, code="000000")["ok"]
    assert not w.do("login_password", account=TEST_PHONE, password="wrong")["ok"]
    secret = demo_password()
    assert w.do("login_password", account=TEST_PHONE, password=secret)["ok"]


def test_an_unknown_number_becomes_a_user_only_where_one_can_register(walk: Walk) -> None:
    closed = walk({"1.1.1.online_registration": "off"}, logged_in=False)
    assert not closed.log_in_by_code("13900000009")["ok"]
    opened = walk(logged_in=False)
    assert opened.log_in_by_code("13900000009")["ok"]
    assert opened.rehearsal.world.ledger()["registrations"] == 1
    assert "暂无" in words(opened.page("/records/lab_report")), "a new account has no history"


def test_members_need_a_valid_identity_number(walk: Walk) -> None:
    w = walk()
    good = fictional_id(date(1992, 2, 29), 45)
    bad = good[:-1] + ("1" if good[-1] != "1" else "2")
    data = {"name": "李四", "relation": "配偶", "phone": "13900000001"}
    assert not w.do("add_member", id_card=bad, **data)["ok"]
    assert w.do("add_member", id_card=good, **data)["ok"]
    assert "*四" in words(w.page("/members"))
    assert w.rehearsal.world.ledger()["members_added"] == 1


def test_the_cashier_counts_but_never_takes_money(walk: Walk) -> None:
    w = walk()
    cashier = w.page("/cashier?id=B02")
    form = first(cashier, "form")
    outcome = w.do(form["post"], channel="wechat", **form["data"])
    assert not outcome["ok"]
    assert w.rehearsal.world.ledger()["payments_attempted"] == 1
    assert w.page("/cashier?id=B02") == cashier


@pytest.mark.parametrize(
    ("action", "data", "count"),
    [
        ("complain", {"text": "测试投诉，请忽略"}, "complaints"),
        ("start_consult", {"text": "头晕", "id": "d03"}, "consultations"),
        ("call_doctor", {"id": "d03"}, "consultations"),
        ("send_question", {"text": "几点下班"}, "messages_sent"),
        ("answer_survey", {"visit": "GH0901", "q1": "满意", "q2": "满意", "q3": "一般"}, "surveys"),
        ("answer_follow_up", {"pain": "无", "drug": "是"}, "follow_ups"),
        ("monitor", {"high": "130", "low": "80"}, "entries"),
        ("set_messages", {"key": "survey", "on": ""}, "settings_changed"),
        ("order_meal", {"where": "1 病区 3 床"}, "orders_created"),
        ("transfer", {"prescription": "CF01", "shop": "百姓缘"}, "signatures"),
        ("verify_id_card", {"name": "张三", "id_card": TEST_ID_CARD}, "verifications"),
        ("delete_account", {}, "accounts_deleted"),
    ],
)
def test_the_ledger_counts(walk: Walk, action: str, data: dict[str, str], count: str) -> None:
    w = walk()
    assert not any(w.rehearsal.world.ledger().values())
    assert w.do(action, **data)["ok"]
    ledger = w.rehearsal.world.ledger()
    assert ledger.pop(count) == 1
    assert not any(value for name, value in ledger.items() if name != "orders_created")


def test_looking_around_leaves_no_trace_in_the_ledger(walk: Walk) -> None:
    w = walk()
    w.control("blood_donation")
    w.page("/booking/doctor?id=d03")
    assert not any(w.rehearsal.world.ledger().values())


def test_uploads_are_counted_and_listed(walk: Walk) -> None:
    w = walk()
    files = {"document": ("旧病历.jpg", b"\xff\xd8jpeg", "image/jpeg")}
    assert w.do("upload_record", files, kind="门诊病历")["ok"]
    assert "旧病历.jpg" in words(w.page("/pre-visit/upload"))
    assert w.rehearsal.world.ledger()["uploads"] == 1


def test_documents_are_real(walk: Walk) -> None:
    w = walk()
    report = w.http.get("/file/records/lab_report/报告.pdf?id=JY01")
    assert report.headers["content-type"] == "application/pdf"
    text = PdfReader(io.BytesIO(report.content)).pages[0].extract_text()
    assert "糖化血红蛋白" in text
    assert "演练环境" in text
    image = w.http.get("/file/records/exam_image/影像.jpg?id=YX01")
    assert Image.open(io.BytesIO(image.content)).size == (512, 512)
    assert is_image(image.content)


@pytest.mark.parametrize("seed", range(6))
def test_a_bad_download_is_named_like_a_document_but_is_none(
    hospitals: Callable[[str], Sandbox], walk: Walk, seed: int
) -> None:
    w = walk({"5.2.5.e_invoice": {"hollow": "bad_download"}})
    w.rehearsal.features = type(w.rehearsal.features)(w.rehearsal.features.states, seed=seed)
    answer = w.http.get("/file/invoice.pdf?id=FP01")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert not is_pdf(answer.content)


def test_every_answer_says_that_it_is_a_rehearsal(walk: Walk) -> None:
    w = walk(skin="mpa")
    for path in ("/", "/no-such-page", "/__ledger", "/picture/banner.svg", "/file/none.pdf"):
        answer = w.http.get(path)
        assert answer.headers["X-Rehearsal"] == "1"
        if "html" in answer.headers["content-type"] and path in ("/", "/no-such-page"):
            assert "演练环境" in answer.text


def test_reset_forgets_everything(walk: Walk) -> None:
    w = walk()
    w.do("complain", text="测试投诉，请忽略")
    assert w.http.get("/__ledger").json()["complaints"] == 1
    assert w.http.post("/__reset").json() == {"ok": True}
    assert not any(w.http.get("/__ledger").json().values())


def test_oauth_stands_before_the_entry() -> None:
    with Sandbox(skin="mpa", oauth=True) as s, httpx.Client(base_url=s.url, trust_env=False) as c:
        first = c.get("/")
        assert first.status_code == 302
        assert first.headers["location"].startswith("/oauth/authorize")
        assert "允许" in c.get(first.headers["location"]).text
        granted = c.get("/oauth/authorize?granted=1&back=/")
        assert granted.headers["location"] == "/"
        assert c.get("/").status_code == 200


def test_an_announcement_lies_over_the_first_page_only() -> None:
    with Sandbox(popup=True) as s, httpx.Client(base_url=s.url, trust_env=False) as c:
        assert c.get("/api/page").json()["page"]["popup"]
        assert not c.get("/api/page").json()["page"]["popup"]


def test_what_a_hospital_only_speaks_of_is_no_function() -> None:
    assert truth(Features(talk=True)) == truth(Features())


def test_talk_stands_on_the_first_page_and_can_be_read() -> None:
    with Sandbox(talk=True) as s, httpx.Client(base_url=s.url, trust_env=False) as c:

        def page(path: str) -> dict[str, Any]:
            answer = c.get("/api/page", params={"path": path})
            assert answer.status_code == 200
            return dict(answer.json()["page"])

        lines = page("/")["blocks"][-1]["items"]
        assert len(lines) == 6, "three headlines, and the ways to news, questions and prices"
        for line in lines[:3]:
            assert line["label"] in words(page(line["act"]["to"]))
        assert lines[0]["label"] in words(page(lines[3]["act"]["to"]))
        assert "答：" in words(page(lines[4]["act"]["to"]))
        assert "价格(元)" in words(page(lines[5]["act"]["to"]))


def test_a_hospital_that_does_not_speak_has_no_such_pages(walk: Walk) -> None:
    w = walk()
    for path in ("/talk/news", "/talk/questions", "/talk/prices", "/talk/read?id=n1"):
        assert w.page(path) is None


def test_latency_delays_every_answer() -> None:
    with Sandbox(latency=120) as s, httpx.Client(base_url=s.url, trust_env=False) as c:
        assert c.get("/api/page").elapsed.total_seconds() >= 0.12


def test_booking_that_is_only_announced_has_no_pages_of_its_own(walk: Walk) -> None:
    w = walk({"2.2.1.booking": "announced"}, skin="mpa")
    assert "114" in words(w.page("/booking"))
    for path in ("/booking/group?name=内科", "/booking/doctor?id=d03", "/booking/agreement"):
        assert w.page(path) is None


def test_identity_numbers() -> None:
    assert check_digit("11010519491231002") == "X", "the example of GB 11643"
    assert is_valid(TEST_ID_CARD)
    assert not is_valid("110101199013450071")
