"""Registries to try, and the way of one through a directory of another form and back, without a disk."""

from __future__ import annotations

from hypothesis import strategies as st

from exchange.importing import ON
from exchange.test_laws import DATES, WAYS
from tsunagari.exchange.cleaning import name_of, text_of
from tsunagari.exchange.csv_export import OWN_MAPPING, csv_text
from tsunagari.exchange.entries import Entry, Registry, Timetable, Way
from tsunagari.exchange.hsds_directory import Directory, add_json
from tsunagari.exchange.hsds_export import hsds_text
from tsunagari.exchange.hsds_services import Services
from tsunagari.exchange.importing import Imported, finished, import_tables
from tsunagari.exchange.mapping import read_mapping
from tsunagari.exchange.naming import named
from tsunagari.exchange.place_cells import area_of
from tsunagari.exchange.remarks import Ledger
from tsunagari.exchange.tables import csv_table

AREAS = [area_of(name) for name in ("山形県", "山形市", "鳥取県鳥取市", "13101", "全国", "大阪市北区", "酒田市")]
LETTERS = "あ漢カﾊﾟaZ09 -=+@,、（）'!‐・ー\n※#|｜%&é"
NAMES = st.text(st.sampled_from(LETTERS), max_size=12).map(lambda text: name_of("窓" + text))
TEXTS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=20).map(text_of).filter(bool)
AGES = st.sampled_from([None, (), ((0, 17),), ((15, 39),), ((18, 120),), ((0, 14), (65, 120))])
STATUS = st.sampled_from([None, "active", "paused", "closed", "do-not-refer"])
ENTRIES = st.builds(
    lambda areas, without, **fields: Entry(
        areas=areas, without=tuple(sorted(without - set(areas or ()))) if areas else (), **fields
    ),
    name=NAMES,
    kind=NAMES,
    organization=st.none() | NAMES,
    areas=st.none() | st.sets(st.sampled_from(AREAS), max_size=3).map(lambda found: tuple(sorted(found))),
    without=st.sets(st.sampled_from(AREAS), max_size=1),
    ages=AGES,
    clients=st.sampled_from([None, ()]),
    topics=st.none() | st.sets(NAMES, max_size=2).map(lambda found: tuple(sorted(found))),
    languages=st.sampled_from([None, ("日本語",), ("日本語", "英語"), ("すべて",), ("hmn",)]),
    ways=st.lists(WAYS.filter(lambda way: way.channel is not None), min_size=1, max_size=3, unique=True).map(tuple)
    | WAYS.map(lambda way: (Way(None, way.hours),)),
    status=STATUS,
    verified=st.none() | DATES,
    notes=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
    remarks=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
)
TABLES = st.builds(
    Timetable,
    NAMES,
    WAYS.filter(lambda way: way.hours).map(lambda way: way.hours),
    st.lists(TEXTS, max_size=1).map(tuple),
)


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    """Named as an import names them."""
    return named(draw(st.lists(ENTRIES, min_size=1, max_size=4)), draw(st.lists(TABLES, max_size=2)))


def through_csv(registry: Registry) -> Imported:
    """Exported as CSV and imported again."""
    ledger = Ledger()
    table = csv_table("x.csv", "x", csv_text(registry), ledger)
    return import_tables([table], read_mapping("own", OWN_MAPPING), ledger)


def through_hsds(registry: Registry) -> Imported:
    """Exported as HSDS and imported again."""
    ledger = Ledger()
    directory = Directory(ledger)
    add_json(directory, "x.json", hsds_text(registry))
    services = Services(directory, ON)
    entries = services.entries()
    return finished(named(entries, services.timetables()), ledger, "", ())
