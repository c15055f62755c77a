"""Laws, bodies and organizations, and how a citation is printed.

Law: what an entry does not write stays unknown (None); a citation has one printed form whatever language wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.model.from_syntax.declarations import Declaration, Line, value, values
from tsunagari.model.from_syntax.gather import period
from tsunagari.model.from_syntax.kinds import written_kind
from tsunagari.model.from_syntax.names import Namespace
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.model.registry import Body, Law, Organization
from tsunagari.syntax.ast import Citation, Flag, Member

KNOWN = {"yes": True, "no": False}


def laws(kept: Mapping[str, Declaration], names: Namespace, problems: Problems) -> dict[str, Law]:
    """Every law by canonical name."""
    return {
        name: Law(
            name=name,
            names=names.others[name],
            title=law.title.text if law.title else "",
            effective=period(law.lines, problems),
        )
        for name, law in sorted(kept.items())
    }


def bodies(
    kept: Mapping[str, Declaration], names: Namespace, kinds: Namespace, laws: Namespace, problems: Problems
) -> dict[str, Body]:
    """Every body by canonical name."""
    found: dict[str, Body] = {}
    for name, body in sorted(kept.items()):
        secrecy = value(body.lines, "secrecy", Flag)
        found[name] = Body(
            name=name,
            names=names.others[name],
            kind=kind_of(body, kinds),
            basis=basis(body.lines, laws, problems),
            secrecy=KNOWN.get(secrecy[0].value) if secrecy else None,
        )
    return found


def organizations(
    kept: Mapping[str, Declaration], names: Namespace, kinds: Namespace, bodies: Namespace, problems: Problems
) -> dict[str, Organization]:
    """Every organization by canonical name."""
    found: dict[str, Organization] = {}
    for name, organization in sorted(kept.items()):
        members: set[tuple[str, str]] = set()
        for member, line in values(organization.lines, "member", Member):
            body = bodies.find(member.body.text, line.where.at(member.body.span), problems)
            if body is not None:
                members.add((body, member.role.text if member.role else ""))
        found[name] = Organization(
            name=name,
            names=names.others[name],
            kind=kind_of(organization, kinds),
            member_of=tuple(sorted(members)),
        )
    return found


def kind_of(declaration: Declaration, kinds: Namespace) -> str | None:
    """The canonical kind of a block, or None."""
    written = written_kind(declaration)
    return kinds.get(written) if written is not None else None


def basis(lines: tuple[Line, ...], laws: Namespace, problems: Problems) -> tuple[str, ...]:
    """The citations of a block, printed, sorted, each once."""
    found: set[str] = set()
    for citation, line in values(lines, "basis", Citation):
        head = citation.text.text if citation.text else ""
        if citation.law is not None:
            law = laws.find(citation.law.text, line.where.at(citation.law.span), problems)
            if law is None:
                continue
            head = law
        tail = [*citation.articles, *([f"「{citation.place.text}」"] if citation.place else [])]
        found.add(" ".join(part for part in (head, ", ".join(tail)) if part))
    return tuple(sorted(found - {""}))
