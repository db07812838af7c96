"""Does a sentence say that something is done, or that it is not done, by whom, or not yet?

Pure: reads words only.
"""

from __future__ import annotations

import re

from devices.model import Node
from probes.lexicon import Lexicon

_CLAUSE = re.compile(r"[,，。;；!！?？\n]")
_DENIED = re.compile(
    "不(会|予|作|能|得|再|可|向|将|被|上传|同步|提供|进入|纳入|计入|写入|反馈|回复|保存|发送|参与)"
    "|未(能|曾|经|被|与|接入|开通|上传|同步|纳入|进入|写入|反馈|回复|收到|查看)"
    "|尚未|无需|无法|没有|仅(保存|存储|存|在本)|暂(不|未|无)|并非"
)


def asserts(
    lexicon: Lexicon,
    pattern: re.Pattern[str],
    text: str,
    denied: re.Pattern[str] = _DENIED,
) -> bool:
    """True if some words of the pattern are said without being denied or put off.

    What denies stands in the same clause before the verb (不会上传至医院), what puts off
    anywhere in the line (功能建设中).  denied: other words that take it back.
    """
    for found in pattern.finditer(text):
        begin = max((m.end() for m in _CLAUSE.finditer(text, 0, found.start())), default=0)
        end = text.find("\n", found.end())
        line = text[begin : end if end >= 0 else len(text)]
        said = text[begin : found.end()]
        taken_back = denied.search(said) or _DENIED.search(said)
        if not taken_back and not lexicon.says("under_construction", line):
            return True
    return False


def asserting(
    lexicon: Lexicon,
    pattern: re.Pattern[str],
    nodes: list[Node],
    denied: re.Pattern[str] = _DENIED,
) -> Node | None:
    """The first node whose words assert what the pattern says."""
    return next((n for n in nodes if asserts(lexicon, pattern, n.text, denied)), None)
