"""What a probe hands over: observations.  A probe establishes facts and never knows points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ProofLevel(IntEnum):
    """How far a function was proven (docs: architecture, "proof levels").

    L0 an entry with the right words exists; L1 its screen opens and has content of its own;
    L2 the function was operated and its result checked.
    """

    L0 = 0
    L1 = 1
    L2 = 2


class Cause(StrEnum):
    """Why a fact is unknown; the value is what users read."""

    NO_PROBE = "尚无探针"
    NOT_ALLOWED = "未获准执行所需操作"
    MAP_INCOMPLETE = "应用未探索完"
    LOGIN_FAILED = "未能登录"
    NOT_BOUND = "未绑定就诊卡或未实名"
    CAPTCHA = "需要图形验证码或人工验证"
    NO_DATA = "测试账号下没有可供判断的数据"
    APP_FAILED = "应用当时出错或无响应"
    DEVICE_FAILED = "设备或工具故障"
    NOT_CONCLUSIVE = "所见不足以下结论"
    NEEDS_MATERIAL = "需要医院实证材料"
    NEEDS_EXPERT = "需要专家判断"
    NOT_SELECTED = "本次未选测"
    NOT_REACHED = "测评中途停止,未轮到"
    NO_DRIVER = "本机不能操作这一渠道的应用"
    WAIVED = "经批准豁免"


@dataclass(frozen=True)
class Observation:
    """What one probe found out about one fact in one app.

    value: bool, word of a choice, or for a set the members proven present; None = unknown.
    open: for a set, the members about which nothing was proven either way.
    cause: why `value` is None or `open` is not empty; None where all is known.
    reason: what was seen, in Chinese, for the hospital to check.
    evidence: ids of the evidence items of this run; never empty where something is known.
    """

    code: str
    fact: str
    app: str
    value: bool | str | tuple[str, ...] | None
    level: ProofLevel
    reason: str
    evidence: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    cause: Cause | None = None

    def __post_init__(self) -> None:
        unknown = self.value is None or bool(self.open)
        if unknown != (self.cause is not None):
            raise ValueError(f"{self.code} {self.fact}: 未知须有原因,已知不应有原因")
        if self.value is not None and not self.evidence:
            raise ValueError(f"{self.code} {self.fact}: 已知的事实须有证据")
