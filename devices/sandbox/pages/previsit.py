"""Before the visit: telling one's illness, uploading records, triage, a proposed schedule."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.hospital import hospital
from devices.sandbox.model import (
    Block,
    Card,
    Cells,
    Control,
    Empty,
    Field,
    FieldKind,
    Form,
    Heading,
    Notice,
    Outcome,
    Steps,
    Table,
    Text,
    go,
)
from devices.sandbox.pages.at_once import plan
from devices.sandbox.routing import action, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

SYMPTOMS = "2.1.1.symptom_entry"
UPLOAD = "2.1.1.record_upload"
BY_SYMPTOM = "2.1.2.triage_by_symptom"
BY_PLAN = "2.1.2.triage_by_plan"
REGIONAL = "2.1.2.triage_by_regional"
REFERENCE = "2.2.4.booking_reference"
HABITS = (("smoke", "吸烟"), ("drink", "饮酒"), ("late", "经常熬夜"), ("sport", "规律运动"))
PARTS = ("头部", "胸部", "腹部", "四肢关节", "皮肤", "眼耳鼻喉")
ADVICE = {
    "头部": ("cardio", "resp"),
    "胸部": ("cardio", "resp"),
    "腹部": ("gastro", "general"),
    "四肢关节": ("ortho", "tcm"),
    "皮肤": ("derma",),
    "眼耳鼻喉": ("eye",),
}


@page("/pre-visit/symptoms", "symptom_entry", SYMPTOMS, login=True)
def symptoms(v: Visit) -> list[Block]:
    area = FieldKind.TEXTAREA
    fields = (
        Field(name="complaint", label="主要症状", kind=area, hint="哪里不舒服？持续多久了？"),
        Field(
            name="history", label="既往病史", kind=area, hint="如高血压、糖尿病等", required=False
        ),
        Field(name="family", label="家族病史", kind=area, hint="选填", required=False),
        Field(name="allergy", label="过敏史", hint="药物、食物过敏等", required=False),
        Field(
            name="habits", label="生活习惯", kind=FieldKind.CHECKBOX, options=HABITS, required=False
        ),
    )
    form = Form(post="tell_symptoms", submit=v.t("submit"), fields=fields)
    return [Notice(text="填写内容将在就诊时提供给接诊医生参考"), form, *_told(v)]


def _told(v: Visit) -> list[Block]:
    entries = v.account.entries.get("symptoms", [])
    return [
        Card(
            title=values.get("complaint", ""),
            tag=f"{when:%Y-%m-%d %H:%M}",
            rows=(("既往病史", values.get("history", "")), ("过敏史", values.get("allergy", ""))),
        )
        for when, values in entries
    ]


@action("tell_symptoms", SYMPTOMS)
def tell_symptoms(v: Visit, data: dict[str, str]) -> Outcome:
    if not data.get("complaint", "").strip():
        return Outcome(ok=False, toast="请填写主要症状")
    v.account.entries.setdefault("symptoms", []).insert(0, (v.world.clock(), data))
    v.note(Count.ENTRIES)
    return Outcome(ok=True, toast="提交成功", to="/pre-visit/symptoms")


@page("/pre-visit/upload", "record_upload", UPLOAD, login=True)
def upload(v: Visit) -> list[Block]:
    kinds = tuple((k, k) for k in ("门诊病历", "出院小结", "检查检验报告", "影像资料"))
    fields = (
        Field(name="kind", label="资料类型", kind=FieldKind.SELECT, hint="请选择", options=kinds),
        Field(name="document", label=v.t("picture"), kind=FieldKind.FILE),
        Field(name="remark", label="备注", hint="选填", required=False),
    )
    form = Form(post="upload_record", submit=v.t("submit"), fields=fields)
    sent = tuple(Control(label=name, act=go("/pre-visit/upload")) for name in v.account.uploads)
    return [
        Notice(text="支持 JPG、PNG、PDF，单个文件不超过 10 MB，供医生诊前参考"),
        form,
        *([Cells(title="已上传资料", items=sent)] if sent else []),
    ]


@action("upload_record", UPLOAD)
def upload_record(v: Visit, data: dict[str, str]) -> Outcome:
    if "document" not in v.files:
        return Outcome(ok=False, toast="请选择要上传的文件")
    v.account.uploads.insert(0, f"{data.get('kind') or '资料'}：{v.files['document'].name}")
    v.note(Count.UPLOADS)
    return Outcome(ok=True, toast="上传成功", to="/pre-visit/upload")


@page("/triage/symptom", "triage_symptom", BY_SYMPTOM)
def triage(v: Visit) -> list[Block]:
    fields = (
        Field(
            name="part",
            label="不适部位",
            kind=FieldKind.RADIO,
            options=tuple((p, p) for p in PARTS),
        ),
        Field(
            name="text",
            label="症状描述",
            kind=FieldKind.TEXTAREA,
            hint="如：胸闷、心慌 3 天",
            required=False,
        ),
    )
    form = Form(post="triage", submit="获取建议", fields=fields)
    return [Text(text="请选择不适部位并描述症状，系统将给出就诊科室建议。"), form]


@action("triage", BY_SYMPTOM, login=False)
def do_triage(v: Visit, data: dict[str, str]) -> Outcome:
    if data.get("part") not in ADVICE:
        return Outcome(ok=False, toast="请选择不适部位")
    return Outcome(ok=True, to=f"/triage/result?part={data['part']}")


@page("/triage/result", "triage_symptom", BY_SYMPTOM)
def triage_result(v: Visit) -> list[Block]:
    if v.is_hollow(BY_SYMPTOM, Way.SUBMIT_FAILS):
        raise KeyError("never answers")
    return [
        Notice(text=f"根据您描述的{v.ask('part')}症状，建议优先就诊以下科室："),
        _departments(v, ADVICE[v.ask("part")]),
        Text(text="建议仅供参考，急危重症请立即前往急诊。"),
    ]


def _departments(v: Visit, idents: tuple[str, ...]) -> Cells:
    bookable = v.features.visible("2.2.1.booking")
    chosen = [hospital().department(ident) for ident in idents]
    return Cells(
        title="推荐科室",
        items=tuple(
            Control(
                label=d.name,
                note=d.floor,
                act=go(f"/booking/department?id={d.id}" if bookable else v.path),
            )
            for d in chosen
        ),
    )


@page("/triage/plan", "triage_plan", BY_PLAN, login=True)
def by_plan(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无待执行的检查、治疗安排")]
    rows = (
        ("颈部血管彩超", str(v.day(2)), "超声科 → 心血管内科"),
        ("糖化血红蛋白复查", str(v.day(3)), "检验科 → 内分泌科"),
    )
    return [
        Text(text="依据您已开立的检查与治疗安排，系统给出以下分诊建议："),
        Table(head=("项目", "安排日期", "建议就诊顺序"), rows=rows),
        _departments(v, ("endo", "cardio")),
    ]


@page("/triage/regional", "triage_regional", REGIONAL)
def regional(v: Visit) -> list[Block]:
    rows = (
        ("流行性感冒", "高发", "呼吸与危重症医学科"),
        ("支原体肺炎（儿童）", "上升", "儿科"),
        ("诺如病毒感染性腹泻", "散发", "消化内科"),
    )
    return [
        Heading(text=f"云州市近期多发疾病（{v.day(-2)} 更新）"),
        Table(head=("疾病", "流行程度", "建议就诊科室"), rows=rows),
        Text(text="若您近期有发热、咳嗽或腹泻，系统建议按上表优先就诊，发热请先到发热门诊。"),
        _departments(v, ("resp", "ped", "gastro")),
    ]


@page("/booking-reference", "booking_reference", REFERENCE, login=True)
def reference(v: Visit) -> list[Block]:
    if not v.account.rich:
        return [Empty(text="暂无需要安排的检查、治疗")]
    items = (
        (f"{v.day(2)} 08:00-08:30", "空腹采血（糖化血红蛋白），门诊楼 1 层采血室"),
        (f"{v.day(2)} 09:00-09:30", "颈部血管彩超，门诊楼 2 层超声科"),
        (f"{v.day(2)} 10:30-11:00", "内分泌科专家门诊复诊"),
    )
    return [
        Notice(text="根据您待做的检查和治疗，已为您自动安排为同一天完成，少跑一趟"),
        Steps(title="推荐安排", items=items),
        Text(text="推荐理由：检查结果 1 小时内可出，复诊前可看到报告。"),
        *plan(v),
    ]
