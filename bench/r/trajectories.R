# Expected courses: lme4 on its own published data (Belenky et al. 2003, sleepstudy) and on a cohort made here.
suppressPackageStartupMessages(library(lme4))
tight <- lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-12, xtol_rel = 1e-12, ftol_rel = 1e-14, maxeval = 1e5),
                     check.conv.singular = "ignore")

tell <- function(case, fit) {
  spread <- VarCorr(fit)[[1]]
  say(case, "fixed", fixef(fit))
  say(case, "se", sqrt(diag(as.matrix(vcov(fit)))))
  say(case, "spread", as.vector(spread))
  say(case, "residual", sigma(fit)^2)
  say(case, "criterion", if (isREML(fit)) REMLcrit(fit) else -2 * as.numeric(logLik(fit)))
  say(case, "own", as.vector(t(as.matrix(ranef(fit)[[1]]))))
}

# 1 the published data: day 0 to 9, 18 persons
say("sleepstudy", "reaction", sleepstudy$Reaction)
say("sleepstudy", "days", sleepstudy$Days)
say("sleepstudy", "subject", as.integer(sleepstudy$Subject))
tell("sleepstudy reml", lmer(Reaction ~ Days + (Days | Subject), sleepstudy, control = tight))
tell("sleepstudy ml", lmer(Reaction ~ Days + (Days | Subject), sleepstudy, REML = FALSE, control = tight))
tell("sleepstudy intercept", lmer(Reaction ~ Days + (1 | Subject), sleepstudy, control = tight))

# 2 a cohort of 120 persons with 1 to 5 later scores at uneven months; lower is better
set.seed(20261122)
persons <- 120
rows <- sample(1:5, persons, replace = TRUE, prob = c(1, 2, 3, 3, 2))
person <- rep(seq_len(persons), rows)
first <- round(rnorm(persons, 30, 7))
month <- round(runif(sum(rows), 1, 24), 1)
own <- matrix(rnorm(2 * persons), persons) %*% matrix(c(5, 0, -0.6, 1.5), 2)
later <- log1p(month)
score <- round(8 + 0.6 * first[person] - (1.5 + 0.08 * (first[person] - 30)) * later +
               own[person, 1] + own[person, 2] * later + rnorm(sum(rows), 0, 3.5), 1)
cohort <- data.frame(person, first = first[person], month, score, centred = first[person] - mean(first))
for (column in c("person", "first", "month", "score")) say("cohort", column, cohort[[column]])
log_fit <- lmer(score ~ centred * log1p(month) + (1 + log1p(month) | person), cohort, control = tight)
tell("log", log_fit)
tell("square_root", lmer(score ~ centred * sqrt(month) + (1 + sqrt(month) | person), cohort, control = tight))
tell("straight intercept", lmer(score ~ centred * month + (1 | person), cohort, control = tight))
cohort$early <- pmin(cohort$month, 6)
cohort$late <- pmax(cohort$month - 6, 0)
tell("piecewise", lmer(score ~ centred * (early + late) + (1 + month | person), cohort, control = tight))

# 3 where persons' slopes do not differ at all, the best spread lies on the border
set.seed(4)
flat <- cohort
flat$score <- 20 - 2 * log1p(flat$month) + rnorm(persons, 0, 4)[flat$person] + rnorm(nrow(flat), 0, 6)
say("border", "score", flat$score)
tell("border", lmer(score ~ centred * log1p(month) + (1 + log1p(month) | person), flat, control = tight))

# 4 somebody new: expected and how surely, from the first score alone and after later ones (matrices written out)
new <- function(case, first, month, seen_month = numeric(), seen = numeric()) {
  design <- function(at) cbind(1, first - mean(.GlobalEnv$first), log1p(at), (first - mean(.GlobalEnv$first)) * log1p(at))
  own <- function(at) cbind(1, log1p(at))
  D <- matrix(VarCorr(log_fit)[[1]], 2)
  C <- as.matrix(vcov(log_fit))
  x <- design(month); z <- own(month)
  value <- x %*% fixef(log_fit)
  variance <- sigma(log_fit)^2 + z %*% D %*% t(z) + x %*% C %*% t(x)
  if (length(seen)) {
    X <- design(seen_month); Z <- own(seen_month)
    V <- Z %*% D %*% t(Z) + sigma(log_fit)^2 * diag(length(seen))
    w <- z %*% D %*% t(Z) %*% solve(V)
    value <- value + w %*% (seen - X %*% fixef(log_fit))
    gap <- x - w %*% X
    variance <- sigma(log_fit)^2 + z %*% D %*% t(z) - w %*% Z %*% D %*% t(z) + gap %*% C %*% t(gap)
  }
  reach <- qt(0.975, persons - 2) * sqrt(variance)
  say(case, "expected", c(value, value - reach, value + reach))
}
new("new first", 38, 12)
new("new two later", 38, 12, c(3, 6), c(35, 36.5))
say("new first", "predict", predict(log_fit, data.frame(centred = 38 - mean(first), month = 12), re.form = NA))

# 5 everybody held out in turn: the course of the others, and how many of the own scores lay inside it
suppressPackageStartupMessages(library(survey))
held <- matrix(NA, nrow(cohort), 3)
told <- logical(nrow(cohort))
for (out in seq_len(persons)) {
  mine <- cohort$person == out
  others <- cohort[!mine, ]
  begun <- first[-out]
  others$centred <- others$first - mean(begun)
  fit <- lmer(score ~ centred * log1p(month) + (1 + log1p(month) | person), others, control = tight)
  x <- with(cohort[mine, ], cbind(1, first - mean(begun), log1p(month), (first - mean(begun)) * log1p(month)))
  z <- x[, c(1, 3), drop = FALSE]
  variance <- sigma(fit)^2 + rowSums((z %*% matrix(VarCorr(fit)[[1]], 2)) * z) + rowSums((x %*% as.matrix(vcov(fit))) * x)
  reach <- qt(0.975, persons - 3) * sqrt(variance)
  value <- as.vector(x %*% fixef(fit))
  held[mine, ] <- cbind(value, value - reach, value + reach)
  told[mine] <- first[out] >= min(begun) & first[out] <= max(begun) & cohort$month[mine] <= max(others$month)
}
for (column in 1:3) say("held out", c("value", "low", "high")[column], ifelse(told, held[, column], NaN))
calibration <- data.frame(person = cohort$person, inside = as.numeric(cohort$score >= held[, 2] & cohort$score <= held[, 3]))[told, ]
inside <- svymean(~inside, svydesign(ids = ~person, data = calibration, weights = ~1))
say("held out", "inside", coef(inside))
say("held out", "effective", coef(inside) * (1 - coef(inside)) / SE(inside)^2)

# 6 how often a flag is right: Wilson intervals without correction by prop.test
wilson <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int
say("liver scan", "sensitivity", wilson(231, 258))
say("liver scan", "specificity", wilson(54, 86))
say("liver scan", "predictive", wilson(231, 263))
say("liver scan", "negative predictive", wilson(54, 81))
