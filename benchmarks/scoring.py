"""How long the whole city takes: facts JSON → score card for 10,604 random hospitals.

Limits to compare with, measured in the same run: json.loads of the same documents, and that
plus reading and writing a card's JSON as often (building a card's nested dicts is the
greater part of the work).  CPU seconds of one core, because the machine may be shared.

    python benchmarks/scoring.py [HOSPITALS] [SEED]
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from documents import Source
from rubric import Edition, Fact, load_edition, parse_facts, score
from rubric.model import BoolFact, ChoiceFact, NumberFact

CITY = 10_604
GOAL_SECONDS = 10.0
UNKNOWN = 0.2


def random_value(fact: Fact, chance: random.Random) -> Any:
    """A value as a facts file spells it: unknown now and then, sets partly undecided."""
    if chance.random() < UNKNOWN:
        return None
    if isinstance(fact, BoolFact):
        return chance.random() < 0.5
    if isinstance(fact, ChoiceFact):
        return chance.choice(list(fact.members))
    if isinstance(fact, NumberFact):
        return chance.randint(0, 300) if fact.integer else round(chance.random(), 3)
    has = [word for word in fact.members if chance.random() < 0.5]
    if chance.random() < 0.8:
        return has
    return {"has": has, "open": [word for word in fact.members if word not in has][:2]}


def random_document(edition: Edition, number: int, chance: random.Random) -> dict[str, Any]:
    """The facts file of one hospital with one to three apps."""

    def facts(per_app: bool) -> dict[str, Any]:
        return {
            code: {name: random_value(fact, chance) for name, fact in indicator.facts.items()}
            for code, indicator in edition.indicators.items()
            if indicator.per_app == per_app
        }

    return {
        "hospital": f"h{number}",
        "rubric": edition.name,
        "apps": {f"app{i}": facts(True) for i in range(chance.randint(1, 3))},
        "facts": facts(False),
        "innovations": ["特色服务"] * chance.randint(0, 1),
        "material_compliant": chance.random() < 0.9,
        "security_notices": [],
    }


def card_of(edition: Edition, text: str) -> dict[str, Any]:
    """A document read strictly and scored, as `auditor score` does it before printing."""
    source = Source("facts.json", json.loads(text))
    return score(edition, parse_facts(source, edition)).to_json()


def measure(work: Callable[[str], object], texts: list[str]) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of doing something to every document and forgetting it."""
    cpu, wall = time.process_time(), time.perf_counter()
    for text in texts:
        work(text)
    return time.process_time() - cpu, time.perf_counter() - wall


def main(hospitals: int = CITY, seed: int = 2022) -> int:
    """Print the figures; 1 if the goal was missed."""
    edition = load_edition()
    chance = random.Random(seed)
    texts = [json.dumps(random_document(edition, n, chance)) for n in range(hospitals)]
    cpu, wall = measure(lambda text: card_of(edition, text), texts)
    reading, _ = measure(json.loads, texts)
    card = json.dumps(card_of(edition, texts[0]), ensure_ascii=False)
    writing, _ = measure(lambda _: json.dumps(json.loads(card), ensure_ascii=False), texts)
    print(f"{hospitals} 家医院,事实 JSON → 评分卡:{cpu:.2f} 秒处理器时间(历时 {wall:.2f} 秒)")
    print(f"下限一(只 json.loads 这些事实):{reading:.2f} 秒,比值 {cpu / reading:.1f}")
    limit = reading + writing
    print(f"下限二(另加读写同样多的评分卡 JSON):{limit:.2f} 秒,比值 {cpu / limit:.2f}")
    goal = GOAL_SECONDS * hospitals / CITY
    print(f"目标 {goal:.1f} 秒:{'达到' if cpu <= goal else '未达到'}")
    return 0 if cpu <= goal else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
