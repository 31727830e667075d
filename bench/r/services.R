# Comparing services: spread beyond chance, limits, case-mix, random intercepts, shrinkage, ranks.
suppressMessages({library(MASS); library(lme4); library(metafor); library(pROC)})

# Clayton & Kaldor 1987: lip cancer in 56 districts of Scotland 1975-80, observed and expected.
lip <- data.frame(
  o = c(9, 39, 11, 9, 15, 8, 26, 7, 6, 20, 13, 5, 3, 8, 17, 9, 2, 7, 9, 7, 16, 31, 11, 7, 19, 15, 7, 10, 16, 11, 5, 3,
        7, 8, 11, 9, 11, 8, 6, 4, 10, 8, 2, 6, 19, 3, 2, 3, 28, 6, 1, 1, 1, 1, 0, 0),
  e = c(1.4, 8.7, 3.0, 2.5, 4.3, 2.4, 8.1, 2.3, 2.0, 6.6, 4.4, 1.8, 1.1, 3.3, 7.8, 4.6, 1.1, 4.2, 5.5, 4.4, 10.5, 22.7,
        8.8, 5.6, 15.5, 12.5, 6.0, 9.0, 14.4, 10.2, 4.8, 2.9, 7.0, 8.5, 12.3, 10.1, 12.7, 9.4, 7.2, 5.3, 18.8, 15.8,
        4.3, 14.6, 50.7, 8.2, 5.6, 9.3, 88.7, 19.6, 3.4, 3.6, 5.7, 7.0, 4.2, 1.8))
# Gaver & O'Muircheartaigh 1987: failures of ten pumps, and thousands of hours.
pumps <- data.frame(o = c(5, 1, 5, 14, 3, 19, 1, 1, 4, 22),
                    e = c(94.32, 15.72, 62.88, 125.76, 5.24, 31.44, 1.048, 1.048, 2.096, 10.48))
alike <- data.frame(o = c(10, 12, 9, 11, 8, 10), e = c(10.5, 11, 9.5, 10, 9, 10))
schools <- data.frame(y = c(28, 8, -3, 7, -1, 1, 18, 12), s = c(15, 10, 16, 11, 9, 11, 10, 18)) # Rubin 1981

