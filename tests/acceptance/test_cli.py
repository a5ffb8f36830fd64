from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.acceptance.running import DAMAGED, SAMPLES, TABLE, TIDY, jiheng, process


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "table.txt"
    path.parent.mkdir()
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_read_of_a_tidy_table_ends_with_0() -> None:
    ended = jiheng("read", TIDY)
    assert ended.code == 0
    assert json.loads(ended.out)["money_unit"] == "万元"


def test_read_of_a_damaged_table_ends_with_4_and_tells_where() -> None:
    ended = jiheng("read", DAMAGED)
    assert ended.code == 4
    assert f"{DAMAGED}:15:423: error: " in ended.err
    assert "[clipped-cell]" in ended.err


def test_read_says_in_a_line_what_it_read() -> None:
    err = jiheng("read", TIDY).err
    assert err == (
        "1 document · 1 table · 17 rows · 74 indicators · no problem"
        " · every character accounted for\n"
    )


def test_quiet_read_says_nothing() -> None:
    assert jiheng("read", "-q", DAMAGED).err == ""


def test_check_ends_with_1_at_the_severity_of_fail_on() -> None:
    assert jiheng("check", TIDY, "--fail-on", "block").code == 1
    assert jiheng("check", TIDY, "--ignore", "CO003", "--fail-on", "block").code == 0
    assert jiheng("check", TIDY, "--ignore", "CO003", "--fail-on", "must").code == 1
    assert jiheng("check", TIDY, "--fail-on", "never").code == 0


def test_check_ends_with_1_when_anything_should_be_corrected() -> None:
    assert jiheng("check", TIDY, "--ignore", "CO003").code == 1
    assert jiheng("check", TIDY, "--select", "LE007").code == 0


def test_findings_outweigh_a_partial_reading() -> None:
    assert jiheng("check", DAMAGED).code == 1
    assert jiheng("check", DAMAGED, "--fail-on", "never").code == 4


def test_an_unreadable_file_ends_with_3_after_the_others_are_done(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 64)
    ended = jiheng("read", bad, TIDY)
    assert ended.code == 3
    assert str(bad) in ended.err
    assert json.loads(ended.out)["rows"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--no-such-option", TIDY),
        ("raed", TIDY),
        ("read", TIDY, "--format", "docx"),
        ("read", TIDY, "-o", "out.docx"),
        ("read", TIDY, "--max-size", "0"),
        ("check", TIDY, "--profile", "nowhere"),
        ("check", TIDY, "--select", "XX999"),
        ("rule", "XX999"),
        ("write", TIDY, "."),
    ],
    ids=lambda arguments: " ".join(map(str, arguments[:1] + arguments[2:])),
)
def test_wrong_usage_ends_with_2_and_prints_nothing(arguments: tuple[object, ...]) -> None:
    ended = jiheng(*arguments)
    assert (ended.code, ended.out) == (2, b"")
    assert "Error: " in ended.err


def test_a_missing_file_is_named_with_those_like_it() -> None:
    ended = jiheng("read", str(TIDY).replace("keji", "kejj"))
    assert ended.code == 2
    assert f"Did you mean {TIDY}" in ended.err


def test_a_misspelt_command_is_named_with_the_one_like_it() -> None:
    assert "Did you mean check?" in jiheng("chekc", TIDY).err


