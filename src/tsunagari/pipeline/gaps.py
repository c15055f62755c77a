"""Who falls through, and whom only a default takes, in the words of the ruleset.

Law (design C1, C5): one finding for all regions, biggest first, each as one line; an example is shown only where the
plain reading agrees. A ruleset without resources leads nobody anywhere and is not asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tsunagari.analysis.asking import Values
from tsunagari.analysis.axes import exact
from tsunagari.analysis.facts import facts
from tsunagari.analysis.gaps import Regions, regions_without_a_yes
from tsunagari.calendar.holidays import Holidays
from tsunagari.diagnostics import Diagnostic, at
from tsunagari.engine.explaining.said import Said, listed
from tsunagari.engine.explaining.wording import Wording
from tsunagari.model.attributes import Attribute
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.compiling import Compiled
from tsunagari.pipeline.pasting import example
from tsunagari.pipeline.proving import answering

_SHOWN: Final = 5


def gap_findings(compiled: Compiled, holidays: Holidays) -> Iterator[Diagnostic]:
    """At most one finding about those whom nobody takes, and one about those whom only a default takes."""
    ruleset = compiled.ruleset
    head = next(
        ((file.source, block) for file in compiled.folders[0].files for block in file.blocks
         if block.keyword == "ruleset"), None,
    )  # fmt: skip
    if ruleset is None or head is None or not ruleset.resources:
        return
    source, block = head
    language = block.language
    nobody = regions_without_a_yes(ruleset, holidays, defaults=True)
    person = _somebody(ruleset, nobody)
    if person is not None:
        title = "だれにもつながらない人" if language == "ja" else "nobody takes this person"
        wanted = sorted(name for name, one in ruleset.resources.items() if one.status == "active")
        shown = example(person, language, title, includes=(wanted or sorted(ruleset.resources))[0])
        finding = at(
            "gap", source, block.head, language, regions=_lines(ruleset, nobody, language), example=shown
        )
        yield replace(finding, witness=json.dumps(person, ensure_ascii=False, sort_keys=True))
    last = regions_without_a_yes(ruleset, holidays, defaults=False)
    if ruleset.defaults and last.found and not nobody.found:
        yield at("default-only", source, block.head, language, regions=_lines(ruleset, last, language))


def _somebody(ruleset: Ruleset, regions: Regions) -> dict[str, object] | None:
    for region in regions.found:
        counter = regions.somebody(region)
        for told in (facts(counter, spare=True), facts(counter)):
            if not answering(ruleset, told).sure:
                return told
    return None


def _lines(ruleset: Ruleset, regions: Regions, language: str) -> str:
    lines = ["・" + _words(ruleset, regions, one).spoken(language) for one in regions.found[:_SHOWN]]
    more = len(regions.found) - len(lines)
    if more or not regions.whole:
        count = f"{more}" if regions.whole else f"{more}+"
        lines.append(f"・ほか{count}" if language == "ja" else f"・{count} more")
    return "\n".join(lines)


def _words(ruleset: Ruleset, regions: Regions, region: Values) -> Said:
    wording, axes = Wording(ruleset), regions.axes
    parts = []
    for name, mask in sorted(region.items(), key=lambda one: list(axes.domains).index(one[0])):
        if name in axes.sets:
            sets = [one for number, one in enumerate(axes.sets[name].sets) if mask >> number & 1]
            parts.append(_stated(wording, name, sets))
        else:
            parts.append(wording.among(name, _with_uppers(ruleset.attributes[name], mask)))
    if not parts:
        return Said("どんな相談でも", "everybody")
    return Said("、かつ ".join(part.ja for part in parts), "; ".join(part.en for part in parts))


def _with_uppers(attribute: Attribute, mask: int) -> int:
    """With every value that has others declared under it, where all of those are in."""
    for number, below in enumerate(attribute.below):
        under = below & exact(attribute)
        if under and not under & ~mask:
            mask |= 1 << number
    return mask


def _stated(wording: Wording, name: str, sets: list[tuple[str, ...]]) -> Said:
    found = [wording.listed(one, name) if one else Said("なし", "none") for one in sets]
    values, called = listed(found), wording.called(name)
    return Said(f"{called.ja}が{values.ja}", f"{called.en} {values.en}")
