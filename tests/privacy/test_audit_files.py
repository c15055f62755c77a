"""The log on a disk that fails: routing goes on, and no record is lost without being counted."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.town import Said
from privacy.records import TERMS, decision, plain
from tsunagari.cli.entry import run
from tsunagari.errors import PrivacyError, UsageError
from tsunagari.privacy import DecisionEvent
from tsunagari.privacy.audit.record import Interruption
from tsunagari.privacy.audit.verifying import verify
from tsunagari.shell.audit_files import Appended, AuditLog
from tsunagari.shell.audit_folder import destroy, read_log
from tsunagari.shell.disk import Disk


class Failing(Disk):
    """A disk whose calls fail as a list of answers says: None goes well, else the error, after a part was written."""

    def __init__(self, answers: list[int | None], part: int = 0) -> None:
        self.answers, self.part = answers, part

    def _ask(self) -> int | None:
        return self.answers.pop(0) if self.answers else None

    def _may(self) -> None:
        if (code := self._ask()) is not None:
            raise OSError(code, os.strerror(code))

    def create(self, path: Path) -> int:
        self._may()
        return super().create(path)

    def reopen(self, path: Path, least: int) -> int:
        self._may()
        return super().reopen(path, least)

    def write(self, handle: int, text: bytes) -> None:
        if (code := self._ask()) is not None:
            os.write(handle, text[: self.part])
            raise OSError(code, os.strerror(code))
        super().write(handle, text)

    def write_at(self, handle: int, text: bytes, offset: int) -> None:
        self._may()
        super().write_at(handle, text, offset)

    def keep(self, handle: int) -> None:
        self._may()
        super().keep(handle)

    def truncate(self, handle: int, size: int) -> None:
        self._may()
        super().truncate(handle, size)

    def keep_names(self, folder: Path) -> None:
        self._may()
        super().keep_names(folder)


CODES = (errno.ENOSPC, errno.EIO, errno.EDQUOT)


@given(st.lists(st.none() | st.sampled_from(CODES), max_size=40), st.integers(0, 200), st.integers(0, 4), st.data())
def test_no_record_is_lost_silently(
    tmp_path_factory: pytest.TempPathFactory, answers: list[int | None], part: int, room: int, data: st.DataObject
) -> None:
    """However the disk fails: what is called kept is there in order, and late and lost ones are counted in the log."""
    folder = tmp_path_factory.mktemp("log")
    sent = [plain(n, data.draw(st.sampled_from(("2026-05", "2026-06")), label="month")) for n in range(12)]
    disk = Failing(answers, part)
    log = AuditLog(folder, TERMS, room=room, disk=disk)
    said = [log.append(record) for record in sent]
    disk.answers = []
    end = data.draw(st.sampled_from(("retry", "close", "append")), label="end")
    if end == "append":
        sent.append(plain(12, "2026-06"))
        said.append(log.append(sent[-1]))
    assert log.retry().code == "kept" if end == "retry" else log.close() == Appended("kept")
    found = verify(read_log(folder))
    assert [one.code for one in found.findings] in ([], ["audit-torn-mark"])
    lost = [record for record, one in zip(sent, said, strict=True) if one.code == "lost"]
    waited = [one for one in said if one.code == "waiting"]
    kept = [record for record in found.records if isinstance(record, DecisionEvent)]
    assert kept == [record for record in sent if record not in lost]
    told = [record for record in found.records if isinstance(record, Interruption)]
    assert (sum(one.late for one in told), sum(one.lost for one in told)) == (len(waited), len(lost))
    late = [record.day for record, one in zip(sent, said, strict=True) if one.code != "kept"]
    assert min((one.since for one in told), default=None) == min(late, default=None)
    assert all(one.reason in {errno.errorcode[code] for code in CODES} for one in said if one.code != "kept")


@pytest.mark.parametrize("at", range(8))
def test_a_month_that_began_badly_and_was_passed_over(tmp_path: Path, at: int) -> None:
    """The first record of a month is lost at any call, the next is of another month: the log stays whole."""
    disk = Failing([])
    with AuditLog(tmp_path, TERMS, room=0, disk=disk) as log:
        log.append(plain(1, "2026-04"))
        disk.answers, disk.part = [*[None] * at, errno.ENOSPC], 30
        said = log.append(plain(2, "2026-05"))
        disk.answers = []
        assert log.append(plain(3, "2026-06")).code == "kept"
    found = verify(read_log(tmp_path))
    assert found.ok
    kept = [plain(1, "2026-04"), *([plain(2, "2026-05")] if said.code == "kept" else []), plain(3, "2026-06")]
    assert [one for one in found.records if isinstance(one, DecisionEvent)] == kept
    with AuditLog(tmp_path, TERMS) as log:
        assert log.append(plain(4, "2026-07")).code == "kept"
    assert verify(read_log(tmp_path)).ok


def test_what_was_kept_survives_a_fault_at_every_call(tmp_path: Path) -> None:
    """Each single call of the system fails once, in turn, and the log is not opened anew in between: still no loss."""
    for at in range(30):
        folder = tmp_path / str(at)
        with AuditLog(folder, TERMS, disk=Failing([*[None] * at, errno.EIO], 5)) as log:
            for number in range(6):
                log.append(plain(number))
        found = verify(read_log(folder))
        assert found.ok
        assert [one for one in found.records if isinstance(one, DecisionEvent)] == [plain(n) for n in range(6)]


LIMITED = """
import resource, signal, sys
from privacy.records import TERMS, plain
from tsunagari.shell.audit_files import AuditLog
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
log = AuditLog(sys.argv[1], TERMS)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, resource.RLIM_INFINITY))
codes = [log.append(plain(n)) for n in range(20)]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(codes[-1].code, codes[-1].waiting, codes[-1].reason, log.append(plain(20)).code)
"""


def test_a_full_disk_of_the_real_system(tmp_path: Path) -> None:
    """With a limit on the size of files a write is cut short by the system itself; afterwards all is there."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "log")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    code, waiting, reason, after = done.stdout.split()
    assert (code, reason, after) == ("waiting", "ENOSPC", "kept") and 0 < int(waiting) < 20
    found = verify(read_log(tmp_path / "log"))
    assert not found.findings
    assert [one for one in found.records if isinstance(one, DecisionEvent)] == [plain(n) for n in range(21)]
    assert any((told.late, told.lost) == (int(waiting), 0) for told in found.records if isinstance(told, Interruption))


