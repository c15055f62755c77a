"""From gathered declarations and their wording to the ruleset.

Law: one line a phase, in the order in which things refer to each other; every mapping is sorted by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tsunagari.model.boxes import count_resource
from tsunagari.model.from_syntax.assertions import assertions
from tsunagari.model.from_syntax.clauses import Drafting, site
from tsunagari.model.from_syntax.conditions import Conditions
from tsunagari.model.from_syntax.declarations import Declaration, Gathered, Line, values
from tsunagari.model.from_syntax.defines import resolve_defines
from tsunagari.model.from_syntax.examples import Examples
from tsunagari.model.from_syntax.expectations import Expecting, live
from tsunagari.model.from_syntax.issues import declared
from tsunagari.model.from_syntax.keeping import CLAUSES, Kept, Noted, Surroundings
from tsunagari.model.from_syntax.lost import HEAD
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.model.from_syntax.registering import register
from tsunagari.model.from_syntax.targets import Targeting
from tsunagari.model.from_syntax.wording import Wording
from tsunagari.model.memory import Memory
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Allowance, Ruleset
from tsunagari.syntax.ast import Allow, Block

#: Lines without which a resource may seem to be out of reach, and what is said of those that lead astray.
_LEADING = tuple((block, line) for block in ("rule", "default") for line in (HEAD, "route", "also", "otherwise"))
_ASTRAY = (
    "unknown-resource", "kind-without-resources", "kind-without-every", "every-of-one", "body-without-resources",
    "unknown-body",
)  # fmt: skip


def assemble(gathered: Gathered, words: Wording, problems: Problems, kept: Kept) -> Ruleset:
    """The ruleset without its digest; only of use where no error was found."""
    kept.surrounded(Surroundings.of(gathered, words.tags), lost=problems.lost_lines.any)
    blocks, vocabulary = gathered.declarations, words.vocabulary
    define_names, defines = declared("define", blocks["define"], problems)
    conditions = Conditions(vocabulary, define_names)
    resolve_defines(defines, conditions)

    registry = register(gathered, conditions)
    targeting = registry.targeting
    drafting = Drafting(conditions, targeting, registry.law_names, gathered)
    sizes = {name: count_resource(resource) for name, resource in registry.resources.items()}
    rules, withholds, defaults = (
        _clauses(kind, blocks[kind], drafting, sizes, problems, kept.clauses) for kind in CLAUSES
    )
    noted = [(one.keyword, one.name, _noted(one, kept)) for kind in blocks for one in blocks[kind]]
    ruleset = Ruleset(
        name=gathered.root.name,
        effective=gathered.root.effective,
        attributes=words.attributes,
        attribute_names=dict(sorted(vocabulary.attribute_names.canonical.items())),
        issues=vocabulary.issues,
        issue_names=dict(sorted(vocabulary.issue_names.canonical.items())),
        wishes=dict(sorted(vocabulary.wish_names.canonical.items())),
        hours=vocabulary.hours,
        laws=registry.laws,
        bodies=registry.bodies,
        organizations=registry.organizations,
        resources=kept.resources(registry.resources),
        resource_names=dict(sorted(targeting.names.canonical.items())),
        rules=rules,
        withholds=withholds,
        defaults=defaults,
        language=gathered.root.language,
        synonyms=words.synonyms,
        sites={(keyword, name): one.site for keyword, name, one in noted},
        allowances=_allowances(gathered, [one for *_, one in noted]),
    )
    return _with_checks(ruleset, gathered, conditions, targeting)


def _with_checks(ruleset: Ruleset, gathered: Gathered, conditions: Conditions, targeting: Targeting) -> Ruleset:
    leading = live(ruleset.resources, (*ruleset.rules, *ruleset.defaults))
    unsure = conditions.problems.lost_lines.may_hold(*_LEADING) or conditions.problems.has(_ASTRAY)
    examples = Examples(conditions, targeting, Expecting(conditions.vocabulary, targeting, leading, unsure))
    return replace(
        ruleset,
        examples=examples.read(gathered.checks, gathered.root.folder),
        assertions=assertions(gathered.checks, gathered.root.folder, conditions, targeting),
    )


def _clauses(
    kind: str,
    blocks: Iterable[Declaration],
    drafting: Drafting,
    sizes: Mapping[str, int],
    problems: Problems,
    known: Memory[Block | Declaration, Clause],
) -> tuple[Clause, ...]:
    _, kept = declared(kind, tuple(blocks), problems)
    found: list[Clause] = []
    for declaration in kept.values():
        clause = known.get(declaration.source)
        if clause is None:
            before = len(problems)
            clause = drafting.clause(declaration)
            drafting.within_limits(clause, sizes, declaration)
            if len(problems) == before:
                known.put(declaration.source, clause)
        found.append(clause)
    return tuple(sorted(found, key=lambda clause: (clause.tier, clause.name)))


def _noted(declaration: Declaration, kept: Kept) -> Noted:
    found = kept.noted.get(declaration.source)
    if found is None:
        allowances = _allowed(declaration.keyword, declaration.name, declaration.lines)
        found = kept.noted.put(declaration.source, Noted(site(declaration.where), tuple(allowances)))
    return found


def _allowances(gathered: Gathered, noted: Iterable[Noted]) -> tuple[Allowance, ...]:
    """Every `allow` line: of declarations, of the root's own block, and of its tests, cases and asserts."""
    root = gathered.root
    found = [allowance for one in noted for allowance in one.allowances]
    found += _allowed("ruleset", root.name, root.lines)
    for block, file in gathered.checks:
        lines = tuple(Line(field, file, root.folder) for field in block.fields)
        found += _allowed(block.keyword, block.name.text if block.name else "", lines)
    return tuple(sorted(found, key=lambda a: (a.keyword, a.name, a.code, a.reason, a.site.file, a.site.line)))


def _allowed(keyword: str, name: str, lines: tuple[Line, ...]) -> Iterator[Allowance]:
    for allow, line in values(lines, "allow", Allow):
        yield Allowance(keyword, name, allow.code.text, allow.reason.text, site(line.where))
