#!/usr/bin/env Rscript
# Prints how the chronic rate of each school has moved in the last four weeks, and draws it by week.
#
#     chronic_by_week.R [--year=YEAR] [PICTURE]
#
# PICTURE is a file that ends in .png, .svg or .pdf. YEAR is a school year, by default the current one of the store. The connection
# comes from the variables that psql reads (PGHOST, PGDATABASE, PGUSER and so on). The role reads the store with level aggregate.
#
# Small schools are withheld, and so is what would reveal them in the last week, by absence.withhold. The weeks can be compared,
# so this is for people of the district. For the public see doc/publishing.md.
#
# Debian's package: r-cran-rpostgresql. With package RPostgres, write dbConnect(RPostgres::Postgres()).
suppressMessages(library(RPostgreSQL))

minimum <- 10
query <- "
WITH week AS (
    SELECT * FROM attendance.latest_absence_trend WHERE group_kind = 'all' AND %s AND last_day IS NOT NULL
), last AS (
    SELECT DISTINCT ON (school_id) 'school' AS group_kind, school_id AS group_value, verdict_n, chronic_n
    FROM week
    ORDER BY school_id, week_number DESC
), shown AS (
    SELECT w.group_value AS school_id
    FROM absence.withhold((SELECT jsonb_agg(g) FROM (
        TABLE last UNION ALL SELECT 'all', 'all', sum(verdict_n), sum(chronic_n) FROM last) AS g)) AS w
    WHERE w.shown <> 'nothing'
)
SELECT school_id, coalesce(school_name, school_id) AS school, week_number, last_day::text, verdict_n, chronic_n, prior_chronic_rate,
    prior_verdict_n, as_of::text, policy, school_year, school_id IN (SELECT s.school_id FROM shown AS s) AS shown
FROM week
ORDER BY school, school_id, week_number"

arguments <- commandArgs(trailingOnly = TRUE)
is_year <- grepl("^--year=[0-9]{4}$", arguments)
picture <- arguments[!is_year]
if (sum(is_year) > 1 || length(picture) > 1 || any(startsWith(picture, "-"))) stop("usage: chronic_by_week.R [--year=YEAR] [PICTURE]")
year <- if (any(is_year)) sub("--year=", "school_year = ", arguments[is_year]) else "is_current_year"

connection <- dbConnect(PostgreSQL())
weeks <- dbGetQuery(connection, sprintf(query, year))
invisible(dbDisconnect(connection))
if (all(weeks$verdict_n == 0)) stop("no school has figures")

weeks$day <- as.Date(weeks$last_day)
weeks$rate <- ifelse(weeks$shown & weeks$verdict_n >= minimum, weeks$chronic_n / weeks$verdict_n, NA)
weeks$prior <- ifelse(weeks$shown & weeks$prior_verdict_n >= minimum, weeks$prior_chronic_rate, NA)
schools <- split(weeks, factor(weeks$school_id, unique(weeks$school_id)))

# the district: the sum of its schools in each week
district <- aggregate(cbind(verdict_n, chronic_n) ~ week_number, weeks, sum)
district$rate <- ifelse(district$verdict_n >= minimum, district$chronic_n / district$verdict_n, NA)
district$day <- as.Date(tapply(weeks$last_day, weeks$week_number, max)[as.character(district$week_number)])

# a rate in percent with one decimal, of whole numbers, half up as everywhere in the store; NA if it is not shown
percent <- function(row) if (length(row$rate) != 1 || is.na(row$rate)) NA else
  (2000 * row$chronic_n + row$verdict_n) %/% (2 * row$verdict_n) / 10
