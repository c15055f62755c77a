"""An explanation as lines for a counsellor.

Law: what decides comes first, each condition with ○ (holds), × (does not) or ？ (not known yet); long lists are cut
with a count, and whoever wants all of it takes the JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tsunagari.cli.answer_words import moment, words
from tsunagari.diagnostics import width
from tsunagari.engine.explaining.explanation import ClauseSeen, Explanation, LineSeen, ResourceSeen, WaySeen
from tsunagari.messages import prose
from tsunagari.syntax.citing import cited

_MARKS = {"yes": "○", "no": "×", "maybe": "？"}
_LABEL = 14
"""Columns of the label in front of a detail."""

_MOST_CLAUSES = 2
_PLAIN = ("speaks", "way")
"""Lines that are not worth a word where they hold."""


def explanation_lines(explanation: Explanation, laws: Iterable[str], language: str) -> Iterator[str]:
    """The lines of the whole explanation, in `ja` or `en`."""
    writer = _Writer(tuple(laws), language)
    for fit in ("yes", "maybe", "no"):
        found = [one for one in explanation.resources if one.fit == fit]
        if found:
            yield f"── {writer.say(f'head-{fit}', number=len(found))} ──"
            yield ""
        for one in found:
            yield from writer.resource(one)
            yield ""
    if not explanation.resources:
        yield writer.say("nothing")
    missing = explanation.absent - sum(one.fit == "no" for one in explanation.resources)
    if missing:
        yield writer.say("absent", number=missing)


class _Writer:
    """Writes resources in one language."""

    def __init__(self, laws: Sequence[str], language: str) -> None:
        self.laws, self.language = laws, language
        self.comma = words(language)["comma"]

    def say(self, code: str, **fields: object) -> str:
        """A phrase of the catalogue."""
        return prose(f"explain/{code}", self.language, {key: str(value) for key, value in fields.items()})[0]

    def resource(self, seen: ResourceSeen) -> Iterator[str]:
        """One resource."""
        aside = words(self.language)["aside"]
        whose = seen.organization if seen.organization not in (None, seen.resource) else None
        head = seen.resource + (aside.format(text=whose) if whose else "")
        yield "  ".join(text for text in (f"{_MARKS[seen.fit]} {head}", self._opening(seen)) if text)
        if seen.fit == "no":
            yield from self._detail("why-not", self._because(seen))
        else:
            yield from self._clauses([clause for clause in seen.clauses if clause.by != "withhold"])
        if seen.fit == "maybe":
            yield from self._detail("why-not", self._because(seen, ("may-be-withheld",)))
        if seen.opening is not None:
            ways = list(filter(None, map(self._way, seen.opening.ways)))
            told = seen.opening.open == "unknown" and all(way.channel is None for way in seen.opening.ways)
            yield from self._detail("open", [] if told else [self.comma.join(ways)])
        if seen.behind is not None and seen.fit == "yes":
            key = self.say(f"behind-{seen.behind.key}")
            yield from self._detail("place", [self.say("after", resource=seen.behind.resource, key=key)])
        yield from self._change(seen)

    def _opening(self, seen: ResourceSeen) -> str:
        say = words(self.language)
        if seen.opening is None:
            return ""
        if seen.opening.open != "later":
            return say[seen.opening.open]
        at = seen.opening.at
        return say["later-unseen"] if at is None else say["later"].format(at=moment(at, self.language))

    def _clauses(self, clauses: Sequence[ClauseSeen]) -> Iterator[str]:
        """The clauses that lead to it, each with its conditions."""
        lines: list[str] = []
        for seen in clauses[:_MOST_CLAUSES]:
            lines.append(self._clause(seen))
            lines += self._conditions(seen.against) if seen.against else [self._all(seen.lines)]
        lines += [self.say("more", number=len(clauses) - _MOST_CLAUSES)] if len(clauses) > _MOST_CLAUSES else []
        yield from self._detail("rule", [line for line in lines if line])

    def _clause(self, seen: ClauseSeen) -> str:
        """A clause with its place in the files and what it rests on."""
        remarks = [] if seen.site is None else [f"{seen.site.file}:{seen.site.line}"]
        remarks += [cited(text, self.laws, self.language) for text in seen.basis]
        remarks += [self.say(f"by-{seen.by}")] if seen.by != "rule" else []
        name = seen.name.replace("/", " ＞ ")
        return name + (words(self.language)["aside"].format(text=self.comma.join(remarks)) if remarks else "")

    def _conditions(self, lines: Sequence[LineSeen]) -> list[str]:
        return list(dict.fromkeys(f"  {_MARKS[line.fit]} {line.text.spoken(self.language)}" for line in lines))

    def _all(self, lines: Sequence[LineSeen]) -> str:
        """Conditions that all hold, on one line."""
        texts = dict.fromkeys(line.text.spoken(self.language) for line in lines if line.kind not in _PLAIN)
        return "  ○ " + "  ○ ".join(texts) if texts else ""

    def _because(self, seen: ResourceSeen, codes: Sequence[str] = ()) -> list[str]:
        """Why not: what makes it gone, then the nearest clauses with what does not hold."""
        clauses: dict[object, ClauseSeen] = {(clause.name, clause.by): clause for clause in seen.clauses}
        lines: list[str] = []
        shown = left = 0
        for reason in seen.reasons:
            if codes and reason.code not in codes:
                continue
            clause = clauses.get((reason.clause, reason.by))
            shown += clause is not None and clause.by != "withhold"
            if clause is not None and clause.by != "withhold" and shown > _MOST_CLAUSES:
                left += 1
                continue
            lines.append(reason.text.spoken(self.language) + self._site(clause))
            if clause is not None:
                holds = clause.by == "withhold" and not clause.against
                lines += [self._all(clause.lines)] if holds else self._conditions(clause.against)
        return [*lines, self.say("more", number=left)] if left else lines

    def _site(self, clause: ClauseSeen | None) -> str:
        if clause is None or clause.site is None:
            return ""
        return words(self.language)["aside"].format(text=f"{clause.site.file}:{clause.site.line}")

    def _way(self, way: WaySeen) -> str:
        hours = self.say("hours-unknown") if way.hours is None else self.comma.join(way.hours)
        if way.open == "later" and hours:
            hours = self.say("closed-now", hours=hours)
        return self.say("hours-of-way", channel=way.channel, hours=hours) if way.channel else hours

    def _change(self, seen: ResourceSeen) -> Iterator[str]:
        """The smallest changes, one a line."""
        sought, label = seen.sought, "confirmed" if seen.fit == "maybe" else "change"
        if sought.outcome == "found":
            texts = [self.comma.join(one.text.spoken(self.language) for one in c.retellings) for c in sought.changes]
            yield from self._detail(label, [texts[0], *(f"{self.say('or')} {text}" for text in texts[1:])])
        elif sought.outcome != "not sought":
            code = "no-change" if sought.outcome == "none" else "undecided"
            yield from self._detail("changed", [self.say(code, most=sought.most)])

    def _detail(self, code: str, lines: Sequence[str]) -> Iterator[str]:
        """Lines under a label."""
        label = self.say(code)
        for number, line in enumerate(line for line in lines if line):
            shown = "" if number else label
            yield "   " + shown + " " * max(1, _LABEL - width(shown)) + line
