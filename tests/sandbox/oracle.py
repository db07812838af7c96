"""What a walk through the app says about every switchable feature: the truth seen from outside."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from PIL import Image
from pypdf import PdfReader

from devices.sandbox.catalogue import catalogue
from devices.sandbox.hospital import hospital
from devices.sandbox.identity import fictional_id
from devices.sandbox.texts import texts
from devices.sandbox.world import CAPTCHA, GESTURE, SMS_CODE, TEST_CARD, TEST_NAME, demo_password
from tests.sandbox.walker import Page, Walker, blocks, controls, first, has_content, words

Check = Callable[[Walker], object]
CLOCK = re.compile(r"\d\d:\d\d-\d\d:\d\d")
NEW_ID = fictional_id(date(1990, 3, 7), 12)
PHONE = "13900000001"


def plain(term: str) -> Check:
    """The page behind the words opens and has content."""
    return lambda w: w.open(term) is not None


def submits(term: str, step: str | None = None, **data: str) -> Check:
    """The form behind the words can be sent (after one more step inside, if named)."""

    def check(w: Walker) -> bool:
        page = w.open(term)
        if step is not None:
            page = w.follow(page, w.word(step) if step else "")
        return page is not None and w.submit(page, PICTURE, **data)

    return check


PICTURE = {"document": ("record.jpg", b"\xff\xd8jpeg", "image/jpeg")}


def downloads(term: str, button: str) -> Check:
    """The first document behind the words can be fetched and is what it claims to be."""

    def check(w: Walker) -> bool:
        data = w.fetch(w.follow(w.open(term), ""), button)
        return is_image(data) if button == "download_exam_image" else is_pdf(data)

    return check


def is_pdf(data: bytes) -> bool:
    if not data.startswith(b"%PDF"):
        return False
    pages = PdfReader(io.BytesIO(data)).pages
    return bool(pages) and len(pages[0].extract_text().strip()) > 10


def is_image(data: bytes) -> bool:
    if not data.startswith(b"\xff\xd8"):
        return False
    return len(Image.open(io.BytesIO(data)).convert("L").getcolors() or []) > 10


def message(kind: str) -> Check:
    """A dated message of this kind has arrived."""

    def check(w: Walker) -> bool:
        page = w.page("/messages")
        title = w.word(f"msg_{kind}")
        opened = w.follow(page, title)
        return opened is not None and bool(re.search(r"20\d\d-\d\d-\d\d", words(opened["blocks"])))

    return check


def says(opener: Callable[[Walker], Page | None], text: str) -> Check:
    return lambda w: text in words(opener(w) or {})


def department(w: Walker) -> Page | None:
    return w.follow(w.open("department_intro"), "")


def doctor(w: Walker) -> Page | None:
    return w.follow(w.open("doctor_intro"), "")


def booking_doctor(w: Walker) -> Page | None:
    """The page with a doctor's times, as far as the way there leads."""
    page = w.open("booking") or (w.page("/booking") if w.control("booking") else None)
    if page and page["title"] == w.word("agreement_page"):
        w.submit(page)
        page = w.page("/booking")
    if w.skin.placement.journey.departments == "grouped":
        page = w.follow(page, "内科")
    page = w.follow(page, hospital().departments[0].name)
    return w.follow(page, w.word("pick_doctor"))


def books(w: Walker) -> bool:
    """A slot can be booked, and cancelled again; or the page says where else to book."""
    if is_booking_door(w) and "114" in words(w.page("/booking")):
        return True
    times = first(booking_doctor(w), "slots")
    if not times or not is_booking_door(w):
        return False
    free = [i for i in times["items"] if i["value"] != "full"]
    confirm = w.page(free[0]["act"]["to"])
    if not w.submit(confirm):
        return False
    order = next(iter(w.rehearsal.world.bookings()))
    return bool(w.do("cancel_booking", id=order.id)["ok"])


def is_booking_door(w: Walker) -> bool:
    control = w.control("booking")
    return control is not None and control["act"]["kind"] == "go"


