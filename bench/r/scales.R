# Scales: alpha and items by psych, omega by lavaan with its delta-method error, loadings by factanal,
# scores of many people by psych.
suppressMessages({library(psych); library(lavaan)})

for (name in names(attitude)) say("attitude", name, attitude[[name]])

samples <- list(
  attitude = list(items = attitude),
  holzinger = list(items = HolzingerSwineford1939[, paste0("x", 1:9)]),
  visual = list(items = HolzingerSwineford1939[, paste0("x", 1:3)])
)
for (case in names(samples)) {
  items <- samples[[case]]$items
  found <- suppressMessages(suppressWarnings(alpha(items)))
  say(case, "n", nrow(items))
  for (row in seq_len(ncol(items))) say(case, paste("covariance", row), cov(items)[row, ])
  say(case, "alpha", c(found$total$raw_alpha, unlist(found$feldt[c("lower.ci", "upper.ci")])))
  say(case, "alpha without", found$alpha.drop$raw_alpha)
  say(case, "corrected correlation", found$item.stats$r.drop)
  z <- atanh(found$item.stats$r.drop); reach <- qnorm(0.975) / sqrt(nrow(items) - 3)
  say(case, "correlation low", tanh(z - reach))
  say(case, "correlation high", tanh(z + reach))
  say(case, "mean", found$item.stats$mean)
  say(case, "sd", found$item.stats$sd)
}

one_factor <- function(case, covariance, n) {
  names <- paste0("y", seq_len(ncol(covariance)))
  dimnames(covariance) <- list(names, names)
  loads <- paste0("l", seq_along(names)); rests <- paste0("e", seq_along(names))
  model <- paste0(
    "f =~ NA*", names[1], " + ", paste0(loads, "*", names, collapse = " + "), "\nf ~~ 1*f\n",
    paste0(names, " ~~ ", rests, "*", names, collapse = "\n"),
    "\nomega := (", paste(loads, collapse = "+"), ")^2 / ((", paste(loads, collapse = "+"), ")^2 + ",
    paste(rests, collapse = "+"), ")")
  fit <- suppressWarnings(cfa(model, sample.cov = covariance, sample.nobs = n, sample.cov.rescale = FALSE))
  found <- parameterEstimates(fit)
  omega <- found[found$label == "omega", ]
  say(case, "omega", c(omega$est, omega$se))
  logit <- qlogis(omega$est); reach <- qnorm(0.975) * omega$se / (omega$est * (1 - omega$est))
  say(case, "omega interval", plogis(c(logit - reach, logit + reach)))
  say(case, "loadings", found$est[found$op == "=~"])
  fit <- factanal(covmat = covariance, factors = 1, n.obs = n, control = list(nstart = 3))
  say(case, "factanal", fit$loadings[, 1])
}
for (case in names(samples)) one_factor(case, cov(samples[[case]]$items), nrow(samples[[case]]$items))
for (row in 1:6) say("ability", paste("covariance", row), ability.cov$cov[row, ])
say("ability", "n", ability.cov$n.obs)
one_factor("ability", ability.cov$cov, ability.cov$n.obs)

answers <- matrix(c(0, 3, 2, 1, 3, 0, NA, 2, 1, NA, NA, 3, NA, NA, NA, 2, 2, 2, 2, 2, 3, 1, 0, NA), 6, byrow = TRUE)
colnames(answers) <- paste0("q", 1:4)
keys <- list(all = c("q1", "-q2", "q3", "-q4"))
for (row in 1:6) say("answers", paste("person", row), ifelse(is.na(answers[row, ]), NaN, answers[row, ]))
means <- scoreItems(keys, answers, impute = "none", min = 0, max = 3)$scores
say("answers", "mean of the answered", means)
