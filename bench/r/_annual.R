# The "national annual report" with data.table, as somebody writes it who knows it well; and svyby of the package survey.
# Rscript _annual.R convert CSV RDS | datatable RDS FOLDER | survey CSV FOLDER
suppressMessages(library(data.table))
setDTthreads(percent = 100)
arguments <- commandArgs(trailingOnly = TRUE)
yes <- paste0("yes", 0:9)
scores <- paste0("score", 0:3)
variables <- c(yes, scores)
keys <- c("provider", "region", "service", "year", "stratum")
roll_ups <- list("provider", "region", "service", c("region", "service"), "year", c("provider", "year"), character())
now <- function() proc.time()[["elapsed"]]
peak <- function() {
  status <- readLines("/proc/self/status")
  as.numeric(gsub("[^0-9]", "", status[startsWith(status, "VmHWM")])) / 1e6
}

cube_of <- function(d) {
  w <- d$w
  parts <- list(g = d[, g := .GRP, by = keys]$g, rows = rep(1, nrow(d)))
  for (v in variables) {
    y <- d[[v]]
    known <- !is.na(y)
    if (v %in% scores) y <- y - 50
    x <- w * known
    wy <- w * y
    parts[[paste0("n_", v)]] <- known
    parts[[paste0("x_", v)]] <- x
    parts[[paste0("xx_", v)]] <- x * w
    parts[[paste0("y_", v)]] <- wy
    parts[[paste0("xy_", v)]] <- w * wy
    if (v %in% scores) parts[[paste0("yy_", v)]] <- wy * wy
  }
  setDT(parts)
  cube <- parts[, lapply(.SD, sum, na.rm = TRUE), by = g]
  cbind(unique(d[, c(keys, "g"), with = FALSE], by = "g")[order(g), keys, with = FALSE], cube[order(g)])
}

estimates <- function(cube, strata, by) {
  sums <- setdiff(names(cube), c(keys, "g"))
  pairs <- cube[, lapply(.SD, sum), keyby = c(by, "stratum"), .SDcols = sums]
  g <- if (length(by)) pairs[, g := .GRP, by = by]$g else rep(1L, nrow(pairs))
  m <- function(kind) as.matrix(pairs[, paste0(kind, "_", variables), with = FALSE])
  x <- m("x"); y <- m("y"); xx <- m("xx"); xy <- m("xy"); n <- m("n")
  yy <- cbind(xy[, seq_along(yes)], as.matrix(pairs[, paste0("yy_", scores), with = FALSE]))
  asked <- strata$asked[match(pairs$stratum, strata$stratum)]
  there <- strata$there[match(pairs$stratum, strata$stratum)]
  width <- rowsum(x, g); ratio <- rowsum(y, g) / width
  slope <- ratio[g, , drop = FALSE]; scale <- width[g, , drop = FALSE]
  first <- (y - slope * x) / scale
  second <- (yy - 2 * slope * xy + slope^2 * xx) / scale^2
  se <- sqrt(pmax(rowsum((1 - asked / there) * asked / (asked - 1) * (second - first^2 / asked), g), 0))
  answered <- rowsum(n, g)
  t <- suppressWarnings(qt(0.975, answered - rowsum((n > 0) + 0, g)))
  value <- ratio + rep(c(rep(0, length(yes)), rep(50, length(scores))), each = nrow(ratio))
  low <- value - t * se; high <- value + t * se
  is_yes <- seq_along(yes)
  p <- value[, is_yes, drop = FALSE]
  reach <- (t * se)[, is_yes, drop = FALSE] / (p * (1 - p))
  low[, is_yes] <- plogis(qlogis(p) - reach); high[, is_yes] <- plogis(qlogis(p) + reach)
  list(value, se, low, high, answered)
}

datatable <- function(path, folder) {
  began <- now()
  d <- readRDS(path)
  setDT(d)
  loaded <- now()
  strata <- d[, .(asked = .N, there = max(n_pop)), by = stratum]
  cube <- cube_of(d)
  summed <- now()
  found <- lapply(roll_ups, function(by) estimates(cube, strata, by))
  ended <- now()
  flat <- sapply(1:5, function(one) unlist(lapply(found, function(table) as.vector(t(table[[one]])))))
  fwrite(as.data.table(flat), file.path(folder, "datatable.csv"), col.names = FALSE, na = "nan")
  used <- sum(proc.time()[c("user.self", "sys.self")])
  cat(sprintf('{"load": %f, "sums": %f, "rest": %f, "peak": %f, "cpu": %f}\n',
    loaded - began, summed - loaded, ended - summed, peak(), used))
}

by_survey <- function(path, folder) {
  suppressMessages(library(survey))
  d <- as.data.frame(fread(path))
  design <- svydesign(id = ~1, strata = ~stratum, weights = ~w, fpc = ~n_pop, data = d)
  told <- list()
  for (one in list(c("region", "yes0"), c("service", "yes1"), c("year", "score0"), c("region", "score1"))) {
    found <- svyby(as.formula(paste0("~", one[2])), as.formula(paste0("~", one[1])), design, svymean, na.rm = TRUE)
    told[[length(told) + 1]] <- data.table(by = one[1], what = one[2], level = found[[1]], value = coef(found), se = SE(found))
  }
  began <- now()
  found <- svyby(~yes0, ~provider, design, svymean, na.rm = TRUE)
  seconds <- now() - began
  told[[length(told) + 1]] <- data.table(by = "provider", what = "yes0", level = found[[1]], value = coef(found), se = SE(found))
  fwrite(rbindlist(told), file.path(folder, "survey.csv"))
  cat(sprintf('{"seconds": %f, "estimates": %d, "peak": %f}\n', seconds, nrow(found), peak()))
}

switch(arguments[1],
  convert = saveRDS(as.data.frame(fread(arguments[2])), arguments[3], compress = FALSE),
  datatable = datatable(arguments[2], arguments[3]),
  survey = by_survey(arguments[2], arguments[3])
)
