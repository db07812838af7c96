"""The indicator reference, docs/indicators.md, written from an edition (Chinese Markdown).

python -m rubric.reference > docs/indicators.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rubric.loader import load_edition
from rubric.model import (
    Category,
    ChoiceFact,
    Edition,
    Fact,
    FactSource,
    Indicator,
    NumberFact,
    ProofLevel,
    Reading,
    SetFact,
    Unit,
)
from rubric.points import ZERO
from rubric.rule_words import rule_lines
from rubric.wording import spell_points

SOURCE_WORDS = {
    FactSource.APP: "应用",
    FactSource.APP_OR_MATERIAL: "应用或材料",
    FactSource.APP_OR_EXPERT: "应用或专家",
    FactSource.MATERIAL: "材料",
    FactSource.EXPERT: "专家",
}
LEVEL_WORDS = {
    ProofLevel.L0: "L0 有入口",
    ProofLevel.L1: "L1 打开有内容",
    ProofLevel.L2: "L2 实际操作",
}
_HEAD = """# 指标参考:{title}

> 本文由 `python -m rubric.reference > docs/indicators.md` 从 `rubric/editions/{name}.yaml` 生成,请勿手改;要改就改细则文件。

依据:《{document}》{appendix}(第 {first}–{last} 页)。政策:{policy}《{policy_title}》。
评价要点是概括,不是原文。共 {categories} 类、{items} 个业务项目、{indicators} 项指标、{facts} 个事实,满分 {total} 分。
"""  # noqa: E501
_TAIL = """## 怎样读本表
- **事实**是计分的唯一依据。类型:是/否;数;选一(由好到差排列);多选。没有人确定过的事实是“未知”,不是“否”;有未知事实时得分是区间。
- **来源**:应用 = 探针看患者端即可定真伪;应用或材料 = 应用没显示的,经专家确认的医院材料可以补证;材料 = 只有材料或专家能定;专家 = 由专家判断。
- **证明级别**:L0 有写着相应字样的入口;L1 打开后有自己的内容;L2 实际操作过并核对了结果。达不到级别的功能(敬请期待、死链、空列表……)视同没有。
- **计分**由 `rubric/rules.py` 的少数几种规则表达;装入时会验证:满分等于权重、最差为 0 分、事实变好从不降分。
- **读法(✎)**是原文含糊之处的理解及理由,专家可以推翻:改细则文件即可,程序不用动。
"""  # noqa: E501


def render(edition: Edition) -> str:
    """The whole reference as Markdown."""
    blocks = [
        _head(edition),
        "## 总的读法\n" + "\n".join(_readings(edition.readings)) + "\n",
        *(_category(edition, category) for category in edition.categories),
        _adjustments(edition),
        _measures(edition),
        _TAIL,
    ]
    return "\n".join(blocks)


def _head(edition: Edition) -> str:
    first, last = edition.source.pages
    return _HEAD.format(
        title=edition.title,
        name=edition.name,
        document=edition.source.document,
        appendix=edition.source.appendix,
        first=first,
        last=last,
        policy=edition.policy.document,
        policy_title=edition.policy.title,
        categories=len(edition.categories),
        items=sum(len(category.items) for category in edition.categories),
        indicators=len(edition.indicators),
        facts=sum(len(indicator.facts) for indicator in edition.indicators.values()),
        total=spell_points(sum((c.weight for c in edition.categories), ZERO)),
    )


def _readings(readings: tuple[Reading, ...]) -> Iterator[str]:
    for reading in readings:
        yield f"- ✎ {reading.reading}理由:{reading.reason}"


def _category(edition: Edition, category: Category) -> str:
    lines = [f"## {category.code} {category.name}({spell_points(category.weight)} 分)\n"]
    for item in category.items:
        lines.append(f"### {item.code} {item.name}({spell_points(item.weight)} 分)\n")
        lines += [_indicator(edition, indicator) for indicator in item.indicators]
    return "\n".join(lines)


def _indicator(edition: Edition, indicator: Indicator) -> str:
    pages = "、".join(map(str, indicator.pages))
    weight = spell_points(indicator.weight)
    lines = [f"#### {indicator.code} {indicator.name}({weight} 分)", indicator.criteria, ""]
    lines.append(f"报告第 {pages} 页" + _policy(edition, indicator))
    lines += ["", "| 事实 | 含义 | 取值 | 来源 | 证明级别 |", "|---|---|---|---|---|"]
    lines += [_fact_row(name, fact) for name, fact in indicator.facts.items()]
    lines += ["", "计分:"]
    lines += [f"- {line}" for line in rule_lines(indicator.rule, indicator.facts)]
    if indicator.per_app:
        share = spell_points(edition.per_app_share * 100)
        lines.append(f"- 每个应用分别计分,取至少 {share}% 的应用都达到的最高分")
    lines += _readings(indicator.readings)
    return "\n".join(lines) + "\n"


def _policy(edition: Edition, indicator: Indicator) -> str:
    if not indicator.policy:
        return ""
    return f";对应{edition.policy.document}第 {'、'.join(map(str, indicator.policy))} 条"


def _fact_row(name: str, fact: Fact) -> str:
    gloss = fact.gloss + (f"({fact.note})" if fact.note else "")
    source, level = SOURCE_WORDS[fact.source], LEVEL_WORDS[fact.level]
    return f"| `{name}` | {gloss} | {_range(fact)} | {source} | {level} |"


def _range(fact: Fact) -> str:
    """What values a fact can have."""
    if isinstance(fact, NumberFact):
        upper = "" if fact.max is None else f"–{spell_points(fact.max)}"
        kind = "比例" if fact.unit is Unit.RATIO else "整数" if fact.integer else "数"
        return f"{kind} {spell_points(fact.min)}{upper or ' 以上'}"
    if isinstance(fact, ChoiceFact | SetFact):
        words = "、".join(f"`{word}` {gloss}" for word, gloss in fact.members.items())
        return f"{'选一' if isinstance(fact, ChoiceFact) else '多选'}:{words}"
    return "是/否"


def _adjustments(edition: Edition) -> str:
    lines = ["## 100 分之外\n"]
    facts = ("innovations", "material_compliant", "security_notices")
    kinds = (edition.adjustments.bonus, edition.adjustments.deduction, edition.adjustments.veto)
    for fact, kind, title in zip(facts, kinds, ("加分项", "扣分项", "否决项"), strict=True):
        lines.append(
            f"- {title} **{kind.name}**(`{fact}`,{SOURCE_WORDS[kind.source]}):{kind.criteria}"
        )
    return "\n".join(lines) + "\n"


def _measures(edition: Edition) -> str:
    lines = [f"## 所引政策条目({edition.policy.document})\n"]
    for number, gist in edition.policy.measures.items():
        users = (i.code for i in edition.indicators.values() if number in i.policy)
        lines.append(f"- 第 {number} 条 {gist}:{'、'.join(users)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render(load_edition()))