def slots(kind: str) -> Check:
    def check(w: Walker) -> bool:
        if kind == "registration":
            page = booking_doctor(w) if is_booking_door(w) else None
        else:
            page = w.follow(w.open(f"{kind}_booking"), "")
        found = first(page, "slots").get("items", [])
        return bool(found) and all(CLOCK.fullmatch(item["label"]) for item in found)

    return check


def consent_row(w: Walker) -> tuple[Page | None, dict[str, Any] | None]:
    """The page where booking asks for consent, and the row that asks."""
    if not is_booking_door(w):
        return None, None
    page = w.page("/booking")
    if w.skin.placement.journey.agreement == "inline":
        times = first(booking_doctor(w), "slots")
        if not times:
            return None, None
        free = [i for i in times["items"] if i["value"] != "full"]
        page = w.page(free[0]["act"]["to"])
    form = first(page, "form")
    return page, form.get("agreement")


def agreement(w: Walker) -> bool:
    page, row = consent_row(w)
    text = texts().service_agreement[0].text
    if row is None:
        return False
    linked = [w.page(link["act"]["to"]) for link in row["links"] if link["act"]["kind"] == "go"]
    return any(text in words(p) for p in [page, *linked])


def forced(w: Walker) -> bool:
    _, row = consent_row(w)
    held = row is not None and row["tickable"] and not row["ticked"] and row["forced"]
    return bool(held) and agreement(w)


def registration_form(w: Walker) -> dict[str, Any]:
    return first(w.open("register"), "form")


def registers(w: Walker) -> bool:
    page = w.open("register")
    w.do("send_code", phone=PHONE)
    secret = {"username": "newbie1", "password": "Newbie-123", "again": "Newbie-123"}
    return page is not None and w.submit(page, phone=PHONE, code=SMS_CODE, **secret)


def registration_agreement(w: Walker) -> bool:
    form = registration_form(w)
    links = form["agreement"]["links"] if form else []
    wanted = [k for k in links if k["label"] == w.word("registration_agreement")]
    if not wanted or wanted[0]["act"]["kind"] != "go":
        return False
    return texts().registration_agreement[0].text in words(w.page(wanted[0]["act"]["to"]))


def reading_option(w: Walker) -> bool:
    form = registration_form(w)
    row = form["agreement"] if form else {"tickable": False}
    return bool(row["tickable"] and not row["ticked"])


def adds_member(w: Walker) -> bool:
    data = {"name": "李四", "id_card": NEW_ID, "phone": PHONE, "relation": "配偶"}
    page = w.open("add_member")
    return page is not None and w.submit(page, **data) and "*四" in words(w.page("/members"))


def sets_password(w: Walker) -> bool:
    page = w.open("username_password")
    secret = {"username": "zhangsan2", "password": "Other-1234", "again": "Other-1234"}
    return page is not None and w.submit(page, **secret)


def verifies(method: str) -> Check:
    data = {"name": TEST_NAME, "id_card": NEW_ID, "medicare": "A123", "card": TEST_CARD,
            "phone": PHONE}  # fmt: skip
    return submits(f"verify_{method}", **data)


def logs_in(method: str) -> Check:
    def check(w: Walker) -> bool:
        page = w.page("/login")
        control = w.control(f"login_{method}")
        if method in ("wechat", "biometric", "gesture"):
            if control is None or control["act"]["kind"] not in ("go", "post"):
                return False
            return bool(w.do(f"login_{method}", gesture=GESTURE)["ok"])
        forms = {form["post"]: form for form in blocks(page, "form")}
        if f"login_{method}" not in forms:
            return False
        w.do("send_code", phone="13800000000")
        data = {"phone": "13800000000", "code": SMS_CODE, "account": "13800000000",
                "password": demo_password(), "card": TEST_CARD, "name": TEST_NAME,
                "captcha": CAPTCHA}  # fmt: skip
        return bool(w.do(f"login_{method}", **data)["ok"])

    return check


