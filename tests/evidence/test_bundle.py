"""Sealing, and finding every kind of tampering, in a folder and in a ZIP of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.bundle import RunFacts, Sealed, seal
from evidence.manifest import MANIFEST, SEAL, danger_of, read_manifest, write_manifest
from evidence.model import SealError
from evidence.verify import ProblemKind, verify

FACTS = RunFacts(
    hospital="demo",
    edition="beijing-2022",
    edition_sha256="a" * 64,
    profile_sha256="b" * 64,
    tool_version="0.1.0",
    simulated=True,
)
PAYLOAD = {
    "scorecard.json": b"{}\n",
    "evidence/main-00001.json": b'{"id": 1}\n',
    "evidence/pictures/aa.png": bytes(range(256)) * 50,
    "空的 名字.txt": b"",
}


def fill(folder: Path) -> Path:
    for name, data in PAYLOAD.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = fill(tmp_path / "run")
    seal(folder, FACTS)
    return folder


def zipped(folder: Path, inside: str = "") -> Path:
    target = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(folder.rglob("*")):
            package.write(path, inside + path.relative_to(folder).as_posix())
    return target


def found(bundle: Path, fingerprint: str = "") -> set[tuple[ProblemKind, str]]:
    return {(one.kind, one.path) for one in verify(bundle, fingerprint=fingerprint)}


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def forge_manifest(bundle: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the manifest and mend the seal, as a skilled forger would."""
    rewrite(bundle / MANIFEST, change)
    body = json.loads((bundle / SEAL).read_bytes())
    body["manifest_sha256"] = hashlib.sha256((bundle / MANIFEST).read_bytes()).hexdigest()
    (bundle / SEAL).write_text(json.dumps(body))


def test_a_sealed_folder_is_whole_also_as_a_zip(bundle: Path) -> None:
    assert verify(bundle) == []
    assert verify(zipped(bundle)) == []
    assert verify(zipped(bundle, "2026-run/")) == []


def test_the_seal_tells_what_was_audited(tmp_path: Path) -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    made = seal(fill(tmp_path), FACTS, clock=lambda: noon)
    body = json.loads((tmp_path / SEAL).read_bytes())
    assert body["run"] == FACTS.model_dump()
    assert body["oxum"] == f"{sum(map(len, PAYLOAD.values()))}.{len(PAYLOAD)}"
    assert body["items"] == 1
    assert body["time"] == "2026-11-22T12:00:00+00:00"
    assert made.fingerprint == hashlib.sha256((tmp_path / SEAL).read_bytes()).hexdigest()
    assert body["manifest_sha256"] == hashlib.sha256((tmp_path / MANIFEST).read_bytes()).hexdigest()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not on this machine")
def test_the_manifest_is_what_sha256sum_reads(bundle: Path) -> None:
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", MANIFEST], cwd=bundle, check=True)


def test_sealing_twice_is_refused_and_changes_nothing(bundle: Path) -> None:
    before = (bundle / SEAL).read_bytes()
    with pytest.raises(SealError, match="只能封存一次"):
        seal(bundle, FACTS)
    assert (bundle / SEAL).read_bytes() == before


def test_everything_that_hinders_sealing_is_said_at_once(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "review").mkdir()
    (tmp_path / "link").symlink_to("/etc/hostname")
    (tmp_path / "a\\b").write_bytes(b"")
    (tmp_path / "two\nlines").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SealError) as raised:
        seal(tmp_path, FACTS)
    for name in ("review", "link", "a\\\\b", "two\\nlines", "pipe"):
        assert name in str(raised.value)
    assert not (tmp_path / MANIFEST).exists()
    assert not (tmp_path / SEAL).exists()


