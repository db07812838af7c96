"""4.2.2: which lines of a screen remind somebody, and of what.

A reminder counts by its heading or by its advice, never by words in passing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from devices.model import Node, Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.messages.received import kinds
from probes.flows.messages.topics import topics
from probes.flows.places.content import frame
from probes.flows.screens.beside import beneath, fills_page, heading_before, on_line
from probes.lexicon import plain

Test = Callable[[Screen, Node], bool]
REMINDERS, METRICS = "4.2.2.reminder_kinds", "4.2.2.metric_kinds"
HEADING, LONGEST_TAG, LEAST_TOLD = 12, 4, 6
_REMINDS = re.compile("提醒|建议|计划|打卡|目标|方案|处方|任务|安排|管理|贴士|指导")
_NO_REMINDER = re.compile("预约|在线|记录|报告|知识|设置|订餐|配送|缴费|说明书")
_FURTHER_NOT = re.compile(
    "诈骗|安全|电信|天气|寒潮|高温|余额|支付|网络|账号|隐私|版本|更新|出行|防疫|疫情|停车|叫号|排队|取号|满意|评价|活动"
    "|排期|排程|分诊|导诊|顺序|治疗(计划|方案|安排)"
)
_GENERAL = re.compile(
    "^([一-鿿*]{2,4}的)?(健康|个性化|今日|我的|消息|智能|专属|指标|慢病|提醒|每日|诊后|康复|院后|全部|生活|系统|医生|医院"
    "|给您的?|温馨|贴心|暖心|友情|重要|特别|近期|本周|当前|日常|患者|关爱|关怀|诊疗|就医|就诊|治疗|护理|为您|小)*"
    "(提醒|建议|计划|打卡|目标|方案|处方|任务|安排|管理|贴士|指导|事项|提示)+"
)


def named_kinds() -> list[Test]:
    """One test for each kind of reminder that the rubric names."""
    return [reminding(kind, pattern) for kind, pattern in kinds()[REMINDERS].items()]


def reminding(kind: str, pattern: re.Pattern[str]) -> Test:
    """Whether a node reminds of one kind: by its heading, its advice or its tag."""
    counted = f"{REMINDERS}.{kind}"
    topic = next(t for t in topics() if counted in t.counts)

    def test(screen: Screen, node: Node) -> bool:
        words = plain(node.text)
        if len(words) <= HEADING:
            bare = pattern.search(words) and _is_bare_head(screen, node)
            return bool(bare) or _heads(pattern, words)
        leads = (re.split(r"[\s:：]", line.strip())[0] for line in node.text.split("\n"))
        if topic.says(node.text) or _tagged(pattern, screen, node):
            return True
        return any(_heads(pattern, plain(lead)) for lead in leads)

    return test


def further(screen: Screen, node: Node) -> bool:
    """The heading of a reminder of a kind that has no name in the rubric.

    One right above the heading of a named kind (宝宝提醒, 复诊提醒 …) heads them all and is none.
    """
    words = plain(node.text)
    named = any(pattern.search(words) for pattern in kinds()[REMINDERS].values())
    measured = any(pattern.search(words) for pattern in kinds()[METRICS].values())
    heads = 4 <= len(words) <= 8 and re.search("(提醒|建议|打卡|计划)$", words)
    others = _NO_REMINDER.search(words) or _FURTHER_NOT.search(words)
    plainly = not _GENERAL.fullmatch(words) and not others
    return bool(heads) and plainly and not (named or measured or _heads_others(screen, node))


def reminding_heads(app: App, place: Place) -> list[Node]:
    """The headings of reminders on a page, of whatever kind."""
    own = frame(app).own(place.screen)
    named = (n for n in own if len(plain(n.text)) <= HEADING)
    return [n for n in named if _REMINDS.search(n.text) or _is_bare_head(place.screen, n)]


def _is_bare_head(screen: Screen, node: Node) -> bool:
    """The bare name of a kind (饮食) over or beside what is told of it, under 我的提醒.

    So the page is called, or the box in which it stands.
    """
    bare = len(plain(node.text)) <= LONGEST_TAG and not node.clickable
    if not bare or not (_is_called(screen.title) or _in_a_box_of_reminders(screen, node)):
        return False
    beside = on_line(screen, node).replace(node.text, "", 1)
    return max(len(plain(beneath(screen, node))), len(plain(beside))) >= LEAST_TOLD


def _is_called(words: str) -> bool:
    said = plain(words)
    return said.endswith("提醒") and len(said) <= HEADING and not _NO_REMINDER.search(said)


def _in_a_box_of_reminders(screen: Screen, node: Node) -> bool:
    boxes = (b for b in list(screen.above(node))[:3] if not fills_page(screen, b))
    for box in boxes:
        first = next((n for n in screen.below(box) if n.text), node)
        heads = (first, heading_before(screen, box))
        if any(h is not None and h.index < node.index and _is_called(h.text) for h in heads):
            return True
    return False


def _tagged(pattern: re.Pattern[str], screen: Screen, node: Node) -> bool:
    """A line that begins with the bare name of its kind (用药 …), in a box headed 我的提醒."""
    lead, _, rest = node.text.strip().partition(" ")
    if not rest or len(plain(lead)) > LONGEST_TAG or not pattern.search(lead) or node.parent < 0:
        return False
    box = [n for n in screen.below(screen.nodes[node.parent]) if n.text]
    head = plain(box[0].text) if box and box[0].index < node.index else ""
    headed = _REMINDS.search(head) and not _NO_REMINDER.search(head)
    return len(head) <= HEADING and bool(headed)


def _heads(pattern: re.Pattern[str], words: str) -> bool:
    """A heading (用药提醒), alone or in front of its line."""
    short = len(words) <= HEADING and not _NO_REMINDER.search(words)
    return bool(short and pattern.search(words) and _REMINDS.search(words))


def _heads_others(screen: Screen, node: Node) -> bool:
    """The next words are themselves the heading of a kind that has a name."""
    after = next((n for n in screen.nodes[node.index + 1 :] if n.text), node)
    bare, words = _is_bare_head(screen, after), plain(after.text)
    named = kinds()[REMINDERS].values()
    return any(_heads(p, words) or bool(bare and p.search(words)) for p in named)
