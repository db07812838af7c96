"""Steps without numbers: in one sentence, or line by line under their heading."""

from __future__ import annotations

import re

from probes.lexicon import plain

LEAST, LONGEST_HEADING, LONGEST_STEP = 3, 12, 16
_SENTENCE = re.compile("(?:步骤|流程|顺序)\\s*[::]\\s*([^\\n。]+)")
"""步骤:选科室、选医生、选时段."""
_DOES = re.compile(
    "选(择|定|科|医|时|日|号|院)|点击|进入|提交|确认|支付|缴费|预约|取号|就诊|登录|填写|报到|挂号|打开|查看|添加"
)
_HEADING = re.compile("(步骤|流程)$")
_BEGINS = re.compile(
    "^(打开|进入|登录|点击|选择|输入|填写|设置|验证|获取|阅读|勾选|同意|提交|确认|完成|添加|绑定|上传|支付|查看|注册|关注|搜索)"
)


def steps_told(text: str) -> int:
    """How many steps a text tells in turn without numbers; 0 if fewer than three."""
    in_one = [_parts(found[1]) for found in _SENTENCE.finditer(text)]
    most = max((*in_one, _under_heading(text)), default=0)
    return most if most >= LEAST else 0


def _parts(course: str) -> int:
    return sum(bool(_DOES.search(part)) for part in re.split("[、,，;；]", course))


def _under_heading(text: str) -> int:
    """Short lines that begin with what to do, below 注册步骤; what explains one may follow."""
    most, count, under = 0, 0, False
    for line in text.split("\n"):
        words = plain(line)
        if len(words) <= LONGEST_HEADING and _HEADING.search(words):
            under, count = True, 0
        elif under and len(words) <= LONGEST_STEP and _BEGINS.search(words):
            count += 1
            most = max(most, count)
    return most
