"""What many trials amount to, in words: tables with the worst first, every wrong item, totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from benchmarks.trials.comparison import WRONG, Item, Verdict
from benchmarks.trials.judging import Judged

NAMES = {
    Verdict.RIGHT: "对",
    Verdict.FALSE_CREDIT: "误给分",
    Verdict.FALSE_DEBIT: "误扣分",
    Verdict.UNFOUNDED: "无据",
    Verdict.OPEN: "未决",
    Verdict.UNDECIDABLE: "本不可判",
}
KINDS = {
    Verdict.FALSE_CREDIT: "误给分(没有或空壳的功能算作有)",
    Verdict.FALSE_DEBIT: "误扣分(好用的功能算作没有)",
    Verdict.UNFOUNDED: "无据(本不可判,却说没有)",
}


HEADS = "    项     对   误给   误扣   无据   未决  未决的原因"


def tally(items: Iterable[Item]) -> Counter[Verdict]:
    return Counter(item.verdict for item in items)


def decidable(counts: Mapping[Verdict, int]) -> int:
    """All but what nobody can know and the audit rightly left open."""
    return sum(count for verdict, count in counts.items() if verdict is not Verdict.UNDECIDABLE)


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def table(judged: Sequence[Judged], title: str, key: Callable[[Item], str]) -> Iterator[str]:
    """One line per key: how many items are right, wrong, open, and why they are open."""
    groups: dict[str, list[Item]] = {}
    for one in judged:
        for item in one.items:
            groups.setdefault(key(item), []).append(item)
    yield f"{title:<48} {HEADS}"
    for name, items in sorted(groups.items(), key=lambda pair: _badness(pair[1])):
        counts = tally(items)
        numbers = " ".join(
            (
                f"{decidable(counts):>6}",
                f"{counts[Verdict.RIGHT]:>6}",
                f"{counts[Verdict.FALSE_CREDIT]:>6}",
                f"{counts[Verdict.FALSE_DEBIT]:>6}",
                f"{counts[Verdict.UNFOUNDED]:>6}",
                f"{counts[Verdict.OPEN]:>6}",
            )
        )
        yield f"{name:<48} {numbers}  {_causes(items)}".rstrip()


def _badness(items: Sequence[Item]) -> tuple[float, ...]:
    """Worst first: false credits, false debits, unfounded claims, then what is open."""
    counts = tally(items)
    return tuple(-counts[v] for v in (*WRONG, Verdict.OPEN))


def _causes(items: Iterable[Item]) -> str:
    counts = Counter(c for item in items if item.verdict is Verdict.OPEN for c in item.causes)
    return "、".join(f"{cause} {count}" for cause, count in counts.most_common())


def wrong_items(judged: Sequence[Judged], verdict: Verdict) -> Iterator[str]:
    """Every wrong item of a kind, with what a person needs to look it up."""
    found = [(one, item) for one in judged for item in one.items if item.verdict is verdict]
    yield f"{KINDS[verdict]}:{len(found)}"
    for one, item in found:
        trial = one.trial
        setting = trial.settings.get(item.name, "on")
        yield f"  [种子 {trial.seed} 皮肤 {trial.skin}] {item.name}"
        told = f"判为 {_said(item.found)}:{item.reason}"
        yield f"      真值 {_said(item.truth)}(开关 {setting}),{told}"
        for path in _evidence(one, item):
            yield f"      证据 {path}"


def _evidence(one: Judged, item: Item, most: int = 2) -> list[str]:
    return [str(one.folder / "evidence" / f"{name}.json") for name in item.evidence[-most:]]


def _said(value: bool | str | None) -> str:
    if isinstance(value, bool):
        return "有" if value else "没有"
    return value if value is not None else "不可判"


def open_items(judged: Sequence[Judged]) -> Iterator[str]:
    """What was left open although the truth can be known, by cause."""
    found = [
        (cause, one, item)
        for one in judged
        for item in one.items
        if item.verdict is Verdict.OPEN
        for cause in item.causes
    ]
    yield f"未决:{len(found)}"
    for cause, count in Counter(cause for cause, _, _ in found).most_common():
        yield f"  {cause}:{count}"
        for _, one, item in (entry for entry in found if entry[0] == cause):
            where = f"[种子 {one.trial.seed} {one.trial.skin}]"
            yield f"      {where} {item.name} 真值 {_said(item.truth)}:{item.reason[:160]}"


def counters(judged: Sequence[Judged]) -> Iterator[str]:
    """What the hospitals counted that should not have happened."""
    guilty = [one.trial for one in judged if one.trial.offences]
    yield f"柜台核对:{len(judged)} 家中 {len(guilty)} 家有不该有的办理或未取消的预约"
    for trial in guilty:
        yield f"  [种子 {trial.seed} 皮肤 {trial.skin}] {trial.offences}"


def totals(judged: Sequence[Judged]) -> Iterator[str]:
    """The figures that are worth quoting."""
    items = [item for one in judged for item in one.items]
    counts = tally(items)
    whole = decidable(counts)
    concluded = whole - counts[Verdict.OPEN]
    beyond = counts[Verdict.UNDECIDABLE]
    yield f"医院 {len(judged)} 家,可判定的事实项 {whole} 个(另有本不可判 {beyond} 个)"
    yield (
        f"  判对 {counts[Verdict.RIGHT]}({share(counts[Verdict.RIGHT], whole)});"
        f"未决 {counts[Verdict.OPEN]}({share(counts[Verdict.OPEN], whole)});"
        f"下了结论的 {concluded} 个中判对 {share(counts[Verdict.RIGHT], concluded)}"
    )
    yield (
        f"  误给分 {counts[Verdict.FALSE_CREDIT]},误扣分 {counts[Verdict.FALSE_DEBIT]},"
        f"无据 {counts[Verdict.UNFOUNDED]};按事实计(集合全对才算对)判对 {_whole_facts(judged)}"
    )
    scored = [one for one in judged if one.holds is not None]
    if scored:
        held = sum(bool(one.holds) for one in scored)
        yield f"  得分区间包含真实得分的 {held}/{len(scored)} 家"
    yield from _times(judged)
    yield from _failures(judged)


def _whole_facts(judged: Sequence[Judged]) -> str:
    facts: dict[tuple[int, str, str], list[Verdict]] = {}
    for number, one in enumerate(judged):
        for item in one.items:
            if item.verdict is not Verdict.UNDECIDABLE:
                facts.setdefault((number, item.code, item.fact), []).append(item.verdict)
    right = sum(all(v is Verdict.RIGHT for v in verdicts) for verdicts in facts.values())
    return f"{right}/{len(facts)}({share(right, len(facts))})"


def _times(judged: Sequence[Judged]) -> Iterator[str]:
    seconds = sorted(one.trial.seconds for one in judged)
    if seconds:
        middle = seconds[len(seconds) // 2]
        yield f"  每次测评历时:中位 {middle:.0f} 秒,最长 {seconds[-1]:.0f} 秒"


def _failures(judged: Sequence[Judged]) -> Iterator[str]:
    for one in judged:
        if one.failure:
            yield f"  测评失败 [种子 {one.trial.seed} {one.trial.skin}] {one.failure}:{one.folder}"
        elif one.broken:
            codes = "、".join(code or "(收尾)" for code in one.broken)
            yield f"  工具故障 [种子 {one.trial.seed} {one.trial.skin}] {codes}:{one.folder}"


def lines(one: Judged) -> Iterator[str]:
    """One finished audit: its figures, and what it got wrong."""
    yield _figures(one)
    for item in one.items:
        if item.verdict in WRONG:
            claim = f"真值 {_said(item.truth)},判为 {_said(item.found)}"
            yield f"    {NAMES[item.verdict]} {item.name} {claim}:{item.reason[:160]}"


def _figures(one: Judged) -> str:
    trial = one.trial
    head = f"{trial.case} {trial.skin} {trial.seconds:.0f} 秒"
    if one.failure:
        return f"{head} 失败:{one.failure}"
    counts = tally(one.items)
    told = " ".join(f"{NAMES[v]} {counts[v]}" for v in Verdict)
    broken = f" 工具故障 {len(one.broken)}" if one.broken else ""
    offences = f" 柜台 {trial.offences}" if trial.offences else ""
    return f"{head} {told}{broken}{offences}"