for (name in c("lip", "pumps", "alike")) {
  d <- get(name)
  say(name, "observed", d$o); say(name, "expected", d$e)
  y <- log((d$o + 0.5) / (d$e + 0.5))
  reml <- rma(y, 1 / d$e, method = "REML", control = list(threshold = 1e-12, maxiter = 10000))
  drawn <- blup(reml)
  say(name, "reml", c(reml$tau2, reml$b)); say(name, "moments", rma(y, 1 / d$e, method = "DL")$tau2)
  say(name, "blup", drawn$pred); say(name, "blup se", drawn$se)
  if (name != "alike") {
    nb <- glm.nb(o ~ 1 + offset(log(e)), d, control = glm.control(epsilon = 1e-14, maxit = 1000))
    theta <- theta.ml(d$o, fitted(nb), eps = 1e-12, limit = 1000)
    say(name, "gamma", c(theta, exp(coef(nb))))
    b <- theta / exp(coef(nb))
    say(name, "gamma mean", (d$o + theta) / (d$e + b))
    say(name, "gamma low", qgamma(0.025, d$o + theta, d$e + b)); say(name, "gamma high", qgamma(0.975, d$o + theta, d$e + b))
  }
  z <- 2 * (sqrt(d$o) - sqrt(d$e))
  pulled <- pmin(pmax(z, quantile(z, 0.1, type = 7)), quantile(z, 0.9, type = 7))
  w <- 4 * d$e; i <- length(z); phi <- mean(pulled^2)
  tau2 <- max(0, (i * phi - (i - 1)) / (sum(w) - sum(w^2) / sum(w)))
  say(name, "spread", c(mean(z^2), phi, tau2))
  far <- qnorm(0.999) * sqrt(1 / w + tau2)
  say(name, "root low", pmax(1 - far, 0)^2); say(name, "root high", (1 + far)^2)
  say(name, "z", z / sqrt(1 + tau2 * w))
}
bcg <- escalc("RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
say("bcg", "values", bcg$yi); say("bcg", "variances", bcg$vi)
say("bcg", "reml", rma(yi, vi, data = bcg, control = list(threshold = 1e-12, maxiter = 10000))$tau2)
say("bcg", "moments", rma(yi, vi, data = bcg, method = "DL")$tau2)

# Exact limits with Spiegelhalter's interpolation, by R's own quantiles.
exact <- function(tail, quantile, below) {
  r <- quantile(tail)
  r - (below(r) - tail) / (below(r) - below(r - 1))
}
for (n in c(20, 100, 400)) {
  found <- sapply(c(0.001, 0.025, 0.975, 0.999), function(tail)
    exact(tail, function(p) qbinom(p, n, 0.2), function(r) pbinom(r, n, 0.2)) / n)
  say("exact", paste("share", n), pmax(found, 0))
}
for (e in c(4, 25.5, 200)) {
  found <- sapply(c(0.001, 0.025, 0.975, 0.999), function(tail)
    exact(tail, function(p) qpois(p, e), function(r) ppois(r, e)) / e)
  say("exact", paste("expected", e), pmax(found, 0))
}

# Case-mix: low birth weight (Hosmer & Lemeshow 1989) by race as if it were the service.
b <- birthwt
logistic <- glm(low ~ age + lwt + smoke, binomial, b, control = list(epsilon = 1e-14))
p <- fitted(logistic)
for (what in c("low", "age", "lwt", "smoke", "race", "bwt")) say("birthwt", what, b[[what]])
say("birthwt", "coefficients", coef(logistic)); say("birthwt", "se", sqrt(diag(vcov(logistic))))
say("birthwt", "expected", tapply(p, b$race, sum)); say("birthwt", "observed", tapply(b$low, b$race, sum))
say("birthwt", "z", (tapply(b$low, b$race, sum) - tapply(p, b$race, sum)) / sqrt(tapply(p * (1 - p), b$race, sum)))
w <- wilcox.test(p[b$low == 1], p[b$low == 0], exact = FALSE)$statistic
say("birthwt", "auc", w / (sum(b$low == 1) * sum(b$low == 0))); say("birthwt", "brier", mean((b$low - p)^2))
say("birthwt", "auc interval", suppressMessages(ci.auc(roc(b$low, p)))[c(1, 3)])
tenth <- floor(10 * (rank(p) - 0.5) / length(p))
say("birthwt", "tenths people", table(tenth)); say("birthwt", "tenths expected", tapply(p, tenth, sum))
say("birthwt", "tenths observed", tapply(b$low, tenth, sum))
line <- lm(bwt ~ age + lwt + smoke, b); say("birthwt", "explained", summary(line)$r.squared)
say("birthwt", "line", coef(line)); say("birthwt", "line se", sqrt(diag(vcov(line))))
left <- tapply(resid(line), b$race, mean); x <- model.matrix(line)
se <- sapply(split(seq_len(nrow(b)), b$race), function(rows) {
  one <- numeric(nrow(b)); one[rows] <- 1 / length(rows)
  sqrt(sum(((diag(nrow(b)) - x %*% solve(crossprod(x), t(x))) %*% one)^2)) * sigma(line)
})
say("birthwt", "left", left); say("birthwt", "left se", se)

# Expected from strata: Berkeley (Bickel 1975), the Titanic's classes, oesophageal cancer (Breslow & Day 1980).
strata <- function(name, yes, no) { # strata down, services across
  rate <- rowSums(yes) / rowSums(yes + no)
  say(name, "yes", t(yes)); say(name, "people", t(yes + no))
  expected <- colSums(rate * (yes + no))
  say(name, "expected", expected)
  limits <- sapply(colSums(yes), function(k) poisson.test(k)$conf.int)
  say(name, "low", limits[1, ] / expected); say(name, "high", limits[2, ] / expected)
}
strata("berkeley", t(UCBAdmissions["Admitted", , ]), t(UCBAdmissions["Rejected", , ]))
ship <- aperm(Titanic, c(4, 2, 3, 1)); dim(ship) <- c(2, 4, 4) # survived; sex and age; class
strata("titanic", ship[2, , ], ship[1, , ])
cases <- xtabs(ncases ~ agegp + alcgp, esoph); people <- xtabs(ncases + ncontrols ~ agegp + alcgp, esoph)
strata("esoph", unclass(cases), unclass(people) - unclass(cases))

# Random intercepts: cattle disease by herd (Lesnoff et al. 2004), bacteria by child (Venables & Ripley 2002), and
# services that differ less than by chance.
intercepts <- function(name, d, formula, points, group) {
  m <- glmer(formula, d, binomial, nAGQ = points, control = glmerControl("bobyqa", optCtrl = list(rhoend = 1e-9)))
  found <- ranef(m, condVar = TRUE)[[group]]
  say(name, "coefficients", fixef(m)); say(name, "se", sqrt(diag(vcov(m)))); say(name, "sigma", sqrt(unlist(VarCorr(m))))
  say(name, "effects", found[, 1]); say(name, "errors", sqrt(attr(found, "postVar")))
  say(name, "deviance", -2 * logLik(m))
  m
}
cbpp$late <- 1
say("cbpp", "herd", as.numeric(cbpp$herd)); say("cbpp", "period", as.numeric(cbpp$period))
say("cbpp", "incidence", cbpp$incidence); say("cbpp", "size", cbpp$size)
m <- intercepts("cbpp", cbpp, cbind(incidence, size - incidence) ~ period + (1 | herd), 25, "herd")
say("cbpp", "sigma interval", suppressMessages(confint(m, "theta_", quiet = TRUE)))
laplace <- glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial,
                 control = glmerControl("bobyqa", tolPwrss = 1e-13))