def linked(term: str, text: str, hidden: str = "") -> Check:
    """How a text of the hospital is offered: in the app, by a link, hidden, or not at all."""

    def check(w: Walker) -> str:
        control = w.control(term)
        if control is not None and control["act"]["kind"] == "leave":
            site = w.http.get("/www/" + control["act"]["to"].split("/www/")[1])
            assert site.status_code == 200
            return "linked_adapted" if "viewport" in site.text else "linked_unadapted"
        page = w.page(control["act"]["to"]) if control and control["act"]["kind"] == "go" else None
        if page and (has_content(page) or text in words(page)):
            return "in_app"
        return "no_column" if hidden and text in words(w.page(hidden)) else "none"

    return check


def intro_item(text: str) -> Check:
    """The item stands in the app's page or, where that is only a link, on the web site."""

    def check(w: Walker) -> bool:
        control = w.control("hospital_intro")
        if control and control["act"]["kind"] == "leave":
            return text in w.http.get("/www/hospital.html").text
        return text in words(w.open("hospital_intro") or {})

    return check


def department_item(text: str) -> Check:
    def check(w: Walker) -> bool:
        control = w.control("department_intro")
        if control and control["act"]["kind"] == "leave":
            return text in w.http.get("/www/departments.html").text
        return text in words(department(w) or {})

    return check


def registration_steps(w: Walker) -> str:
    text = words(w.page("/registration-notes"))
    if all(step.title in text for step in texts().registration_steps):
        return "complete"
    return "partial" if "进入注册页面" in text else "none"


def schedule(w: Walker) -> bool:
    table = first(doctor(w), "table")
    return any("出诊" in cell for row in table.get("rows", []) for cell in row)


def titled(w: Walker, term: str, contents: tuple[str, ...]) -> bool:
    card = first(doctor(w), "card")
    return any(key == w.word(term) and value in contents for key, value in card.get("rows", []))


def navigates(w: Walker) -> str:
    page = w.open("navigation")
    if page is None:
        return "none"
    if any(c["act"]["kind"] == "leave" for c in controls(page)):
        return "external_map"
    return "dynamic" if first(page, "form") and w.submit(page, to="超声科") else "static_map"


def mutes(w: Walker) -> bool:
    """A message class can be switched off and stays off."""
    page = w.open("message_settings")
    free = [s for s in first(page, "switches").get("items", []) if not s["locked"]]
    if not free:
        return False
    w.do(free[0]["act"]["to"], on="", **free[0]["act"]["data"])
    again = first(w.open("message_settings"), "switches")
    return not next(s for s in again["items"] if s["label"] == free[0]["label"])["on"]


def persists(term: str, shown: str, **data: str) -> Check:
    """What was entered can be sent and is still there afterwards."""

    def check(w: Walker) -> bool:
        page = w.open(term)
        return page is not None and w.submit(page, **data) and shown in words(w.open(term))

    return check


def pays(term: str) -> Check:
    """A bill of this kind can be taken to the cashier."""

    def check(w: Walker) -> bool:
        page = w.follow(w.open(term), w.word("go_pay"))
        cashier = w.follow(page, w.word("pay_now"))
        return any(form["post"] == "pay" for form in blocks(cashier, "form"))

    return check


def hub(w: Walker) -> bool:
    """Four services that open stand in one place."""
    grid = first(w.open("convenience_hub"), "grid")
    targets = [i["act"]["to"] for i in grid.get("items", []) if i["act"]["kind"] == "go"]
    return sum(has_content(w.page(t) or {"blocks": []}) for t in targets) >= 4


def targeted(w: Walker) -> bool:
    return "就诊号" in words(w.open("survey") or {})


def surveys(w: Walker) -> bool:
    page = w.open("survey")
    if page is not None and not list(blocks(page, "form")):
        page = w.follow(page, "")
    return page is not None and w.submit(page)


def auto_replies(w: Walker) -> bool:
    return "自动回复" in words(w.page("/follow-up/past"))


def rhythm(w: Walker) -> str | None:
    dates = sorted(re.findall(r"20\d\d-\d\d-\d\d", words(w.open("knowledge") or {})))
    if not dates:
        return None
    age = (date.today() - date.fromisoformat(dates[-1])).days
    return "monthly" if age <= 31 else "quarterly" if age <= 92 else "older"


