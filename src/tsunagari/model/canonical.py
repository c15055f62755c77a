"""The canonical print of a resolved ruleset, and its digest.

Law: the print holds all that a decision may depend on and nothing else: no comment, note, test, assert or place in a
file; whatever order things were written in, and in whatever language, one meaning gives one text (language §4, "The
rest"). One line is one thing, as JSON with sorted keys; masks are hexadecimal over the domains printed above.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from json.encoder import encode_basestring as _quoted

from tsunagari.calendar.hours import Hours
from tsunagari.model.attributes import Attribute
from tsunagari.model.formula import All, Any, During, Formula, In, Not, Stated
from tsunagari.model.memory import Memory
from tsunagari.model.registry import Body, Law, Organization, Period, Resource, Serves, Way
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Ruleset

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def digest(ruleset: Ruleset, printed: Memory[Clause, bytes] | None = None) -> str:
    """`sha256:` and the SHA-256 of the canonical print in hexadecimal; `printed` are clauses printed before."""
    known = Memory[Clause, bytes](keeps=False) if printed is None else printed
    made = sha256()
    for line in _surroundings(ruleset):
        made.update(_bytes(line))
    for clause in _clauses(ruleset):  # line by line: the whole print of a nation's rules is not wanted in memory
        made.update(known.get(clause) or known.put(clause, _bytes(_of_clause(clause))))
    return "sha256:" + made.hexdigest()


def canonical_text(ruleset: Ruleset) -> str:
    """The canonical print: one line of JSON for each thing, each line ended by a newline."""
    lines = (*_surroundings(ruleset), *map(_of_clause, _clauses(ruleset)))
    return "".join(_json(line) + "\n" for line in lines)


def formula_text(formula: Formula) -> str:
    """A formula on one line; equal formulas have equal texts, different ones different texts."""
    match formula:
        case In(name, mask, absent):
            return f"{_quoted(name)} in {mask:x}{_ABSENT[absent]}"
        case Stated(name, mode, values, number, absent):
            return f"{_quoted(name)} {mode} {number} of {_listed(values)}{_ABSENT[absent]}"
        case During(_, names, absent):
            return f"during {_listed(names)}{_ABSENT[absent]}"
        case Not(part):
            return f"not({formula_text(part)})"
        case All(parts):
            return f"all({'; '.join(map(formula_text, parts))})"
        case Any(parts):
            return f"any({'; '.join(map(formula_text, parts))})"


_ABSENT = {None: "", True: " or unknown", False: " and known"}


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _json(value: Plain) -> str:
    return _ENCODER.encode(value)


def _listed(names: tuple[str, ...]) -> str:
    return f"[{','.join(map(_quoted, names))}]"


def _bytes(value: Plain) -> bytes:
    return (_json(value) + "\n").encode("utf-8", "surrogatepass")


def _clauses(ruleset: Ruleset) -> tuple[Clause, ...]:
    return (*ruleset.rules, *ruleset.withholds, *ruleset.defaults)


def _of_clause(clause: Clause) -> Plain:
    return {clause.kind: clause.name, **_clause(clause)}


def _surroundings(ruleset: Ruleset) -> Iterator[Plain]:
    """Everything but the clauses."""
    yield {"ruleset": ruleset.name, "effective": _period(ruleset.effective)}
    yield {"places": list(ruleset.attributes["lives"].values)} if "lives" in ruleset.attributes else None
    for name, attribute in sorted(ruleset.attributes.items()):
        yield {"attribute": name, **_attribute(attribute)}
    yield {"attribute names": dict(sorted(ruleset.attribute_names.items()))}
    for name, above in sorted(ruleset.issues.above.items()):
        yield {
            "issue": name,
            "above": list(sorted(above)),
            "synonyms": list(ruleset.issues.synonyms.get(name, ())),
        }
    yield {"issue names": dict(sorted(ruleset.issue_names.items()))}
    yield {"wish names": dict(sorted(ruleset.wishes.items()))}
    yield {"synonyms": {kind: {n: list(w) for n, w in words.items()} for kind, words in ruleset.synonyms.items()}}
    for name, hours in sorted(ruleset.hours.items()):
        yield {"hours": name, "spans": _hours(hours)}
    yield from (_law(ruleset.laws[name]) for name in sorted(ruleset.laws))
    yield from (_body(ruleset.bodies[name]) for name in sorted(ruleset.bodies))
    yield from (_organization(ruleset.organizations[name]) for name in sorted(ruleset.organizations))
    yield {"resource names": dict(sorted(ruleset.resource_names.items()))}
    for name in sorted(ruleset.resources):
        yield _resource(ruleset.resources[name])


def _attribute(attribute: Attribute) -> dict[str, Plain]:
    return {
        "shape": attribute.shape,
        "values": "places" if attribute.shape == "place" else list(attribute.values),
        "admitted": f"{attribute.admitted:x}",
        "presumed": None if attribute.presumed is None else f"{attribute.presumed:x}",
        "lowest": attribute.lowest,
        "below": [f"{mask:x}" for mask in attribute.below],
        "spellings": {spelling: f"{mask:x}" for spelling, mask in attribute.spellings},
        "declared": attribute.declared,
    }


def _period(period: Period) -> Plain:
    return [period.start.isoformat() if period.start else None, period.end.isoformat() if period.end else None]


def _hours(hours: Hours) -> Plain:
    return {
        "lines": [[repr(line.days), [[span.start, span.end] for span in line.spans]] for line in hours.lines],
        "cuts": repr(hours.cuts),
        "substitutions": repr(hours.substitutions),
    }


def _law(law: Law) -> Plain:
    return {"law": law.name, "title": law.title, "names": list(law.names), "effective": _period(law.effective)}


def _body(body: Body) -> Plain:
    return {
        "body": body.name,
        "names": list(body.names),
        "kind": body.kind,
        "basis": list(body.basis),
        "secrecy": body.secrecy,
    }


def _organization(organization: Organization) -> Plain:
    return {
        "organization": organization.name,
        "names": list(organization.names),
        "kind": organization.kind,
        "members": [list(pair) for pair in organization.member_of],
    }


def _resource(resource: Resource) -> Plain:
    return {
        "resource": resource.name,
        "organization": resource.organization,
        "kind": resource.kind,
        "serves": [_serves(serves) for serves in resource.serves],
        "conditions": [[field, formula_text(formula)] for field, formula in resource.conditions],
        "handles": list(resource.handles),
        "ways": [_way(way) for way in resource.ways],
        "honours": list(resource.honours),
        "needs": list(resource.needs),
        "booking": resource.booking,
        "status": resource.status,
        "effective": _period(resource.effective),
        "verified": resource.verified.isoformat() if resource.verified else None,
        "ruleset": resource.ruleset,
    }


def _serves(serves: Serves) -> Plain:
    return {"entries": [[name, f"{mask:x}"] for name, mask in serves.entries], "scopes": list(serves.scopes)}


def _way(way: Way) -> Plain:
    return {
        "channel": way.channel,
        "channels": f"{way.channels:x}",
        "speaks": f"{way.speaks:x}",
        "languages": list(way.languages),
        "hours": None if way.hours is None else [_hours(hours) for hours in way.hours],
        "names": list(way.hours_names),
        "phone": way.phone,
    }


def _clause(clause: Clause) -> dict[str, Plain]:
    return {
        "lines": [formula_text(line) for line in clause.lines],
        "provisos": [{"name": proviso.name, **_clause(proviso)} for proviso in clause.provisos],
        "route": list(clause.route),
        "otherwise": [list(line) for line in clause.otherwise],
        "urgency": clause.urgency,
        "basis": list(clause.basis),
        "say": list(clause.say),
        "effective": _period(clause.effective),
        "ruleset": clause.ruleset,
        "tier": clause.tier,
        "period": _period(clause.ruleset_effective),
    }
