"""Leaks and broken laws of the privacy layer, and the tests that must notice them."""

from __future__ import annotations

from faults.plant import Fault

PAIRS = ("tests/privacy/test_noninterference.py",)
LAWS = ("tests/privacy/test_handover.py", "tests/property/test_privacy_laws.py")
SEALED = ("tests/privacy/test_sealed.py",)
EVENTS = ("tests/privacy/test_events.py",)
VENUES = ("tests/privacy/test_venue.py",)

_HELD = "_KEPT.__get__(self)"
_OPENED = '__import__("tsunagari.privacy.sealed").privacy.sealed.opened(person, present(person))'
_SLOTS = '    __slots__ = ("_concealment", "_fields", "_kept")\n'
_EVENT = "officer=None if ground is None else ground.officer,\n"
_BARE = "        del args, kwargs\n        raise alone\n"
_READ = "    return {field: kept[field] for field in granted}\n"
_CONTENTS = "    return {field: held[field] if field in held else facts[field] for field in package.fields}\n"

LEAKS = (
    Fault(
        "a refusal echoes the name it was given",
        "privacy/handover.py",
        'PrivacyError("not-in-the-answer")',
        'PrivacyError("not-in-the-answer", receiver=str(name))',
        PAIRS,
    ),
    Fault(
        "a print shows the name",
        "privacy/sealed.py",
        _SLOTS,
        f"{_SLOTS}\n    def __repr__(self) -> str:\n        return f\"<{{{_HELD}.get('name')}}>\"\n",
        PAIRS,
    ),
    Fault(
        "a size tells the length",
        "privacy/sealed.py",
        _SLOTS,
        f"{_SLOTS}\n    def __sizeof__(self) -> int:\n        return sum(map(len, {_HELD}.values()))\n",
        PAIRS,
    ),
    Fault(
        "a hash is of the values",
        "privacy/sealed.py",
        _SLOTS,
        f"{_SLOTS}\n    def __hash__(self) -> int:\n        return hash(tuple({_HELD}.values()))\n",
        PAIRS,
    ),
    Fault(
        "the order of what is withheld tells one bit",
        "privacy/handover.py",
        "        withheld=grant.withheld,\n",
        f'        withheld=grant.withheld[:: 1 if len({_OPENED}.get("name", "")) % 2 else -1],\n',
        PAIRS,
    ),
    Fault(
        "a rare first letter shows in the purpose",
        "privacy/handover.py",
        "            purpose=purpose,\n",
        f'            purpose=purpose + "!" * any(t[0] == "か" for t in {_OPENED}.values()),\n',
        PAIRS,
    ),
    Fault(
        "a token is the hash of the name",
        "privacy/handover.py",
        _EVENT,
        f'{_EVENT}            token=__import__("hashlib").sha256(repr({_OPENED}).encode()).hexdigest(),\n',
        PAIRS,
    ),
    Fault(
        "fields go in the order of what they hold",
        "privacy/package.py",
        "[field for field in PERSONAL_FIELDS if field in self._fields]",
        "sorted(self._fields.intersection(PERSONAL_FIELDS), key=lambda f: opened(self._person, [f])[f])",
        PAIRS,
    ),
    Fault(
        "a log record carries the fields along",
        "privacy/handover.py",
        "    day = at.date().isoformat()\n    sender",
        f'    __import__("logging").getLogger("x").debug("handed", extra={{"fields": {_OPENED}}})\n'
        "    day = at.date().isoformat()\n    sender",
        PAIRS,
    ),
    Fault("what is opened is printed", "privacy/sealed.py", _READ, f"    print(kept)\n{_READ}", PAIRS),
    Fault(
        "what is opened is warned of",
        "privacy/sealed.py",
        _READ,
        f'    __import__("warnings").warn(repr(kept), stacklevel=1)\n{_READ}',
        PAIRS,
    ),
    Fault(
        "a file is named after the person",
        "privacy/package.py",
        _CONTENTS,
        "    try:\n        open('/nowhere/' + ''.join(held.values()))\n"
        "    except (OSError, ValueError):\n        pass\n" + _CONTENTS,
        PAIRS,
    ),
    Fault(
        "a cache is kept by what fields hold",
        "privacy/sealed.py",
        "def _text(field: str, value: Any) -> str:\n",
        '@__import__("functools").cache\ndef _text(field: str, value: Any) -> str:\n',
        PAIRS,
    ),
    Fault(
        "a list of the module remembers",
        "privacy/sealed.py",
        _READ,
        f'    globals().setdefault("_SEEN", []).append(kept)\n{_READ}',
        PAIRS,
    ),
    Fault(
        "each letter is a step",
        "privacy/sealed.py",
        _READ,
        f'    for _ in "".join(kept.values()):\n        pass\n{_READ}',
        PAIRS,
    ),
    Fault(
        "an error is told with its cause",
        "errors.py",
        _BARE,
        "        raise alone from ValueError(args, kwargs)\n",
        PAIRS,
    ),
    Fault(
        "an error is told with its context",
        "errors.py",
        _BARE,
        "        try:\n            raise ValueError(args, kwargs)\n"
        "        except ValueError:\n            raise alone\n",
        PAIRS,
    ),
    Fault("an error bears a note", "errors.py", _BARE, "        alone.add_note(repr((args, kwargs)))\n" + _BARE, PAIRS),
    Fault("the frame of an error holds what was handed in", "errors.py", "        del args, kwargs\n", "", PAIRS),
    Fault("the frames behind an error stay", "errors.py", "return fault.with_traceback(None)", "return fault", PAIRS),
    Fault(
        "a short text counts as absent",
        "privacy/sealed.py",
        "if (text := _text(field, told[field]))}",
        "if len(text := _text(field, told[field])) > 3}",
        PAIRS,
    ),
    Fault(
        "a strange letter makes writing fail", "privacy/package.py", '_SURROGATE.sub("\\ufffd", text)', "text", PAIRS
    ),
    Fault(
        "a container remembers what it was asked for",
        "errors.py",
        '        self.name, self.obj = "", None',
        "        pass",
        PAIRS,
    ),
)

