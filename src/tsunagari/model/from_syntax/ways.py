"""The ways to reach a resource.

Law: a `via` line has its own hours, number and languages, or else the resource's; without languages it is Japanese,
without hours its hours are unknown; a resource without `via` has one way that any channel fits.
"""

from __future__ import annotations

from tsunagari.calendar.hours import Hours
from tsunagari.model.from_syntax import built_in
from tsunagari.model.from_syntax.declarations import Declaration, Line, value, values
from tsunagari.model.from_syntax.problems import Where
from tsunagari.model.from_syntax.vocabulary import Vocabulary
from tsunagari.model.registry import Way
from tsunagari.model.spelling import key
from tsunagari.syntax.ast import Name, Names, Openings, Phone, Via

_Speech = tuple[int, tuple[str, ...]]
_Open = tuple[tuple[Hours, ...] | None, tuple[str, ...]]


def ways(declaration: Declaration, vocabulary: Vocabulary) -> tuple[Way, ...]:
    """All ways in canonical order, each once; at least one."""
    channels = vocabulary.attributes["channel"]
    opened, dialled, spoken = _shared(declaration, vocabulary)
    found: set[Way] = set()
    for via, line in values(declaration.lines, "via", Via):
        channel = vocabulary.channel_names.find(via.channel.text, line.where.at(via.channel.span), vocabulary.problems)
        hours, names = _open(via.open, line.where, vocabulary) if via.open is not None else opened
        speaks, languages = _speech(via.speaks, line.where, vocabulary) if via.speaks is not None else spoken
        phone = via.phone.number if via.phone is not None else dialled
        if channel is not None:
            mask = channels.below[channels.values.index(channel)]
            found.add(Way(channel, mask, speaks, hours, names, languages, phone))
    if not found:
        found.add(Way(None, channels.admitted, spoken[0], *opened, spoken[1], dialled))
    return tuple(sorted(found, key=_place))


def _place(way: Way) -> tuple[object, ...]:
    return (way.channel or "", way.phone or "", way.hours is None, way.hours_names, way.languages)


def _shared(declaration: Declaration, vocabulary: Vocabulary) -> tuple[_Open, str | None, _Speech]:
    """What the resource itself says: hours, number, languages."""
    lines = declaration.lines
    open_, tel = value(lines, "open", Openings), value(lines, "tel", Phone)
    spoken = [(name, line) for names, line in values(lines, "speaks", Names) for name in names.names]
    opened: _Open = _open(open_[0], open_[1].where, vocabulary) if open_ else (None, ())
    return opened, tel[0].number if tel else None, _speech_of(spoken, vocabulary)


def _open(openings: Openings, where: Where, vocabulary: Vocabulary) -> _Open:
    found = [vocabulary.opening(name.text, name.quoted, where.at(name.span)) for name in openings.names]
    if openings.always:
        found.append(vocabulary.opening("24時間", False, where))
    known = dict(sorted(opening for opening in found if opening is not None))
    if openings.unknown or not known:
        return None, ()
    return tuple(known.values()), tuple(known)


def _speech(names: tuple[Name, ...], where: Where, vocabulary: Vocabulary) -> _Speech:
    return _languages([(name, where.at(name.span)) for name in names], vocabulary)


def _speech_of(spoken: list[tuple[Name, Line]], vocabulary: Vocabulary) -> _Speech:
    return _languages([(name, line.where.at(name.span)) for name, line in spoken], vocabulary)


def _languages(names: list[tuple[Name, Where]], vocabulary: Vocabulary) -> _Speech:
    mask, found = 0, set()
    for name, where in names:
        if not name.quoted and key(name.text) in built_in.ANY_LANGUAGE:
            return vocabulary.attributes["language"].admitted, (built_in.ANY_LANGUAGE[0],)
        language = vocabulary.language(name.text, where)
        if language is not None:
            found.add(language[0])
            mask |= language[1]
    if not mask:
        japanese = vocabulary.attributes["language"].values[0]
        return 1, (japanese,)
    return mask, tuple(sorted(found))