@pytest.mark.parametrize("ending", ["append", "retry", "close", "open"])
def test_an_interruption_that_could_not_be_written_is_written_later(tmp_path: Path, ending: str) -> None:
    """The record that waited is kept, the word of it fails: the next record, a retry or the end says it again."""
    disk = Failing([])
    log = AuditLog(tmp_path, TERMS, disk=disk)
    assert log.append(plain(1)).code == "kept"
    disk.answers = [errno.EIO]
    assert log.append(plain(2)).code == "waiting"
    disk.answers = [*[None] * 6, errno.EIO]  # reopened, cut, written, kept and marked; then the interruption fails
    said = log.retry()
    assert (said.code, said.waiting, said.lost, said.reason) == ("waiting", 0, 0, "EIO")
    if ending == "append":
        assert log.append(plain(3)).code == "kept"
    elif ending == "retry":
        assert log.retry() == Appended("kept")
    assert log.close() == Appended("kept")
    with AuditLog(tmp_path, TERMS) as log:
        pass
    records = verify(read_log(tmp_path)).records
    written = plain(3 if ending == "append" else 2)
    told = Interruption(written.day, plain(2).day, 1, 0)
    assert records == (plain(1), plain(2), told, *([written] if ending == "append" else []))


def test_what_is_lost_at_the_end_is_said(tmp_path: Path) -> None:
    """A log that is closed on a full disk says how many records it takes with it; an error on its way is not hidden."""
    disk = Failing([])
    with pytest.raises(UsageError) as refused, AuditLog(tmp_path / "a", TERMS, room=1, disk=disk) as log:
        disk.answers = [errno.ENOSPC] * 99
        assert [log.append(plain(n)).code for n in range(3)] == ["waiting", "lost", "lost"]
    assert (refused.value.code, refused.value.fields) == ("audit-lost", {"count": "3"})
    with pytest.raises(ZeroDivisionError), AuditLog(tmp_path / "b", TERMS, disk=disk) as log:
        disk.answers = [errno.ENOSPC] * 99
        log.append(plain(1))
        raise ZeroDivisionError
    log = AuditLog(tmp_path / "c", TERMS, room=0, disk=disk)
    disk.answers = [errno.ENOSPC] * 99
    log.append(plain(1))
    closed = log.close()
    assert (closed.code, closed.lost) == ("lost", 1)
    assert log.close() == Appended("kept")


