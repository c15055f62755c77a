"""Do the tests have teeth? Faults are planted in a copy of the sources, and the tests must fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import (
    faults_of_recompiling,
    faults_of_the_analysis,
    faults_of_the_artifact,
    faults_of_the_audit,
    faults_of_the_batch,
    faults_of_the_checks,
    faults_of_the_exchange,
    faults_of_the_hearing,
    faults_of_the_index,
    faults_of_the_privacy,
    faults_of_the_reference,
    faults_of_the_replay,
    faults_of_the_reports,
    faults_of_the_statistics,
    faults_of_the_swap,
)
from faults.plant import Fault, applies, found

FAULTS = (
    *faults_of_the_reference.FAULTS,
    *faults_of_the_index.FAULTS,
    *faults_of_the_analysis.FAULTS,
    *faults_of_the_checks.FAULTS,
    *faults_of_the_privacy.FAULTS,
    *faults_of_the_audit.FAULTS,
    *faults_of_the_artifact.FAULTS,
    *faults_of_recompiling.FAULTS,
    *faults_of_the_statistics.FAULTS,
    *faults_of_the_swap.FAULTS,
    *faults_of_the_replay.FAULTS,
    *faults_of_the_reports.FAULTS,
    *faults_of_the_hearing.FAULTS,
    *faults_of_the_exchange.FAULTS,
    *faults_of_the_batch.FAULTS,
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_still_has_its_place(fault: Fault) -> None:
    """What a fault would break stands in the sources exactly once; otherwise the list is out of date."""
    assert applies(fault)


@pytest.mark.nightly
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found(fault: Fault, tmp_path: Path) -> None:
    """At least one of the named tests fails on a copy with the fault in it."""
    assert found(fault, tmp_path)
