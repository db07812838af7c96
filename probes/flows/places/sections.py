"""What an introduction says about what: headings with the words under them.

A heading with nothing under it (发展历史:暂无) tells nothing; what stands under the heading of
one item (乘车路线:…医院站下车) says nothing about another (医院名称).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from devices.model import Node, Role, Screen
from probes.app import App
from probes.appmap import AppMap, Place
from probes.flows.places.content import frame
from probes.flows.places.entries import entry_names
from probes.lexicon import plain

LONGEST_HEADING = 12
LEAST = 8
LEAST_BAR, SAME_LINE = 4, 3
LEAST_ITEMS, LONGEST_ITEM = 5, 6
_BLANK = re.compile(
    "^(暂无.{0,8}|无|没有|未填写?|空|-+|—+|/+|待(完善|补充|更新|定).{0,4}|.{0,6}(完善|更新|建设|整理|编辑|维护)中.{0,4}"
    "|.{0,6}([暂尚还]未|没有)(完善|填写|录入|维护|提供|公布|更新|上传).{0,6}|敬请期待.?|暂缺|null|none|n/?a)$",
    re.IGNORECASE,
)
_NUMBERS = {
    "phone": re.compile(r"^(?!.*(ICP|版权|©|Copyright|公网安备)).*\d{3}", re.IGNORECASE),
    "email": re.compile("@"),
}
"""What must stand under a heading that announces it: 联系电话 请咨询导诊台 gives no number."""
MOST_NUMBERS = 4
_SENTENCE = re.compile("[,,。;;!!?？、]")
_PARTS = re.compile(r"[;\uff1b\n]|\s+(?=[^\s:：]{2,8}[:：])")
_WITHIN = re.compile(r"[。,，](?=[^\s:：。,，]{2,8}[:：])")
_HOSPITAL = re.compile("(医院|卫生院|保健院|防治院)$")
_BOXED = re.compile(r"^\s*[【\[〔「]([^】\]〕」]{2,12})[】\]〕」]\s*[::]?\s*(\S.*)$")
_TRAIL = re.compile(r"\s*[>›»|丨]\s*")
_ADDRESS = re.compile("[一-鿿]{2,8}[市区县][一-鿿]{2,12}(路|街|胡同|大道|巷)(甲|乙)?\\d+号")
_OF_ONE = re.compile("^(医生)?(擅长|专长|特长|主攻|主治|研究方向|专业方向)")
_DOCTOR = re.compile("医师|教授|主任|医士")
_CONTACT = {"address", "route", "phone", "email"}
_DEPARTMENT = "1.2.2.department_intro_items"

LABELS: dict[str, dict[str, str]] = {
    "1.2.1.hospital_intro_items": {
        "name": "医院(全称|名称|名)|院名|单位名称|机构名称|^名称",
        "scale": "规模|床位|体量",
        "research": "科研|研究|科教|教学",
        "history": "历史|沿革|历程|院史",
        "honours": "荣誉|奖|荣耀",
        "specialities": "科目|专科|专业设置|科室设置|学科",
        "technology": "技术(?!支持|产?业?开发|园)|设备|诊疗手段",
        "address": "地址|院址|位置|地点",
        "route": "乘车|交通|路线|公交|地铁|来院(路|方式|线)|(怎么|如何|怎样)(来|到|去)",
        "phone": "电话|热线|联系方式|总机|^联系$|联系我们",
        "email": "邮箱|邮件|e-?mail",
    },
    "1.2.2.department_intro_items": {
        "overview": "概况|简介|概述|介绍|总体情况",
        "staff": "人员|团队|队伍|医护|专家|医生|师资|人才",
        "scope": "范围|看(什么|哪些)病|病种|收治|诊治|诊疗项目|业务",
        "strengths": "特色|优势|技术|亮点|擅长|专长|特长",
    },
    "1.2.3.doctor_intro_items": {
        "title": "职称|职务",
        "speciality": "擅长|专长|特长|主攻|主治(?!医|中)|方向|领域|诊疗范围",
        "schedule": "出诊|排班|坐诊|应诊|门诊(时间|安排)|看诊(时间|安排)",
    },
}
"""How the heading of an item reads, by set fact and member."""


@dataclass(frozen=True)
class Line:
    """Some words of a node; labelled: their label stood in the same words (擅长:高血压)."""

    words: str
    node: Node
    labelled: bool = False


@dataclass(frozen=True)
class Section:
    """member: the item that the heading names, "" if none; lines: what stands under it."""

    member: str
    lines: tuple[Line, ...]


def blank(words: str) -> bool:
    """Words that only say that nothing is there."""
    return not plain(words) or bool(_BLANK.match(plain(words)))


def filled_text(app: App, place: Place, of: AppMap | None = None) -> str:
    """The words of a place without headings that have nothing under them (所需证件:暂无)."""
    own = frame(app, of).own(place.screen)
    kept: list[str] = []
    for node in own:
        if not blank(node.text):
            kept.append(node.text)
        elif kept and len(plain(kept[-1])) <= LONGEST_HEADING:
            kept.pop()
    return "\n".join(kept)


def heading_of(labels: Mapping[str, re.Pattern[str]], words: str) -> str:
    """The item that a short line names, "" if it is no heading."""
    bare = plain(words)
    if not 2 <= len(bare) <= LONGEST_HEADING or re.search(r"\d", bare) or _SENTENCE.search(words):
        return ""
    if _HOSPITAL.search(bare):
        return ""  # 明澄眼耳鼻喉专科医院: its name, no heading of what it specialises in
    return next((member for member, label in labels.items() if label.search(bare)), "")


def labels_of(fact: str) -> dict[str, re.Pattern[str]]:
    return {m: re.compile(words, re.IGNORECASE) for m, words in LABELS.get(fact, {}).items()}


def sections(app: App, place: Place, fact: str) -> list[Section]:
    """The words of a place, parted by the headings that name items of a set."""
    labels = labels_of(fact)
    links = _links(app, place)
    found: list[Section] = []
    member, lines = "", list[Line]()
    for node in _telling(app, place, fact):
        for words in _pieces(labels, node.text):
            head, rest = _parted(labels, words)
            named = head or ("" if node.index in links else heading_of(labels, words))
            if named or (lines and lines[-1].labelled):
                found.append(Section(member, tuple(lines)))
                member, lines = named, []
            if head or not named:
                lines.append(Line(rest if head else words, node, labelled=bool(head)))
    found.append(Section(member, tuple(lines)))
    return found


def _links(app: App, place: Place) -> set[int]:
    """What leads to another page heads nothing on this one, unlike a tab or what unfolds."""
    away = {w.node for w in app.map.ways_from(place.id) if w.target not in {"", place.id}}
    return away | {n.index for n in place.screen.nodes if n.clickable and n.link.strip("#")}


def _telling(app: App, place: Place, fact: str) -> list[Node]:
    """The words of a place in the order of reading, without its bars and cards of doctors."""
    screen = place.screen
    own = [n for n in frame(app).own(screen) if n.role is not Role.IMAGE]
    bars = _bars(own)
    kept = [n for n in own if n.index not in bars]
    if fact == _DEPARTMENT:
        kept = [n for n in kept if not _of_a_doctor(screen, n)]
    for at in range(len(kept) - 1):
        if _heads_box(kept[at], kept[at + 1]):
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return kept


def _bars(nodes: list[Node]) -> set[int]:
    """Short words side by side (医院概况 专家风采 人才招聘) lead on, they head nothing."""
    lines: dict[int, list[Node]] = {}
    for node in nodes:
        level = int(node.bounds.center[1])
        key = next((y for y in lines if abs(y - level) <= SAME_LINE), level)
        lines.setdefault(key, []).append(node)
    bars = (line for line in lines.values() if len(line) >= LEAST_BAR)
    beside = {n.index for line in bars if all(_is_short(n.text) for n in line) for n in line}
    return beside | {n.index for n in nodes if _is_trail(n.text)}


def _is_trail(words: str) -> bool:
    """The same in one line (首页 > 医院概况 > 历史沿革)."""
    parts = _TRAIL.split(words)
    return len(parts) >= LEAST_BAR - 1 and all(_is_short(part) for part in parts)


def _is_short(words: str) -> bool:
    return len(plain(words)) <= LONGEST_HEADING and re.search(r"\d", words) is None


def _heads_box(box: Node, head: Node) -> bool:
    """A heading inside a box that has words of its own below it; the tree names the box first."""
    higher = head.bounds.center[1] < box.bounds.center[1]
    return head.parent == box.index and higher and _is_short(head.text) and not _is_short(box.text)


def _of_a_doctor(screen: Screen, node: Node) -> bool:
    """What one doctor of the department is good at, on their card."""
    if not _OF_ONE.match(plain(node.text)):
        return False
    around = list(screen.above(node))[:2]
    inside = (n for box in around if _is_card(screen, box) for n in screen.below(box))
    return any(_DOCTOR.search(n.text) and len(plain(n.text)) <= 2 * LONGEST_HEADING for n in inside)


def _is_card(screen: Screen, box: Node) -> bool:
    return box.bounds.h < screen.height / 2


def _pieces(labels: Mapping[str, re.Pattern[str]], words: str) -> list[str]:
    """The parts of a line that carry labels of their own (科室概况:…;人员结构:…)."""
    parts = [part for whole in _PARTS.split(words) for part in _within(labels, whole)]
    return parts if any(_parted(labels, part)[0] for part in parts) else [words]


def _within(labels: Mapping[str, re.Pattern[str]], words: str) -> list[str]:
    """A sentence that goes on with the label of another item (地址:…。总机:…)."""
    found: list[str] = []
    begin = 0
    for hit in _WITHIN.finditer(words):
        if _parted(labels, words[hit.end() :])[0]:
            found.append(words[begin : hit.start()])
            begin = hit.end()
    return [part for part in (*found, words[begin:]) if part.strip()]


def _parted(labels: Mapping[str, re.Pattern[str]], words: str) -> tuple[str, str]:
    """The item that the label in brackets or before a colon names, and what stands behind it."""
    if (boxed := _BOXED.match(words)) is not None:
        return (heading_of(labels, boxed[1]), boxed[2])
    head, mark, rest = words.replace("\uff1a", ":").partition(":")
    return (heading_of(labels, head), rest.strip()) if mark and rest.strip() else ("", "")


def told(app: App, place: Place, fact: str, member: str, pattern: re.Pattern[str]) -> Node | None:
    """The words that tell an item: under its heading, or in prose that has no such headings."""
    return telling(app, place, fact, member, pattern, lambda words: True)


def _beside_its_like(
    parts: Sequence[Section], fact: str, member: str, pattern: re.Pattern[str]
) -> Node | None:
    """One heading (地址与交通, 联系我们) may stand over several items of how to come and to write:
    a line that begins with the name of its own."""
    label = labels_of(fact)[member]
    lines = (line for part in parts if part.member in _CONTACT for line in part.lines)
    named = (line for line in lines if label.match(plain(line.words)))
    return next((line.node for line in named if pattern.search(line.words)), None)


def telling(
    app: App,
    place: Place,
    fact: str,
    member: str,
    pattern: re.Pattern[str],
    counts: Callable[[str], bool],
) -> Node | None:
    """As `told`, of prose only the sentences that count."""
    parts = sections(app, place, fact)
    headed = {part.member for part in parts if part.member}
    for part in parts:
        if part.member != member:
            continue
        said = next((line for line in _under(part) if _says(line, pattern, member)), None)
        if said is not None:
            return said.node
    if member == "address" and (whole := _address_on_the_way(parts)) is not None:
        return whole
    if member in _CONTACT and (beside := _beside_its_like(parts, fact, member, pattern)):
        return beside
    if member in headed and len(headed) > 1:
        return None
    names = entry_names(app, place)
    for part in parts:
        if part.member and len(headed) > 1:
            continue
        for line in part.lines:
            if line.node.clickable or plain(line.words) in names or _is_bar(line.words):
                continue
            if any(counts(said) and pattern.search(said) for said in _sentences(line.words)):
                return line.node
    return None


def _address_on_the_way(parts: list[Section]) -> Node | None:
    """A whole address with its number, with which the words under 怎么来 begin."""
    lines = (line for part in parts if part.member == "route" for line in part.lines[:1])
    return next((line.node for line in lines if _ADDRESS.match(plain(line.words))), None)


def _is_bar(words: str) -> bool:
    """A row of a site's columns, written as one line (首页 医院概况 科研教学 护理园地)."""
    items = re.split(r"[\s|丨/·]+", words.strip())
    short = all(0 < len(item) <= LONGEST_ITEM and not _SENTENCE.search(item) for item in items)
    return len(items) >= LEAST_ITEMS and short


def _sentences(words: str) -> list[str]:
    return re.split("(?<=[。!！?？])|\n", words)


def _under(part: Section) -> tuple[Line, ...]:
    """The line right under a heading; numbers may follow the names of those who are called."""
    return part.lines[:MOST_NUMBERS] if part.member in _NUMBERS else part.lines[:1]


def _says(line: Line, pattern: re.Pattern[str], member: str) -> bool:
    """The line right under a heading says something: no 暂无, and no entry of a menu."""
    if blank(line.words):
        return False
    if member in _NUMBERS:
        return _NUMBERS[member].search(line.words) is not None
    enough = len(plain(line.words)) >= (2 if line.labelled else LEAST)
    return enough or bool(pattern.search(line.words))
