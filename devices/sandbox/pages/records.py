"""Medical records: outpatient records, exam and lab reports, images; seen and downloaded."""

from __future__ import annotations

from dataclasses import dataclass

from devices.sandbox.model import (
    Block,
    Buttons,
    Card,
    Cells,
    Empty,
    File,
    Heading,
    Picture,
    Table,
    Text,
    download,
    go,
)
from devices.sandbox.pdf import pdf
from devices.sandbox.pictures import scan
from devices.sandbox.routing import file, page
from devices.sandbox.visit import Visit
from devices.sandbox.world import Count

VIEW = "3.1.3.record_view_kinds"
DOWNLOAD = "3.1.3.record_download_kinds"


@dataclass(frozen=True)
class Record:
    """One document of the record; offset: days before today."""

    id: str
    title: str
    dept: str
    doctor: str
    offset: int
    lines: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, ...], ...] = ()


RECORDS: dict[str, tuple[Record, ...]] = {
    "outpatient_record": (
        Record(
            "MZ01",
            "内分泌科 门诊就诊",
            "内分泌科",
            "冯立夏",
            12,
            (
                ("主诉", "口干、多饮 3 月，加重 1 周。"),
                ("现病史", "3 月前无明显诱因出现口干多饮，体重下降 3 公斤。"),
                ("既往史", "高血压病史 5 年，规律服药。"),
                ("过敏史", "青霉素过敏。"),
                ("诊断", "2 型糖尿病；高血压病 2 级。"),
                ("处理意见", "控制饮食，口服二甲双胍，2 周后复诊。"),
            ),
        ),
        Record(
            "MZ02",
            "心血管内科 门诊就诊",
            "心血管内科",
            "吴思齐",
            40,
            (
                ("主诉", "头晕伴血压升高 2 天。"),
                ("既往史", "高血压病史 5 年。"),
                ("过敏史", "青霉素过敏。"),
                ("诊断", "高血压病 2 级。"),
            ),
        ),
    ),
    "exam_report": (
        Record(
            "JC01",
            "胸部 CT 平扫",
            "放射科",
            "任若飞",
            11,
            (
                ("检查部位", "胸部"),
                (
                    "检查所见",
                    "双肺纹理清晰，右肺上叶见直径约 4mm 磨玻璃结节，边界清。纵隔未见肿大淋巴结。",
                ),
                ("检查结论", "右肺上叶微小结节，建议 12 个月后复查。"),
            ),
        ),
        Record(
            "JC02",
            "颈部血管彩色超声",
            "超声科",
            "柳青",
            39,
            (
                ("检查部位", "双侧颈动脉"),
                ("检查所见", "双侧颈总动脉内中膜增厚，右侧分叉处见小斑块。"),
                ("检查结论", "双侧颈动脉粥样硬化改变。"),
            ),
        ),
    ),
    "lab_report": (
        Record(
            "JY01",
            "空腹血糖 + 糖化血红蛋白",
            "检验科",
            "谢微",
            12,
            (("标本", "静脉血"), ("审核时间", "当日 10:42")),
            (
                ("葡萄糖", "8.6 ↑", "3.9-6.1 mmol/L"),
                ("糖化血红蛋白", "7.4 ↑", "4.0-6.0 %"),
                ("总胆固醇", "5.1", "0-5.2 mmol/L"),
            ),
        ),
        Record(
            "JY02",
            "血常规(五分类)",
            "检验科",
            "谢微",
            40,
            (("标本", "静脉血"),),
            (
                ("白细胞", "6.2", "3.5-9.5 10^9/L"),
                ("红细胞", "4.8", "4.3-5.8 10^12/L"),
                ("血红蛋白", "146", "130-175 g/L"),
                ("血小板", "221", "125-350 10^9/L"),
            ),
        ),
    ),
    "exam_image": (
        Record(
            "YX01",
            "胸部 CT 平扫 影像",
            "放射科",
            "任若飞",
            11,
            (("序列", "肺窗 5mm"), ("图像", "3 幅")),
        ),
    ),
}


@page("/records", "reports", login=True)
def hub(v: Visit) -> list[Block]:
    kinds = ("lab_report", "exam_report", "exam_image", "outpatient_record")
    items = tuple(
        c for kind in kinds for c in v.door(f"{VIEW}.{kind}", kind, go(f"/records/{kind}"))
    )
    if not items:
        raise KeyError("no records at all")
    return [Cells(items=items)]


def _of(v: Visit, kind: str) -> tuple[Record, ...]:
    return RECORDS[kind] if v.account.rich else ()


def _register(kind: str) -> None:
    view, take = f"{VIEW}.{kind}", f"{DOWNLOAD}.{kind}"
    name, mime = (
        ("影像.jpg", "image/jpeg") if kind == "exam_image" else ("报告.pdf", "application/pdf")
    )

    @page(f"/records/{kind}", kind, view, login=True)
    def listing(v: Visit) -> list[Block]:
        cards: list[Block] = [
            Card(
                title=record.title,
                tag=str(v.day(-record.offset)),
                rows=(("科室", record.dept), ("医生", record.doctor)),
                act=go(f"/records/{kind}/detail?id={record.id}"),
            )
            for record in _of(v, kind)
        ]
        return cards or [Empty(text="暂无记录")]

    @page(f"/records/{kind}/detail", kind, view, login=True)
    def detail(v: Visit) -> list[Block]:
        record = {r.id: r for r in _of(v, kind)}[v.ask("id")]
        address = f"/file/records/{kind}/{name}?id={record.id}"
        button = v.door(take, f"download_{kind}", download(address))
        return [*_body(v, kind, record), *([Buttons(items=button)] if button else [])]

    @file(f"/records/{kind}/{name}", name, mime, take)
    def paper(v: Visit) -> File:
        record = {r.id: r for r in _of(v, kind)}[v.ask("id")]
        v.note(Count.DOWNLOADS)
        data = scan(record.id) if kind == "exam_image" else pdf(record.title, _lines(v, record))
        return File(name=f"{record.title}{name[-4:]}", mime=mime, data=data)


def _body(v: Visit, kind: str, record: Record) -> list[Block]:
    rows = (
        ("患者", v.patient.name if v.patient else ""),
        ("科室", record.dept),
        ("医生", record.doctor),
        ("日期", str(v.day(-record.offset))),
    )
    blocks: list[Block] = [Card(title=record.title, rows=rows)]
    for label, text in record.lines:
        blocks += [Heading(text=label), Text(text=text)]
    if record.values:
        blocks.append(Table(head=("项目", "结果", "参考值"), rows=record.values))
    if kind == "exam_image":
        images = [f"/file/records/scan.jpg?id={record.id}-{n}" for n in (1, 2, 3)]
        blocks += [Picture(image=image, alt="CT 图像", caption="肺窗") for image in images]
    return blocks


def _lines(v: Visit, record: Record) -> list[str]:
    person = v.patient.name if v.patient else ""
    head = [
        f"姓名：{person}",
        f"科室：{record.dept}",
        f"医生：{record.doctor}",
        f"日期：{v.day(-record.offset)}",
    ]
    body = [f"{label}:{text}" for label, text in record.lines]
    return head + body + ["  ".join(row) for row in record.values]


@file("/records/scan.jpg", "scan.jpg", "image/jpeg", f"{VIEW}.exam_image")
def scan_file(v: Visit) -> File:
    return File(name="scan.jpg", mime="image/jpeg", data=scan(v.ask("id")), inline=True)


for _kind in RECORDS:
    _register(_kind)