BROKEN = (
    Fault(
        "containers are equal by value",
        "privacy/sealed.py",
        _SLOTS,
        f"{_SLOTS}\n    def __eq__(self, other: object) -> bool:\n        return {_HELD} == _KEPT.__get__(other)\n",
        SEALED,
    ),
    Fault("a pickle is allowed", "privacy/refusing.py", "__reduce__ = __reduce_ex__ = __getstate__ = ", "", SEALED),
    Fault(
        "a slot can be named",
        "privacy/package.py",
        '(_FACTS,) = taken_off(Package, "_facts")',
        '_FACTS = Package.__dict__["_facts"]',
        SEALED,
    ),
    Fault(
        "a consent holds at its end", "privacy/consent.py", "if consent.expires <= at", "if consent.expires < at", LAWS
    ),
    Fault(
        "a consent holds at its withdrawal",
        "privacy/consent.py",
        "consent.withdrawn <= at",
        "consent.withdrawn < at",
        LAWS,
    ),
    Fault(
        "a consent holds before it was given",
        "privacy/consent.py",
        '"not-yet" if at < consent.given else "holds"',
        '"holds"',
        LAWS,
    ),
    Fault(
        "a guardian's consent holds under concealment",
        "privacy/consent.py",
        'consent.by == "guardian"',
        'consent.by == "x"',
        LAWS,
    ),
    Fault("one person's consent serves for the other", "privacy/handover.py", "one.person is person and ", "", LAWS),
    Fault("a consent serves for every receiver", "privacy/handover.py", "one.receiver == resource.name and ", "", LAWS),
    Fault("a consent serves for every purpose", "privacy/handover.py", " and one.purpose == purpose", "", LAWS),
    Fault(
        "what is not needed goes too",
        "privacy/handover.py",
        "[field for field in resource.needs if belongs(field, whose)]",
        "sorted({*resource.needs, *(one.field for one in relevant)})",
        LAWS,
    ),
    Fault("the caller's facts go with the subject", "privacy/handover.py", " if belongs(field, whose)", "", LAWS),
    Fault(
        "a ground lifts concealment",
        "privacy/granting.py",
        "        if kept_back(",
        "        if not (ground and field in ground.fields) and kept_back(",
        LAWS,
    ),
    Fault(
        "a note goes in spite of concealment",
        "privacy/concealment.py",
        '{"name", "kana", "birthdate"',
        '{"note", "name", "kana", "birthdate"',
        LAWS,
    ),
    Fault("the finest level counts", "privacy/concealment.py", "level=min(", "level=max(", LAWS),
    Fault(
        "only the subject can conceal a case",
        "privacy/case.py",
        "if caller is None else [self._subject, caller]",
        "if caller is None else [self._subject]",
        LAWS,
    ),
    Fault(
        "a ward leaves as a municipality",
        "privacy/fact_texts.py",
        '"municipality": ("municipality", "prefecture")',
        '"municipality": ("ward", "municipality", "prefecture")',
        LAWS,
    ),
    Fault(
        "an excluded organization receives",
        "privacy/handover.py",
        "excludes(case.concealment, resource.name, resource.organization)",
        "excludes(case.concealment, resource.name)",
        LAWS,
    ),
    Fault("the event tells a concealed place", "privacy/handover.py", "day, case.concealment)", "day, None)", LAWS),
    Fault(
        "emergency numbers are hidden too",
        "privacy/showing.py",
        " or _is_emergency_number(case.ruleset, one)",
        "",
        LAWS,
    ),
    Fault(
        "whatever is immediate is shown",
        "privacy/showing.py",
        "or _is_emergency_number(case.ruleset, one)",
        'or one.urgency == "immediate"',
        LAWS,
    ),
    Fault("a number of one town is for everybody", "privacy/showing.py", "and everywhere and any(", "and any(", LAWS),
    Fault(
        "an emergency room is a number",
        "privacy/showing.py",
        "any(way.phone is not None for way in resource.ways)",
        "True",
        LAWS,
    ),
    Fault(
        "numbers leave under concealment",
        "privacy/concealment.py",
        '        return concealment.level == "none"\n    return True\n',
        '        return concealment.level == "none"\n    return attribute is None or attribute.shape != "number"\n',
        LAWS,
    ),
    Fault(
        "the sender's name tells where somebody asked",
        "privacy/sender.py",
        "return venue.name if mask and _is_wide(ruleset, mask, concealment.level) else None",
        "return venue.name",
        LAWS,
    ),
    Fault("a desk that declares no area is everywhere", "privacy/sender.py", "if mask and", "if not mask or", LAWS),
    Fault(
        "a clock that goes back lengthens a consent",
        "privacy/consent.py",
        "return value.astimezone(JST)",
        "value.astimezone(JST)\n        return value",
        LAWS,
    ),
    Fault(
        "a copy of a concealment shows whom it keeps away",
        "privacy/concealment.py",
        '(_EXCLUDED,) = taken_off(Concealment, "_excluded")',
        '_EXCLUDED: Any = Concealment.__dict__["_excluded"]',
        SEALED,
    ),
    Fault(
        "a package says what was kept back",
        "privacy/handover.py",
        "whose, purpose, _permissions(grant, based))",
        "whose, purpose, (*_permissions(grant, based), *(one.reason for one in grant.withheld)))",
        LAWS,
    ),
    Fault(
        "an heir of a ruleset is admitted",
        "privacy/venue.py",
        "type(thing) is not kind",
        "not isinstance(thing, kind)",
        VENUES,
    ),
    Fault(
        "unknown secrecy passes for secrecy",
        "privacy/venue.py",
        "venue.body.secrecy is not True",
        "venue.body.secrecy is False",
        VENUES,
    ),
    Fault(
        "outsiders receive on a ground",
        "privacy/venue.py",
        "if receiver.organization not in venue.members:",
        "if False:",
        VENUES,
    ),
    Fault("a platform passes for a council", "privacy/venue.py", "if body.kind == PLATFORM:", "if False:", VENUES),
    Fault("the caller is covered by a ground", "privacy/handover.py", 'if whose == "caller":', "if False:", VENUES),
    Fault(
        "any text is an article", "privacy/bodies.py", "        if article is None:\n", "        if False:\n", VENUES
    ),
)