@pytest.mark.parametrize("made", [True, False])
def test_an_empty_or_missing_folder_is_not_sealed(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "run"
    if made:
        folder.mkdir()
    with pytest.raises(SealError):
        seal(folder, FACTS)
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.mark.parametrize("failing", [1, 2])
def test_a_disk_that_fails_leaves_no_half_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    fill(tmp_path)
    real, calls = os.fsync, 0

    def fail(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        seal(tmp_path, FACTS)
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == set(
        PAYLOAD
    )
    assert isinstance(seal(tmp_path, FACTS), Sealed)
    assert verify(tmp_path) == []


def check_both(bundle: Path, expected: set[tuple[ProblemKind, str]]) -> None:
    """The folder and a ZIP of it have exactly these problems."""
    assert found(bundle) == expected
    assert found(zipped(bundle)) == expected


def test_missing_extra_and_changed_are_told_apart(bundle: Path) -> None:
    (bundle / "scorecard.json").unlink()
    (bundle / "evidence/main-00002.json").write_bytes(b"{}")
    rewrite(bundle / "evidence/pictures/aa.png", lambda data: data[:-1] + b"!")
    check_both(
        bundle,
        {
            (ProblemKind.MISSING, "scorecard.json"),
            (ProblemKind.EXTRA, "evidence/main-00002.json"),
            (ProblemKind.CHANGED, "evidence/pictures/aa.png"),
        },
    )


def test_a_renamed_file_is_missing_and_extra(bundle: Path) -> None:
    (bundle / "scorecard.json").rename(bundle / "Scorecard.json")
    check_both(
        bundle,
        {(ProblemKind.MISSING, "scorecard.json"), (ProblemKind.EXTRA, "Scorecard.json")},
    )


@given(st.sampled_from(sorted(PAYLOAD)), st.data())
@settings(max_examples=25, deadline=None)
def test_any_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    folder = fill(tmp_path_factory.mktemp("run"))
    seal(folder, FACTS)
    old = PAYLOAD[name]
    new = data.draw(st.binary(max_size=40).filter(lambda other: other != old))
    if len(old) > 1 and data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(old) - 1))
        new = old[:place] + bytes([old[place] ^ 1]) + old[place + 1 :]
    times = (folder / name).stat()
    (folder / name).write_bytes(new)
    os.utime(folder / name, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert found(folder) == {(ProblemKind.CHANGED, name)}


def test_decisions_may_be_added_but_nothing_else_of_that_name(bundle: Path) -> None:
    (bundle / "review").mkdir()
    (bundle / "review/0001.json").write_bytes(b"{}")
    check_both(bundle, set())
    (bundle / "evidence/review").mkdir()
    (bundle / "evidence/review/0001.json").write_bytes(b"{}")
    (bundle / "review.json").write_bytes(b"{}")
    check_both(
        bundle,
        {(ProblemKind.EXTRA, "evidence/review/0001.json"), (ProblemKind.EXTRA, "review.json")},
    )


@pytest.mark.parametrize("name", [MANIFEST, SEAL])
def test_a_bundle_without_manifest_or_seal_is_unsealed(bundle: Path, name: str) -> None:
    (bundle / name).unlink()
    assert (ProblemKind.UNSEALED, name) in found(bundle)
    assert (ProblemKind.UNSEALED, name) in found(zipped(bundle, "top/"))


def test_a_run_that_was_never_sealed_is_not_whole(tmp_path: Path) -> None:
    problems = found(fill(tmp_path))
    assert problems == {(ProblemKind.UNSEALED, MANIFEST), (ProblemKind.UNSEALED, SEAL)}


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense\n",
        b"\n",
        b"d41d8cd98f00b204e9800998ecf8427e  scorecard.json\n",
        b"A" * 64 + b"  scorecard.json\n",
        b"a" * 64 + b" *scorecard.json\n",
        b"a" * 64 + b"  ../outside\n",
        b"a" * 64 + b"  /etc/passwd\n",
        b"a" * 64 + b"  C:/windows\n",
        b"a" * 64 + b"  a\\b\n",
        b"a" * 64 + b"  ./scorecard.json\n",
        b"a" * 64 + b"  evidence//x\n",
        b"a" * 64 + b"  seal.json\n",
        b"a" * 64 + b"  review/0001.json\n",
        b"a" * 64 + b"  scorecard.json\n",
        b"\xff\xfe\n",
    ],
)
def test_every_unusable_line_is_named(bundle: Path, line: bytes) -> None:
    forge_manifest(bundle, lambda data: data + line)
    last = len(PAYLOAD) + 1
    assert (ProblemKind.BAD_LINE, f"{MANIFEST} 第{last}行") in found(bundle)
    assert (ProblemKind.BAD_LINE, f"{MANIFEST} 第{last}行") in found(zipped(bundle))


def test_an_emptied_manifest_is_noticed(bundle: Path) -> None:
    forge_manifest(bundle, lambda _: b"")
    assert (ProblemKind.BAD_LINE, MANIFEST) in found(bundle)
    assert (ProblemKind.EXTRA, "scorecard.json") in found(bundle)


def test_a_manifest_that_does_not_fit_the_seal_is_noticed(bundle: Path) -> None:
    (bundle / "new.txt").write_bytes(b"new")
    digest = hashlib.sha256(b"new").hexdigest()
    rewrite(bundle / MANIFEST, lambda data: data + f"{digest}  new.txt\n".encode())
    check_both(bundle, {(ProblemKind.BAD_SEAL, SEAL)})


def test_counts_that_do_not_fit_are_noticed(bundle: Path) -> None:
    (bundle / "scorecard.json").unlink()
    forge_manifest(bundle, lambda data: drop(data, b"scorecard.json"))
    check_both(bundle, {(ProblemKind.BAD_SEAL, SEAL)})