wide <- max(nchar(weeks$school), nchar("District"))
padded <- function(name) paste0(name, strrep(" ", wide - nchar(name)))
cat(sprintf("%s %8s %12s %12s %8s\n", padded("school"), "students", "4 weeks ago", "last week", "change"))
row_of <- function(name, rows) {
  last <- rows[nrow(rows), ]
  now <- percent(last)
  before <- percent(rows[rows$week_number == last$week_number - 4, ])
  text <- function(format, value) if (is.na(value)) "-" else sprintf(format, value)
  # the change is that of the rates as printed, so that the row adds up
  cat(sprintf("%s %8s %12s %12s %8s\n", padded(name), if (is.na(now)) "-" else last$verdict_n, text("%.1f%%", before), text("%.1f%%", now),
    text("%+.1f", now - before)))
}
row_of("District", district)
for (rows in schools) row_of(rows$school[1], rows)

if (length(picture) == 0) quit()

# a panel for each school, with the district in each
columns <- min(3, length(schools))
panel_rows <- ceiling(length(schools) / columns)
width <- 3.4 * columns
height <- 2.3 * panel_rows + 1.3
switch(tools::file_ext(picture),
  png = png(picture, width, height, units = "in", res = 120, type = "cairo"),
  svg = svg(picture, width, height),
  pdf = pdf(picture, width, height),
  stop("PICTURE must end in .png, .svg or .pdf"))
blue <- "#0072b2"
grey <- "#8c8c8c"
# months, or in the first weeks of a year the days
days <- seq(as.Date(format(min(weeks$day), "%Y-%m-01")), max(weeks$day), by = "month")
day_format <- "%b"
if (sum(days >= min(weeks$day)) < 2) {
  days <- unique(weeks$day)
  day_format <- "%e %b"
}
at <- pretty(c(0, max(weeks$rate, weeks$prior, district$rate, 0.1, na.rm = TRUE)), 4)
par(mfrow = c(panel_rows, columns), mar = c(2.4, 3.4, 2.2, 0.8), oma = c(2.2, 1.4, 3.6, 0), mgp = c(2.4, 0.6, 0), las = 1, cex = 0.8)
for (rows in schools) {
  plot(range(weeks$day), range(at), type = "n", xaxt = "n", yaxt = "n", xlab = "", ylab = "", bty = "n")
  abline(h = at, col = "#e5e5e5")
  axis(2, at, sprintf("%.0f%%", 100 * at), tick = FALSE)
  axis.Date(1, at = days, format = day_format, col = NA, col.ticks = grey, cex.axis = 0.85, gap.axis = 0.2)
  lines(district$day, district$rate, col = grey, lwd = 1.5, lty = 2)
  lines(rows$day, rows$prior, col = "#e69f00", lwd = 2, lty = 3)
  lines(rows$day, rows$rate, col = blue, lwd = 2.5)
  points(rows$day[nrow(rows)], rows$rate[nrow(rows)], col = blue, pch = 16)
  title(rows$school[1], font.main = 2, cex.main = 1, adj = 0)
  if (all(is.na(rows$rate))) text(mean(range(weeks$day)), max(at) / 20, "withheld: small numbers", font = 3)
}
last <- weeks[which.max(weeks$week_number), ]
through <- as.Date(min(weeks$as_of, na.rm = TRUE))
mtext(sprintf("Chronic absence by school and week, school year %d-%02d", last$school_year - 1, last$school_year %% 100),
  outer = TRUE, adj = 0, line = 1.9, font = 2, cex = 1)
mtext(sprintf("As of the last day of each week, through %s, definition %s", trimws(format(through, "%e %B %Y")), last$policy),
  outer = TRUE, adj = 0, line = 0.5, cex = 0.8)
mtext("Students who are chronically absent", side = 2, outer = TRUE, las = 0, line = 0.1, cex = 0.8)
par(fig = c(0, 1, 0, 1), oma = c(0, 0, 0, 0), mar = c(0, 0, 0, 0), new = TRUE)
plot(0, 0, type = "n", axes = FALSE, xlab = "", ylab = "")
prior <- any(!is.na(weeks$prior))
legend("bottom", c("school", "district", if (prior) "school, the year before"), col = c(blue, grey, if (prior) "#e69f00"),
  lty = c(1, 2, if (prior) 3), lwd = c(2.5, 1.5, if (prior) 2), horiz = TRUE, bty = "n", cex = 0.8)
invisible(dev.off())
