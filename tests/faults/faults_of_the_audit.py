"""Faults of the audit log: what is changed, lost or silently dropped must be noticed."""

from __future__ import annotations

from faults.plant import Fault

LAWS = ("tests/privacy/test_audit_laws.py",)
FILES = ("tests/privacy/test_audit_files.py",)
KILLS = ("tests/privacy/test_kills.py",)

FAULTS = (
    Fault("the chain forgets what came before", "privacy/audit/chain.py",
          "sha256(bytes.fromhex(previous) + b", "sha256(b", LAWS),
    Fault("a wrong chain value is taken", "privacy/audit/chain.py",
          "if _linked(previous, payload) != head[3].decode():", "if False:", LAWS),
    Fault("a beginning of anything is a torn line", "privacy/audit/chain.py",
          'return "torn" if _could_begin(text[start:]) else "broken-record"', 'return "torn"', LAWS),
    Fault("a torn line is as good as whole", "privacy/audit/verifying.py",
          'if rest == "torn" and last:', 'if rest == "torn":', LAWS),
    Fault("missing segments are not missed", "privacy/audit/verifying.py",
          "if missing:", "if False:", LAWS),
    Fault("a log shorter than its mark is whole", "privacy/audit/verifying.py",
          "if not 0 < mark.count <= len(lines):", "if not 0 < mark.count:\n            return None\n"
          "        if mark.count > len(lines):\n            return None\n        if False:", LAWS),
    Fault("only the number of a mark counts", "privacy/audit/verifying.py",
          "return None if lines[mark.count - 1].chain == mark.chain else", "return None if lines else", LAWS),
    Fault("a torn slot is read all the same", "privacy/audit/watermark.py",
          "if found is None or crc32(slot[:-10]) != int(found[4], 16):", "if found is None:", LAWS),
    Fault("a name of nobody's is written", "privacy/schema.py",
          "return terms is None or any(", "return True or any(", LAWS),
    Fault("tokens stand where nobody asked for them", "privacy/schema.py",
          "(terms is None or terms.tokens) and", "True and", LAWS),
    Fault("an event may contradict itself", "privacy/schema.py",
          "if (wrong := _against_itself(told)) is not None:", "if (wrong := _against_itself(told)) and False:", LAWS),
    Fault("events go into the log unseen", "shell/audit_files.py",
          "            check(record, self._terms)\n", "            pass\n", FILES),
    Fault("after an error the log goes on where the file ends", "shell/audit_files.py",
          "self._disk.truncate(self._segment, self._end.size)\n        month", "month", FILES),
    Fault("what waits is forgotten", "shell/audit_files.py",
          "self._waiting.append(record)\n", "pass\n", FILES),
    Fault("lost records are not counted", "shell/audit_files.py",
          "self._lost += 1\n", "pass\n", FILES),
    Fault("a record is called kept before it is on the disk", "shell/audit_files.py",
          "        self._disk.write(self._segment, line)\n        self._disk.keep(self._segment)\n",
          "        self._size = line\n", FILES),
    Fault("a torn tail is left in its place", "shell/audit_files.py",
          "self._disk.truncate(self._segment, self._end.size)\n            if", "pass\n            if", KILLS),
    Fault("the mark runs ahead of the log", "shell/audit_files.py",
          "        line, chain = line_of(record, mark.chain)\n",
          "        line, chain = line_of(record, mark.chain)\n"
          "        self._end = _End(month, Mark(mark.segment, mark.count + 1, chain), size)\n"
          "        self._advance()\n", KILLS),
    Fault("a torn mark hides a cut", "privacy/audit/verifying.py",
          '"audit-torn-mark" if ahead else "audit-maybe-cut"', '"audit-torn-mark"', LAWS),
    Fault("a mark that stands for the end is written again", "shell/audit_files.py",
          "if self._end.mark.count and self._end.mark not in read_marks(marks).whole:", "if self._end.mark.count:",
          FILES),
    Fault("NULs at the end are damage", "privacy/audit/chain.py",
          'found == "torn" or _torn_before_nothing(text[position:], previous, read)', 'found == "torn"', LAWS),
    Fault("whatever ends in NULs is a torn line", "privacy/audit/chain.py",
          '(not bare or _line_at(bare, 0, previous, read) == "torn")', "True", LAWS),
    Fault("an interruption is written once or never", "shell/audit_files.py",
          "            self._day = record.day\n            reason = self._flush()\n",
          "            self._day = record.day\n"
          "            reason = self._flush() if self._waiting or self._lost else None\n", FILES),
    Fault("an interruption is forgotten at the end", "shell/audit_files.py",
          "reason = self._flush() if self._lock is not None else None",
          "reason = self._flush() if self._waiting or self._lost else None", FILES),
    Fault("what is lost at the end is lost without a word", "shell/audit_files.py",
          "if closed.lost and kind is None:", "if False:", FILES),
    Fault("a torn tail is no loss", "shell/audit_files.py",
          "                self._lose(self._day)\n                self._flush()\n", "                pass\n", FILES),
    Fault("a day to come is taken", "shell/audit_files.py",
          "if record.day > (self._today() + timedelta(days=1)).isoformat():", "if False:", FILES),
    Fault("a log ahead of the calendar looks like any other", "privacy/audit/verifying.py",
          "if month is not None and newest > month:", "if False:", LAWS),
    Fault("anybody may write at once", "shell/audit_folder.py",
          "fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)", "pass", FILES),
    Fault("a segment goes before it is declared", "shell/audit_folder.py",
          "if entry not in [line.record for line in before.lines]:", "if False:", FILES),
)  # fmt: skip
