# Agreement between raters: kappa by vcd and by psych, intraclass correlations by psych,
# Krippendorff's alpha from its definition, pair by pair.
suppressMessages({library(psych); library(vcd)})

tables <- list(
  four = matrix(c(11, 3, 1, 0, 1, 9, 0, 1, 0, 1, 10, 0, 1, 2, 0, 20), 4, byrow = TRUE),
  three = matrix(c(44, 5, 1, 7, 20, 3, 9, 5, 6), 3, byrow = TRUE),
  five = matrix(c(4, 1, 0, 0, 0, 1, 5, 2, 1, 0, 0, 3, 6, 2, 1, 0, 0, 2, 8, 2, 0, 0, 1, 2, 9), 5, byrow = TRUE),
  winnipeg = matrix(c(38, 5, 0, 1, 33, 11, 3, 0, 10, 14, 5, 6, 3, 7, 3, 10), 4, byrow = TRUE)
)
for (case in names(tables)) {
  counts <- tables[[case]]
  linear <- Kappa(counts, weights = "Equal-Spacing")
  quadratic <- Kappa(counts, weights = "Fleiss-Cohen")
  say(case, "plain", c(linear$Unweighted, confint(linear)["Unweighted", ]))
  say(case, "linear", c(linear$Weighted, confint(linear)["Weighted", ]))
  say(case, "quadratic", c(quadratic$Weighted, confint(quadratic)["Weighted", ]))
  by_psych <- suppressWarnings(cohen.kappa(counts))$confid["weighted kappa", c("estimate", "lower", "upper")]
  say(case, "quadratic by psych", by_psych)
}

ratings <- list(
  judges = matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), 6, byrow = TRUE),
  attitude = as.matrix(attitude[, c("complaints", "learning", "raises")]),
  contrary = matrix(c(1, 5, 2, 3, 4, 2, 3, 3, 5, 1, 2, 4, 4, 4, 1), 5, byrow = TRUE)
)
for (case in names(ratings)) {
  found <- suppressWarnings(ICC(ratings[[case]], lmer = FALSE))$results
  for (row in seq_len(nrow(found)))
    say(case, found$type[row], unlist(found[row, c("ICC", "lower bound", "upper bound")]))
}
for (name in c("complaints", "learning", "raises")) say("attitude", name, attitude[[name]])

# One row a case, one column a rater; straight from the definition, without a coincidence matrix.
alpha_of <- function(rows, level) {
  rows <- rows[rowSums(!is.na(rows)) >= 2, , drop = FALSE]
  all <- rows[!is.na(rows)]
  apart <- function(a, b) switch(level,
    nominal = as.numeric(a != b),
    interval = (a - b)^2,
    ratio = if (a + b == 0) 0 else ((a - b) / (a + b))^2,
    ordinal = {
      low <- min(a, b); high <- max(a, b)
      (sum(all >= low & all <= high) - (sum(all == a) + sum(all == b)) / 2)^2
    })
  observed <- 0
  for (i in seq_len(nrow(rows))) {
    x <- rows[i, !is.na(rows[i, ])]
    for (j in seq_along(x)) for (k in seq_along(x)) if (j != k)
      observed <- observed + apart(x[j], x[k]) / (length(x) - 1)
  }
  expected <- 0
  for (a in all) for (b in all) expected <- expected + apart(a, b)
  1 - (length(all) - 1) * observed / expected
}
published <- cbind(
  c(1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA), c(1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3),
  c(NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA), c(1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA)
)
uneven <- cbind(c(0, 2, 7, 10, 4, NA, 3, 8), c(1, 2, 5, 10, NA, 6, 3, 9), c(0, NA, 8, 9, 4, 6, 1, NA))
for (level in c("nominal", "ordinal", "interval", "ratio")) {
  say("published", level, alpha_of(published, level))
  say("uneven", level, alpha_of(uneven, level))
}
# Cases drawn anew, one by one; 2,000 rounds are enough to hold ours against it loosely.
set.seed(4)
paired <- published[rowSums(!is.na(published)) >= 2, ]
again <- replicate(2000, alpha_of(paired[sample(11, replace = TRUE), ], "interval"))
say("published", "interval, resampled", quantile(again, c(0.025, 0.975), na.rm = TRUE))
