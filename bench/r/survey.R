# The school samples of the package survey (California's Academic Performance Index): data first, then estimates.
suppressMessages(library(survey))
data(api)

yes <- function(x) as.numeric(x == "Yes")
prepared <- function(d) {
  d$wide <- yes(d$sch.wide)
  d$award <- yes(d$awards)
  d$type <- as.numeric(d$stype)
  d$api00gap <- ifelse(seq_len(nrow(d)) %% 7 == 3, NaN, d$api00)
  d$widegap <- ifelse(seq_len(nrow(d)) %% 5 == 1, NaN, d$wide)
  d
}
columns <- c("type", "wide", "award", "pw", "fpc", "dnum", "api00", "api99", "enroll", "api.stu", "api00gap", "widegap")
samples <- list(strat = prepared(apistrat), clus = prepared(apiclus1), srs = prepared(apisrs))
for (name in names(samples)) for (one in columns) say(name, one, samples[[name]][[one]])
designs <- list(
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = samples$strat),
  clus = svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = samples$clus),
  srs = svydesign(id = ~1, fpc = ~fpc, data = samples$srs)
)

told <- function(case, what, found, design) {
  df <- degf(design)
  say(case, what, c(coef(found), SE(found), confint(found, df = df), df))
}
for (name in names(designs)) {
  d <- designs[[name]]
  known <- subset(d, !is.na(api00gap))
  some <- subset(d, award == 1)
  told(name, "mean", svymean(~api00, d), d)
  told(name, "mean_gap", svymean(~api00gap, d, na.rm = TRUE), known)
  told(name, "mean_domain", svymean(~api00, some), some)
  told(name, "total", svytotal(~enroll, d), d)
  told(name, "total_gap", svytotal(~api00gap, d, na.rm = TRUE), known)
  told(name, "total_domain", svytotal(~enroll, some), some)
  told(name, "ratio", svyratio(~api.stu, ~enroll, d), d)
  told(name, "ratio_domain", svyratio(~api.stu, ~enroll, some), some)
  for (kind in c("xlogit", "logit", "beta")) {
    ci <- svyciprop(~wide, d, method = kind)
    say(name, paste0("share_", kind), c(coef(ci), SE(ci), attr(ci, "ci")))
    few <- subset(d, !is.na(widegap) & award == 0)
    ci <- svyciprop(~widegap, few, method = kind)
    say(name, paste0("share_domain_", kind), c(coef(ci), SE(ci), attr(ci, "ci")))
  }
  say(name, "deff", deff(svymean(~api00, d, deff = TRUE)))
  say(name, "deff_replace", deff(svymean(~api00, d, deff = "replace")))
  say(name, "deff_gap", deff(svymean(~api00gap, d, na.rm = TRUE, deff = TRUE)))
  by <- svyby(~api00, ~stype, d, svymean)
  say(name, "by_type", c(coef(by), SE(by)))
  by <- svyby(~wide, ~stype, d, svymean)
  say(name, "wide_by_type", c(coef(by), SE(by)))
}

# One stratum with a single school: what each policy makes of it.
single <- samples$strat[c(which(samples$strat$stype == "E"), which(samples$strat$stype == "M"), which(samples$strat$stype == "H")[1]), ]
for (one in c("type", "pw", "fpc", "api00", "enroll", "award")) say("lonely", one, single[[one]])
for (policy in c("certainty", "average", "adjust")) {
  options(survey.lonely.psu = policy)
  d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = single)
  told("lonely", paste0("mean_", policy), svymean(~api00, d), d)
  told("lonely", paste0("total_", policy), svytotal(~enroll, d), d)
  some <- subset(d, award == 1 | stype == "H")
  told("lonely", paste0("domain_", policy), svymean(~api00, some), some)
}
options(survey.lonely.psu = "fail")

# Post-stratified and raked to known numbers of schools.
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wides <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
after <- function(case, d) {
  told(case, "mean", svymean(~api00, d), d)
  told(case, "total", svytotal(~enroll, d), d)
  told(case, "mean_gap", svymean(~api00gap, d, na.rm = TRUE), d)
  told(case, "share", svymean(~award, d), d)
  told(case, "mean_domain", svymean(~api00, subset(d, award == 1)), d)
  if (case == "calibrate_clus") say(case, "weights", weights(d))
}
for (name in names(designs)) {
  after(paste0("post_", name), postStratify(designs[[name]], ~stype, types))
  close <- list(maxit = 200, epsilon = 1e-9, verbose = FALSE)
  after(paste0("rake_", name), rake(designs[[name]], list(~stype, ~sch.wide), list(types, wides), control = close))
  totals <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122)
  after(paste0("calibrate_", name), calibrate(designs[[name]], ~stype + sch.wide, totals, calfun = "raking", epsilon = 1e-13, maxit = 200))
}

# Weighting classes: who answered stands for everybody asked in the class.
d <- designs$strat
answered <- samples$strat$widegap
full <- svytable(~stype, d)
back <- svydesign(id = ~1, weights = ~pw, data = samples$strat[!is.na(answered), ])
found <- postStratify(back, ~stype, full)
say("classes", "weights", weights(found))
w <- weights(found)
say("classes", "kish", length(w) * sum(w^2) / sum(w)^2)
