# Moderators: nested F (anova of lm) and likelihood ratio (anova of glm), one trait at a time; subgroup effects.
data(anorexia, package = "MASS"); data(birthwt, package = "MASS")

# The effect in each level of a trait with its interval, from the model that was fitted.
effects <- function(fit, trait, levels, quantile) {
  b <- coef(fit); v <- vcov(fit)
  t(sapply(levels, function(level) {
    by <- setNames(numeric(length(b)), names(b)); by["programme"] <- 1
    name <- intersect(c(paste0("programme:", trait, level), paste0(trait, level, ":programme")), names(b))
    if (length(name)) by[name] <- 1
    value <- sum(by * b); se <- sqrt(c(t(by) %*% v %*% by)); value + c(0, -1, 1) * quantile * se
  }))
}

moderated <- function(case, d, traits, kind) {
  say(case, "outcome", d$outcome); say(case, "programme", d$programme)
  for (trait in traits) say(case, paste("trait", trait), as.integer(d[[trait]]))
  main <- reformulate(c("programme", traits), "outcome"); p <- c()
  for (trait in traits) {
    with <- update(main, paste(". ~ . + programme:", trait))
    if (kind == "linear") {
      full <- lm(with, d); test <- anova(lm(main, d), full)
      found <- c(test$F[2], test$Df[2], test$Res.Df[2], test$`Pr(>F)`[2]); quantile <- qt(.975, full$df.residual)
    } else {
      careful <- glm.control(epsilon = 1e-14, maxit = 100)
      full <- glm(with, binomial, d, control = careful)
      test <- anova(glm(main, binomial, d, control = careful), full, test = "LRT")
      found <- c(test$Deviance[2], test$Df[2], test$`Pr(>Chi)`[2]); quantile <- qnorm(.975)
    }
    p <- c(p, tail(found, 1)); say(case, paste("test", trait), found)
    told <- effects(full, trait, levels(d[[trait]]), quantile)
    say(case, paste("effects", trait), t(if (kind == "linear") told else exp(told)))
  }
  say(case, "BH", p.adjust(p, "BH")); say(case, "BY", p.adjust(p, "BY"))
}

# Girls in treatment: weight gained under family therapy against the others, by where they began.
girls <- transform(anorexia, outcome = Postwt - Prewt, programme = as.integer(Treat == "FT"),
                   began = cut(Prewt, c(0, 80, 85, 200), labels = c("a", "b", "c")))
moderated("girls", girls, "began", "linear")
# Births: smoking as the "programme", weight and low weight as outcomes, three traits.
births <- transform(birthwt, outcome = bwt, programme = smoke, race = factor(race), older = factor(age > 25),
                    before = factor(ptl > 0))
moderated("weight", births, c("race", "older", "before"), "linear")
moderated("low", transform(births, outcome = low), c("race", "older", "before"), "logistic")
# Teeth of guinea pigs, the plain ANOVA: what is given by how much of it.
teeth <- transform(ToothGrowth, outcome = len, programme = as.integer(supp == "VC"), dose = factor(dose))
moderated("teeth", teeth, "dose", "linear")
test <- summary(aov(len ~ supp * factor(dose), ToothGrowth))[[1]]
say("teeth", "aov", c(test$`F value`[3], test$Df[3], test$Df[4], test$`Pr(>F)`[3]))
# Titanic, from counts alone.
titanic <- as.data.frame(Titanic); titanic <- titanic[titanic$Class != "Crew", ]
one <- titanic[rep(seq_len(nrow(titanic)), titanic$Freq), ]
moderated("titanic", transform(one, outcome = as.integer(Survived == "Yes"), programme = as.integer(Sex == "Female"),
                               class = factor(Class), age = factor(Age)), c("class", "age"), "logistic")
