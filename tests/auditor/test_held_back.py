"""Exploring sends nothing that changes something, whatever is allowed and however it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.exploring.explorer import Explorer
from devices.model import Effect
from probes.appmap import Arrival
from tests.auditor.live import opened_at
from tests.devices.site import page

pytestmark = pytest.mark.browser
POST = "fetch('/api/{}',{{method:'POST'}}).then(()=>location.href='/{}').catch(()=>say('网络异常'))"
ICON = (
    "<img alt='' src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>' width=40>"
)
HOME = f"""<h3>首页</h3><p id=said></p><script>
const say = (words) => {{ document.getElementById('said').textContent = words }};
</script>
<button onclick="{POST.format("assess/create", "test")}">{ICON}健康自测</button>
<button onclick="{POST.format("gift/claim", "gift")}">好的呀</button>"""


@pytest.mark.parametrize("allow", [frozenset(), frozenset({Effect.OWN})], ids=["none", "own"])
def test_what_would_change_something_is_refused(tmp_path: Path, allow: frozenset[Effect]) -> None:
    with opened_at(tmp_path, page(HOME, "首页"), allow) as (session, site):
        appmap = Explorer(session).explore()
        sent = [asked for asked in site.asked if asked.startswith("POST")]
    came = {way.label: way for way in appmap.ways if way.source == appmap.entry}
    for label, request in (("健康自测", "assess/create"), ("好的呀", "gift/claim")):
        assert came[label].arrival is Arrival.REFUSED
        assert f"POST /api/{request}" in came[label].words
    assert not sent
