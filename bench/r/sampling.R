# How many to ask, whom to ask: the smallest sample found by trying each (base R), sampling's inclusion probabilities,
# digest's SHA-256.
library(digest)
library(sampling)
options(scipen = 9)

half_width <- function(variance, n, N, level, less) {
  qnorm((1 + level) / 2) * sqrt(variance / n * (if (is.finite(N)) (N - n) / (N - less) else 1))
}
smallest <- function(variance, within, N, level, less) {
  tried <- seq_len(if (is.finite(N)) N else 100000)
  tried[which(half_width(variance, tried, N, level, less) <= within)[1]]
}
for (N in c(10, 50, 100, 200, 400, 1000, 3200, Inf)) for (P in c(0.1, 0.5)) for (e in c(0.03, 0.1)) {
  case <- paste(N, P, e)
  say(case, "cochran", smallest(P * (1 - P), e, N, 0.95, 1))
  say(case, "samplingbook", smallest(P * (1 - P), e, N, 0.95, 0))
}
for (e in c(1, 4)) say(paste("mean", e), "n", smallest(100, e, 300, 0.95, 0))

# Neyman's allocation where some strata are asked whole: each person's chance grows with the spread of the stratum.
N <- c(13, 18, 26, 42, 73, 24)
S <- c(325, 190, 189, 82, 86, 190)
for (n in c(20, 50, 110, 150)) say(paste("colleges", n), "ideal", N * tapply(inclusionprobabilities(rep(S, N), n), rep(1:6, N), mean))
for (n in c(20, 50, 110)) say(paste("colleges", n), "proportional", n * N / sum(N))

# The lot of the persons p01 to p12 under three seeds: their places after sorting by the digest.
ids <- sprintf("p%02d", 1:12)
for (seed in c(1, 2027, 900719925)) for (stratum in c("", "Umeå \"norr\"")) {
  name <- if (stratum == "") "" else "Ume\\u00e5 \\\"norr\\\""
  texts <- sprintf('[%d,"%s","%s"]', seed, name, ids)
  digests <- vapply(texts, digest, "", algo = "sha256", serialize = FALSE)
  say(paste(seed, if (stratum == "") "all" else "north"), "places", order(digests, method = "radix"))
}
