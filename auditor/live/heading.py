"""What the app's own top bar calls a page, where address and title are those of all its pages.

Beside the arrow that leads back, in the middle of the screen.  A first page has no such arrow:
what stands at its top (a greeting, a headline) names nothing.
"""

from __future__ import annotations

import re
import unicodedata

from devices.model import Node, Screen

_ARROW = re.compile("[‹<〈❮❬⟨«˂←⟵⬅◀◁]\\s*(返回|后退)?|返回")
"""What an app writes on its own way back; many only draw it."""
CORNER, WIDEST = 80, 110
MIDDLE = 0.15
LONGEST = 16


def is_arrow(label: str) -> bool:
    """Words of nothing but the way back, whichever sign an app writes for it (‹, <, ﹤, ←)."""
    return _ARROW.fullmatch(unicodedata.normalize("NFKC", label).strip()) is not None


def heading(screen: Screen) -> str:
    """The words in the middle of the top bar; "" where there is no bar with a way back."""
    arrow = next((node for node in screen.nodes if _leads_back(screen, node)), None)
    if arrow is None:
        return ""
    return next((n.text for n in screen.nodes if _beside(screen, arrow, n)), "")


def _leads_back(screen: Screen, node: Node) -> bool:
    box = node.bounds
    corner = box.x <= CORNER and box.bottom <= CORNER and box.w <= WIDEST
    if not (corner and node.clickable):
        return False
    label = screen.label(node)
    return not label or is_arrow(label)


def _beside(screen: Screen, arrow: Node, node: Node) -> bool:
    if not node.text or node.clickable or len(node.text) > LONGEST or node.index == arrow.index:
        return False
    x, y = node.bounds.center
    level = arrow.bounds.y <= y <= arrow.bounds.bottom
    return level and abs(x - screen.width / 2) <= MIDDLE * screen.width
