"""What an Android widget is to a person: class names and input types in the model's words.

Sources: Android's `AccessibilityNodeInfo.getClassName` (framework widgets report their own
framework class, custom views the nearest one or their own), Chromium's
`AccessibilityNodeInfo.chromeRole` extra for the contents of a WebView, and the constants of
`android.text.InputType`.
"""

from __future__ import annotations

from devices.model import Role

_BY_CLASS = {
    "AutoCompleteTextView": Role.FIELD,
    "EditText": Role.FIELD,
    "SearchAutoComplete": Role.FIELD,
    "CheckedTextView": Role.CHECKBOX,
    "CheckBox": Role.CHECKBOX,
    "RadioButton": Role.RADIO,
    "ToggleButton": Role.SWITCH,
    "Switch": Role.SWITCH,
    "SwitchCompat": Role.SWITCH,
    "SwitchMaterial": Role.SWITCH,
    "Spinner": Role.CHOICE,
    "ImageButton": Role.BUTTON,
    "Button": Role.BUTTON,
    "ImageView": Role.IMAGE,
    "Image": Role.IMAGE,
    "TextView": Role.TEXT,
    "Chronometer": Role.TEXT,
    "TextClock": Role.TEXT,
    "Tab": Role.TAB,
    "WebView": Role.FRAME,
    "Dialog": Role.DIALOG,
    "SurfaceView": Role.MEDIA,
    "TextureView": Role.MEDIA,
    "VideoView": Role.MEDIA,
}
_SUFFIXES = sorted(_BY_CLASS, key=len, reverse=True)

_BY_CHROME_ROLE = {
    "alertDialog": Role.DIALOG,
    "audio": Role.MEDIA,
    "button": Role.BUTTON,
    "canvas": Role.CANVAS,
    "checkBox": Role.CHECKBOX,
    "comboBoxSelect": Role.CHOICE,
    "dialog": Role.DIALOG,
    "iframe": Role.FRAME,
    "image": Role.IMAGE,
    "link": Role.LINK,
    "popUpButton": Role.CHOICE,
    "radioButton": Role.RADIO,
    "searchBox": Role.FIELD,
    "switch": Role.SWITCH,
    "tab": Role.TAB,
    "textField": Role.FIELD,
    "video": Role.MEDIA,
}

_PICTURES = ("ImageView", "ImageButton", "Image")
_PROGRESS = ("ProgressBar", "SeekBar", "RatingBar")

_CLASS_MASK, _VARIATION_MASK, _MULTI_LINE = 0x0F, 0xFF0, 0x20000
_TEXT_CLASS, _NUMBER_CLASS = 1, 2
_TEXT_PASSWORDS = (0x80, 0x90, 0xE0)
_NUMBER_PASSWORD = 0x10
_KIND_BY_CLASS = {_NUMBER_CLASS: "number", 3: "tel", 4: "date"}


def role_of(class_name: str, chrome_role: str = "", checkable: bool = False) -> Role:
    """The role of a widget; GROUP for containers and for classes that say nothing."""
    if chrome_role in _BY_CHROME_ROLE:
        return _BY_CHROME_ROLE[chrome_role]
    simple = simple_name(class_name)
    found = next((_BY_CLASS[end] for end in _SUFFIXES if simple.endswith(end)), Role.GROUP)
    return Role.CHECKBOX if checkable and found in {Role.GROUP, Role.TEXT} else found


def simple_name(class_name: str) -> str:
    """`Tab` for `android.app.ActionBar$Tab`, `TextView` for `android.widget.TextView`."""
    return class_name.replace("$", ".").rpartition(".")[2]


def shows_picture(class_name: str, role: Role) -> bool:
    """The widget draws a picture that the tree does not describe."""
    return role is Role.IMAGE or simple_name(class_name).endswith(_PICTURES)


def is_progress(class_name: str) -> bool:
    """A bar or spinner: its `text` is a position (Appium) and no words."""
    return simple_name(class_name).endswith(_PROGRESS)


def kind_of(input_type: int, password: bool, multi_line: bool) -> str:
    """The `Node.kind` of a field from `android.text.InputType` bits (0: not told)."""
    base, variation = input_type & _CLASS_MASK, input_type & _VARIATION_MASK
    secret = (base == _TEXT_CLASS and variation in _TEXT_PASSWORDS) or (
        base == _NUMBER_CLASS and variation == _NUMBER_PASSWORD
    )
    if password or secret:
        return "password"
    if multi_line or (base == _TEXT_CLASS and input_type & _MULTI_LINE):
        return "textarea"
    return _KIND_BY_CLASS.get(base, "text")