RECORDED = (
    Fault(
        "an event may have more keys", "privacy/schema.py", 'if set(told) != {"kind", *schema}:', "if False:", EVENTS
    ),
    Fault("any text passes for a day", "privacy/schema.py", "shape.fullmatch(value) is not None", "True", EVENTS),
    Fault(
        "any text passes for a name",
        "privacy/schema.py",
        "any(value in getattr(terms, kind) for",
        "any(kind for",
        EVENTS,
    ),
    Fault(
        "a council records the place", "privacy/events.py", "concealment) if at_desk else None", "concealment)", EVENTS
    ),
    Fault(
        "a ward is recorded",
        "privacy/events.py",
        'level = "municipality" if concealment',
        "level = None if concealment",
        EVENTS,
    ),
    Fault(
        "one yes that opens later is enough",
        "privacy/events.py",
        'all(one.open == "later"',
        'any(one.open == "later"',
        EVENTS,
    ),
    Fault(
        "a table may hold any text as an area",
        "privacy/statistics/published.py",
        'all(code[:2] == whole[:2] and _is_place(code, "municipality") for code in parts)',
        "True",
        VENUES,
    ),
    Fault(
        "a number below every threshold is published",
        "privacy/statistics/published.py",
        "(value == 0 or value >= LOW)",
        "value >= 0",
        VENUES,
    ),
    Fault(
        "a platform takes columns of any name",
        "privacy/venue.py",
        "if not of_issues(_brought(published, PublishedTable), _brought(ruleset, Ruleset).issues):",
        "if _brought(published, PublishedTable) is None or _brought(ruleset, Ruleset) is None:",
        VENUES,
    ),
    Fault(
        "who must not be known is recorded as told",
        "privacy/events.py",
        "if not excludes(concealment, one.resource, one.organization)",
        "if True",
        EVENTS,
    ),
    Fault(
        "a refusal repeats what was asked for",
        "privacy/handover.py",
        "isinstance(name, str) and name in case.ruleset.resources",
        "isinstance(name, str)",
        EVENTS,
    ),
    Fault("any error passes for a refusal", "privacy/handover.py", " or refused.code not in REFUSALS", "", EVENTS),
)

FAULTS = (*LEAKS, *BROKEN, *RECORDED)
