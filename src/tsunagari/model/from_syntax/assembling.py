"""From gathered declarations and their wording to the ruleset.

Law: one line a phase, in the order in which things refer to each other; every mapping is sorted by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from tsunagari.model.from_syntax.lost import HEAD
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.model.from_syntax.registering import register
from tsunagari.model.from_syntax.targets import Targeting
from tsunagari.model.from_syntax.wording import Wording
from tsunagari.model.rules import Clause
from tsunagari.model.ruleset import Allowance, Ruleset
from tsunagari.syntax.ast import Allow

#: Lines without which a resource may seem to be out of reach, and what is said of those that lead astray.
_LEADING = tuple((block, line) for block in ("rule", "default") for line in (HEAD, "route", "also", "otherwise"))
_ASTRAY = (
    "unknown-resource", "kind-without-resources", "kind-without-every", "every-of-one", "body-without-resources",
    "unknown-body",
)  # fmt: skip


def assemble(gathered: Gathered, words: Wording, problems: Problems) -> Ruleset:
    """The ruleset without its digest; only of use where no error was found."""
    blocks, vocabulary = gathered.declarations, words.vocabulary
    define_names, defines = declared("define", blocks["define"], problems)
    conditions = Conditions(vocabulary, define_names)
    resolve_defines(defines, conditions)

    registry = register(gathered, conditions)
    targeting = registry.targeting
    drafting = Drafting(conditions, targeting, registry.law_names, gathered)
    sizes = {name: count_resource(resource) for name, resource in registry.resources.items()}
    rules, withholds, defaults = (
        _clauses(kind, blocks[kind], drafting, sizes, problems) for kind in ("rule", "withhold", "default")
    )
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
        resources=registry.resources,
        resource_names=dict(sorted(targeting.names.canonical.items())),
        rules=rules,
        withholds=withholds,
        defaults=defaults,
        language=gathered.root.language,
        synonyms=words.synonyms,
        sites={(d.keyword, d.name): site(d.where) for kind in blocks for d in blocks[kind]},
        allowances=_allowances(gathered),
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
) -> tuple[Clause, ...]:
    _, kept = declared(kind, tuple(blocks), problems)
    found: list[Clause] = []
    for declaration in kept.values():
        found.append(drafting.clause(declaration))
        drafting.within_limits(found[-1], sizes, declaration)
    return tuple(sorted(found, key=lambda clause: (clause.tier, clause.name)))


def _allowances(gathered: Gathered) -> tuple[Allowance, ...]:
    """Every `allow` line: of declarations, of the root's own block, and of its tests, cases and asserts."""
    root = gathered.root
    holders = [(d.keyword, d.name, d.lines) for blocks in gathered.declarations.values() for d in blocks]
    holders.append(("ruleset", root.name, root.lines))
    for block, file in gathered.checks:
        lines = tuple(Line(field, file, root.folder) for field in block.fields)
        holders.append((block.keyword, block.name.text if block.name else "", lines))
    found = (
        Allowance(keyword, name, allow.code.text, allow.reason.text, site(line.where))
        for keyword, name, lines in holders
        for allow, line in values(lines, "allow", Allow)
    )
    return tuple(sorted(found, key=lambda a: (a.keyword, a.name, a.code, a.reason, a.site.file, a.site.line)))
