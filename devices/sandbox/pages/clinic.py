"""The hospital on the net: consultations by text and by video, and simply asking."""

from __future__ import annotations

from datetime import timedelta

from devices.sandbox.catalogue import Way
from devices.sandbox.hollow import nothing
from devices.sandbox.hospital import Doctor, hospital
from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Chat,
    Control,
    Field,
    FieldKind,
    Form,
    Line,
    Media,
    Notice,
    Outcome,
    Text,
    Tone,
    go,
    post,
)
from devices.sandbox.pages.booking import ITEMS
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count, Note

TEXT = "3.4.1.text_image_consult"
VIDEO = "3.4.1.audio_video_consult"
ASK = "5.3.1.online_consult"
ON_DUTY = ("d03", "d05", "d09", "d13")


def _name(v: Visit, doctor: Doctor) -> str:
    """What a doctor is called where doctors' names are shown at all."""
    if v.works(f"{ITEMS}.name"):
        return doctor.name
    return f"{hospital().department(doctor.dept).name}在线医师"


def _doctors(v: Visit, base: str, action_words: str) -> list[Block]:
    cards: list[Block] = []
    for ident in ON_DUTY:
        doctor = hospital().doctor(ident)
        pick = Control(label=action_words, act=go(f"{base}?id={ident}"), tone=Tone.PRIMARY)
        rows = (("科室", hospital().department(doctor.dept).name), ("问诊费", f"{doctor.fee} 元"))
        cards.append(
            Card(
                title=_name(v, doctor),
                tag="在线",
                rows=rows,
                buttons=(pick,),
                image=f"/picture/doctor/{ident}.png",
            )
        )
    return cards


def lines_of(v: Visit, key: str) -> tuple[Line, ...]:
    """The lines of one conversation of the account."""
    return tuple(
        Line(mine=n.mine, who=n.who, text=n.text, time=f"{n.when:%m-%d %H:%M}", image=n.image)
        for n in v.account.chats.get(key, [])
    )


def say(v: Visit, key: str, who: str, text: str, mine: bool = False, image: str = "") -> None:
    note = Note(mine, who, text, v.world.clock(), image)
    v.account.chats.setdefault(key, []).append(note)


@page("/clinic/text", "text_consult", TEXT, login=True)
def text_clinic(v: Visit) -> list[Block]:
    if v.is_hollow(TEXT, Way.EMPTY_LIST):
        return [nothing(v.features.seed, TEXT)]
    past = tuple(
        Control(
            label="2 周前的复诊 · 冯立夏" if v.works(f"{ITEMS}.name") else "2 周前的复诊",
            note="已结束，可查看沟通记录",
            act=go("/clinic/text/chat?key=past"),
        )
        for _ in range(int(v.account.rich))
    )
    history = [Cells(title="我的问诊", items=past)] if past else []
    return [
        Notice(text="仅限复诊患者，医生 24 小时内回复，可发送文字和图片"),
        *history,
        *_doctors(v, "/clinic/text/ask", v.t("start_text")),
    ]


@page("/clinic/text/ask", "text_consult", TEXT, login=True)
def text_ask(v: Visit) -> list[Block]:
    fields = (
        Field(
            name="text", label="病情描述", kind=FieldKind.TEXTAREA, hint="请描述症状和想咨询的问题"
        ),
        Field(name="picture", label=v.t("picture"), kind=FieldKind.FILE, required=False),
    )
    form = Form(
        post="start_consult", submit=v.t("start_consult"), fields=fields, data={"id": v.ask("id")}
    )
    return [Card(title=_name(v, hospital().doctor(v.ask("id"))), tag="图文"), form]


