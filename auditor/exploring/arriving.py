"""Where a tap led: to a screen, a file, words only, out of the app, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.exploring.charting import Chart
from auditor.exploring.sent_away import is_sent_away
from auditor.exploring.unfolding import Unfolded
from auditor.live.identity import dialog_of, same_place
from auditor.live.session import Session
from auditor.live.taps import Tap
from devices.model import Events, Screen
from probes.appmap import Arrival, Place, Way

LONG_DIALOG = 80


@dataclass(frozen=True)
class Arriving:
    """Judges what a session shows after a tap, and puts it on the map."""

    session: Session
    chart: Chart

    def arrive(self, place: Place, tap: Tap, way: Way, before: Screen) -> Place | None:
        """Judge where a tap led; announcements on the way are dismissed and recorded.

        before: the screen that was tapped.  Returns the place reached.
        """
        seen = self.session.unveil()
        events = seen.events
        busy = self.session.lexicon.signs["busy"]
        said = [words for words in (*events.dialogs, *events.toasts) if not busy.search(words)]
        dialog = dialog_of(seen)
        overlays = self.session.overlays
        if dialog and overlays.closer(dialog) and dialog_of(before) is None:
            words = seen.label(dialog)
            shows = overlays.leads_on(dialog) or overlays.shows(dialog, tap.label)
            if shows or len(words) >= LONG_DIALOG:
                return self._reached(place, tap, way, said)
            self.session.settle()
            said.append(words)
        after = self.session.screen
        if events.downloads:
            way = replace(way, arrival=Arrival.DOCUMENT, words=events.downloads[0].name)
        elif same_place(after, before) or same_place(after, place.screen):
            way = _stayed(way, before, after, events, said)
            if way.target:
                return self._changed(way, Unfolded(place, tap, before, after))
        elif is_sent_away(place, after, said, self.session.lexicon):
            way = replace(way, arrival=Arrival.TOAST, words=";".join(said))
        else:
            return self._reached(place, tap, way, said)
        self.chart.record(way, tap, place)
        return None

    def _reached(self, place: Place, tap: Tap, way: Way, said: list[str]) -> Place:
        """A screen of its own (a long text in a dialog is one too)."""
        target = self.chart.add(self.session.screen, place, way)
        way = replace(way, arrival=Arrival.SCREEN, target=target.id, words=";".join(said))
        self.chart.record(way, tap, place)
        return target

    def _changed(self, way: Way, seen: Unfolded) -> Place:
        """The same page shows something else; what has unfolded on it is a part of it."""
        entries = seen.entries(self.session.lexicon, self.chart.map.ways)
        words = entries or seen.prose()
        part = None
        if words:
            leads_on = bool(entries)
            part = self.chart.add_part(seen.place, way, seen.after, words, leads_on=leads_on)
        self.chart.record(replace(way, unfolds=part.id if part else ""), seen.tap, seen.place)
        return part if part is not None and entries else seen.place


def _stayed(way: Way, before: Screen, after: Screen, events: Events, said: list[str]) -> Way:
    """The screen is still the same place: words, something outside, a change, or nothing."""
    if events.external:
        return replace(way, arrival=Arrival.OUTSIDE, words=";".join(events.external))
    if said:
        return replace(way, arrival=Arrival.TOAST, words=";".join(said))
    if before.digest != after.digest:
        return replace(way, arrival=Arrival.SCREEN, target=way.source)
    return replace(way, words=";".join(events.failures))
