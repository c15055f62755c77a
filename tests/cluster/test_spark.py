"""Spark answers as one machine does; local mode, two workers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cluster.conftest import Town, by_identifier
from tsunagari import load
from tsunagari.errors import UsageError

pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session of two local workers."""
    sql = pytest.importorskip("pyspark.sql", reason="needs Spark: pip install tsunagari[cluster]")
    if shutil.which("java") is None:
        pytest.skip("needs Java: Debian's default-jre-headless")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "700")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_a_run_of_spark_is_its_rows(spark: Any, town: Town, tmp_path: Path) -> None:
    """Several partitions and batches: each row as it is one by one."""
    from tsunagari.batch.spark import route_dataframe

    pq.write_table(pa.Table.from_batches([town.people]), tmp_path / "people.parquet")
    frame = spark.read.parquet(str(tmp_path / "people.parquet")).repartition(5)
    answers = route_dataframe(frame, load, town.rules, 3)
    answers.write.parquet(str(tmp_path / "answers"))
    assert by_identifier(pq.read_table(tmp_path / "answers")) == town.answers


def test_columns_that_are_no_facts(spark: Any, town: Town) -> None:
    """Refused before anything runs."""
    from tsunagari.batch.spark import route_dataframe

    with pytest.raises(UsageError) as refused:
        route_dataframe(spark.createDataFrame([(1,)], ["x"]), load, town.rules)
    assert refused.value.code == "batch-column"


def test_another_ruleset_on_the_way_is_refused(spark: Any, town: Town, tmp_path: Path) -> None:
    """A worker that finds another ruleset than the driver ends the job instead of mixing two."""
    from tsunagari.batch.spark import route_dataframe

    folder = tmp_path / "rules" / "town"
    shutil.copytree(town.rules, folder)
    pq.write_table(pa.Table.from_batches([town.people]), tmp_path / "people.parquet")
    answers = route_dataframe(spark.read.parquet(str(tmp_path / "people.parquet")), load, str(folder), 3)
    file = folder / "town.tsu"
    file.write_text(file.read_text(encoding="utf-8").replace("5以上", "6以上"), encoding="utf-8")
    with pytest.raises(Exception, match="the ruleset changed"):
        answers.collect()
