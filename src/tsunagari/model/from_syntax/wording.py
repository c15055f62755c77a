"""From declarations to the vocabulary of a ruleset.

Law: names first, then domains, then values; conditions are read only when all of it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.model.attributes import Attribute
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.attributes import attribute_names, core_attributes, declared_attributes
from tsunagari.model.from_syntax.declarations import Declaration, Gathered, Line, values
from tsunagari.model.from_syntax.hours import hours
from tsunagari.model.from_syntax.issues import declared, issues, synonyms
from tsunagari.model.from_syntax.keeping import Kept
from tsunagari.model.from_syntax.places import Places
from tsunagari.model.from_syntax.presumptions import presumed
from tsunagari.model.from_syntax.problems import Problems
from tsunagari.model.from_syntax.splitting import Splitter
from tsunagari.model.from_syntax.trees import tree
from tsunagari.model.from_syntax.values import Values
from tsunagari.model.from_syntax.vocabulary import Vocabulary
from tsunagari.model.from_syntax.words import language_tags
from tsunagari.syntax.ast import Words

_SETS = frozenset(("issue", "wish"))


@dataclass(frozen=True, slots=True)
class Wording:
    """The vocabulary; `attributes` are those of it with what unstated means; `synonyms` by kind and canonical name.

    `tags` are the language tags that are used and have no name.
    """

    vocabulary: Vocabulary
    attributes: dict[str, Attribute]
    synonyms: dict[str, dict[str, tuple[str, ...]]]
    tags: frozenset[str]


def wording(gathered: Gathered, problems: Problems, kept: Kept) -> Wording:
    """Resolve everything that condition lines may name."""
    blocks = gathered.declarations
    names, declared_kept = attribute_names(blocks["attribute"], problems)
    splitter = Splitter(names.canonical, _SETS)
    kept.splitting(names.canonical)
    places = Places(blocks["area"], problems, _home(gathered.root.lines))
    channel, channels = tree("channel", built_in.ATTRIBUTES["channel"], built_in.CHANNELS, blocks["channel"], problems)
    caller, callers = tree("caller", built_in.ATTRIBUTES["caller"], built_in.CALLERS, blocks["caller"], problems)
    presuming: tuple[Line, ...] = gathered.root.lines
    tags = language_tags((d for kind in sorted(blocks) for d in blocks[kind]), presuming, splitter, kept.tags)
    attributes = core_attributes(places, tags, (channel, caller))
    attributes |= declared_attributes(declared_kept.values(), places, problems)
    graph, issue_names = issues(blocks["issue"], gathered.dropped, problems)
    wish_names, wishes = declared("wish", blocks["wish"], problems)
    hours_names, hours_kept = declared("hours", blocks["hours"], problems)
    vocabulary = Vocabulary(
        problems=problems,
        attribute_names=names,
        attributes=attributes,
        splitter=splitter,
        places=places,
        values=Values(
            attributes=attributes,
            spellings={name: dict(attribute.spellings) for name, attribute in attributes.items()},
            places=places,
            problems=problems,
            names={"channel": channels, "caller": callers},
            blamed=frozenset(d.name for d in declared_kept.values() if not (attributes[d.name].values or d.broken)),
        ),
        issues=graph,
        issue_names=issue_names,
        wish_names=wish_names,
        channel_names=channels,
        caller_names=callers,
        hours_names=hours_names,
        hours=hours(hours_kept, problems),
    )
    own = {name: _kept(blocks[name]) for name in ("caller", "channel")}
    return Wording(
        vocabulary=vocabulary,
        attributes=kept.attributes(presumed(vocabulary, declared_kept.values(), presuming)),
        synonyms={kind: synonyms(some) for kind, some in {**own, "wish": wishes}.items()},
        tags=frozenset(tags),
    )


def _home(lines: tuple[Line, ...]) -> str:
    """The place that the root presumes people to live in, as written; empty where it presumes none."""
    names = ("lives", *built_in.ATTRIBUTES["lives"])
    for words, _ in values(lines, "presume", Words):
        first = words.groups[0] if words.groups else ()
        if len(first) > 1 and first[0].text in names:
            return first[-1].text
        for name in names:
            if len(first) == 1 and first[0].text.startswith((f"{name}が", f"{name}は")):
                return first[0].text[len(name) + 1 :]
    return ""


def _kept(declarations: tuple[Declaration, ...]) -> dict[str, Declaration]:
    return {declaration.name: declaration for declaration in declarations}
