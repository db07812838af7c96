"""The rehearsal hospital: a fictional hospital's patient app, to rehearse audits on.

Everything it shows is made up and says 演练环境.  `Sandbox` starts one beside a test, `serve`
in the foreground, `read_features` / `truth` say what it offers and what is true of it.
"""

from devices.sandbox.features import FeatureError, Features, read_features, truth
from devices.sandbox.run import Sandbox, SandboxError, serve
from devices.sandbox.skins import UnknownSkin, skin_names

__all__ = [
    "FeatureError",
    "Features",
    "Sandbox",
    "SandboxError",
    "UnknownSkin",
    "read_features",
    "serve",
    "skin_names",
    "truth",
]
