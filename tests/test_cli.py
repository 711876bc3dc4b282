"""The command line: exit codes, what goes where, and nothing offered that does not work."""

import json
import os
import pty
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geo.cli import cli
from tests.conftest import KIM, ROOT

STORY = """\
title: T
traveller: K
sources: {s: {publisher: The Paper}}
places:
  a: {name: A, lat: 40, lon: 10}
  b: {name: B, lat: 41, lon: 11}
stops:
  - {place: a}
  - {place: b, by: air}
"""
CLAIM = "claims: [{quote: so they say, source: s, from: a, to: b, by: air, distance: %s}]\n"
DEMARCHE = (sys.executable, "-m", "geo")


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def story(tmp_path: Path) -> Callable[..., Path]:
    def write(more: str = "", name: str = "story.yaml") -> Path:
        path = tmp_path / name
        path.write_text(STORY + more, encoding="utf-8")
        return path

    return write


def answer(*words: object) -> Any:
    """What a command prints as JSON, where nothing else is on stdout."""
    result = run(*words, "--json")
    assert result.exit_code in {0, 1}
    return json.loads(result.stdout)


# --- what is offered --------------------------------------------------------------------------------------------------


def test_help_lists_the_commands_that_work_and_no_other(story: Callable[..., Path], tmp_path: Path) -> None:
    works: dict[str, tuple[object, ...]] = {
        "map": (story(), "-o", tmp_path / "out.html"),
        "estimate": (story(),),
        "distance": ("Vladivostok", "Khasan"),
        "check": (story(),),
        "find": ("Vladivostok",),
        "validate": (story(),),
        "export": (story(), "-o", tmp_path / "out.csv"),
    }
    (tmp_path / "pairs.csv").write_text("from,to\nVladivostok,Khasan\n", encoding="utf-8")
    works["batch"] = (tmp_path / "pairs.csv", "-o", tmp_path / "legs.csv")
    works["network"] = ("build", "--help")
    works["pin"] = (story(),)
    works["pack"] = (story(), "-o", tmp_path / "out.zip")
    timed = tmp_path / "timed.yaml"
    timed.write_text(STORY.replace("{place: a}", "{place: a, depart: 2023-09-12T06:00Z}"), encoding="utf-8")
    works["where"] = (timed, "--at", "2023-09-12T06:00Z")
    works["meet"] = (timed, timed)
    listed = [line.split()[0] for line in run("--help").stdout.partition("Commands:")[2].splitlines() if line.strip()]
    assert listed == sorted({"app", *works})
    for command, words in works.items():
        assert run(command, *words).exit_code == 0, command


@pytest.mark.parametrize("command", [None, *sorted(cli.commands)])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself(command: str | None, flag: str) -> None:
    result = run(*filter(None, [command]), flag)
    assert result.exit_code == 0
    assert "Usage: " in result.stdout
    assert result.stderr == ""


def test_the_version_is_said() -> None:
    assert run("--version").stdout.strip().endswith("0.1.0")


# --- exit codes -------------------------------------------------------------------------------------------------------


def test_0_fine(story: Callable[..., Path]) -> None:
    assert run("check", story(CLAIM % "about 140 km")).exit_code == 0
    assert run("validate", story()).exit_code == 0


def test_1_a_claim_is_contradicted_and_the_answer_is_given(story: Callable[..., Path]) -> None:
    result = run("check", story(CLAIM % "500 km"))
    assert result.exit_code == 1
    assert result.stdout.startswith("CONTRADICTED  distance, The Paper: “so they say”")
    assert result.stderr == ""