def professional(w: Walker) -> bool:
    return "医师" in words(w.follow(w.open("knowledge"), "") or {})


def of_members(fact: str, make: Callable[[str], Check]) -> dict[str, Check]:
    return {f"{fact}.{member}": make(member) for member in catalogue().facts[fact].members}


PAYMENT_TERMS = {
    "appointment": "pay_appointment",
    "outpatient": "pay_outpatient",
    "inpatient_deposit": "pay_deposit",
    "inpatient_settlement": "pay_settlement",
}
NOTICE_TERMS = {"medicine_pickup": "pickup", "report_ready": "report",
                "exam_precautions": "precautions", "medication_guide": "medication"}  # fmt: skip
SERVICE_TERM = {"other": "other_service"}
INTRO, DEPT = hospital().intro, hospital().departments[0]
REMINDERS = {"revisit": "复诊提醒", "medication": "用药提醒", "diet": "饮食提醒",
             "exercise": "运动提醒", "other": "作息提醒"}  # fmt: skip
METRICS = {"blood_pressure": "血压", "glucose": "血糖", "weight": "体重", "heart_rate": "心率",
           "other": "血氧饱和度"}  # fmt: skip


def metric(name: str) -> Check:
    def check(w: Walker) -> bool:
        table = first(w.open("care_plan"), "table")
        return any(row[0] == METRICS[name] for row in table.get("rows", []))

    return check


def care(w: Walker) -> Page | None:
    return w.open("care_plan")


