"""How fast evidence is masked and kept, against limits: `python benchmarks/redaction.py`.

Prints a line per step with its CPU time (the machine may be shared), its limit and their
ratio; exit code 1 if a ratio is above 1.  The page is a phone's: 390 × 3000 pixels with 300
or 5,000 elements.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evidence.bundle import RunFacts, seal
from evidence.model import Box, Identity
from evidence.picture import Painter
from evidence.recorder import Recorder
from evidence.redaction import Redactor
from evidence.verify import verify

WIDTH, HEIGHT = 390, 3000
REPEATS = 7
LINES = ["预约挂号 08:00-08:30 余 12", "就诊人", "张三", "手机 13912345678", "王伟 主任医师 心内科"]


def nodes(count: int) -> list[dict[str, Any]]:
    """A list page: every fifth element is a name, every fifth holds a phone."""
    return [
        {
            "role": "text",
            "text": LINES[place % len(LINES)],
            "bounds": {"x": 16, "y": place * 10, "w": 200, "h": 9},
        }
        for place in range(count)
    ]


def page(tree: list[dict[str, Any]]) -> bytes:
    """A picture of the page with as much ink as a real one."""
    image = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).convert("RGB")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(9)
    for one in tree:
        draw.text((16, one["bounds"]["y"]), "Booking 08:00-08:30 left 12", "navy", font)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def milliseconds(work: Callable[[], object]) -> float:
    """Median of several runs, after one that warms up."""
    work()
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def measure(folder: Path) -> list[tuple[str, float, float]]:
    """(step, milliseconds, limit in milliseconds)"""
    identity = Identity(names=("张三",), phones=("13800000000",), id_cards=("110105199003078515",))
    small, large = nodes(300), nodes(5000)
    picture = page(small)
    boxes = Redactor(identity).screen(small)[1]
    recorder = Recorder(folder, Redactor(identity), simulated=True)
    counter = iter(range(10_000))

    def paint() -> None:
        painter = Painter(picture, WIDTH)
        painter.mask(boxes)
        painter.frame([Box(16, 100, 200, 40)])
        painter.finish(Box(16, 100, 200, 40), True)

    def capture(fresh: bool) -> None:
        step = next(counter)
        box = Box(16, 100 + (step if fresh else 0), 200, 40)
        recorder.capture(
            app="h5",
            address="http://h.example/",
            title="首页",
            picture=picture,
            width=WIDTH,
            tree=[*small[1:], small[0] | {"hint": str(step if fresh else 0)}],
            note="",
            boxes=[box],
        )

    return [
        ("mask a tree of 300 elements", milliseconds(lambda: Redactor(identity).screen(small)), 60),
        (
            "mask a tree of 5000 elements",
            milliseconds(lambda: Redactor(identity).screen(large)),
            1000,
        ),
        ("paint and encode 390x3000, thumbnail included", milliseconds(paint), 60),
        ("capture a new screen", milliseconds(lambda: capture(True)), 150),
        ("capture a known screen again", milliseconds(lambda: capture(False)), 20),
    ]


def main() -> int:
    with tempfile.TemporaryDirectory() as temporary:
        rows = measure(Path(temporary))
        facts = RunFacts(
            hospital="demo",
            edition="-",
            edition_sha256="-",
            profile_sha256="-",
            tool_version="-",
            simulated=True,
        )
        start = time.process_time()
        seal(Path(temporary), facts)
        problems = verify(Path(temporary))
        rows.append(("seal and verify that run", (time.process_time() - start) * 1000, 500))
    for step, took, limit in rows:
        print(f"{step:<48}{took:8.1f} ms  limit {limit:6.0f} ms  ratio {took / limit:5.2f}")
    return int(bool(problems) or any(took > limit for _, took, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