@pytest.mark.parametrize("tail", [b"0", b"\0" * 300, b"000000aa \0\0"])
def test_a_torn_tail_is_counted_as_lost(tmp_path: Path, tail: bytes) -> None:
    """What was cut off on opening was never called kept; the log says for good that something is missing."""
    with AuditLog(tmp_path, TERMS) as log:
        log.append(plain(3))
    with (tmp_path / "audit-2026-05.log").open("ab") as segment:
        segment.write(tail)
    with AuditLog(tmp_path, TERMS) as log:
        assert log.dropped == len(tail)
    found = verify(read_log(tmp_path))
    assert not found.findings
    assert found.records == (plain(3), Interruption("2026-05-01", "2026-05-01", 0, 1))


def test_a_torn_tail_on_a_bad_disk_is_counted_with_the_next_record(tmp_path: Path) -> None:
    """Opening goes on where nothing can be written; what was lost is said with the first record that is kept."""
    with AuditLog(tmp_path, TERMS) as log:
        log.append(plain(3))
    with (tmp_path / "audit-2026-05.log").open("ab") as segment:
        segment.write(b"0")
    with AuditLog(tmp_path, TERMS, disk=Failing([errno.ENOSPC] * 2)) as log:
        assert log.append(plain(4)) == Appended("kept")
    kept = verify(read_log(tmp_path)).records
    assert kept == (plain(3), Interruption(plain(4).day, "2026-05-01", 0, 1), plain(4))


def test_a_day_to_come_is_refused(tmp_path: Path) -> None:
    """A wrong clock or instant would hold every later record in its month; tomorrow may be today elsewhere."""
    with AuditLog(tmp_path, TERMS, today=lambda: date(2026, 5, 1)) as log:
        assert log.append(decision("2026-05-02")).code == "kept"
        for day in ("2026-05-03", "2026-06-01", "9999-12-31"):
            with pytest.raises(UsageError) as refused:
                log.append(decision(day))
            assert refused.value.code == "audit-future" and day not in str(refused.value)
        assert log.append(decision("2026-05-01")).code == "kept"
    assert len(verify(read_log(tmp_path)).records) == 2


def test_opening_never_tears_a_mark_that_stands_for_the_end(tmp_path: Path) -> None:
    """Opened, killed while anything is written, opened again: no doubt is left about the tail."""
    with AuditLog(tmp_path, TERMS) as log:
        log.append(plain(1))
    marks = (tmp_path / "mark").read_bytes()
    for _ in range(2):
        AuditLog(tmp_path, TERMS).close()
        assert (tmp_path / "mark").read_bytes() == marks


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second writer is refused by a code, in this process and in a child, until the first is closed."""
    with AuditLog(tmp_path, TERMS) as log:
        with pytest.raises(UsageError) as refused:
            AuditLog(tmp_path, TERMS)
        assert refused.value.code == "audit-busy"
        with pytest.raises(UsageError) as refused:
            destroy(tmp_path, "2026-05")
        assert refused.value.code == "audit-busy"
        log.append(plain(1))
    with AuditLog(tmp_path, TERMS) as log:
        assert log.append(plain(2)) == Appended("kept")
    with pytest.raises(UsageError) as refused:
        log.append(plain(3))
    assert refused.value.code == "audit-closed"


def _child(log: AuditLog, answer: multiprocessing.connection.Connection) -> None:
    try:
        log.append(plain(9))
    except UsageError as refused:
        answer.send(refused.code)
    log.close()


def test_a_forked_child_may_not_write(tmp_path: Path) -> None:
    """A child shares the open file but not the order of records: it is refused, and its close harms nobody."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe()
    with AuditLog(tmp_path, TERMS) as log:
        child = fork.Process(target=_child, args=(log, there))
        child.start()
        child.join()
        assert here.recv() == "audit-busy"
        assert log.append(plain(1)).code == "kept"
        with pytest.raises(UsageError):
            AuditLog(tmp_path, TERMS)