say("cbpp", "laplace height", logLik(laplace))
say("cbpp", "laplace", c(fixef(laplace), sqrt(unlist(VarCorr(laplace)))))
bacteria$yes <- as.numeric(bacteria$y == "y"); bacteria$late <- as.numeric(bacteria$week > 2)
bacteria$drug <- as.numeric(bacteria$trt == "drug"); bacteria$more <- as.numeric(bacteria$trt == "drug+")
for (what in c("yes", "late", "drug", "more")) say("bacteria", what, bacteria[[what]])
say("bacteria", "child", as.numeric(bacteria$ID))
m <- intercepts("bacteria", bacteria, yes ~ drug + more + late + (1 | ID), 25, "ID")
say("bacteria", "sigma interval", suppressMessages(suppressWarnings(confint(m, "theta_", quiet = TRUE))))
few <- data.frame(yes = c(10, 12, 11, 9, 10, 13), of = c(40, 44, 41, 40, 42, 45), service = factor(1:6))
m <- suppressMessages(glmer(cbind(yes, of - yes) ~ 1 + (1 | service), few, binomial, nAGQ = 25))
say("few", "coefficients", fixef(m)); say("few", "sigma", sqrt(unlist(VarCorr(m))))
say("few", "se", sqrt(diag(vcov(glm(cbind(yes, of - yes) ~ 1, binomial, few)))))

# Ranks, 1 for the highest: expected rank, and Holm over all ordered pairs.
ranks <- function(name, y, s) {
  say(name, "values", y); say(name, "errors", s)
  z <- outer(y, y, "-") / sqrt(outer(s^2, s^2, "+"))
  say(name, "expected rank", 1 + colSums(pnorm(z)) - 0.5)
  p <- pnorm(z, lower.tail = FALSE); off <- row(p) != col(p)
  sure <- matrix(FALSE, length(y), length(y)); sure[off] <- p.adjust(p[off], "holm") <= 0.05
  say(name, "best", 1 + colSums(sure)); say(name, "worst", length(y) - rowSums(sure))
}
ranks("schools", schools$y, schools$s)
ranks("lip ranks", log((lip$o + 0.5) / (lip$e + 0.5)), sqrt(1 / lip$e))
ranks("apart", c(3, 1, 2, 0), c(0.1, 0.1, 0.1, 0.1))
