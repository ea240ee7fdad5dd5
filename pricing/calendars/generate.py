#!/usr/bin/env python3
"""Writes one calendar per country or subdivision from a table of public holidays.

    python3 generate.py HOLIDAYS.csv

The table has the columns country, subdivision, date, name_en and weekend_days, as exported from the
PyPI package `holidays` 0.109, category PUBLIC. `weekend_days` holds digits, Monday = 0. The files are written next to
this script; the same table gives the same bytes.

The dates come from `holidays`, which is under the MIT licence:
Copyright (c) Vacanza Team and individual contributors (see CONTRIBUTORS file)
Copyright (c) dr-prodigy <dr.prodigy.github@gmail.com>, 2017-2023
Copyright (c) ryanss <ryanssdev@icloud.com>, 2014-2017
"""

import csv
import datetime
import pathlib
import sys

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

COUNTRIES = {
    "AE": "United Arab Emirates", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BR": "Brazil",
    "CA": "Canada", "CH": "Switzerland", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "ES": "Spain",
    "FI": "Finland", "FR": "France", "GB": "United Kingdom", "IE": "Ireland", "IL": "Israel", "IN": "India",
    "IT": "Italy", "JP": "Japan", "MX": "Mexico", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand",
    "PL": "Poland", "PT": "Portugal", "SA": "Saudi Arabia", "SE": "Sweden", "SG": "Singapore",
    "US": "United States", "ZA": "South Africa",
}

SUBDIVISIONS = {
    "AU-ACT": "Australian Capital Territory", "AU-NSW": "New South Wales", "AU-VIC": "Victoria",
    "CA-ON": "Ontario", "CA-QC": "Quebec", "CH-ZH": "Zurich", "DE-BE": "Berlin", "DE-BY": "Bavaria",
    "DE-NW": "North Rhine-Westphalia", "ES-MD": "Madrid", "GB-ENG": "England", "GB-NIR": "Northern Ireland",
    "GB-SCT": "Scotland", "IN-KA": "Karnataka", "US-CA": "California",
}

# The names that documents print where a country's would mislead.
NAMES = {"GB-ENG": "England"}

# Names in scripts that the built-in fonts do not have are given in English, so that a document may name
# the day. Names in Latin script stay as the country writes them.
ENGLISH = {
    # Arabic
    "رأس السنة الميلادية": "New Year's Day",
    "عيد الفطر": "Eid al-Fitr",
    "عطلة عيد الفطر": "Eid al-Fitr holiday",
    "وقفة عرفة": "Arafat Day",
    "يوم عرفة": "Arafat Day",
    "عيد الأضحى": "Eid al-Adha",
    "عطلة عيد الأضحى": "Eid al-Adha holiday",
    "رأس السنة الهجرية": "Islamic New Year",
    "عيد المولد النبوي": "The Prophet's Birthday",
    "اليوم الوطني": "National Day",
    "يوم التأسيس": "Founding Day",
    # Hebrew
    "פסח": "Passover",
    "שביעי של פסח": "Seventh day of Passover",
    "יום העצמאות": "Independence Day",
    "שבועות": "Shavuot",
    "ראש השנה": "Rosh Hashanah",
    "יום כיפור": "Yom Kippur",
    "סוכות": "Sukkot",
    "שמחת תורה/שמיני עצרת": "Simchat Torah and Shemini Atzeret",
    # Japanese
    "元日": "New Year's Day",
    "成人の日": "Coming of Age Day",
    "建国記念の日": "National Foundation Day",
    "天皇誕生日": "Emperor's Birthday",
    "振替休日": "Substitute holiday",
    "春分の日": "Vernal Equinox Day",
    "昭和の日": "Showa Day",
    "憲法記念日": "Constitution Day",
    "みどりの日": "Greenery Day",
    "こどもの日": "Children's Day",
    "海の日": "Marine Day",
    "山の日": "Mountain Day",
    "敬老の日": "Respect for the Aged Day",
    "秋分の日": "Autumnal Equinox Day",
    "スポーツの日": "Sports Day",
    "文化の日": "Culture Day",
    "勤労感謝の日": "Labour Thanksgiving Day",
    "国民の休日": "Citizens' Holiday",
}

