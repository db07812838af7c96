"""What a screen asks for: its fields and pickers, their names, and what belongs into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from devices.model import Node, Role, Screen
from probes.app import App
from probes.lexicon import plain

WORDS_OF_THE_MARK = "测评测试"
MARK = f"【{WORDS_OF_THE_MARK},请忽略】"
PROSE = f"测试{MARK}"
FILE_NAME = "test.png"
"""What the picture is called that a form is given where it asks for a file."""
LONGEST_LABEL = 14
LAID = 16  # logical pixels by which a label over a field may be off its edges
_ACCOUNT = re.compile("用户名|账号|帐号|登录名|账户名")
_LETTER = re.compile(r"[^\W\d_]")
_PICK = re.compile("请选择|点击选择|选择日期|选择时间|未选择")
_LAST = re.compile("(?:后|末|最后)([4-8四五六八])(?:位|个)")
_COUNTS = {"四": 4, "五": 5, "六": 6, "八": 8}
TICKS = {Role.CHECKBOX, Role.RADIO, Role.SWITCH}


@dataclass(frozen=True)
class Field:
    """One thing to fill in: its node and the words that say what belongs there.

    label: those left of it on its own line, which outrank what its hint speaks of.
    """

    node: Node
    name: str
    label: str = ""


def fillable(screen: Screen) -> list[Node]:
    """The nodes of `fields`, without their names, in the order of the tree."""
    return [
        n
        for n in screen.nodes
        if n.role in {Role.FIELD, Role.CHOICE} and n.enabled and not n.covered
    ]


def fields(screen: Screen) -> list[Field]:
    """Fields, choices and pickers that a person could fill in, top to bottom."""
    laid = _laid_over_fields(screen)
    found = [_field(node, _words(screen, node, laid)) for node in fillable(screen)]
    return sorted(found, key=lambda f: (f.node.bounds.y, f.node.bounds.x))


def pickers(screen: Screen, *, covered: bool = False) -> list[Node]:
    """Rows that open a list to choose from and still say 请选择; covered: under something."""
    rows = [
        n
        for n in screen.nodes
        if n.clickable
        and n.enabled
        and n.covered is covered
        and n.role not in TICKS | {Role.CHOICE}
        and len(screen.label(n)) <= 40
        and (_PICK.search(screen.label(n)) or _holds_an_empty_one(screen, n))
    ]
    return [n for n in rows if not any(m.parent == n.index for m in rows)]


def _holds_an_empty_one(screen: Screen, node: Node) -> bool:
    """A field inside that is only shown, and says by its hint that nothing is chosen yet."""
    held = [n for n in screen.below(node) if n.role is Role.FIELD and n.index != node.index]
    return len(held) == 1 and not (held[0].editable or held[0].value) and says_choose(held[0].hint)


def quotes_a_hint(screen: Screen, said: str) -> bool:
    """Words that only repeat the hint of a field (如 3000): it is still to be filled in."""
    told = plain(said)
    return any(n.hint and plain(n.hint) == told for n in fillable(screen) if not n.value)


def says_choose(label: str) -> bool:
    """Words that stand where nothing was chosen yet."""
    return _PICK.search(label) is not None


def picker_name(screen: Screen, node: Node) -> str:
    """What a picker asks for: its own words, or those beside it where it only says 请选择 ▾."""
    label = screen.label(node)
    own = _LETTER.search(_PICK.sub("", label))
    return label if own else f"{field_name(screen, node)} {label}"


def field_name(screen: Screen, node: Node) -> str:
    """What a field asks for: its own words, and the words in it, left of it or right above it."""
    return _field(node, _words(screen, node, _laid_over_fields(screen))).name


def _field(node: Node, words: list[Node]) -> Field:
    """words: what may name it."""
    beside = _beside(node, words)
    over = next((n.text for n in words if _lies_over(n, node)), "")
    label = over or beside or _above(node, words)
    if node.hint and len(plain(label)) > LONGEST_LABEL:
        label = ""  # prose that merely stands there
    name = " ".join(part for part in (label, node.text, node.hint) if part)
    return Field(node, name, beside)


def _words(screen: Screen, node: Node, laid: Mapping[int, set[int]]) -> list[Node]:
    """What may name a field: no words that are laid over another one."""
    told = (n for n in screen.nodes if n.text and n.index != node.index and not n.editable)
    return [n for n in told if not laid.get(n.index, set()) - {node.index}]


def _laid_over_fields(screen: Screen) -> dict[int, set[int]]:
    """The fields that words lie over, by the index of the words; worked out once per screen."""
    typed = [n for n in fillable(screen) if n.role is Role.FIELD]
    told = [n for n in screen.nodes if n.text] if typed else []
    over = ((n.index, {f.index for f in typed if _lies_over(n, f)}) for n in told)
    return {index: found for index, found in over if found}


def _lies_over(words: Node, field: Node) -> bool:
    """A label that lies where the first words of an empty field would stand, and moves up later."""
    box, over = field.bounds, words.bounds
    if field.role is not Role.FIELD or abs(over.x - box.x) > LAID:
        return False
    return box.y <= over.center[1] <= box.bottom and over.right <= box.right + LAID


def _beside(node: Node, words: list[Node]) -> str:
    """The words nearest to the left on the same line."""
    box = node.bounds
    left = [
        (box.x - n.bounds.right, n.text)
        for n in words
        if n.bounds.right <= box.x + 4 and n.bounds.y < box.bottom and n.bounds.bottom > box.y
    ]
    return min(left, default=(0, ""))[1]


def _above(node: Node, words: list[Node]) -> str:
    """The words right above."""
    box = node.bounds
    over = [
        (box.y - n.bounds.bottom, n.text)
        for n in words
        if -4 <= box.y - n.bounds.bottom < 60 and n.bounds.x < box.right and n.bounds.right > box.x
    ]
    return min(over, default=(0, ""))[1]


def value_for(app: App, field: Field) -> str:
    """What a careful tester would write into a field; marked as a test where free words go."""
    kind = field.node.kind
    if kind == "textarea":
        return PROSE  # whatever its hint gives as examples (症状、持续时间): somebody reads it
    if kind == "password":
        return app.account.password
    name = _LIKE.sub("", field.name)
    label = field.label if len(plain(field.label)) <= LONGEST_LABEL else ""
    for words in (_LIKE.sub("", label), name):
        known = _of_the_account(app, words, field.name) if words else None
        if known is not None:
            return known
    if kind == "date":
        return (date.today() + timedelta(days=3)).isoformat()
    if _ACCOUNT.search(name):
        lettered = f"ceshi{app.account.phone[-4:]}" if _LETTERS.search(name) else ""
        return app.account.username or lettered or app.account.phone
    measured = "" if _TOLD.search(name) else _measure(name) or (_FIGURE if bare(name) else "")
    return measured or (PROSE if kind in {"text", ""} else "1")


def _ending(name: str, number: str) -> str:
    """The whole number, or only as many of its last digits as are asked for."""
    found = _LAST.search(name)
    return number[-(_COUNTS.get(found[1]) or int(found[1])) :] if found else number


def _of_the_account(app: App, name: str, whole: str) -> str | None:
    """What the test account has for a field of this name; None if it asks for something else.

    whole: label and hint together, which may ask for the last digits only.
    """
    account = app.account
    says: Callable[[str], bool] = lambda sign: app.lexicon.says(sign, name)  # noqa: E731
    if says("captcha") and not says("code_request"):
        return account.captcha
    for sign, value in (
        ("code_field", account.sms_code),
        ("id_field", _ending(whole, account.id_card)),
        ("phone_field", _ending(whole, account.phone)),
        ("card_field", _ending(whole, account.medical_card)),
        ("name_field", account.name),
    ):
        if says(sign):
            return value
    return None


_LIKE = re.compile(
    "(须|需|应|请|必须|务必)?(与|和|同|按|按照)[^,，。;； ]{0,12}(一致|相符|相同|为准|填写)"
    "|(身份证|证件|卡面?)上的?(?=[^ ]*(姓名|名字))"
)
"""What a value shall be like (与身份证一致): it names another paper, not what is asked."""
_LETTERS = re.compile("(字母|英文)[^\n]{0,3}(开头|起头|打头|和|与|加|[++、])|以(字母|英文)")
_TOLD = re.compile("描述|说明|症状|病情|主诉|不适|内容|意见|建议|留言|原因|备注|持续|多久|多长时间")
"""What is told in words, whatever measures and times its name speaks of."""


_MEASURES = (
    ("收缩|高压", "120"),
    ("舒张|低压", "78"),
    ("血压.*/", "120/78"),
    ("(?<!高)(?<!低)血压", "120"),
    ("血糖", "5.6"),
    ("体重", "65"),
    ("身高", "170"),
    ("心率|脉搏", "72"),
    ("体温", "36.5"),
    ("血氧", "98"),
    ("年龄", "40"),
    ("腰围", "80"),
    ("胎动", "5"),
    ("胎心", "140"),
    ("疼痛(评分|分值|程度|指数)|VAS|NRS", "1"),
    ("步数", "6000"),
    ("睡眠", "7"),
    ("日期|时间", "2026-01-05"),
    ("邮箱|邮件", "test@example.com"),
    ("金额|预交|充值|缴纳", "1"),
)


def _measure(name: str) -> str:
    return next((value for words, value in _MEASURES if re.search(words, name)), "")


_FIGURE = "6"
_BARE = re.compile("(?<!号)(数值|读数|(测量|测得|监测|记录)(值|结果))")


def bare(name: str) -> bool:
    """A field that wants a figure and leaves it to a picker beside it to say of what."""
    return _BARE.search(name) is not None and not _measure(name) and not _TOLD.search(name)


def figure_of(chosen: Iterable[str]) -> str:
    """A figure that alarms nobody for what was chosen to be measured; "" if that is no measure."""
    values = (_measure(words) for words in chosen)
    return next((value for value in values if re.fullmatch(r"[\d./]+", value)), "")