def drop(manifest: bytes, name: bytes) -> bytes:
    return b"".join(line for line in manifest.splitlines(True) if name not in line)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body | {"algorithm": "md5"},
        lambda body: body | {"extra": 1},
        lambda body: {key: body[key] for key in body if key != "oxum"},
        lambda body: body | {"manifest_sha256": "0" * 64},
        lambda body: body | {"oxum": "1.1"},
        lambda body: [body],
    ],
)
def test_a_changed_seal_is_noticed(
    bundle: Path, change: Callable[[dict[str, object]], object]
) -> None:
    rewrite(bundle / SEAL, lambda data: json.dumps(change(json.loads(data))).encode())
    check_both(bundle, {(ProblemKind.BAD_SEAL, SEAL)})


def test_sealing_anew_after_a_change_is_noticed_by_the_fingerprint(tmp_path: Path) -> None:
    folder = fill(tmp_path / "run")
    noted = seal(folder, FACTS).fingerprint
    assert verify(folder, fingerprint=noted) == []
    rewrite(folder / "scorecard.json", lambda _: b'{"total": 100}')
    for name in (MANIFEST, SEAL):
        (folder / name).unlink()
    seal(folder, FACTS)
    assert verify(folder) == []
    assert found(folder, noted) == {(ProblemKind.BAD_SEAL, SEAL)}


def test_a_link_in_place_of_a_file_is_not_followed(bundle: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(PAYLOAD["scorecard.json"])
    (bundle / "scorecard.json").unlink()
    (bundle / "scorecard.json").symlink_to(outside)
    (bundle / "more").symlink_to(tmp_path)
    assert found(bundle) == {
        (ProblemKind.DANGEROUS, "scorecard.json"),
        (ProblemKind.MISSING, "scorecard.json"),
        (ProblemKind.DANGEROUS, "more"),
    }


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "C:/evil", "a\\evil"])
def test_dangerous_names_in_a_zip_are_named(bundle: Path, name: str) -> None:
    target = zipped(bundle)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(name, b"evil")
    assert found(target) == {(ProblemKind.DANGEROUS, name)}


def test_a_file_twice_in_a_zip_is_noticed(bundle: Path) -> None:
    target = zipped(bundle)
    with zipfile.ZipFile(target, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("scorecard.json", b"other")
    assert found(target) == {
        (ProblemKind.DANGEROUS, "scorecard.json"),
        (ProblemKind.MISSING, "scorecard.json"),
    }


def test_a_damaged_zip_is_noticed(bundle: Path) -> None:
    target = zipped(bundle)
    whole = target.read_bytes()
    place = whole.index(b"evidence/pictures/aa.png") + 60
    target.write_bytes(whole[:place] + bytes(20) + whole[place + 20 :])
    assert (ProblemKind.UNREADABLE, "evidence/pictures/aa.png") in found(target)
    target.write_bytes(whole[: len(whole) // 2])
    assert {kind for kind, _ in found(target)} == {ProblemKind.NO_BUNDLE}


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_no_flipped_byte_of_a_zip_passes_for_a_change_or_breaks_the_check(
    bundle: Path, flip: int
) -> None:
    target = zipped(bundle)
    whole = target.read_bytes()
    for place in range(flip % 3, len(whole), 3):
        damaged = whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :]
        target.write_bytes(damaged)
        if not verify(target):  # then only the ZIP's own bookkeeping was hit
            with zipfile.ZipFile(target) as package:
                assert {name: package.read(name) for name in PAYLOAD} == PAYLOAD


def test_what_is_no_bundle_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("hello")
    for path in (tmp_path / "nothing", tmp_path / "text.zip"):
        (problem,) = verify(path)
        assert problem.kind is ProblemKind.NO_BUNDLE
        assert "不是证据包" in str(problem)


def test_a_file_that_cannot_be_read_is_named(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(path: Path, *args: Any, **more: Any) -> Any:
        if path.name == "scorecard.json":
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert found(bundle) == {(ProblemKind.UNREADABLE, "scorecard.json")}


names = st.text(st.sampled_from("ab./\\: 名"), min_size=1, max_size=12)


@given(st.dictionaries(names.filter(lambda name: not danger_of(name)), st.binary(max_size=8)))
def test_a_manifest_reads_back_what_was_written(payload: dict[str, bytes]) -> None:
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in payload.items()}
    entries, bad = read_manifest(write_manifest(sums.items()))
    assert not bad
    assert {entry.path: entry.sha256 for entry in entries} == sums


@given(st.binary(max_size=300))
def test_any_bytes_as_a_manifest_are_judged(data: bytes) -> None:
    entries, bad = read_manifest(data)
    assert not entries
    assert bool(bad) == bool(data)
