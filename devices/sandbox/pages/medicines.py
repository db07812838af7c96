"""Medicines: prescriptions, leaflets, medicines taken home."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.hollow import nothing
from devices.sandbox.library import DrugList, pharmacy
from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Cells,
    Control,
    Empty,
    Field,
    File,
    Form,
    Heading,
    Outcome,
    Table,
    Text,
    download,
    go,
)
from devices.sandbox.pdf import pdf
from devices.sandbox.routing import action, file, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

VIEW = "4.3.1.prescription_view"
LEAFLET = "4.3.1.drug_leaflet"
TAKE = "4.3.1.prescription_download"
HOME_VIEW = "4.3.2.discharge_medicine_view"
HOME_TAKE = "4.3.2.discharge_medicine_download"
PDF = "application/pdf"


def _listing(v: Visit, lists: tuple[DrugList, ...], base: str) -> list[Block]:
    cards: list[Block] = [
        Card(
            title=f"{item.dept} {item.diagnosis}",
            tag=str(v.day(-item.offset)),
            rows=(("医生", item.doctor), ("药品数", f"{len(item.drugs)} 种")),
            act=go(f"{base}?id={item.id}"),
        )
        for item in (lists if v.account.rich else ())
    ]
    return cards or [Empty(text="暂无记录")]


def _sheet(v: Visit, item: DrugList) -> list[Block]:
    drugs = [pharmacy().drug(ident) for ident in item.drugs]
    rows = (
        ("患者", v.patient.name if v.patient else ""),
        ("科室", item.dept),
        ("医生", item.doctor),
        ("诊断", item.diagnosis),
        ("日期", str(v.day(-item.offset))),
    )
    table = Table(
        head=("药品", "规格", "用法"), rows=tuple((d.name, d.spec, d.usage) for d in drugs)
    )
    return [Card(title=f"编号 {item.id}", rows=rows), table]


def _paper(v: Visit, item: DrugList, title: str) -> File:
    v.note(Count.DOWNLOADS)
    drugs = [pharmacy().drug(ident) for ident in item.drugs]
    lines = [
        f"姓名：{v.patient.name if v.patient else ''}",
        f"科室：{item.dept}",
        f"医生：{item.doctor}",
        f"诊断：{item.diagnosis}",
        f"日期：{v.day(-item.offset)}",
        *(f"{d.name} {d.spec}：{d.usage}" for d in drugs),
    ]
    return File(name=f"{title}{item.id}.pdf", mime=PDF, data=pdf(title, lines))


def _find(v: Visit, lists: tuple[DrugList, ...]) -> DrugList:
    if not v.account.rich:
        raise KeyError("none")
    return {item.id: item for item in lists}[v.ask("id")]


@page("/prescriptions", "prescriptions", VIEW, login=True)
def prescriptions(v: Visit) -> list[Block]:
    return _listing(v, pharmacy().prescriptions, "/prescriptions/detail")


@page("/prescriptions/detail", "prescriptions", VIEW, login=True)
def prescription(v: Visit) -> list[Block]:
    item = _find(v, pharmacy().prescriptions)
    address = f"/file/prescription.pdf?id={item.id}"
    take = v.door(TAKE, "prescription_download", download(address))
    leaflets = tuple(
        Control(
            label=f"{v.t('drug_leaflet')}：{pharmacy().drug(ident).name}",
            act=v.through(LEAFLET, go(f"/drugs/detail?id={ident}")),
        )
        for ident in item.drugs
        if v.on(LEAFLET)
    )
    return [
        *_sheet(v, item),
        *([Cells(items=leaflets)] if leaflets else []),
        *([Buttons(items=take)] if take else []),
    ]


@file("/prescription.pdf", "处方.pdf", PDF, TAKE)
def prescription_file(v: Visit) -> File:
    return _paper(v, _find(v, pharmacy().prescriptions), "处方笺")


@page("/drugs", "drug_leaflet", LEAFLET)
def drugs(v: Visit) -> list[Block]:
    word = v.ask("q")
    field = Field(name="q", label="药品名称", hint="请输入药品名称", value=word, required=False)
    form = Form(post="search_drug", submit=v.t("search"), fields=(field,))
    if v.is_hollow(LEAFLET, Way.EMPTY_LIST):
        return [form, nothing(v.features.seed, LEAFLET)]
    items = tuple(
        Control(label=d.name, note=d.spec, act=go(f"/drugs/detail?id={d.id}"))
        for d in pharmacy().drugs
        if word in d.name
    )
    return [form, Cells(items=items) if items else Empty(text="未找到相关药品")]


@action("search_drug", LEAFLET, login=False)
def search_drug(v: Visit, data: dict[str, str]) -> Outcome:
    return Outcome(ok=True, to=f"/drugs?q={data.get('q', '')}")


@page("/drugs/detail", "drug_leaflet", LEAFLET)
def drug(v: Visit) -> list[Block]:
    if v.is_hollow(LEAFLET, Way.EMPTY_LIST):
        return [nothing(v.features.seed, LEAFLET)]
    item = pharmacy().drug(v.ask("id"))
    parts = (
        ("规格", item.spec),
        ("适应症", item.indications),
        ("用法用量", item.usage),
        ("不良反应", item.adverse),
        ("禁忌", item.taboo),
        ("贮藏", item.storage),
    )
    blocks: list[Block] = [Heading(text=item.name)]
    for head, text in parts:
        blocks += [Heading(text=head), Text(text=text)]
    return blocks


@page("/discharge", "discharge_medicine", HOME_VIEW, login=True)
def discharges(v: Visit) -> list[Block]:
    return _listing(v, pharmacy().discharges, "/discharge/detail")


@page("/discharge/detail", "discharge_medicine", HOME_VIEW, login=True)
def discharge(v: Visit) -> list[Block]:
    item = _find(v, pharmacy().discharges)
    address = f"/file/discharge.pdf?id={item.id}"
    take = v.door(HOME_TAKE, "discharge_download", download(address))
    return [*_sheet(v, item), *([Buttons(items=take)] if take else [])]


@file("/discharge.pdf", "带药清单.pdf", PDF, HOME_TAKE)
def discharge_file(v: Visit) -> File:
    return _paper(v, _find(v, pharmacy().discharges), "出院带药清单")