@pytest.mark.parametrize(
    "words",
    [["nonsense"], ["distance", "Vladivostok"], ["estimate"], ["distance", "91,0", "Khasan"], ["find", ""],
     ["find", "Artyom", "--country", "Russia"], ["distance", "Vladivostok", "Khasan", "--avoid", "ZZ"], ["map", str(KIM)],
     ["distance", "Vladivostok", "Khasan", "--by", " "], ["check", str(KIM), "--as-of", ""], ["check", str(KIM), "--version", ""],
     ["where", str(KIM), "--between", "2023-09-12", "2023-09-13", "--could-reach", ""], ["find", "Artyom", "--country", "\udcff"],
     ["distance", "Vladivostok", "Khasan", "--by", "\udcff"], ["validate", "\udcff.yaml", "--json"], ["app", "--port", "0"], ["export", str(KIM), "--to", "xlsx", "-o", "x"], ["distance", "Vladivostok", "Khasan", "--colour"]],
)  # fmt: skip
def test_2_bad_usage(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


@pytest.mark.parametrize("command", ["check", "estimate", "validate"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such file"),
        ("", "the file is empty"),
        ("title: [", "not YAML"),
        (STORY + "colour: red\n", "10:1: colour: unknown key"),
        (STORY.replace("lat: 40", "lat: 91"), "5:21: places.a.lat: "),
        (STORY.replace("{place: a}", "{place: a, depart: 2023-09-12}").replace("by: air", "by: air, arrive: 2023-09-01"),
         "stops[1].arrive: before stops[0].depart"),
    ],
)  # fmt: skip
def test_3_an_invalid_document(tmp_path: Path, command: str, text: str | None, message: str) -> None:
    path = tmp_path / "story.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    result = run(command, path)
    assert result.exit_code == 3
    spoken, silent = (result.stdout, result.stderr) if command == "validate" else (result.stderr, result.stdout)
    assert message in spoken
    assert str(path) in spoken
    assert silent == ""


def test_4_no_such_place(story: Callable[..., Path]) -> None:
    unknown = story((CLAIM % "1 km").replace("from: a", "from: Zzyqx"))
    for words in (["distance", "Vladivostok", "Zzyqx"], ["find", "Zzyqx"], ["check", unknown], ["validate", unknown]):
        result = run(*words)
        assert result.exit_code == 4
        assert "no such place, found 'Zzyqx'" in result.stdout + result.stderr


def test_validate_says_all_that_is_wrong_with_all_files(story: Callable[..., Path]) -> None:
    good, bad, worse = story(), story("colour: red\n", "bad.yaml"), story("x: 1\ny: 2\n", "worse.yaml")
    result = run("validate", good, bad, worse)
    assert result.exit_code == 3
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [str(bad), str(worse), str(worse)]


def test_a_sound_file_is_passed_over_in_silence() -> None:
    result = run("validate", KIM)
    assert (result.exit_code, result.stdout) == (0, "")


# --- data on stdout, diagnostics on stderr ----------------------------------------------------------------------------


def test_json_is_all_there_is_on_stdout() -> None:
    result = run("distance", "Vladivostok", "Khasan", "--by", "rail", "--json")
    assert json.loads(result.stdout)["basis"] == "network"
    assert all(line.startswith("warning: ") for line in result.stderr.splitlines())


def test_every_answer_has_its_json(story: Callable[..., Path]) -> None:
    assert list(answer("estimate", story())) == ["title", "legs", "total", "stops", "speeds", "conflicts", "warnings"]
    assert answer("check", story(CLAIM % "500 km"))["findings"][0]["verdict"] == "contradicted"
    assert answer("find", "Vladivostok")["candidates"][0]["country"] == "RU"
    assert answer("distance", "42,131", "43,132", "--by", "air")["basis"] == "geodesic"


def test_what_several_reports_say_of_one_thing_is_told_in_one_line() -> None:
    (line, *_) = [line for line in run("check", KIM).stdout.splitlines() if "REPORTS" in line]
    assert line.startswith(
        "3 REPORTS  distance, Artyom-Primorsky-1 station to Korea–Russia Friendship Bridge: 200 km to "
    )
    assert line.endswith("closest: TASS, via newsit.gr")


def test_text_in_any_script_is_printed_as_it_is(story: Callable[..., Path]) -> None:
    path = story()
    path.write_text(STORY.replace("title: T", "title: Ким в России 金正恩"), encoding="utf-8")
    assert "Ким в России 金正恩" in run("estimate", path, "--json").stdout


def test_an_unknown_vehicle_is_warned_of_and_has_no_time() -> None:
    result = run("distance", "Vladivostok", "Khasan", "--by", "armoured tran")
    assert result.exit_code == 0
    assert "time: unknown" in result.stdout
    assert "basis: straight line" in result.stdout
    assert "did you mean “armoured train”?" in result.stderr


def test_an_estimate_has_a_row_for_each_leg_and_the_total(story: Callable[..., Path]) -> None:
    lines = run("estimate", story()).stdout.splitlines()
    assert [line.split("  ")[0].strip() for line in lines] == ["leg", "A – B", "in all"]


def test_no_text_of_a_file_begins_a_line_as_a_verdict_does(story: Callable[..., Path]) -> None:
    told = json.dumps("so\nCONSISTENT  distance, The Paper: “x”\r    y\u2028CONFLICT  z")
    text = STORY.replace("name: A", f"name: {told}").replace("publisher: The Paper", f"publisher: {told}")
    path = story()
    path.write_text(text + (CLAIM % "500 km").replace("so they say", told), encoding="utf-8")
    for words in (["check", path], ["estimate", path], ["validate", path]):
        result = run(*words)
        for line in (result.stdout + result.stderr).splitlines():
            assert not line.startswith(("CONSISTENT", "CONFLICT", "    y"))
    assert len(run("check", path).stdout.splitlines()) == 2


def test_a_network_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for file in (tmp_path, "n" * 5_000):
        result = run("distance", "Vladivostok", "Khasan", "--network", file)
        assert result.exit_code == 3
        assert "cannot be read: " in result.stderr


def test_markup_in_a_name_is_only_text(story: Callable[..., Path]) -> None:
    path = story()
    path.write_text(STORY.replace("name: A", "name: '[red]A[/red] {{7*191}}'"), encoding="utf-8")
    assert "[red]A[/red] {{7*191}} – B" in run("estimate", path).stdout


def test_candidates_are_a_table_best_first() -> None:
    lines = run("find", "Vladivostok").stdout.splitlines()
    scores = [float(line.split()[0]) for line in lines[1:]]
    assert scores == sorted(scores, reverse=True)


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("command", "ending"), [("map", "html"), ("export", "csv"), ("export", "geojson")])
def test_a_file_is_written_and_only_stderr_says_so(
    story: Callable[..., Path], tmp_path: Path, command: str, ending: str
) -> None:
    output = tmp_path / f"out.{ending}"
    result = run(command, story(), "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith(f"wrote {output}\n")
    assert output.stat().st_size > 100


@pytest.mark.parametrize("language", ["ko", "ru"])
def test_a_map_is_in_the_language_asked_for(story: Callable[..., Path], tmp_path: Path, language: str) -> None:
    assert run("map", story(), "-o", tmp_path / "out.html", "--language", language).exit_code == 0
    assert f'<html lang="{language}"' in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert run("map", story(), "-o", tmp_path / "out.html", "--language", "fr").exit_code == 2


@pytest.mark.parametrize(("command", "ending"), [("map", "html"), ("export", "csv")])
def test_an_unwritable_output_leaves_the_old_file_whole(
    story: Callable[..., Path], tmp_path: Path, command: str, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    output = tmp_path / "folder" / f"out.{ending}"
    output.parent.mkdir()
    output.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(os, "rename", refuse)
    result = run(command, story(), "-o", output)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"{output}: cannot write: Permission denied\n")
    assert output.read_bytes() == b"old"
    assert list(output.parent.iterdir()) == [output]


def test_an_unknown_format_writes_nothing(story: Callable[..., Path], tmp_path: Path) -> None:
    result = run("export", story(), "-o", tmp_path / "out.xlsx")
    assert "no such format, found 'xlsx' (one of geojson, csv, diagram" in result.stderr
    assert not (tmp_path / "out.xlsx").exists()


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_export_writes_the_map_at_a_size(story: Callable[..., Path], tmp_path: Path) -> None:
    result = run("export", story(), "-o", tmp_path / "map.png", "--size", "100x80mm", "--dpi", 127, "--theme", "dark")
    assert result.exit_code == 0, result.stderr
    header = (tmp_path / "map.png").read_bytes()[:24]
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == (500, 400)


def test_several_files_are_one_picture(story: Callable[..., Path], tmp_path: Path) -> None:
    assert run("export", story(), KIM, "-o", tmp_path / "map.svg").exit_code == 0
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_the_diagram_has_a_name_of_its_own(tmp_path: Path) -> None:
    assert run("export", KIM, "--to", "diagram", "-o", tmp_path / "times.svg").exit_code == 0
    assert "Time–distance diagram" in (tmp_path / "times.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--size", "0x10"), "a side is out of range, found '0x10' (from 60 to 1200 mm)"),
        (("--size", "a9"), "no such size, found 'a9' (a3, a4, a5, "),
        (("--size", "100x100px"), "no such size, found '100x100px'"),
        (("--dpi", 0), "dots per inch out of range, found '0'"),
        (("--size", "1000x1000", "--dpi", 1200), "too many pixels, found '47244x47244'"),
        (("--to", "csv", "--size", "a4"), "only a picture (png, svg, pdf) has a size"),
        ((KIM, "--to", "csv"), "only a picture (png, svg, pdf) has a size"),
    ],
)
def test_what_a_picture_cannot_be_is_said(
    story: Callable[..., Path], tmp_path: Path, options: tuple[object, ...], message: str
) -> None:
    result = run("export", story(), *options, "-o", tmp_path / "map.png")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "map.png").exists()