def test_threads_share_a_log(tmp_path: Path) -> None:
    """Records of eight threads are all there, and the chain holds."""
    with AuditLog(tmp_path, TERMS) as log:
        workers = [threading.Thread(target=lambda: [log.append(plain(n)) for n in range(20)]) for _ in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    found = verify(read_log(tmp_path))
    assert not found.findings and len(found.records) == 160


def test_a_log_at_work_can_be_read(tmp_path: Path) -> None:
    """A writer that appends, turns months and destroys them never looks like a loss to a reader."""

    def work() -> None:
        for number in range(40):
            month = f"2026-{number // 5 + 1:02}"
            log.append(plain(number, month))
            if number % 5 == 4 and number > 5:
                log.destroy(f"2026-{number // 5:02}")

    with AuditLog(tmp_path, TERMS) as log:
        log.append(plain(0, "2026-01"))
        writer = threading.Thread(target=work)
        writer.start()
        looks = 0
        while writer.is_alive() or not looks:
            assert verify(read_log(tmp_path)).ok
            looks += 1
        writer.join()
    found = verify(read_log(tmp_path))
    assert not found.findings and len(found.records) == 5


def test_a_month_is_destroyed_and_its_hash_stays(tmp_path: Path) -> None:
    """The newest month cannot go; an older one goes once, by the writer or without one, and the log goes on."""
    with AuditLog(tmp_path, TERMS) as log:
        for month in ("2026-04", "2026-05", "2026-06"):
            assert log.append(plain(1, month)).code == "kept"
        first = log.destroy("2026-04")
        with pytest.raises(UsageError) as refused:
            log.destroy("2026-06")
        assert refused.value.code == "audit-current"
    second = destroy(tmp_path, "2026-05")
    assert not (tmp_path / "audit-2026-05.log").exists() and (first.number, second.number) == (1, 2)
    for month in ("2026-04", "2020-01", "../2026-06"):
        with pytest.raises(UsageError):
            destroy(tmp_path, month)
    with AuditLog(tmp_path, TERMS) as log:
        log.append(plain(2, "2026-07"))
    found = verify(read_log(tmp_path), expected=first.last)
    assert not found.findings and len(found.records) == 2


def test_a_destruction_that_was_stopped_is_finished(tmp_path: Path) -> None:
    """Declared but still there is a note; a torn declaration is none; destroying again ends it."""
    with AuditLog(tmp_path, TERMS) as log:
        for month in ("2026-04", "2026-05"):
            log.append(plain(1, month))
    text = (tmp_path / "audit-2026-04.log").read_bytes()
    destroy(tmp_path, "2026-04")
    (tmp_path / "audit-2026-04.log").write_bytes(text)
    assert [one.code for one in verify(read_log(tmp_path)).findings] == ["audit-still-there"]
    ledger = (tmp_path / "destroyed.log").read_bytes()
    destroy(tmp_path, "2026-04")
    assert (tmp_path / "destroyed.log").read_bytes() == ledger
    (tmp_path / "audit-2026-04.log").write_bytes(text)
    (tmp_path / "destroyed.log").write_bytes(ledger[:50])
    assert [one.code for one in verify(read_log(tmp_path)).findings] == ["audit-torn-tail"]
    destroy(tmp_path, "2026-04")
    assert (tmp_path / "destroyed.log").read_bytes() == ledger
    assert not verify(read_log(tmp_path)).findings


def test_a_start_that_was_torn_begins_anew(tmp_path: Path) -> None:
    """A writer killed in the first line of a month leaves no record of it; the month then begins with its number."""
    with AuditLog(tmp_path, TERMS) as log:
        log.append(plain(1, "2026-04"))
        log.append(plain(1, "2026-05"))
    (tmp_path / "audit-2026-06.log").write_bytes(b"000000")
    destroy(tmp_path, "2026-04")
    destroy(tmp_path, "2026-05")
    with AuditLog(tmp_path, TERMS) as log:
        assert log.dropped == 6
        assert log.append(plain(1, "2026-06")).code == "kept"
    assert not verify(read_log(tmp_path)).findings


def test_a_damaged_log_is_not_added_to(tmp_path: Path) -> None:
    """What does not verify is refused, and left as it is."""
    with AuditLog(tmp_path, TERMS) as log:
        log.append(plain(1))
    segment = tmp_path / "audit-2026-05.log"
    text = segment.read_bytes().replace(b"answered", b"no-rule\n")
    segment.write_bytes(text)
    with pytest.raises(UsageError) as refused:
        AuditLog(tmp_path, TERMS)
    assert refused.value.code == "audit-damaged" and segment.read_bytes() == text


def test_files_are_for_the_venue_alone(tmp_path: Path) -> None:
    """Nobody else may read what the log writes; a log through a link is refused."""
    with AuditLog(tmp_path / "log", TERMS) as log:
        log.append(plain(1))
    for file in (tmp_path / "log").iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "lock").symlink_to(tmp_path / "log" / "lock")
    with pytest.raises(UsageError) as refused:
        AuditLog(tmp_path / "other", TERMS)
    assert refused.value.code == "unwritable"


