"""Going into hospital: the arranged admission, and the information to be given before it."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.model import (
    Block,
    Card,
    Empty,
    Field,
    FieldKind,
    Form,
    Notice,
    Outcome,
    Text,
)
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

VIEW = "2.2.5.admission_view"
ENTRY = "2.2.5.admission_info_entry"


@page("/admission", "admission", VIEW, login=True)
def admission(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无入院安排")]
    rows = (
        ("入院科室", "心血管内科一病区"),
        ("入院时间", f"{v.day(4)} 09:00"),
        ("床位类型", "双人间（普通床位）"),
        ("主管医生", "周明岚"),
        ("住院预约号", "ZY20260318"),
    )
    return [
        Notice(text=f"入院提醒：您的床位已安排，请于 {v.day(4)} 9:00 前到住院处办理入院"),
        Card(title="住院安排", tag="待入院", rows=rows),
        Text(text="请携带身份证、医保卡、入院通知单及换洗衣物，入院前 3 日完善各项检查。"),
    ]


@page("/admission/info", "admission_info", ENTRY, login=True)
def admission_info(v: Visit) -> list[Block]:
    kept = v.account.answers.get("admission", {})
    marriage = tuple((m, m) for m in ("未婚", "已婚", "离异", "丧偶"))
    fields = (
        Field(name="address", label="现住址", hint="省市区及门牌号", value=kept.get("address", "")),
        Field(name="job", label="职业", hint="如：教师", value=kept.get("job", ""), required=False),
        Field(
            name="marriage",
            label="婚姻状况",
            kind=FieldKind.SELECT,
            hint="请选择",
            options=marriage,
            value=kept.get("marriage", ""),
        ),
        Field(name="contact", label="紧急联系人", hint="姓名", value=kept.get("contact", "")),
        Field(
            name="contact_phone",
            label="联系人电话",
            kind=FieldKind.TEL,
            hint="手机号",
            value=kept.get("contact_phone", ""),
        ),
    )
    return [
        Notice(text="请在入院前完善基本信息，可缩短窗口办理时间"),
        Form(post="admission_info", submit=v.t("save"), fields=fields),
    ]


@action("admission_info", ENTRY)
def save_info(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("address") or not data.get("contact"):
        return Outcome(ok=False, toast="请将信息填写完整")
    v.note(Count.ENTRIES)
    if not v.is_hollow(ENTRY, Way.NOT_PERSISTED):
        v.account.answers["admission"] = data
    return Outcome(ok=True, toast="保存成功", to="/admission/info")
