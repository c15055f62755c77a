"""Daft answers as one machine does; its native runner, in this process."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cluster.conftest import Town, by_identifier
from tsunagari import load
from tsunagari.errors import UsageError

pytestmark = pytest.mark.cluster


@pytest.fixture
def daft() -> Any:
    """The engine."""
    return pytest.importorskip("daft", reason="needs Daft: pip install tsunagari[cluster]")


def test_a_run_of_daft_is_its_rows(daft: Any, town: Town, tmp_path: Any) -> None:
    """Several files, read and routed by Daft: each row as it is one by one."""
    from tsunagari.batch.daft import route_dataframe

    size = -(-town.people.num_rows // 4)
    for number in range(4):
        pq.write_table(
            pa.Table.from_batches([town.people.slice(number * size, size)]),
            tmp_path / f"{number}.parquet",
        )
    frame = daft.read_parquet(str(tmp_path / "*.parquet"))
    answers = route_dataframe(frame, load, town.rules, 3)
    assert by_identifier(answers.to_arrow()) == town.answers


def test_columns_that_are_no_facts(daft: Any, town: Town) -> None:
    """Refused before anything runs."""
    from tsunagari.batch.daft import route_dataframe

    with pytest.raises(UsageError) as refused:
        route_dataframe(daft.from_pydict({"x": [1]}), load, town.rules)
    assert refused.value.code == "batch-column"
