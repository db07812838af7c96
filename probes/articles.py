"""Texts to read (articles, news, answers) and the columns that list them: none is a function.

Pure: reads the lexicon and the map, touches nothing.
"""

from __future__ import annotations

import re

from devices.model import Screen
from probes.appmap import AppMap, Place
from probes.labels import SHORT_LABEL
from probes.lexicon import Lexicon, plain
from probes.naming import NAMED, naming

LEAST_OF_A_HUB = 3
MOST_QUESTIONS = 1
ASKS = re.compile("[??]\\s*$|有没有|哪里|怎么|如何|能不能|是否")
"""A question about a function (院内有没有轮椅?) is not the function."""
_ANSWERS = re.compile("^(问|答|Q|A)\\d{0,2}\\s*[::、.]")
_A_TEXT = re.compile("^(文章|资讯|新闻|公告|科普)(详情|正文|内容)?$")
STAMPS = ("stamp_when", "stamp_who", "stamp_read")
"""What stands under the headline of an article: when it came out, who wrote it, how many read."""


def is_article(lexicon: Lexicon, place: Place) -> bool:
    """A text published for everybody: it bears two stamps, or one and its entry's words, or one
    under the title of a text."""
    stamps = sum(any(lexicon.says(s, n.text) for n in place.screen.nodes) for s in STAMPS)
    if stamps != 1 or not place.trail:
        return stamps > 1
    if _A_TEXT.match(plain(place.screen.title)):
        return True
    headline = plain(place.trail[-1].split(" ")[0])
    repeated = any(plain(node.text) == headline for node in place.screen.nodes)
    return repeated and len(headline) >= SHORT_LABEL


def is_headline(lexicon: Lexicon, label: str) -> bool:
    """Words that head a text, not a function."""
    return lexicon.says("headline", label.strip().split(" ")[0])


def in_column(lexicon: Lexicon, appmap: AppMap, place: Place | None) -> bool:
    """A list of texts (医院动态, 常见问题), or a page of one; a menu of functions is none."""
    while place is not None and place.trail and not is_hub(lexicon, appmap, place):
        names = (place.screen.title, place.trail[-1].split(" ")[0])
        if any(lexicon.says("column", name) for name in names):
            return True
        place = place.parent
    return False


def is_hub(lexicon: Lexicon, appmap: AppMap, place: Place) -> bool:
    """A menu, whatever it is called: it leads to several functions by their names."""
    ways = appmap.ways_from(place.id)
    labels = {way.label for way in ways if not is_headline(lexicon, way.label)}
    return sum(naming(lexicon, label) >= NAMED for label in labels) >= LEAST_OF_A_HUB


def answers_questions(screen: Screen) -> bool:
    """A list of what many ask (大家都在问), by any name: its answers speak of everything."""
    lines = {node.text.strip() for node in screen.nodes}
    asked = [line for line in lines if ASKS.search(line) or _ANSWERS.match(line)]
    return len(asked) > MOST_QUESTIONS
