"""Longer texts that several places show: introductions, the visit guide, agreements."""

from __future__ import annotations

from functools import cache

from devices.sandbox.catalogue import Way, catalogue
from devices.sandbox.features import Features
from devices.sandbox.hospital import CONTENT, Department, hospital
from documents import StrictModel, parse_as, read_yaml

BLANK = "暂无"


class Section(StrictModel):
    title: str
    text: str


class Texts(StrictModel):
    """content/texts.yaml."""

    guide: tuple[Section, ...]
    registration_steps: tuple[Section, ...]
    registration_materials: tuple[str, ...]
    booking_steps: tuple[Section, ...]
    booking_materials: tuple[str, ...]
    booking_elsewhere: tuple[str, ...]
    registration_agreement: tuple[Section, ...]
    privacy: tuple[Section, ...]
    service_agreement: tuple[Section, ...]


@cache
def texts() -> Texts:
    return parse_as(Texts, read_yaml(CONTENT / "texts.yaml"))


INTRO_LABELS = {
    "name": "医院名称", "scale": "医院规模", "research": "研究领域", "history": "发展历史",
    "honours": "医院荣誉", "specialities": "诊疗科目", "technology": "医疗技术",
    "address": "医院地址", "route": "乘车路线", "phone": "联系电话", "email": "电子邮箱",
}  # fmt: skip
DEPARTMENT_LABELS = {
    "overview": "科室概况", "staff": "人员结构", "scope": "诊疗范围", "strengths": "优势特色",
}  # fmt: skip


def intro_rows(features: Features) -> list[tuple[str, str]]:
    """What the hospital says about itself, item by item, as far as it is on."""
    fact = "1.2.1.hospital_intro_items"
    return _items(features, fact, INTRO_LABELS, hospital().intro)


def department_rows(features: Features, dept: Department) -> list[tuple[str, str]]:
    fact = "1.2.2.department_intro_items"
    return _items(features, fact, DEPARTMENT_LABELS, dept.model_dump())


def _items(
    features: Features, fact: str, labels: dict[str, str], contents: dict[str, str]
) -> list[tuple[str, str]]:
    rows = []
    for member in catalogue().facts[fact].members:
        state = features.state(f"{fact}.{member}")
        if not state.off:
            rows.append((labels[member], BLANK if state.way is Way.BLANK else contents[member]))
    return rows


def guide_sections() -> list[tuple[str, str]]:
    return [(section.title, section.text) for section in texts().guide]
