# Change: paired t, standardised changes, reliable change, own norms, regression to the mean, adjusted p-values.
suppressPackageStartupMessages({library(effectsize); library(metafor); library(psych)})
data(anorexia, package = "MASS")

# The non-centrality under which t is not exceeded with a chance p.
shift <- function(t, df, p) uniroot(function(ncp) pt(t, df, ncp) - p, c(t - 30, t + 30), tol = 1e-13)$root

# What a change is divided by, as an expression in the two variances and the covariance: R takes the derivatives.
units <- list(
  d_av = quote((sqrt(a) + sqrt(b)) / 2),
  d_rm = quote(sqrt((a + b - 2 * c) / (2 * (1 - c / sqrt(a * b))))),
  glass = quote(sqrt(a))
)

paired <- function(case, x, y) {
  n <- length(x); d <- y - x
  a <- var(x); b <- var(y); c <- cov(x, y)
  say(case, "before", x); say(case, "after", y)
  test <- t.test(y, x, paired = TRUE)
  say(case, "change", c(test$estimate, test$conf.int)); say(case, "t", test$statistic)
  t <- test$statistic; d_z <- mean(d) / sd(d)
  limits <- c(shift(t, n - 1, .975), shift(t, n - 1, .025)) / sqrt(n)
  say(case, "d_z", c(d_z, limits))
  j <- exp(lgamma((n - 1) / 2) - log(sqrt((n - 1) / 2)) - lgamma((n - 2) / 2))
  say(case, "g_z", j * c(d_z, limits))
  theirs <- as.data.frame(cohens_d(y, x, paired = TRUE)); say(case, "effectsize d_z", unlist(theirs[c(1, 3, 4)]))
  theirs <- as.data.frame(hedges_g(y, x, paired = TRUE)); say(case, "effectsize g_z", unlist(theirs[c(1, 3, 4)]))
  spread <- matrix(c(2 * a^2, 2 * c^2, 2 * a * c, 2 * c^2, 2 * b^2, 2 * b * c, 2 * a * c, 2 * b * c, a * b + c^2), 3)
  for (name in names(units)) {
    unit <- eval(units[[name]])
    slope <- sapply(c("a", "b", "c"), function(by) eval(D(units[[name]], by)))
    value <- mean(d) / unit
    se <- sqrt((a + b - 2 * c + value^2 * t(slope) %*% spread %*% slope) / ((n - 1) * unit^2))
    say(case, name, value + c(0, -1, 1) * qnorm(.975) * c(se))
  }
  bonett <- escalc("SMCRH", m1i = mean(y), m2i = mean(x), sd1i = sd(x), sd2i = sd(y), ri = cor(x, y), ni = n)
  say(case, "metafor SMCRH", c(bonett$yi, bonett$vi))
}
paired("sleep", sleep$extra[sleep$group == 1], sleep$extra[sleep$group == 2])
paired("films", c(9, 6, 7, 8, 7, 9, 8, 8, 8, 7), c(9, 7, 8, 9, 8, 9, 9, 10, 9, 9))
paired("control", anorexia$Prewt[anorexia$Treat == "Cont"], anorexia$Postwt[anorexia$Treat == "Cont"])
paired("family", anorexia$Prewt[anorexia$Treat == "FT"], anorexia$Postwt[anorexia$Treat == "FT"])
paired("three", c(10, 20, 30), c(12, 25, 32))

# Reliable and clinically significant change of the same girls, worked through as Jacobson & Truax write it.
reliable <- function(case, x, y, mean_c, sd_c, r, mean_f, sd_f) {
  diff <- sqrt(2 * (sd_c * sqrt(1 - r))^2); index <- (y - x) / diff
  cut <- (sd_c * mean_f + sd_f * mean_c) / (sd_c + sd_f)
  healthy <- cbind(x > cut, y > cut); better <- index > qnorm(.975); worse <- index < -qnorm(.975)
  say(case, "threshold", qnorm(.975) * diff)
  say(case, "cut-offs", c(mean_c + 2 * sd_c, mean_f - 2 * sd_f, cut))
  recovered <- better & !healthy[, 1] & healthy[, 2]; harmed <- worse & healthy[, 1] & !healthy[, 2]
  say(case, "counts", c(sum(recovered), sum(better & !recovered), sum(!better & !worse), sum(worse & !harmed), sum(harmed)))
}
all <- split(anorexia, anorexia$Treat)
for (case in names(all)) with(all[[case]], {
  say(paste("reliable", case), "before", Prewt); say(paste("reliable", case), "after", Postwt)
  reliable(paste("reliable", case), Prewt, Postwt, 82.4, 5.2, .8, 95, 6)
  reliable(paste("reliable", case, "pairs"), Prewt, Postwt, mean(Prewt), sd(Prewt), .8, 95, 6)
})

# Three classes as shares with Wilson's interval.
for (x in c(0, 1, 12, 45)) say("wilson", x, suppressWarnings(prop.test(x, 45, correct = FALSE))$conf.int)

norm <- function(case, items) {
  items <- as.matrix(items); total <- rowSums(items)
  say(case, "items", t(items)); say(case, "columns", ncol(items))
  found <- suppressWarnings(psych::alpha(as.data.frame(items), check.keys = FALSE))
  say(case, "norm", c(mean(total), sd(total), found$total$raw_alpha))
  say(case, "threshold", qnorm(.975) * sqrt(2) * sd(total) * sqrt(1 - found$total$raw_alpha))
}
norm("attitude", attitude)
norm("judges", USJudgeRatings[, 2:12])
norm("iris", iris[, c(1, 3, 4)])

# Regression to the mean, Barnett, van der Pols & Dobson 2005, equation 1: all below a border are measured again.
sigma <- 15; mu <- 60; border <- 40
for (rho in c(0, .2, .5, .8)) {
  z <- (mu - border) / sigma; c_z <- dnorm(z) / (1 - pnorm(z))
  say("barnett", rho, c((1 - rho) * sigma * c_z, mu - sigma * c_z))
}
# The same by simulation of a true value measured twice: mean first value and mean change by band.
set.seed(20050215); n <- 4e5; rho <- .7; true <- rnorm(n, 50, 10 * sqrt(rho))
first <- true + rnorm(n, 0, 10 * sqrt(1 - rho)); second <- true + rnorm(n, 0, 10 * sqrt(1 - rho))
band <- cut(first, c(-Inf, 40, 50, 60, Inf), labels = FALSE)
for (one in 1:4) say("simulated", one, c(mean(first[band == one]), mean((second - first)[band == one]), sum(band == one)))

adjusted <- function(case, p) {
  say(case, "p", p); say(case, "BH", p.adjust(p, "BH")); say(case, "BY", p.adjust(p, "BY"))
}
adjusted("one", .03)
adjusted("ties", c(.01, .01, .01, .2, .2, 1, 0, .049))
set.seed(1995); adjusted("many", c(runif(40), rbeta(10, .1, 8)))
