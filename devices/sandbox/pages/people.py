"""Who one is: members of the family, real-name authentication, account settings."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.identity import is_valid, masked_id, masked_name, masked_phone
from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Cells,
    Control,
    Empty,
    Field,
    FieldKind,
    Form,
    Notice,
    Outcome,
    Text,
    Tone,
    go,
    post,
)
from devices.sandbox.pages.at_once import turn_to
from devices.sandbox.pages.credentials import PHONE_RULE
from devices.sandbox.pages.information import GUIDE, guide_blocks
from devices.sandbox.pages.registration import PASSWORD, notes_link, secret_fault, secret_fields
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count, Member

ADD = "1.1.1.add_family_member"
METHODS = "1.1.2.real_name_methods"
RELATIONS = ("本人", "配偶", "父母", "子女", "其他")


@page("/members", "members", login=True)
def members(v: Visit) -> list[Block]:
    cards: list[Block] = [_member_card(v, member) for member in v.account.members]
    add = v.door(ADD, "add_member", go("/members/add"), tone=Tone.PRIMARY)
    return [
        *(cards or [Empty(text="您还没有添加就诊人")]),
        *([Buttons(items=add)] if add else []),
    ]


def _member_card(v: Visit, member: Member) -> Card:
    rows = (
        (v.t("id_card"), masked_id(member.id_card)),
        (v.t("phone"), masked_phone(member.phone)),
        (v.t("medical_card"), member.card or "未绑定"),
    )
    drop = Control(
        label=v.t("remove_member"),
        tone=Tone.MUTED,
        act=post("remove_member", "确定删除该就诊人吗？", id=member.id),
    )
    own = member.relation == "本人"
    return Card(
        title=masked_name(member.name),
        tag=member.relation,
        rows=rows,
        buttons=() if own else (*turn_to(v, member), drop),
    )


@page("/members/add", "add_member", ADD, login=True)
def add_member(v: Visit) -> list[Block]:
    fields = (
        Field(name="name", label=v.t("real_name_field"), hint="请输入就诊人真实姓名"),
        Field(
            name="relation",
            label=v.t("relation"),
            kind=FieldKind.SELECT,
            hint="请选择",
            options=tuple((r, r) for r in RELATIONS),
        ),
        Field(name="id_card", label=v.t("id_card"), hint="请输入 18 位身份证号"),
        Field(name="phone", label=v.t("phone"), kind=FieldKind.TEL, hint=v.t("phone_hint")),
        Field(name="card", label=v.t("medical_card"), hint="选填", required=False),
    )
    return [
        Notice(text="请填写真实信息，每个账号最多添加 5 位就诊人"),
        Form(post="add_member", submit=v.t("save"), fields=fields),
    ]


@action("add_member", ADD)
def do_add_member(v: Visit, data: dict[str, str]) -> Outcome:
    fault = _member_fault(v, data)
    if fault:
        return Outcome(ok=False, toast=fault)
    v.note(Count.MEMBERS)
    if not v.is_hollow(ADD, Way.NOT_PERSISTED):
        v.account.members.append(
            Member(
                v.world.number("m"),
                data["name"],
                data["id_card"].upper(),
                data["phone"],
                data.get("card", ""),
                data["relation"],
            )
        )
    return Outcome(ok=True, toast="添加成功", to="/members")


def _member_fault(v: Visit, data: dict[str, str]) -> str:
    if not data.get("name"):
        return "请输入姓名"
    if data.get("relation") not in RELATIONS:
        return "请选择与本人关系"
    if not is_valid(data.get("id_card", "")):
        return "身份证号码有误，请核对"
    if not PHONE_RULE.fullmatch(data.get("phone", "")):
        return "请输入正确的手机号"
    if any(m.id_card == data["id_card"].upper() for m in v.account.members):
        return "该就诊人已添加"
    return "最多添加 5 位就诊人" if len(v.account.members) >= 5 else ""


@action("remove_member")
def remove_member(v: Visit, data: dict[str, str]) -> Outcome:
    member = v.account.member(data["id"])
    if member.relation == "本人":
        return Outcome(ok=False, toast="不能删除本人")
    v.account.members.remove(member)
    return Outcome(ok=True, toast="已删除", to="/members")


@page("/real-name", "real_name", login=True)
def real_name(v: Visit) -> list[Block]:
    state = v.account.verified or "未认证"
    doors = tuple(
        door
        for name in ("id_card", "medicare_card", "biometric", "offline_link", "police")
        for door in v.door(f"{METHODS}.{name}", f"verify_{name}", go(f"/real-name/{name}"))
    )
    if not doors:
        return [Empty(text="暂无数据")]
    return [
        Card(title=v.t("real_name_state"), tag=state),
        Cells(title=v.t("choose_method"), items=doors),
    ]


def _fields(v: Visit, method: str) -> tuple[Field, ...]:
    name = Field(name="name", label=v.t("real_name_field"), hint="请输入真实姓名")
    number = Field(name="id_card", label=v.t("id_card"), hint="请输入 18 位身份证号")
    medicare = Field(name="medicare", label=v.t("medicare_card"), hint="请输入社会保障卡号")
    card = Field(name="card", label=v.t("medical_card"), hint="窗口建档时领取的卡号")
    phone = Field(name="phone", label=v.t("phone"), kind=FieldKind.TEL, hint="本人实名手机号")
    return {
        "id_card": (name, number),
        "medicare_card": (name, medicare),
        "biometric": (name, number),
        "offline_link": (name, card),
        "police": (name, number, phone),
    }[method]


INTROS = {
    "id_card": "请填写本人身份证信息，系统将核验姓名与证件号是否一致。",
    "medicare_card": "请填写本人医保卡(社会保障卡)信息完成认证。",
    "biometric": "请在光线充足处正对手机，按提示完成人脸识别。",
    "offline_link": "已在窗口实名建档的患者，可凭就诊卡号与姓名关联线下实名信息。",
    "police": "将通过公安部门人口信息库在线核验您的身份。",
}


def _register_method(method: str) -> None:
    feature = f"{METHODS}.{method}"

    @page(f"/real-name/{method}", f"verify_{method}", feature, login=True)
    def form(v: Visit) -> list[Block]:
        submit = v.t("start_face") if method == "biometric" else v.t("do_verify")
        sheet = Form(post=f"verify_{method}", submit=submit, fields=_fields(v, method))
        return [Text(text=INTROS[method]), sheet]

    @action(f"verify_{method}", feature)
    def verify(v: Visit, data: dict[str, str]) -> Outcome:
        wanted = [field.name for field in _fields(v, method)]
        if any(not data.get(name) for name in wanted):
            return Outcome(ok=False, toast="请将信息填写完整")
        if "id_card" in wanted and not is_valid(data["id_card"]):
            return Outcome(ok=False, toast="身份证号码有误，请核对")
        if "card" in wanted and not any(data["card"] == m.card for m in v.account.members):
            return Outcome(ok=False, toast="未查询到线下建档信息")
        v.account.verified = v.t(f"verify_{method}")
        v.note(Count.VERIFICATIONS)
        return Outcome(ok=True, toast="认证成功", to="/real-name")


for _method in INTROS:
    _register_method(_method)


@page("/account", "account", login=True)
def account(v: Visit) -> list[Block]:
    rows = (
        (v.t("phone"), masked_phone(v.account.phone)),
        (v.t("username"), v.account.username or "未设置"),
    )
    doors = (
        *v.door(PASSWORD, "username_password", go("/account/password")),
        Control(label=v.t("delete_account"), act=go("/account/delete")),
    )
    return [Card(title=v.t("account"), rows=rows), Cells(items=doors)]


@page("/account/password", "username_password", PASSWORD, login=True)
def account_password(v: Visit) -> list[Block]:
    form = Form(post="set_password", submit=v.t("save"), fields=tuple(secret_fields(v)))
    return [Notice(text="设置后可使用用户名和密码登录"), form]


@action("set_password", PASSWORD)
def set_password(v: Visit, data: dict[str, str]) -> Outcome:
    fault = secret_fault(data)
    if fault:
        return Outcome(ok=False, toast=fault)
    v.account.username, v.account.password = data["username"], data["password"]
    v.note(Count.SETTINGS)
    return Outcome(ok=True, toast="设置成功", to="/account")


@page("/account/delete", "delete_account", login=True)
def delete_account(v: Visit) -> list[Block]:
    button = Control(
        label=v.t("confirm_delete"),
        tone=Tone.DANGER,
        act=post("delete_account", "注销后数据不可恢复，确定注销吗？"),
    )
    return [Text(text="注销后，账号下的就诊人、预约和报告将无法查看。"), Buttons(items=(button,))]


@action("delete_account")
def do_delete_account(v: Visit, data: dict[str, str]) -> Outcome:
    del v.world.accounts[v.session.phone]
    v.session.phone = ""
    v.note(Count.ACCOUNTS_DELETED)
    return Outcome(ok=True, toast="账号已注销", to="/")


@page("/help", "help")
def help_page(v: Visit) -> list[Block]:
    """Help; also where the visit guide hides that has no entry of its own."""
    links = notes_link(v)
    hidden = guide_blocks() if v.choice(GUIDE) == "no_column" else []
    text = Text(text="使用中遇到问题，请在工作日 8:00-17:00 联系服务台 0999-5550100。")
    return [text, *([Cells(items=links)] if links else []), *hidden]