def test_only_records_within_the_terms(tmp_path: Path) -> None:
    """A name that nobody listed is refused by its field, and never shown."""
    with AuditLog(tmp_path, TERMS) as log:
        secret = decision("2026-05-01", None, ("架空の名前",))
        with pytest.raises(PrivacyError) as refused:
            log.append(secret)
        with pytest.raises(UsageError):
            log.append("架空の名前")  # type: ignore[arg-type]
    assert refused.value.fields == {"field": "issues"} and "架空" not in str(refused.value)
    assert not list(tmp_path.glob("audit-*"))


def said_by(capsys: pytest.CaptureFixture[str], *words: object) -> Said:
    """What the command line says."""
    capsys.readouterr()
    code = run([str(word) for word in words])
    return Said(code, *capsys.readouterr())


def test_the_command_line_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 for a whole log, with the value to note; 1 for a changed one; 2 where there is none; both languages, JSON."""
    with AuditLog(tmp_path / "log", TERMS) as log:
        log.append(plain(1, "2026-04"))
        log.append(plain(2))
        newest = "sha256:" + log.newest
    whole = said_by(capsys, "audit", "verify", tmp_path / "log", "--chain", newest)
    assert (whole.code, whole.out) == (0, f"正しく続いています: 記録 2、最後の鎖の値 {newest}\n")
    gone = said_by(capsys, "audit", "destroy", tmp_path / "log", "--month", "2026-04", "--lang", "en")
    assert gone.code == 0 and gone.out.startswith("destroyed: 2026-04 (1 records)")
    segment = tmp_path / "log" / "audit-2026-05.log"
    segment.write_bytes(segment.read_bytes()[:-20])
    cut = json.loads(said_by(capsys, "audit", "verify", tmp_path / "log", "--json").out)
    assert cut["ok"] is False and [one["code"] for one in cut["findings"]] == ["audit-torn-tail", "audit-cut"]
    english = said_by(capsys, "audit", "verify", tmp_path / "log", "--lang", "en")
    assert english.code == 1 and "is known to have had at least 2 records" in english.out
    for words in (("verify", tmp_path), ("verify", tmp_path / "none"), ("look", tmp_path / "log")):
        assert said_by(capsys, "audit", *words).code == 2
    assert said_by(capsys, "audit", "verify", tmp_path / "log", "--chain", "abc").code == 2
    assert said_by(capsys, "audit", "destroy", tmp_path / "log").code == 2
    (tmp_path / "photos").mkdir()
    assert said_by(capsys, "audit", "destroy", tmp_path / "photos", "--month", "2026-04").code == 2
    assert not list((tmp_path / "photos").iterdir())
