"""The guide to a visit: in a column of its own, or somewhere in the app."""

from __future__ import annotations

import re
from dataclasses import replace

from probes.app import App
from probes.articles import in_column, is_article
from probes.finding import Finding, yes
from probes.flows.information.pages import introduction
from probes.flows.messages.inbox import letters
from probes.flows.places.guides import guides
from probes.flows.places.hits import Hit, name_of, unclaimed
from probes.lexicon import LETTERS
from probes.naming import NEAR, match

_CLAUSES, _DAY = re.compile("[,，!！。]"), re.compile(r"\s*20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]")
_NO_GUIDE = re.compile(
    "预约|挂号|协议|注册|消息|通知|提醒|条款|政策|订单|咨询|宣教|新闻|公告|资讯|收费|价格|物价|价目|招聘|党建"
)
_TELLS_OF_ITSELF = re.compile("动态|简介|概况|概览|介绍|历史|荣誉|文化|风采")
"""Names of pages, not of menus above them, that tell of the hospital and lead nobody."""


def guide(app: App) -> tuple[str | None, Finding]:
    """1.2.4: choice in_app / linked_adapted / linked_unadapted / no_column / none."""
    choice, grounds = introduction(app, "visit_guide")
    if choice == "in_app" and _only_published(app):
        return "no_column", replace(grounds, reason=f"{grounds.reason}(一篇文章,没有专门栏目)")
    if choice not in {"none", None}:
        return choice, grounds
    function = app.lexicon.functions["visit_guide"]
    inbox, told = app.lexicon.functions[LETTERS], letters(app)
    for place in app.map.places.values():
        named = f"{place.name}{''.join(place.trail)}"
        own = f"{place.screen.title} {''.join(place.trail[-1:])}"
        other = _NO_GUIDE.search(named) or _TELLS_OF_ITSELF.search(own)
        if match(inbox, place.name, "")[0] > NEAR or place.id in told:
            continue
        if not other and not place.outside and guides(app, place):
            words = f"{function.name}:没有专门栏目,内容在 {place.path}"
            return "no_column", yes(words, [app.show_place(place, (), words)])
    return choice, grounds


def _only_published(app: App) -> bool:
    """The guide is a piece of news among others, behind no entry that stays."""
    hits, _ = unclaimed(app, "visit_guide")
    strong = [hit for hit in hits if hit.candidate.score > NEAR and hit.place.depth > 0]
    return bool(strong) and all(_is_published(app, hit) for hit in strong)


def _is_published(app: App, hit: Hit) -> bool:
    """An article, be it that it only has a day and a sentence for a name (这份攻略请收好!), or
    stands in a column of notices."""
    dated = any(_DAY.match(node.text) for node in hit.place.screen.nodes)
    named = _CLAUSES.search(name_of(hit)) is not None
    noticed = in_column(app.lexicon, app.map, hit.place.parent)
    return noticed or (dated and named) or is_article(app.lexicon, hit.place)
