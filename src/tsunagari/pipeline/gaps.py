"""Who falls through, and whom only a default takes, in the words of the ruleset.

Law (design C1, C5): one finding for all regions, biggest first, each as one line; an example is shown only where the
plain reading agrees. A ruleset without resources leads nobody anywhere and is not asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from tsunagari.analysis.facts import facts
from tsunagari.analysis.gaps import regions_without_a_yes
from tsunagari.analysis.regions import Regions
from tsunagari.calendar.holidays import Holidays
from tsunagari.diagnostics import Diagnostic, at
from tsunagari.model.ruleset import Ruleset
from tsunagari.pipeline.compiling import Compiled
from tsunagari.pipeline.pasting import example
from tsunagari.pipeline.proving import answering
from tsunagari.pipeline.region_words import region_lines


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
        told = region_lines(ruleset, nobody.axes, nobody.found, language, whole=nobody.whole)
        finding = at("gap", source, block.head, language, regions=told, example=shown)
        yield replace(finding, witness=json.dumps(person, ensure_ascii=False, sort_keys=True))
    last = regions_without_a_yes(ruleset, holidays, defaults=False)
    if ruleset.defaults and last.found and not nobody.found:
        told = region_lines(ruleset, last.axes, last.found, language, whole=last.whole)
        yield at("default-only", source, block.head, language, regions=told)


def _somebody(ruleset: Ruleset, regions: Regions) -> dict[str, object] | None:
    for region in regions.found:
        counter = regions.somebody(region)
        for told in (facts(counter, spare=True), facts(counter)):
            if not answering(ruleset, told).sure:
                return told
    return None
