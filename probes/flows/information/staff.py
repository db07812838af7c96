"""Doctors: names, titles, specialities and times, on the pages that introduce them."""

from __future__ import annotations

import itertools
import re

from devices.model import Node, Role
from probes.app import App
from probes.appmap import Place
from probes.finding import Finding, conclude_members, yes
from probes.flows.messages.received import kinds
from probes.flows.places.absence import conclude, unseen
from probes.flows.places.content import frame, hollow_screen
from probes.flows.places.hits import sift
from probes.flows.places.search import reach
from probes.flows.places.sections import blank, sections, told
from probes.lexicon import plain
from probes.naming import NEAR

FACT = "1.2.3.doctor_intro_items"
LISTED, MOST_PAGES, MOST_CARDS = 2, 12, 6
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛狄米"
    "贝臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万"
    "支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊惠甄曲封芮储靳汲糜松井段富巫乌焦"
    "巴弓牧隗谷车侯全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司黎蓟薄印宿白怀蒲从索咸籍赖卓蔺屠蒙池乔阴"
    "胥能苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古"
    "易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公涂肖闫佘覃岳帅缑"
)
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|长孙|宇文"
_NAME = re.compile(
    f"^((?:{_COMPOUND})[一-鿿]{{1,2}}|[{_SURNAMES}][一-鿿]{{1,2}})(?![一-鿿、,，。])"
)
_NO_NAME = re.compile(
    "医院|医生|科|介绍|简介|首页|预约|挂号|专家|主任|医师|教授|门诊|详情|擅长|排班|出诊|上午|下午|周[一二三四五六日天]"
    "|星期|查询|更多|消息|服务|返回|全部|搜索|列表|中心|职|方向|特长|时间|地址|安排|暂无|通知|平台|主攻|路线|高血|病"
)
_TO_CHOOSE = re.compile(
    "(选择?|挑选|找|全部|热门|本科|科室)[^ ]{0,4}(医生|专家|大夫|医师)|(医生|专家)(列表|团队|选择)"
)
_OWN = re.compile("我的|记录|订单|评价|关注|收藏|消息|通知|停诊|历史|报告|处方|病历|发票|缴费|随访")
_WEEKDAY = re.compile("^(周|星期)[一二三四五六日天]$")
LEAST_DAYS = 3
_NAMED = re.compile("姓名|^(医生|医师|专家)(姓名|名称)?$")
_TITLE = re.compile("(主任|副主任|主治|住院)(中|中西)?医师|教授|主任(药|技|护)师")
_DAY = re.compile("(周|星期)[一二三四五六日天]")
_AT = re.compile("出诊|坐诊|上午|下午|全天|夜诊|门诊|√|✓|●|有")
_SEES = re.compile("出诊|坐诊|应诊|看诊|接诊|排班|专家|普通号")
_EVENT = re.compile("直播|讲座|会议|讲堂|主讲|开讲|培训|义诊|活动|召开|播出")
_SPAN = re.compile(
    "(周|星期)[一二三四五六日天]\\s*(至|到|[-~—–－])\\s*(周|星期)?[一二三四五六日天]|工作日"
)
CARD, LONGEST_TITLE = 4, 30


def doctor_items(app: App) -> dict[str, Finding]:
    """Each of name, title, speciality and schedule, seen on doctors' pages."""
    patterns = kinds()[FACT]
    places = doctor_places(app)
    members = ("name", *patterns)
    if not places:
        return conclude_members(members, _none(app))
    result = {}
    for member in members:
        finding = _seen(app, places, member, patterns.get(member))
        shown = [app.show_place(p, (), "医生介绍") for p in places[:3]]
        result[member] = finding or unseen(app, places, "医生介绍页面未见", shown)
    return result


def doctor_places(app: App) -> list[Place]:
    """Pages that show doctors: under 医生介绍, or lists of doctors on the way to booking.

    Behind an entry that is plainly named so, any page counts that tells one of the items;
    behind a mere menu only one that shows doctors' titles.  Many lists hide no doctor's own page.
    """
    found: dict[str, Place] = {}
    for hit in sift(app, "doctor_intro")[0]:
        plainly = hit.candidate.score > NEAR
        for place in reach(app, hit, depth=3):
            if hollow_screen(app, place, "doctor_intro") is not None or place.outside:
                continue
            if _titled(place) or (plainly and _tells(app, place)):
                found.setdefault(place.id, place)
    for place in app.map.places.values():
        if not place.outside and _lists_doctors(app, place):
            found.setdefault(place.id, place)
    pages = list(found.values())
    further = [place for place in pages[MOST_PAGES:] if _is_card(place)]
    return [*pages[:MOST_PAGES], *further[:MOST_CARDS]]


def _is_card(place: Place) -> bool:
    """The page behind the card of one doctor: it tells more than lists do."""
    entered = place.trail[-1] if place.trail else ""
    return bool(_TITLE.search(entered)) and is_name(entered)


def _lists_doctors(app: App, place: Place) -> bool:
    """A page to choose a doctor from, or that of a doctor's card, wherever it stands.

    Not what the account has to do with doctors itself: its bookings, visits, favourites.
    """
    entered = place.trail[-1] if place.trail else ""
    if _OWN.search(" ".join((place.screen.title, *place.trail))):
        return False
    card = _is_card(place)
    named = _TO_CHOOSE.search(f"{place.screen.title} {entered[:12]}")
    shows = _titled(place) and _name(app, place) is not None
    if not (card or (named and shows)):
        return False
    return hollow_screen(app, place, "doctor_intro") is None


