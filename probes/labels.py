"""Labels that name no function: a bare verb, a request, the way home, the row of one person.

Pure: knows words only, neither the lexicon's functions nor a map.
"""

from __future__ import annotations

import re

from probes.lexicon import plain

LONGEST_LABEL = 24
SHORT_LABEL = 12  # read whole: a name that a picture breaks over two lines
UNREAD = "[未已]读|新|new|[●•⬤]"
"""What a row bears until it was read, as a tag of its own (a part of a pattern)."""
_WHOSE = re.compile(
    "(就诊卡|诊疗卡|健康卡|医保卡|社保卡|电子卡|门诊|病案|登记|就诊人|患者|证件?|身份证|卡|本人|ID)"
    r"(号码?|ID)?\s*[::]?\s*[A-Za-z]{0,3}[\d*]{5,}"
    r"|(\d{6}\*{4,}|\d{3,6}\*{6,})[\dXx]{1,4}"
)
"""The number of a card or paper of one person, whole or masked."""
_ACTION = re.compile(
    "^(去|立即|马上|前往|我要|确认|在线|点击|继续)?"
    "(缴费|支付|付费|付款|缴纳|交费|收银台|充值|结算|预约|查询|查看|下载|申请|办理|详情|查看详情)$"
    "|^(去|立即|马上|前往|开始|发起|继续)(问诊|咨询|提问|沟通|看诊)$"
)
_NAVIGATES = re.compile("^(返回)?(首页|主页)$|^返回|^我的?$")
_ASKS = re.compile("请(您)?(先)?(选择|选取|输入|填写|描述|简述|详述|简要|说明|写|注明|补充)")
_SEARCHES = re.compile("搜(?!救)|查找|关键[字词]")
_VAGUE = re.compile("(助手|管家|秘书|专区|空间)$")
"""Names that may stand for anything: what their page says tells more."""


def whole_or_head(label: str) -> str:
    """A short label as it is; of a longer one (a card, an item of a list) its first words."""
    return label if len(plain(label)) <= SHORT_LABEL else label.split(" ")[0]


def asks(label: str) -> bool:
    """Words that ask for something to be filled in or chosen (请描述症状): no entry."""
    return _ASKS.search(label) is not None


def searches(label: str) -> bool:
    """A field or a control that looks for something in a list: it asks nothing of the patient."""
    return _SEARCHES.search(label) is not None


def is_vague(label: str) -> bool:
    """A name that may stand for anything (健康助手): no other function is plainly meant."""
    return _VAGUE.search(plain(label)) is not None


def goes_home(label: str) -> bool:
    """The way back to where everything begins."""
    return _NAVIGATES.match(plain(label)) is not None


def is_action(label: str) -> bool:
    """A bare verb on a control (缴费, 去支付, 查看): it names no function by itself."""
    return _ACTION.match(plain(label)) is not None


def says_whose(label: str) -> bool:
    """The row of one card or person among several (就诊卡 20260001 张三 本人): for whom, not what.

    Whoever goes by it is still in the function that asked.
    """
    return _WHOSE.search(label) is not None
