# Weighting classes: the estimate, its error by linearisation, and by the jackknife that weighs anew in each replicate;
# to both belongs what answering leaves to chance in a finite population (Shao and Steel 1999).
suppressMessages(library(survey))
data(api)

samples <- list(strat = apistrat, clus = apiclus1, srs = apisrs)
for (name in names(samples)) {
  d <- samples[[name]]
  i <- seq_len(nrow(d))
  d$class <- if (name == "strat") as.character(d$sch.wide) else as.character(d$stype)
  d$answered <- i %% 4 != 0 & !(d$api99 < 600 & i %% 3 == 0)
  design <- switch(name,
    strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = d),
    clus = svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = d),
    srs = svydesign(id = ~1, fpc = ~fpc, data = d)
  )
  weighed <- function(w, y, total) {
    by <- tapply(w, d$class, sum) / tapply(w * d$answered, d$class, sum)
    v <- w * d$answered * by[d$class]
    if (total) sum(v * y) else sum(v * y) / sum(v)
  }
  again <- as.svrepdesign(design, type = if (name == "strat") "JKn" else "JK1")
  say(name, "api99", d$api99)
  for (what in c("mean", "total", "share")) {
    y <- if (what == "share") as.numeric(d$awards == "Yes") else d$api00
    total <- what == "total"
    w <- weights(design)
    estimate <- weighed(w, y, total)
    by <- tapply(w, d$class, sum) / tapply(w * d$answered, d$class, sum)
    middle <- tapply(w * d$answered * y, d$class, sum) / tapply(w * d$answered, d$class, sum)
    whole <- if (total) 1 else sum(w)
    d$e <- (middle[d$class] - if (total) 0 else estimate) / whole + d$answered * by[d$class] * (y - middle[d$class]) / whole
    chance <- sum((w * d$answered * by[d$class] * (by[d$class] - 1) * (y - middle[d$class])^2) / whole^2)
    linear <- sqrt(SE(svytotal(~e, update(design, e = d$e)))^2 + chance)
    replicates <- withReplicates(again, function(w, data) weighed(w, y, total))
    jackknife <- sqrt(as.numeric(attr(replicates, "var")) + chance)
    say(name, what, c(estimate, linear, jackknife))
  }
}