def test_an_output_in_no_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    ended = jiheng("read", TIDY, "-o", tmp_path / "none" / "x.json")
    assert ended.code == 2
    assert str(tmp_path / "none") in ended.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written_ends_with_73(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert jiheng("read", TIDY, "-o", tmp_path / "x.json").code == 73


def test_jsonl_has_a_line_a_table() -> None:
    ended = jiheng("read", SAMPLES, "--format", "jsonl", "-q")
    departments = [json.loads(line)["department"] for line in ended.text.splitlines()]
    assert len(departments) == 5


def test_json_of_several_documents_is_a_list_in_the_order_of_names() -> None:
    tables = json.loads(jiheng("read", SAMPLES, "-q").out)
    names = [table["source"]["name"] for table in tables]
    assert names == sorted(names)
    assert len(names) == 5


def test_csv_is_printed_as_one_list_of_indicators(table: Path) -> None:
    lines = jiheng("read", table, "--format", "csv").out.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "知晓率" in lines[2]


def test_csv_into_an_archive_is_the_data_package(table: Path) -> None:
    out = table.parent / "package.zip"
    assert jiheng("read", table, "-o", out).code == 0
    assert "datapackage.json" in zipfile.ZipFile(out).namelist()


def test_markdown_holds_the_table(table: Path) -> None:
    assert "| 宣传经费 |" in jiheng("read", table, "--format", "md").text


def test_html_holds_the_table(table: Path) -> None:
    assert "宣传经费" in jiheng("read", table, "--format", "html").text


def test_xlsx_can_be_piped(table: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(jiheng("read", table, "--format", "xlsx").out))
    values = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "宣传经费" in values


def test_the_standard_input_is_read(table: Path) -> None:
    ended = jiheng("read", "-", stdin=table.read_bytes())
    assert ended.code == 0
    assert json.loads(ended.out)["department"] == "某局"


def test_a_document_named_twice_is_read_once(table: Path) -> None:
    ended = jiheng("read", table, table.parent, str(table.parent / "*.txt"))
    assert json.loads(ended.out)["department"] == "某局"


def test_a_folder_as_output_gets_a_file_a_document(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert jiheng("read", SAMPLES, "--format", "jsonl", "-o", f"{out}/", "-q").code == 4
    assert sorted(p.name for p in out.iterdir()) == sorted(
        f"{p.stem}.jsonl" for p in SAMPLES.glob("*.txt")
    )


def test_an_input_is_never_overwritten(table: Path) -> None:
    before = table.read_bytes()
    ended = jiheng("check", table, "-o", table)
    assert ended.code == 2
    assert table.read_bytes() == before


def test_a_folder_of_outputs_never_overwrites_an_input(tmp_path: Path) -> None:
    source = tmp_path / "table.json"
    source.write_bytes(jiheng("read", TIDY).out)
    before = source.read_bytes()
    assert jiheng("read", source, "--format", "json", "-o", tmp_path).code == 2
    assert source.read_bytes() == before


@pytest.mark.parametrize("form", ["json", "sarif", "html", "xlsx", "text"])
def test_check_writes_every_form(form: str, table: Path) -> None:
    out = table.parent / "report"
    ended = jiheng("check", table, "--format", form, "-o", out, "--fail-on", "never")
    assert ended.code == 0
    assert out.stat().st_size > 500


def test_the_suffix_of_the_output_chooses_the_form(table: Path) -> None:
    out = table.parent / "report.sarif"
    jiheng("check", table, "-o", out)
    assert json.loads(out.read_bytes())["version"] == "2.1.0"


def test_select_takes_several_codes_with_commas(table: Path) -> None:
    ended = jiheng("check", table, "--select", "CO,SU", "--select", "RE001", "--format", "json")
    rules = json.loads(ended.out)["reviews"][0]["checked"]
    assert all(rule.startswith(("CO", "SU")) or rule == "RE001" for rule in rules)


def test_write_makes_a_workbook_that_reads_back_the_same(tmp_path: Path) -> None:
    book = tmp_path / "clean.xlsx"
    assert jiheng("write", TIDY, book).code == 0
    first, second = (json.loads(jiheng("read", path).out) for path in (TIDY, book))
    names = [[row["name"] for row in table["rows"]] for table in (first, second)]
    assert names[0] == names[1]


def test_write_tells_what_a_printed_form_cannot_hold(tmp_path: Path) -> None:
    ended = jiheng("write", DAMAGED, tmp_path / "clean.md")
    assert "not held by this form: " in ended.err


def test_write_prints_a_form_by_name(table: Path) -> None:
    assert "| 宣传经费 |" in jiheng("write", table, "-", "--form", "md").text


def test_rule_lists_every_rule() -> None:
    lines = jiheng("rule").text.splitlines()
    assert len(lines) > 60
    assert lines[0].startswith("CO001\t")


def test_rule_explains_a_rule_by_its_name() -> None:
    assert jiheng("rule", "no-indicators").text.startswith("# CO004 ")


def test_rule_lists_a_family() -> None:
    codes = {line.split("\t")[0][:2] for line in jiheng("rule", "arithmetic").text.splitlines()}
    assert codes == {"AR"}


def test_rules_are_data_as_well() -> None:
    assert json.loads(jiheng("rule", "CO004", "--format", "json").out)["code"] == "CO004"


def test_demo_writes_four_files_and_names_them(tmp_path: Path) -> None:
    ended = jiheng("demo", cwd=tmp_path)
    assert ended.code == 0
    for name in ("report.html", "review.xlsx", "tables.xlsx", "tables.json"):
        assert (tmp_path / "out" / name).stat().st_size > 10_000
        assert f"out/{name}" in ended.text
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_demo_twice_leaves_the_same_files(tmp_path: Path) -> None:
    jiheng("demo", cwd=tmp_path)
    first = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    jiheng("demo", cwd=tmp_path)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == first


def test_demo_tells_no_more_than_two_findings_of_a_rule(tmp_path: Path) -> None:
    text = jiheng("demo", "--out", tmp_path, env={"COLUMNS": "120"}).text
    rules = [line.split()[-1] for line in text.splitlines() if line.startswith((" ■", " ▲"))]
    assert len(rules) == 10
    assert max(rules.count(rule) for rule in rules) <= 2


def test_chinese_is_spoken_unless_english_is_asked_for() -> None:
    bare = {"JIHENG_LANG": "", "LC_ALL": "", "LC_MESSAGES": ""}
    assert "用法：" in jiheng("--help", env={**bare, "LANG": "C"}).text
    assert "用法：" in jiheng("--help", env={**bare, "LANG": "zh_CN.UTF-8"}).text
    assert "Usage:" in jiheng("--help", env={**bare, "LANG": "en_GB.UTF-8"}).text
    assert "用法：" in jiheng("--lang", "zh", "--help", env={"JIHENG_LANG": "en"}).text


def test_errors_of_usage_are_chinese_as_well() -> None:
    err = jiheng("read", "--lang", "zh").err
    assert "错误：缺少参数" in err
    assert "Error" not in err


def test_output_is_utf8_whatever_the_locale(table: Path) -> None:
    ended = process(
        "check", table, env={"LC_ALL": "C", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    )
    assert "宣传经费" in ended.text


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_pipe_that_closes_early_is_no_error(command: str) -> None:
    done = _in_shell(f"set -o pipefail; jiheng {command} {SAMPLES} -q | head -c 10")
    assert done.stderr == b""
    assert len(done.stdout) == 10
    assert done.returncode == 141


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_full_disk_is_told_in_a_line(command: str) -> None:
    done = _in_shell(f"jiheng {command} {TIDY} -q > /dev/full")
    assert done.stderr.decode() == "Error: cannot write the output: no space left on the disk\n"
    assert done.returncode == 73


@pytest.mark.parametrize(
    ("line", "code"), [("rule >&-", 0), ("read - <&-", 3), (f"read {DAMAGED} 2>&-", 4)]
)
def test_a_stream_that_was_closed_is_an_empty_one(line: str, code: int) -> None:
    done = _in_shell(f"jiheng {line}")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"defect" not in done.stderr


def _in_shell(line: str) -> subprocess.CompletedProcess[bytes]:
    program = f'jiheng() {{ {sys.executable} -m jiheng_cli "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", program + line],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "JIHENG_LANG": "en"},
    )


# A suite run in the background hands down to its children that interrupts are ignored.
INTERRUPTIBLE = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('jiheng_cli', run_name='__main__')"
)


def test_ctrl_c_ends_with_130_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)
    out = tmp_path / "out.jsonl"
    running = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "read", TIDY, pipe, "-o", out],
        stderr=subprocess.PIPE,
        env={**os.environ, "JIHENG_LANG": "en"},
    )
    while not list(tmp_path.glob(".out.jsonl*.tmp")):
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err.strip() == b"Interrupted. Nothing was left half-written."
    assert [p.name for p in tmp_path.iterdir()] == ["slow.txt"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_end_from_outside_leaves_no_child_and_keeps_what_was_finished(
    tmp_path: Path, number: signal.Signals
) -> None:
    pipe = tmp_path / "slow.txt"
    os.mkfifo(pipe)
    finished = tmp_path / "out" / f"{TIDY.stem}.json"
    running = subprocess.Popen(
        [
            sys.executable,
            "-c",
            INTERRUPTIBLE,
            "read",
            TIDY,
            pipe,
            "-j",
            "2",
            "-o",
            f"{tmp_path}/out/",
        ],
        stderr=subprocess.PIPE,
        env={**os.environ, "JIHENG_LANG": "en"},
    )
    while not finished.exists():
        time.sleep(0.02)
    children = _children(running.pid)
    running.send_signal(number)
    _out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert err.strip() == b"Interrupted. Nothing was left half-written."
    assert children
    assert [child for child in children if (Path("/proc") / child).exists()] == []
    assert list(finished.parent.iterdir()) == [finished]
    assert json.loads(finished.read_bytes())["rows"]


def _children(number: int) -> list[str]:
    lists = Path(f"/proc/{number}/task").glob("*/children")
    return [child for listed in lists for child in listed.read_text().split()]


@pytest.mark.parametrize(("jobs", "patience"), [("1", "0.3"), ("2", "5")])
def test_a_document_that_takes_too_long_is_given_up(
    tmp_path: Path, jobs: str, patience: str
) -> None:
    pipe = tmp_path / "endless.txt"
    os.mkfifo(pipe)
    ended = jiheng("read", pipe, TIDY, "--timeout", patience, "-q", "-j", jobs)
    assert ended.code == 3
    assert f"not done within {patience} seconds" in ended.err
    assert json.loads(ended.out)["rows"]


def test_a_line_break_in_a_missing_name_is_escaped(tmp_path: Path) -> None:
    ended = jiheng("read", tmp_path / "a\nError: forged.txt")
    assert ended.code == 2
    assert "a\\x0aError: forged.txt" in ended.err


def test_a_document_without_tables_gets_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("关于召开会议的通知\n", encoding="utf-8")
    out = tmp_path / "out"
    ended = jiheng("read", tmp_path / "letter.txt", TIDY, "-f", "xlsx", "-o", f"{out}/")
    assert [path.name for path in out.iterdir()] == [f"{TIDY.stem}.xlsx"]
    assert "letter.txt: no table in it, so no file is written." in ended.err


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A folder of which the first documents take longest."""
    folder = tmp_path / "several"
    folder.mkdir()
    row = TABLE.splitlines(keepends=True)[4]
    for number in range(9):
        text = TABLE.replace("某局", f"{number}局") + row * (8 - number) * 20
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "3.txt").write_bytes(b"")
    return folder


@pytest.mark.parametrize("command", ["read", "check"])
def test_several_at_a_time_give_the_same_in_the_same_order(several: Path, command: str) -> None:
    alone, together = (jiheng(command, several, "-j", jobs) for jobs in ("1", "3"))
    assert together == alone


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reports_made_by_several_processes_are_the_same(
    several: Path, tmp_path: Path, language: str
) -> None:
    for jobs in ("1", "2"):
        ended = jiheng(
            "check", several, "-j", jobs, "-o", f"{tmp_path}/{jobs}/", "--lang", language
        )
        assert ended.code == 3
    made = [{p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("1", "2")]
    assert made[0] == made[1]
    assert len(made[0]) == 8


def test_as_many_at_a_time_as_there_are_processors(several: Path) -> None:
    assert jiheng("read", several, "-j", "0", "-q").out == jiheng("read", several, "-q").out


def test_the_standard_input_is_read_beside_others(table: Path) -> None:
    ended = jiheng("read", TIDY, "-", "-j", "2", stdin=table.read_bytes())
    assert [each["department"] for each in json.loads(ended.out)][1] == "某局"


def test_no_traceback_reaches_a_user() -> None:
    broken = "import jiheng_cli.task as b; b.read = lambda *a, **k: 1 / 0; "
    run = "import sys; from jiheng_cli.main import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", broken + run, "read", TIDY],
        capture_output=True,
        check=False,
        env={**os.environ, "JIHENG_LANG": "en"},
        timeout=60,
    )
    assert done.returncode == 70
    assert b"Traceback" not in done.stderr
    assert b"a defect of the program (ZeroDivisionError" in done.stderr


def test_a_workbook_is_not_poured_over_a_terminal(table: Path) -> None:
    ended = _on_terminal("read", str(table), "--format", "xlsx")
    assert "not for a terminal" in ended


def test_rules_are_listed_in_columns_on_a_terminal() -> None:
    listed = _on_terminal("rule", "arithmetic")
    assert "Severity" in listed
    assert "jiheng rule AR001" in listed


def test_a_rule_is_laid_out_on_a_terminal() -> None:
    assert "## " not in _on_terminal("rule", "CO004")


def test_reading_several_documents_shows_progress_on_a_terminal_only(tmp_path: Path) -> None:
    arguments = ("read", str(SAMPLES), "-o", str(tmp_path / "x.json"))
    assert "Reading" in _on_terminal(*arguments)
    assert "Reading" not in jiheng(*arguments).err


def test_a_long_document_shows_its_pages_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "[long].pdf"
    canvas = Canvas(str(path))
    for page in range(1, 41):
        canvas.drawString(100, 700, f"Page {page}")
        canvas.showPage()
    canvas.save()
    shown = _on_terminal("read", str(path), "-o", str(tmp_path / "x.json"))
    assert "[long].pdf" in shown.split("Error")[0]
    assert "/40" in shown


def test_a_control_character_never_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text(TABLE.replace("宣传次数", "宣传\x1b[2J次数") + "\n\x1b]0;x\x07尾注\n")
    shown = _on_terminal("check", str(path), "--full")
    assert "宣传" in shown
    assert "\x1b[2J" not in shown
    assert "\x1b]0;" not in shown


def _on_terminal(*arguments: str) -> str:
    """Return what a run writes to a terminal."""
    controller, terminal = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "jiheng_cli", *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "JIHENG_LANG": "en", "COLUMNS": "100"},
    )
    os.close(terminal)
    pieces = []
    while True:
        try:
            piece = os.read(controller, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    running.wait(timeout=30)
    os.close(controller)
    return b"".join(pieces).decode("utf-8")


def test_help_is_quick() -> None:
    best = min(_seconds("--help") for _run in range(5))
    assert best < 0.3


def _seconds(*arguments: str) -> float:
    begun = time.perf_counter()
    process(*arguments)
    return time.perf_counter() - begun
