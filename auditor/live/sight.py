"""What a person sees and no tree tells: the picture of a screen, and the words in it."""

from __future__ import annotations

from functools import partial

from auditor.live.ocr import Reader, hotspot
from devices.model import Device, Node, Screen


class Sight:
    """Looks at the newest screen of one device; each of its two pictures is taken once."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._reader = Reader()
        self._picture: tuple[str, bytes] = ("", b"")
        self._bare: tuple[str, bytes] = ("", b"")

    def picture(self, screen: Screen) -> bytes:
        """The newest screen as PNG."""
        if self._picture[0] != screen.digest:
            self._picture = (screen.digest, self._device.picture())
        return self._picture[1]

    def _bare_picture(self, screen: Screen) -> bytes:
        """The newest screen without the bars over it: for reading, never as evidence."""
        if self._bare[0] != screen.digest:
            self._bare = (screen.digest, self._device.picture(bare=True))
        return self._bare[1]

    def words(self, screen: Screen) -> dict[int, str]:
        """Words that only the picture of the newest screen says, by node index."""
        picture, bare = partial(self.picture, screen), partial(self._bare_picture, screen)
        return self._reader.read(screen, picture, bare)

    def label(self, screen: Screen, node: Node) -> str:
        """What a person reads on a node of the newest screen."""
        words = screen.label(node)
        if words or not (node.image or hotspot(screen, node)):
            return words
        picture, bare = partial(self.picture, screen), partial(self._bare_picture, screen)
        return self._reader.read_node(node, screen, picture, bare)
