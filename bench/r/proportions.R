# Shares and observed over expected: base R (binom.test, prop.test, poisson.test, phyper) and epitools.
library(epitools)
options(scipen = 9)

counts <- list(c(81, 263), c(15, 148), c(0, 20), c(1, 29), c(12, 12), c(28, 29), c(500, 1000))
for (one in counts) for (level in c(0.8, 0.95, 0.99)) {
  case <- paste(one[1], one[2], level)
  say(case, "exact", binom.test(one[1], one[2], conf.level = level)$conf.int)
  say(case, "wilson", suppressWarnings(prop.test(one[1], one[2], conf.level = level, correct = FALSE))$conf.int)
  say(case, "epitools", unlist(binom.wilson(one[1], one[2], level)[c("lower", "upper")]))
}

# Every size of the part in a finite population that the sample does not rule out on either side.
finite <- list(c(45, 100, 300), c(2, 100, 300), c(3, 10, 50), c(0, 20, 60), c(20, 20, 60), c(50, 60, 61), c(7, 80, 320),
               c(120, 400, 100000))
for (one in finite) for (level in c(0.8, 0.95)) {
  x <- one[1]; n <- one[2]; N <- one[3]
  M <- x:(N - n + x)
  fits <- M[phyper(x - 1, M, N - M, n, lower.tail = FALSE) > (1 - level) / 2 & phyper(x, M, N - M, n) > (1 - level) / 2]
  say(paste(x, n, N, level), "counts", range(fits))
  effective <- n * (N - 1) / (N - n)
  wilson <- suppressWarnings(prop.test(x / n * effective, effective, conf.level = level, correct = FALSE))$conf.int
  say(paste(x, n, N, level), "wilson", c(max(wilson[1], x / N), min(wilson[2], (N - n + x) / N)))
}

events <- list(c(0, 2.3), c(1, 3.3), c(4, 3.3), c(14, 9.61), c(137, 24.19893), c(1000, 950))
for (one in events) for (level in c(0.9, 0.95, 0.998)) {
  case <- paste(one[1], one[2], level)
  say(case, "exact", poisson.test(one[1], one[2], conf.level = level)$conf.int)
  say(case, "midway", unlist(pois.byar(one[1], one[2], level)[c("lower", "upper")]))
}