@action("start_consult", TEXT)
def start_consult(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("text", "").strip():
        return Outcome(ok=False, toast="请填写病情描述")
    key = v.world.number("WZ")
    say(v, key, "我", data["text"], mine=True)
    say(v, key, "系统", "已通知医生，请耐心等待回复。")
    v.note(Count.CONSULTATIONS)
    return Outcome(ok=True, toast="提交成功", to=f"/clinic/text/chat?key={key}")


@page("/clinic/text/chat", "text_consult", TEXT, login=True)
def text_chat(v: Visit) -> list[Block]:
    key = v.ask("key")
    if key == "past" and key not in v.account.chats and v.account.rich:
        v.account.chats[key] = _past_chat(v)
    if key not in v.account.chats:
        raise KeyError(key)
    return [
        Chat(
            lines=lines_of(v, key),
            post="send_text",
            data={"key": key},
            hint=v.t("chat_hint"),
            send=v.t("send"),
            attach="picture",
        )
    ]


def _past_chat(v: Visit) -> list[Note]:
    when = v.world.clock() - timedelta(days=14)
    answer = "化验单已看到。先维持二甲双胍，2 周后复查糖化血红蛋白。"
    return [
        Note(True, "我", "空腹血糖 8.6，需要调整用药吗？", when),
        Note(True, "我", "", when, "/picture/scan/past.jpg"),
        Note(False, "医生", answer, when + timedelta(hours=2)),
    ]


@action("send_text", TEXT)
def send_text(v: Visit, data: dict[str, str]) -> Outcome:
    if data["key"] not in v.account.chats:
        raise KeyError(data["key"])
    if not data.get("text") and not v.files:
        return Outcome(ok=False, toast="请输入内容")
    say(v, data["key"], "我", data.get("text") or "[图片]", mine=True)
    v.note(Count.MESSAGES)
    return Outcome(ok=True, to=f"/clinic/text/chat?key={data['key']}")


@page("/clinic/video", "video_consult", VIDEO, login=True)
def video_clinic(v: Visit) -> list[Block]:
    if v.is_hollow(VIDEO, Way.EMPTY_LIST):
        return [nothing(v.features.seed, VIDEO)]
    notice = Notice(text="通过音频、视频与医生实时沟通，请在安静、网络良好的环境中使用")
    return [notice, *_doctors(v, "/clinic/video/room", v.t("start_video"))]


@page("/clinic/video/room", "video_consult", VIDEO, login=True)
def video_room(v: Visit) -> list[Block]:
    doctor = hospital().doctor(v.ask("id"))
    enter = Control(
        label=v.t("call_doctor"),
        act=post("call_doctor", "确定呼叫医生吗？", id=doctor.id),
        tone=Tone.PRIMARY,
    )
    return [
        Media(title=f"{_name(v, doctor)} 的诊室", state="摄像头、麦克风已就绪", buttons=(enter,)),
        Text(text="呼叫后医生将在 10 分钟内接入，通话全程加密。"),
    ]


@action("call_doctor", VIDEO)
def call_doctor(v: Visit, data: dict[str, str]) -> Outcome:
    hospital().doctor(data["id"])
    v.note(Count.CONSULTATIONS)
    return Outcome(ok=True, toast="已呼叫，请等待医生接入", to="/clinic/video/waiting")


@page("/clinic/video/waiting", "video_consult", VIDEO, login=True)
def video_waiting(v: Visit) -> list[Block]:
    return [Media(title="候诊中", state="前面还有 2 位患者，预计等待 8 分钟")]


@page("/consult", "online_consult", ASK, login=True)
def consult(v: Visit) -> list[Block]:
    if "consult" not in v.account.chats:
        say(
            v,
            "consult",
            "咨询护士",
            "您好，请问有什么可以帮您？工作时间 8:00-17:00，其余时间留言回复。",
        )
    return [
        Notice(text="咨询就医流程、科室位置、检查准备等问题，不提供诊断"),
        Chat(
            lines=lines_of(v, "consult"),
            post="send_question",
            hint=v.t("chat_hint"),
            send=v.t("send"),
            attach="",
        ),
    ]


@action("send_question", ASK)
def send_question(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("text", "").strip():
        return Outcome(ok=False, toast="请输入内容")
    say(v, "consult", "我", data["text"], mine=True)
    say(v, "consult", "咨询护士", "您的问题已收到，我们会尽快回复。")
    v.note(Count.MESSAGES)
    return Outcome(ok=True, to="/consult")
