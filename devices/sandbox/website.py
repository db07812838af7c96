"""What is not the app: the hospital's web site, and the WeChat-like authorise page."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from devices.sandbox.features import Features
from devices.sandbox.hospital import hospital
from devices.sandbox.texts import department_rows, guide_sections, intro_rows

ADAPTED = '<meta name="viewport" content="width=device-width, initial-scale=1">'
NARROW = "body{margin:0;font:16px/1.7 sans-serif;padding:12px;max-width:720px}"
WIDE = "body{margin:0 auto;font:12px/1.6 sans-serif;width:1200px}td{width:240px}"


def web_page(name: str, adapted: bool, features: Features) -> str:
    """A page of the web site, laid out for phones or not; LookupError if there is none."""
    if name == "map.html":
        return _city_map()
    title, sections = _contents(name, features)
    body = "".join(f"<h3>{escape(head)}</h3><p>{escape(text)}</p>" for head, text in sections)
    menu = "".join(
        f"<td>{item}</td>" for item in ("首页", "医院概况", "新闻中心", "党建", "人才招聘")
    )
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8>{ADAPTED if adapted else ''}"
        f"<title>{title} - {hospital().name}官网</title>"
        f"<style>{NARROW if adapted else WIDE}</style></head><body>"
        f"<div>演练环境 · 虚构医院官方网站</div><table><tr>{menu}</tr></table>"
        f"<h2>{title}</h2>{body}<footer>版权所有 {hospital().name} 云ICP备00000000号</footer>"
        "</body></html>"
    )


def _contents(name: str, features: Features) -> tuple[str, list[tuple[str, str]]]:
    if name == "hospital.html":
        return "医院简介", intro_rows(features)
    if name == "guide.html":
        return "就医指南", guide_sections()
    if name == "departments.html":
        rows = []
        for dept in hospital().departments:
            text = ";".join(f"{k}:{v}" for k, v in department_rows(features, dept))
            rows.append((dept.name, text))
        return "科室介绍", rows
    raise LookupError(name)


def _city_map() -> str:
    """A city map of another company: it knows streets, not the inside of the hospital."""
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8>{ADAPTED}"
        "<title>云州城市地图</title>"
        "</head><body><div>演练环境 · 虚构的第三方地图</div><h2>云州城市地图</h2>"
        f"<p>目的地：{hospital().name}（{hospital().address}）</p><p>驾车约 25 分钟，8.6 公里</p>"
        '<p><a href="#">驾车</a> <a href="#">公交</a> <a href="#">步行</a></p></body></html>'
    )


def authorise_page(back: str) -> str:
    """Asks, as WeChat does, whether the app may know who one is."""
    target = f"/oauth/authorize?granted=1&back={quote(back)}"
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8>{ADAPTED}<title>微信登录</title>"
        "<style>body{margin:0;font:17px/1.6 sans-serif;text-align:center;padding:60px 24px}"
        "a{display:block;margin:24px auto;padding:12px;width:184px;border-radius:8px}"
        ".ok{background:#07c160;color:#fff}.no{background:#eee;color:#333}</style></head><body>"
        f"<p>演练环境(模拟的微信授权页)</p><p><b>{hospital().name}</b> 申请获得以下权限:</p>"
        "<p>获取你的昵称、头像</p>"
        f'<a class="ok" href="{escape(target)}">允许</a><a class="no" href="#">拒绝</a>'
        "</body></html>"
    )
