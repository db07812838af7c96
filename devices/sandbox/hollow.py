"""How a function looks that is there only in name."""

from __future__ import annotations

from devices.sandbox.catalogue import Way
from devices.sandbox.features import draw
from devices.sandbox.model import (
    Block,
    Buttons,
    Control,
    Empty,
    File,
    Page,
    Spinner,
    Text,
    call,
    go,
)

REFUSALS = (
    "功能建设中，敬请期待",
    "该功能暂未开通",
    "敬请期待",
    "系统升级维护中，暂停使用",
    "此服务即将上线",
    "正在开发中…",
    "暂不支持该业务，请关注后续通知",
    "该院区暂未开放此功能",
)
BUSY = (
    "系统繁忙，请稍后再试",
    "网络异常，请稍后重试",
    "提交失败，请稍后再试",
    "服务器开小差了，请稍后再试",
    "操作失败(code:-1)",
)
EMPTIES = ("暂无数据", "暂无记录", "没有查询到相关信息", "暂无号源")
ERROR_FILE = b'{"code":500,"msg":"\xe7\xb3\xbb\xe7\xbb\x9f\xe7\xb9\x81\xe5\xbf\x99","data":null}'
ERROR_HTML = "<html><head><title>502 Bad Gateway</title></head><body>系统繁忙</body></html>"


def refusal(seed: int, feature: str) -> str:
    """Words that a closed function answers with."""
    return REFUSALS[draw(seed, feature, len(REFUSALS))]


def busy(seed: int, feature: str) -> str:
    """Words of a form that never goes through."""
    return BUSY[draw(seed, feature, len(BUSY))]


def nothing(seed: int, feature: str) -> Empty:
    """A list that is empty whatever one chooses."""
    return Empty(text=EMPTIES[draw(seed, feature, len(EMPTIES))])


def hollow_page(way: Way, title: str, seed: int, feature: str) -> Page:
    """The page behind a hollow function; `way` is one of PAGE_WAYS."""
    if way is Way.NOT_FOUND:
        return missing_page()
    if way is Way.ERROR:
        back = Buttons(items=(Control(label="返回首页", act=go("/")),))
        return Page(title=title, status=500, blocks=(Empty(text=busy(seed, feature)), back))
    blocks: dict[Way, tuple[Block, ...]] = {
        Way.EMPTY_SHELL: (),
        Way.SPINNER: (Spinner(text="加载中…"),),
        Way.WINDOW: _window(title, seed, feature),
    }
    return Page(title=title, blocks=blocks[way])


def missing_page() -> Page:
    """The app's own "there is no such page"."""
    back = Buttons(items=(Control(label="返回首页", act=go("/")),))
    return Page(title="页面不存在", status=404, blocks=(Empty(text="404 您访问的页面走丢了"), back))


def _window(title: str, seed: int, feature: str) -> tuple[Block, ...]:
    texts = (
        f"温馨提示：{title}业务请携带有效身份证件和就诊卡，到门诊一楼服务台窗口办理。",
        f"{title}目前仅支持现场办理，请前往住院处 3 号窗口，或致电 0999-5550100 咨询。",
        f"办理{title}请于工作日 8:00-17:00 至门诊大厅人工窗口，咨询电话 0999-5550100。",
    )
    text = texts[draw(seed, feature, len(texts))]
    dial = Control(label="拨打电话", act=call("0999-5550100"))
    return (Text(text=text), Buttons(items=(dial,))) if "电" in text else (Text(text=text),)


def bad_file(seed: int, feature: str, name: str, mime: str) -> File:
    """What arrives instead of the document: an error page or nothing, under its name."""
    contents = (ERROR_FILE, ERROR_HTML.encode(), b"")
    return File(name=name, mime=mime, data=contents[draw(seed, feature, len(contents))])
