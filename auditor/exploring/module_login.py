"""A part of an app that asks once more who it is, though the account is in: a log-in of its own.

Parts that another vendor built (an internet hospital, say) often know nothing of the app's
account.  Whoever is audited logs in there too; where that fails, nobody knows what is behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.live.identity import overlap, wording
from auditor.live.session import Session
from devices.model import Screen
from probes.app import App
from probes.appmap import Place
from probes.flows.access.login import log_in_at, login_places
from probes.flows.places.sites import on_strangers_host
from probes.flows.screens.walls import is_login
from probes.lexicon import plain

LIKE_LOGIN = 0.6
_LOGS_IN = re.compile("(登录|登陆|登入)(?!.{0,2}(密码|口令|设备|记录|管理|方式|名$|账号$))")
_OTHER_END = re.compile("注册|找回|重置|修改|更换|换绑|绑定|解绑|退出|注销|忘记")
_LONGEST = 14


@dataclass
class ModuleLogin:
    """Logs the account in where a part of one app asks for it.

    forms: the log-in forms that have let it in.
    """

    app: App
    session: Session
    forms: list[Screen] = field(default_factory=list)

    def asks(self, place: Place) -> bool:
        """Whether a place is such a form: it asks for an account, and says that one logs in."""
        if place.part or place.outside or not is_login(self.app, place.screen):
            return False
        screen = place.screen
        heads = [screen.title, *(n.text for n in screen.nodes if n.text and not n.editable)]
        named = [plain(words) for words in heads if len(plain(words)) <= _LONGEST]
        if any(_OTHER_END.search(words) for words in named[:2]):
            return False
        own = any(worded_alike(screen, form.screen) for form in login_places(self.app))
        return not own and any(_LOGS_IN.search(words) for words in named)

    def let_in(self, place: Place) -> bool:
        """Log in on the form, on which the session is; False if that lets nobody in.

        The account's data is never typed into a form on a stranger's host.
        """
        visited = self.app.visitor_map
        if on_strangers_host(place, visited.places[visited.entry]):
            return False
        state = log_in_at(self.app, place)
        if state.cause is None:
            self.forms.append(place.screen)
        return state.cause is None

    def has_passed(self, place: Place) -> bool:
        """Whether a place is a form that has let the account in."""
        return any(form is place.screen for form in self.forms)

    def knows(self, screen: Screen) -> bool:
        """Whether a form that has let the account in asks for it again."""
        if not self.forms or not is_login(self.app, screen):
            return False
        return any(worded_alike(screen, form) for form in self.forms)

    def again(self) -> bool:
        """Log in once more if such a form is on the screen; False if there is none."""
        now = self.session.screen
        if not self.knows(now):
            return False
        return log_in_at(self.app, Place("", now)).cause is None


def worded_alike(screen: Screen, form: Screen) -> bool:
    """The same log-in form by its words, not another one that wants a code as well."""
    return overlap(wording(screen), wording(form)) >= LIKE_LOGIN
