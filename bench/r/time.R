# Stays: Kaplan-Meier, restricted mean and log-rank, without and with late entry (package survival); chart constants.
suppressPackageStartupMessages(library(survival))

curve <- function(case, fit, horizon) {
  one <- summary(fit)
  say(case, "day", one$time); say(case, "at_risk", one$n.risk); say(case, "share", one$surv)
  say(case, "low", ifelse(is.na(one$lower), NaN, one$lower)); say(case, "high", ifelse(is.na(one$upper), NaN, one$upper))
  told <- summary(fit, rmean = horizon)$table
  say(case, "rmean", c(told[["rmean"]], told[["se(rmean)"]]))
  middle <- quantile(fit, 0.5)
  say(case, "median", c(middle$quantile, middle$lower, middle$upper))
}

test <- function(case, fit) {
  say(case, "chi_square", fit$chisq); say(case, "observed", fit$obs); say(case, "expected", fit$exp)
}

# The Veterans' Administration lung trial; its entry days are made here: a third came under observation late.
people <- veteran
people$entered <- ifelse(seq_len(nrow(people)) %% 3 == 0, pmin(people$diagtime, people$time - 1), 0)
people$cell <- as.integer(people$celltype)
for (what in c("entered", "time", "status", "cell", "trt")) say("veteran", what, people[[what]])
curve("veteran whole", survfit(Surv(time, status) ~ 1, people, conf.type = "log-log"), 400)
curve("veteran late", survfit(Surv(entered, time, status) ~ 1, people, conf.type = "log-log"), 400)
test("veteran cells", survdiff(Surv(time, status) ~ celltype, people))
test("veteran arms", survdiff(Surv(time, status) ~ trt, people))

# With late entry the log-rank test is the score test of the exact partial likelihood at 0.
for (what in c("celltype", "trt")) {
  model <- as.formula(paste("Surv(entered, time, status) ~ factor(", what, ")"))
  say(paste("veteran late", what), "score", coxph(model, people, ties = "exact")$score)
}
first <- coxph(Surv(entered, time, status) ~ factor(trt), people, ties = "exact",
               control = coxph.control(iter.max = 0))
say("veteran late trt", "information", 1 / first$var)

# Freireich's leukaemia trial: the published log-rank example.
weeks <- c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35,
           1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
relapsed <- c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, rep(1, 21))
arm <- rep(c("6-MP", "placebo"), each = 21)
test("freireich", survdiff(Surv(weeks, relapsed) ~ arm))

# Half of four left by day 2 exactly: R's median lies in the middle of the flat part.
say("four", "median", quantile(survfit(Surv(1:4, rep(1, 4)) ~ 1), 0.5)$quantile)

# Run charts: longest run and fewest crossings by chance (Anhoej & Olesen 2014, Schilling 2012).
n <- 10:100
say("run chart", "n", n)
say("run chart", "longest", round(log2(n)) + 3)
say("run chart", "crossings", qbinom(0.05, n - 1, 0.5))

# Limits of counts: the tails that normal limits leave, by exact distributions.
say("tails", "poisson 17", c(ppois(4, 17), ppois(29, 17, lower.tail = FALSE)))
m <- 20
say("tails", "geometric 20", pgeom(floor(m + 3 * sqrt(m * (m + 1))), 1 / (m + 1), lower.tail = FALSE))
say("tails", "weibull skew", {
  k <- 3.6; g <- function(i) gamma(1 + i / k)
  (g(3) - 3 * g(1) * g(2) + 2 * g(1)^3) / (g(2) - g(1)^2)^1.5
})