def _titled(place: Place) -> bool:
    return any(_TITLE.search(n.text) for n in place.screen.nodes if len(n.text) <= 120)


def _tells(app: App, place: Place) -> bool:
    patterns = kinds()[FACT]
    return any(_item(app, place, member, patterns.get(member)) for member in ("name", *patterns))


def _seen(
    app: App, places: list[Place], member: str, pattern: re.Pattern[str] | None
) -> Finding | None:
    for place in places:
        node = _item(app, place, member, pattern)
        if node is not None:
            words = f"{place.path}“{node.text[:20]}”"
            return yes(words, [app.show_place(place, [node], "医生介绍")])
    return None


def _item(app: App, place: Place, member: str, pattern: re.Pattern[str] | None) -> Node | None:
    if pattern is None:
        return _name(app, place)
    if member == "title":
        own = frame(app).own(place.screen)
        return next((n for n in own if _TITLE.search(n.text) and len(n.text) <= 60), None)
    if member == "schedule":
        return _schedule(app, place, pattern)
    return told(app, place, FACT, member, pattern)


def _schedule(app: App, place: Place, pattern: re.Pattern[str]) -> Node | None:
    """Days with hours; a heading 出诊时间 with nothing under it is no schedule."""
    for part in sections(app, place, FACT):
        if part.member == "schedule":
            words = " ".join(line.words for line in part.lines)
            if _DAY.search(words) and _AT.search(words):
                return next(line.node for line in part.lines if _DAY.search(line.words))
    own = frame(app).own(place.screen)
    said = (n for n in own if pattern.search(n.text) and _is_of_a_doctor(place, own, n))
    return next(said, None) or _timetable(own)


def _is_of_a_doctor(place: Place, own: list[Node], node: Node) -> bool:
    """These days are a doctor's: it says so, or stands on a doctor's card or page.

    The opening hours of a clinic (门诊时间:周一至周五) and the time of a talk are not.
    """
    sees = _SEES.search(node.text) is not None
    if _EVENT.search(node.text) or (_SPAN.search(node.text) and not sees):
        return False
    entered = place.trail[-1] if place.trail else ""
    hers = is_name(place.screen.title) or is_name(entered) or _TITLE.search(entered)
    card = [n for n in own if abs(n.index - node.index) <= CARD]
    return sees or bool(hers) or any(is_name(n.text) or _is_title(n.text) for n in card)


def _is_title(words: str) -> bool:
    """A doctor's title with or without the name, not a sentence in which one occurs."""
    return len(plain(words)) <= LONGEST_TITLE and _TITLE.search(words) is not None


def _timetable(own: list[Node]) -> Node | None:
    """A table of weekdays by 上午 and 下午: the times of the doctor whose page it stands on.

    Either may head the columns; the other then heads the rows.
    """
    days = [n for n in own if _WEEKDAY.search(plain(n.text))]
    halves = [[n for n in own if plain(n.text) == word] for word in ("上午", "下午")]
    side_by_side = any(_beside(a, b) for a in halves[0] for b in halves[1])
    stacked = any(_beneath(a, b) for a in halves[0] for b in halves[1])
    columns, rows = {round(n.bounds.x) for n in days}, {round(n.bounds.y) for n in days}
    down = len(rows) >= LEAST_DAYS and len(columns) == 1
    across = len(columns) >= LEAST_DAYS and len(rows) == 1
    if side_by_side and down:
        return days[0]
    return days[0] if stacked and across and _head_rows(halves, days) else None


def _head_rows(halves: list[list[Node]], days: list[Node]) -> bool:
    """The halves of a day stand left of all days; under a strip of days to choose they do not."""
    return max(n.bounds.right for half in halves for n in half) <= min(n.bounds.x for n in days)


def _beside(one: Node, other: Node) -> bool:
    level = abs(one.bounds.y - other.bounds.y) < one.bounds.h
    return level and one.bounds.right <= other.bounds.x


def _beneath(one: Node, other: Node) -> bool:
    column = abs(one.bounds.x - other.bounds.x) < one.bounds.w
    return column and one.bounds.bottom <= other.bounds.y


def _name(app: App, place: Place) -> Node | None:
    """A person's name: beside the word 姓名, beside a title, or one of a list of names."""
    own = [n for n in frame(app).own(place.screen) if n.role is not Role.IMAGE]
    names = [n for n in own if is_name(n.text)]
    for node, following in itertools.pairwise(own):
        if _NAMED.search(plain(node.text)) and len(plain(node.text)) <= 8 and following in names:
            return following
        head, mark, rest = node.text.replace(":", "：").partition("：")
        if mark and _NAMED.search(plain(head)) and is_name(rest.strip()) and not blank(rest):
            return node
    for node in names:
        near = [n for n in own if abs(n.index - node.index) <= 3]
        if any(_TITLE.search(n.text) for n in near):
            return node
    distinct = {plain(n.text) for n in names}
    return names[0] if len(distinct) >= LISTED else None


def is_name(words: str) -> bool:
    """Words that begin with a Chinese person's name and say hardly more."""
    first = re.split(r"[\s  ]", words.strip())[0]
    hit = _NAME.match(first)
    return bool(hit) and not _NO_NAME.search(plain(first))


def _none(app: App) -> Finding:
    hits, others = sift(app, "doctor_intro")
    strong = [h for h in hits if h.candidate.score > NEAR]
    if strong and not others:
        shown = [app.show_place(h.place, (), "医生介绍") for h in strong[:2]]
        others = [unseen(app, [h.place for h in strong], "医生介绍:没有医生信息", shown)]
    return conclude(app, app.lexicon.functions["doctor_intro"], others)