SUFFIXES = {"(تقديري)": "(estimated)", "(يوم تعويضي)": "(substitute day)", "(נצפה)": "(observed)"}

# A calendar holds the days on which firms close. These are days the law names without closing anything, or
# on which most people work, so they are left out; each with its reason.
OBSERVANCES = {
    # California Government Code 6700 and 19853: told of, and no paid day off in the service of the State
    # (Diwali: only instead of a personal holiday).
    ("US-CA", "Susan B. Anthony Day"),
    ("US-CA", "Diwali"),
    # Law 54 of 1977 moved it to a Sunday, as a day of remembrance and not a holiday.
    ("IT", "Giorno dell'unità nazionale"),
    # "Most companies work": rijksoverheid.nl, Is Goede Vrijdag een vrije dag?
    ("NL", "Goede vrijdag"),
    # Restricted holidays, of which everybody may choose two: the State's list for 2025.
    ("IN-KA", "Holi"),
    ("IN-KA", "Buddha Purnima"),
    ("IN-KA", "Janmashtami (Vaishnava)"),
    ("IN-KA", "Guru Nanak's Jayanti"),
}

# U+0250 begins the first block after the Latin letters; Greek and Cyrillic end before U+0530.
LAST_COVERED = 0x052F


def english(name):
    """The name, in English where the built-in fonts lack its script."""
    for native, suffix in SUFFIXES.items():
        if name.endswith(" " + native):
            return f"{english(name[: -len(native) - 1])} {suffix}"
    name = ENGLISH.get(name, name)
    if any(ord(c) > LAST_COVERED and not 0x1E00 <= ord(c) <= 0x1FFF and not 0x2010 <= ord(c) <= 0x2026 for c in name):
        sys.exit(f"no English name for {name!r}: add it to ENGLISH")
    return name


def quoted(text):
    """A TOML basic string."""
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif ord(c) < 0x20 or ord(c) == 0x7F:
            out.append(f"\\u{ord(c):04X}")
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


def read(path):
    """{id: (weekend digits, {date: [names in table order]})}"""
    tables = {}
    with open(path, encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            id = row["country"] + ("-" + row["subdivision"] if row["subdivision"] else "")
            weekend, days = tables.setdefault(id, (row["weekend_days"], {}))
            if weekend != row["weekend_days"]:
                sys.exit(f"{id}: two different weekends")
            # The table itself joins names of one day with a semicolon.
            for name in row["name_en"].split("; "):
                name = english(" ".join(name.split()))
                if (id, name) in OBSERVANCES:
                    continue
                names = days.setdefault(datetime.date.fromisoformat(row["date"]), [])
                if name not in names:
                    names.append(name)
    return tables


def calendar(id, weekend, days):
    """The text of one file."""
    country = COUNTRIES[id.split("-")[0]]
    name = NAMES.get(id) or (f"{country}, {SUBDIVISIONS[id]}" if id in SUBDIVISIONS else country)
    years = f"{min(days).year} to {max(days).year}"
    estimated = any("(estimated)" in n for names in days.values() for n in names)
    lines = [
        f"# {name}: public holidays, {years}.",
        "# Dates: generated from the PyPI package holidays 0.109 (MIT). Do not edit: run generate.py.",
    ]
    if estimated:
        lines.append("# Days marked (estimated) follow the moon and are fixed by the authorities shortly before.")
    lines += [
        "format = 1",
        f"id = {quoted(id)}",
        f"name = {quoted(name)}",
        "weekend = [" + ", ".join(quoted(DAYS[int(d)]) for d in weekend) + "]",
    ]
    for date in sorted(days):
        lines += ["", "[[holiday]]", f"date = {date.isoformat()}", f"name = {quoted(' / '.join(days[date]))}"]
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: generate.py HOLIDAYS.csv")
    here = pathlib.Path(__file__).resolve().parent
    tables = read(sys.argv[1])
    for id in sorted(tables):
        (here / f"{id}.toml").write_bytes(calendar(id, *tables[id]).encode("utf-8"))
    print(f"{len(tables)} calendars", file=sys.stderr)


if __name__ == "__main__":
    main()
