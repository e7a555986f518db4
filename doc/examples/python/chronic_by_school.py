#!/usr/bin/env python3
"""Prints the chronic rate of each school, and draws it.

    chronic_by_school.py [--year=YEAR] [PICTURE]

PICTURE is a file that ends in .png, .svg or .pdf. YEAR is a school year, by default the current one of the store. The connection
comes from the variables that psql reads (PGHOST, PGDATABASE, PGUSER and so on). The role reads the store with level aggregate.

Small schools are withheld, and so is what would reveal them, by absence.withhold. One run hides this much; several runs
can be compared. For the public see doc/publishing.md.

Debian's packages: python3-psycopg2, and python3-matplotlib for the picture.
"""
import argparse
import sys

import psycopg2

# The rows of the schools, with what may be shown of them; the first is the district. The ends of the interval follow from the
# numbers, and are shown where the numbers are.
QUERY = """
WITH year AS (
    SELECT coalesce(%(year)s, max(school_year) FILTER (WHERE is_current_year)) AS school_year FROM attendance.latest_school_absence
), figures AS (
    SELECT 'all' AS group_kind, 'all' AS group_value, 'District' AS name, d.verdict_n, d.chronic_n, d.chronic_rate_low,
        d.chronic_rate_high, d.as_of, d.policy, d.school_year
    FROM attendance.latest_district_absence AS d JOIN year USING (school_year)
    WHERE d.scope = 'sum_of_schools'
    UNION ALL
    SELECT 'school', s.school_id, coalesce(s.school_name, s.school_id), s.verdict_n, s.chronic_n, s.chronic_rate_low,
        s.chronic_rate_high, s.as_of, s.policy, s.school_year
    FROM attendance.latest_school_absence AS s JOIN year USING (school_year)
)
SELECT f.name, w.verdict_n, w.chronic_n, w.chronic_rate, w.chronic_rate_shown,
    CASE WHEN w.shown = 'all' THEN f.chronic_rate_low END, CASE WHEN w.shown = 'all' THEN f.chronic_rate_high END,
    f.as_of, f.policy, f.school_year
FROM absence.withhold((SELECT jsonb_agg(f) FROM figures AS f)) AS w
JOIN figures AS f USING (group_kind, group_value)
ORDER BY w.group_kind <> 'all', f.name, w.group_value
"""

BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#595959"


def shown(value):
    return "-" if value is None else str(value)


def print_table(rows):
    width = max(len(row[0]) for row in rows)
    print(f"{'school':<{width}} {'students':>8} {'chronic':>8} {'rate':>10}")
    for name, n, chronic, _, rate, *_ in rows:
        print(f"{name:<{width}} {shown(n):>8} {shown(chronic):>8} {rate:>10}")


def draw(rows, picture):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as pyplot
    (_, district_n, _, district_rate, district_shown, *_, as_of, policy, year), *schools = rows
    figure, axes = pyplot.subplots(figsize=(9, 1.9 + 0.36 * len(schools)), layout="constrained")
    for place, (name, n, _, rate, text, low, high, *_) in enumerate(schools):
        if rate is None:
            # a rate near the ends is a code such as <= 5%
            why = "withheld: small numbers" if text == "withheld" else f"{text} of {shown(n)} students"
            axes.text(0.6, place, why, va="center", color=GREY, style="italic")
        else:
            axes.plot([100 * low, 100 * high], [place, place], color=BLUE, linewidth=2, gid=f"interval-{place}")
            axes.plot(100 * rate, place, "o", color=BLUE, markersize=7, gid=f"rate-{place}")
            axes.annotate(f"{text} of {n}", (100 * high, place), xytext=(6, 0), textcoords="offset points", va="center", fontsize=9,
                          bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})
    if district_rate is not None:
        axes.axvline(100 * district_rate, color=ORANGE, linestyle="--", linewidth=1.5, zorder=0)
    axes.set_yticks(range(len(schools)), [row[0] for row in schools])
    axes.set_ylim(len(schools) - 0.5, -0.5)
    ends = [100 * row[6] for row in schools if row[6] is not None]
    # room for the words beside the longest line
    axes.set_xlim(0, min(100, 1.3 * max(ends, default=75)))
    axes.xaxis.set_major_formatter("{x:.0f}%")
    axes.set_xlabel("Students who are chronically absent (point), with the 95% interval (line)")
    axes.grid(axis="x", color="#dddddd")
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    # two lines over the plot, from the left of the picture on
    axes.set_title("\n", fontsize=16)
    place = {"xycoords": ("figure fraction", "axes fraction"), "textcoords": "offset points", "annotation_clip": False}
    axes.annotate(f"Chronic absence by school, school year {year - 1}-{year % 100:02}",
                  (0.012, 1), (0, 26), weight="bold", size=13, **place)
    axes.annotate(f"Through {as_of:%-d %B %Y}, definition {policy}. Dashed line: the district, {district_shown} of {district_n} students",
                  (0.012, 1), (0, 9), **place)
    figure.savefig(picture, dpi=120)


def main():
    parser = argparse.ArgumentParser(description="Prints the chronic rate of each school, and draws it.")
    parser.add_argument("--year", type=int, help="school year, by the year in which it ends")
    parser.add_argument("picture", nargs="?", help="file to draw, .png, .svg or .pdf")
    arguments = parser.parse_args()
    with psycopg2.connect("") as connection, connection.cursor() as cursor:
        cursor.execute(QUERY, {"year": arguments.year})
        rows = cursor.fetchall()
    if not rows:
        sys.exit("no school has figures")
    print_table(rows)
    if arguments.picture:
        draw(rows, arguments.picture)


if __name__ == "__main__":
    main()
