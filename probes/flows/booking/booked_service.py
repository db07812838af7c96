"""Which service is booked at a place: a visit to a doctor, a laboratory test, an examination."""

from __future__ import annotations

import re
from collections.abc import Iterable

from probes.app import App
from probes.appmap import Place
from probes.labels import whole_or_head
from probes.lexicon import plain
from probes.naming import NEAR, match

SERVICE_FUNCTION = {"registration": "booking", "lab": "lab_booking", "exam": "exam_booking"}
NAMES = {"registration": "分时段预约挂号", "lab": "分时段预约检验", "exam": "分时段预约检查"}
SERVICES = {
    "lab": re.compile("检验|化验|抽血|采血|验血|采样|标本"),
    "exam": re.compile("检查|超声|B超|彩超|CT|核磁|磁共振|胃镜|肠镜|内镜|心电|放射|影像|拍片|医技"),
}
_VISIT = re.compile("就诊科室|出诊(医生|时间|日期|安排)|号[别类]|余号|放号")
_BOOKS = re.compile(
    "^(在线|我要|快速|网上|线上|手机|智慧|自助)?预约(服务|中心|就诊|看诊|诊疗|医生)?$|预约(就诊|看诊|诊疗)|约专家|MDT"
)
_SOMEONE = re.compile("(科|门诊|专科|诊室)$|(主任|主治|住院)?医[师生]$|主任|主治")
_REGISTERS = re.compile("挂号|号源|约诊|出诊|约号|专家号|门诊|医生|医师|看诊|看病|主任")
_CLINIC = re.compile("(中心|科|室)(挂号|约号|约诊|号源|出诊)")
"""A department by its name with what is taken there: 内镜中心约号 is a visit to its doctors."""
_NEUTRAL = re.compile("(科|科室|病区)$|找科|(结果|报告|单)")
_DOCTORS = re.compile("挂号费|诊查费|诊察费|出诊医生|号源|专家号|普通号")
_OTHER = re.compile(
    "探视|体检|核酸|疫苗|献血|护工|陪护|停车|视频|问诊|咨询|轮椅|志愿|床位|入院|住院|理发"
    "|参考|建议|推荐|智能|消息|通知"
)
_AT_HOME = re.compile(
    "上门|到家|居家|陪诊|复印|邮寄|取药|代煎|煎药|护理(?!.{0,4}门诊)|班车|摆渡|接驳|[订点送]餐|学校|课[程堂]|讲[座堂]"
    "|(康复|物理|中医)治疗(?!科|中心|门诊)|理疗(?!科|门诊)|客服"
)
"""Heads of a way behind which no doctor is visited and nothing is examined."""
_ITEM = re.compile(
    "^(服务|治疗|护理|陪诊|复印|康复|理疗)(项目|套餐|内容|类型|份数|用途)(?![^\\n]{0,4}\\s*[^\\n]{0,8}(挂号|门诊|号$))"
    "|^(上门|陪诊|送达|取餐|领取)(时间|地址|日期|方式)",
    re.MULTILINE,
)
"""What a page names that takes an order for such a service."""
_ORDERED_ELSEWHERE = (
    "carer",
    "wheelchair",
    "meal",
    "decoction",
    "record_copy",
    "film_express",
    "volunteer",
    "parking",
    "other_convenience",
    "drug_delivery",
    "text_consult",
    "video_consult",
    "admission_view",
)


def service_of(place: Place) -> str:
    """What the slots of a place are for: the last name on the way there that tells it.

    Where no name tells it, only what a visit to a doctor alone has makes it registration.
    """
    way = " ".join((*place.trail, place.screen.title))
    heads = [plain(whole_or_head(label)) for label in (*place.trail, place.screen.title)]
    if _OTHER.search(way) or any(_AT_HOME.search(h) and "挂号" not in h for h in heads):
        return ""
    for label in (place.screen.title, *reversed(place.trail)):
        named = service_named(plain(label))
        if named:
            return named
    if _ITEM.search(place.screen.text):
        return ""
    if _DOCTORS.search(place.screen.text):
        return "registration"
    told = {name: _last(pattern, way) for name, pattern in SERVICES.items()}
    best = max(told, key=lambda name: told[name])
    if told[best] >= 0 and not _NEUTRAL.search(plain(place.trail[0] if place.trail else "")):
        return best
    visit = any(_BOOKS.search(head) for head in heads) or names_someone(place.trail)
    return "registration" if visit or _VISIT.search(place.screen.text) else ""


def names_someone(labels: Iterable[str]) -> bool:
    """One of the labels is a department or a doctor by the head of its words."""
    heads = (plain(label.split(" ")[0]) for label in labels)
    return any(_SOMEONE.search(head) for head in heads)


def ordered_elsewhere(app: App, place: Place) -> bool:
    """The way there names a service that is no visit (陪诊, 病案复印), and no booking after it."""
    for label in (place.screen.title, *reversed(place.trail)):
        head = whole_or_head(label)
        if "挂号" in head or _BOOKS.search(plain(head)):
            return False
        named = (app.lexicon.functions[key] for key in _ORDERED_ELSEWHERE)
        if any(match(function, head, "")[0] > NEAR for function in named):
            return True
    return False


def service_named(label: str) -> str:
    """The service that one label names; a department or a result names none."""
    if not label or len(label) > 40:
        return ""
    if _CLINIC.search(label):
        return "registration"
    named = [name for name, pattern in SERVICES.items() if pattern.search(label)]
    if _REGISTERS.search(label) and not named:
        return "registration"
    if len(named) != 1 or _NEUTRAL.search(label):
        return ""
    return named[0]


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((hit.end() for hit in pattern.finditer(words)), default=-1)
