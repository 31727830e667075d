# How long lme4 takes for a random-intercept logit; prints seconds, the coefficients and the spread.
# Arguments: a CSV file (y, service, x1 ...), points of quadrature, rounds.
suppressMessages({library(lme4); library(data.table)})
given <- commandArgs(TRUE)
d <- as.data.frame(fread(given[1])); points <- as.integer(given[2])
d$service <- factor(d$service)
wanted <- reformulate(c(grep("^x", names(d), value = TRUE), "(1 | service)"), "y")
fit <- function(points) {
  seconds <- sapply(seq_len(as.integer(given[3])), function(round) {
    begun <- proc.time()[["elapsed"]]
    m <<- glmer(wanted, d, binomial, nAGQ = points)
    proc.time()[["elapsed"]] - begun
  })
  min(seconds)
}
cat("laplace", format(fit(1), digits = 6), "\n")
cat("seconds", format(fit(points), digits = 6), "\n")
cat("estimates", format(c(fixef(m), sqrt(unlist(VarCorr(m)))), digits = 12), "\n")