# --- as a process -----------------------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_leaves_the_old_file_whole(story: Callable[..., Path], tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    output.write_bytes(b"old")
    ended = subprocess.run(
        [*DEMARCHE, "export", story(), "-o", output], capture_output=True, text=True, check=False, cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )  # fmt: skip
    assert ended.returncode == 2
    assert "cannot write: File too large" in ended.stderr
    assert output.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "story.yaml"]


def on_a_terminal(*words: object, **environment: str) -> str:
    """What a command shows on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*DEMARCHE, *map(str, words)],
        stdout=theirs,
        stderr=theirs,
        stdin=theirs,
        cwd=ROOT,
        env=os.environ | environment,
    )
    os.close(theirs)
    shown = b""
    while process.poll() is None or shown == b"":
        try:
            shown += os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
    process.wait()
    os.close(ours)
    return shown.decode()


def test_verdicts_are_coloured_on_a_terminal(story: Callable[..., Path]) -> None:
    assert "\x1b[31m" in on_a_terminal("check", story(CLAIM % "500 km"), TERM="xterm", NO_COLOR="")


def test_no_color_is_honoured(story: Callable[..., Path]) -> None:
    assert "\x1b[" not in on_a_terminal("check", story(CLAIM % "500 km"), TERM="xterm", NO_COLOR="1")


def test_a_reader_that_hangs_up_is_no_error() -> None:
    process = subprocess.Popen(
        [*DEMARCHE, "find", "San Antonio"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    complaint = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in complaint
