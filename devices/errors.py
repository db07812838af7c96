"""What can go wrong between us and a device, apart from what is found out about an app.

DeviceError                  the tool or the device failed: never a finding about the app
    DeviceLost               the browser, phone or its connection is gone
    ActionTimeout            the device did not answer in time
    StaleNode                the node is not on the screen any more, or was relabelled
    NodeCovered              something else lies over the node and takes the tap
    CaptureFailed            no picture or no tree could be taken
ActionRefused                the guard does not let this action through
"""

from __future__ import annotations

from devices.model import Effect


class DeviceError(Exception):
    """The tool or the device failed.  Says nothing about the app."""


class DeviceLost(DeviceError):
    """The browser, the phone or the connection to it is gone."""


class ActionTimeout(DeviceError):
    """The device did not carry out an action in time."""


class StaleNode(DeviceError):
    """The node of an action is not on the screen any more, or says something else now."""


class NodeCovered(DeviceError):
    """Another element lies over the node of an action and would take the tap."""


class CaptureFailed(DeviceError):
    """No picture or no tree could be taken."""


class ActionRefused(Exception):
    """The guard refused an action; nothing was touched.

    effect: the class that the action was judged to be; reason: why, in Chinese.
    """

    def __init__(self, effect: Effect, reason: str) -> None:
        self.effect = effect
        self.reason = reason
        super().__init__(reason)


class HeldBack(ActionRefused):
    """A touch that only looks was made, and what it would have changed was not sent.

    The screen may be another one by now (the app says that the network failed).
    """