CHECKS: dict[str, Check] = {
    "1.1.1.online_registration": registers,
    "1.1.1.add_family_member": adds_member,
    "1.1.1.username_password": sets_password,
    **of_members("1.1.2.real_name_methods", verifies),
    **of_members("1.1.3.login_methods", logs_in),
    "1.1.4.registration_agreement": registration_agreement,
    "1.1.4.reading_option": reading_option,
    "1.1.5.registration_steps": registration_steps,
    "1.1.5.registration_materials": lambda w: "身份证原件" in words(w.page("/registration-notes")),
    "1.2.1.hospital_intro": linked("hospital_intro", INTRO["history"]),
    **of_members("1.2.1.hospital_intro_items", lambda m: intro_item(INTRO[m])),
    "1.2.2.department_intro": linked("department_intro", DEPT.name),
    **of_members("1.2.2.department_intro_items", lambda m: department_item(DEPT.model_dump()[m])),
    "1.2.3.doctor_intro_items.name": lambda w: titled(
        w, "doctor_name", tuple(d.name for d in hospital().doctors)
    ),
    "1.2.3.doctor_intro_items.title": lambda w: titled(
        w, "doctor_title", tuple(d.title for d in hospital().doctors)
    ),
    "1.2.3.doctor_intro_items.speciality": lambda w: titled(
        w, "doctor_speciality", tuple(d.speciality for d in hospital().doctors)
    ),
    "1.2.3.doctor_intro_items.schedule": schedule,
    "1.2.4.visit_guide": linked("visit_guide", "候诊与就诊", "/help"),
    "1.3.1.service_agreement": agreement,
    "1.3.1.forced_reading": forced,
    "1.3.2.booking_steps": lambda w: (
        texts().booking_steps[0].text in words(w.page("/booking-notes"))
    ),
    "1.3.2.booking_materials": lambda w: (
        texts().booking_materials[0] in words(w.page("/booking-notes"))
    ),
    "2.1.1.symptom_entry": submits("symptom_entry", complaint="头晕"),
    "2.1.1.record_upload": submits("record_upload"),
    "2.1.2.triage_by_symptom": submits("triage_symptom"),
    "2.1.2.triage_by_plan": plain("triage_plan"),
    "2.1.2.triage_by_regional": plain("triage_regional"),
    "2.2.1.booking": books,
    **of_members("2.2.2.push_kinds", lambda m: message("push_other" if m == "other" else m)),
    **of_members("2.2.3.timeslot_services", slots),
    "2.2.4.booking_reference": plain("booking_reference"),
    "2.2.5.admission_view": plain("admission"),
    "2.2.5.admission_info_entry": persists(
        "admission_info", "惠民路 9 号", address="惠民路 9 号", contact="李四", contact_phone=PHONE
    ),
    **of_members("3.1.1.progress_kinds", lambda m: plain(f"progress_{m}")),
    **of_members("3.1.2.notice_kinds", lambda m: message(f"notice_{NOTICE_TERMS.get(m, m)}")),
    **of_members("3.1.3.record_view_kinds", plain),
    **of_members("3.1.3.record_download_kinds", lambda m: downloads(m, f"download_{m}")),
    "3.1.4.message_levels": mutes,
    "3.2.1.indoor_navigation": navigates,
    "3.2.2.queue_guidance": plain("queue_guidance"),
    **of_members("3.3.1.convenience_kinds", lambda m: plain(SERVICE_TERM.get(m, m))),
    "3.3.2.convenience_hub": hub,
    "3.3.2.convenience_recommendation": plain("recommendation"),
    "3.4.1.text_image_consult": submits("text_consult", "start_text", text="头晕"),
    "3.4.1.audio_video_consult": lambda w: any(
        blocks(w.follow(w.open("video_consult"), w.word("start_video")), "media")
    ),
    **of_members("3.4.2.order_kinds", lambda m: plain(f"order_{m}")),
    "4.1.1.survey": surveys,
    "4.1.1.survey_targeted": targeted,
    "4.1.2.complaint_submit": submits("complaint", text="测试投诉内容"),
    "4.1.2.complaint_reply": plain("complaint_reply"),
    "4.1.3.recruitment_push": message("recruitment"),
    "4.2.1.follow_up": submits("follow_up", "", pressure="128/80"),
    "4.2.1.follow_up_auto_reply": auto_replies,
    **of_members("4.2.2.reminder_kinds", lambda m: says(care, REMINDERS[m])),
    **of_members("4.2.2.metric_kinds", metric),
    "4.2.3.monitoring": persists("monitoring", "133/77", high="133", low="77"),
    "4.2.3.monitoring_in_record": plain("monitoring_record"),
    "4.3.1.prescription_view": plain("prescriptions"),
    "4.3.1.drug_leaflet": lambda w: "用法用量" in words(w.follow(w.open("drug_leaflet"), "")),
    "4.3.1.prescription_download": downloads("prescriptions", "prescription_download"),
    "4.3.2.discharge_medicine_view": plain("discharge_medicine"),
    "4.3.2.discharge_medicine_download": downloads("discharge_medicine", "discharge_download"),
    "4.3.3.drug_delivery": plain("drug_delivery"),
    "4.3.3.delivery_tracking": plain("delivery_tracking"),
    "4.3.3.delivery_supervision": says(lambda w: w.open("drug_delivery"), "配送核查与监管"),
    "4.3.4.prescription_transfer": plain("prescription_transfer"),
    "5.1.1.knowledge": plain("knowledge"),
    "5.1.1.knowledge_professional": professional,
    "5.1.1.knowledge_update": rhythm,
    "5.1.2.personal_education": plain("personal_education"),
    "5.1.3.risk_feedback": submits("risk_assessment"),
    "5.1.3.risk_auto": plain("risk_auto"),
    **of_members("5.2.1.payment_points", lambda m: pays(PAYMENT_TERMS[m])),
    "5.2.2.exam_payment": pays("pay_exam"),
    "5.2.2.drug_payment": pays("pay_drug"),
    **of_members("5.2.3.convenience_payment_kinds", lambda m: pays(SERVICE_TERM.get(m, m))),
    **of_members("5.2.4.fee_query", lambda m: plain(f"fee_{m}")),
    "5.2.5.e_invoice": downloads("e_invoice", "download_invoice"),
    "5.3.1.online_consult": lambda w: (
        any(blocks(w.open("online_consult"), "chat"))
        and w.do("send_question", text="请问几点下班")["ok"]
    ),
    "bonus.remote_visit": plain("remote_visit"),
    "bonus.voice_robot": plain("voice_robot"),
    "bonus.blood_donation": plain("blood_donation"),
}
