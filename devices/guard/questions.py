"""Is a control what ends a self-test: numbered questions above it, and answers to touch?"""

from __future__ import annotations

import re

from devices.guard.label import FILLED
from devices.model import Node, Screen

_QUESTION = re.compile(r"\d{1,2}\s*[.、．)）]\s*\S{2}")
_ANSWER = 12
LEAST_QUESTIONS = 3


def ends_questions(node: Node, screen: Screen) -> bool:
    """Numbered questions above the control, and for each of them something to touch."""
    above = [n for n in screen.nodes if n.bounds.bottom <= node.bounds.y]
    asked = sum(bool(_QUESTION.match(n.text)) for n in above)
    offered = sum(
        n.role in FILLED or (n.clickable and len(screen.label(n)) <= _ANSWER) for n in above
    )
    return asked >= LEAST_QUESTIONS and offered >= asked
