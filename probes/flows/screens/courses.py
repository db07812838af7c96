"""Steps without numbers: in one sentence, or line by line under their heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from probes.lexicon import plain

LEAST, LONGEST_HEADING, SHORTEST_STEP, LONGEST_STEP = 3, 12, 7, 32
SEVERAL = 2
_WHEN = re.compile("^先|再[^次]|然后|最后|(提交|预约|支付|完成|缴费|登录)[后完]|当[天日]|提前")
_SENTENCE = re.compile("([一-鿿]{0,6})(?:步骤|流程|顺序)\\s*[::]\\s*([^\\n。]+)")
"""步骤:选科室、选医生、选时段."""
_ONE_AFTER_THE_OTHER = re.compile(
    "(?:依次|逐步|按顺序|先后)(?:选择|选定|选好)(?P<named>[^\\n。,，;；]+)(?P<rest>[^\\n。]*)"
)
"""依次选择科室、医生和时段,核对后提交."""
DOES = re.compile(
    "选择|选定|点击|进入|提交|确认|支付|缴费|预约|取号|就诊|登录|填写|报到|挂号|打开|查看|添加"
)
"""What a step says is to be done."""
_LOOKS = re.compile("查看|打开|浏览")
_DOES_IN_SHORT = re.compile(f"{DOES.pattern}|选[科医时日号院]")
_HEADING = re.compile("(步骤|流程)$")
_NEXT_PART = re.compile("(步骤|流程|材料|须知|说明|提示|问题|规则|事项)$")
_BEGINS = re.compile(
    "^(到|前往|打开|进入|登录|点击|选择|输入|填写|设置|验证|获取|阅读|勾选|同意|提交|确认|完成|添加|绑定|上传|支付|查看|注册|关注|搜索)"
)


@dataclass(frozen=True)
class Course:
    """What a course is about: `named` by its heading, if that says more than 步骤, and `told` by
    at least one of its steps."""

    named: re.Pattern[str]
    told: re.Pattern[str]


REGISTERING = Course(
    re.compile("注册|建档|开户|办卡"), re.compile("手机|验证码|密码|身份|协议|注册|实名")
)
BOOKING = Course(
    re.compile("预约|挂号|约号|约诊"), re.compile("科室|医生|时段|日期|号源|提交|预约|挂号")
)


def steps_told(text: str, course: Course) -> int:
    """How many steps a text tells in turn without numbers; 0 if fewer than three."""
    in_one = [
        _parts(said[2], course) for said in _SENTENCE.finditer(text) if _is_of(course, said[1])
    ]
    in_one += [_listed(said, course) for said in _ONE_AFTER_THE_OTHER.finditer(text)]
    most = max((*in_one, _under_heading(text, course), _in_turn(text, course)), default=0)
    return most if most >= LEAST else 0


def _is_of(course: Course, heading: str) -> bool:
    return not heading or course.named.search(heading) is not None


def _parts(said: str, course: Course) -> int:
    parts = [part for part in re.split("[、,，;；]", said) if _DOES_IN_SHORT.search(part)]
    return len(parts) if any(course.told.search(part) for part in parts) else 0


def _listed(said: re.Match[str], course: Course) -> int:
    """What is to be chosen one after the other, and what else the sentence says is to be done."""
    named = [part for part in re.split("[、和及与]", said["named"]) if part.strip()]
    more = [part for part in re.split("[,，;；]", said["rest"]) if _DOES_IN_SHORT.search(part)]
    more = [part for part in more if not _LOOKS.search(part)]
    told = sum(course.told.search(part) is not None for part in named)
    return len(named) + len(more) if told >= SEVERAL else 0


def _in_turn(text: str, course: Course) -> int:
    """Lines one below the other that say what to do, two of them when (再选…, 提交后…).

    The names of a menu say nothing of the kind.
    """
    most: list[str] = []
    run: list[str] = []
    for line in text.split("\n"):
        words = plain(line)
        fits = SHORTEST_STEP <= len(words) <= LONGEST_STEP and _DOES_IN_SHORT.search(words)
        run = [*run, words] if fits else []
        most = max(most, run, key=len)
    told = sum(course.told.search(step) is not None for step in most)
    ordered = sum(_WHEN.search(step) is not None for step in most)
    return len(most) if min(told, ordered) >= SEVERAL and len(most) > LEAST else 0


def _under_heading(text: str, course: Course) -> int:
    """Short lines that begin with what to do, below 注册步骤, to the next heading."""
    most: list[str] = []
    steps: list[str] | None = None
    for line in text.split("\n"):
        words = plain(line)
        if len(words) <= LONGEST_HEADING and _NEXT_PART.search(words):
            named = _HEADING.search(words)
            ours = named is not None and _is_of(course, _HEADING.sub("", words))
            steps = [] if ours else None
        elif steps is not None and len(words) <= LONGEST_STEP and _BEGINS.search(words):
            steps.append(words)
            most = max(most, steps, key=len)
    return len(most) if any(course.told.search(step) for step in most) else 0
