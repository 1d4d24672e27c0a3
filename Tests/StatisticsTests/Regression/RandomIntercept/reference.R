# Random-intercept logistic models of invented records, fitted by lme4 (Bates et al. 2015).
# Writes records.csv and reference.csv beside this script: Rscript reference.R
library(lme4)
set.seed(20161108)
make <- function(set, groups, sizes, b, sd) {
  g <- rep(seq_len(groups), times = rep_len(sizes, groups))
  x <- round(rnorm(length(g)), 2)
  z <- rbinom(length(g), 1, 0.4)
  p <- plogis(b[1] + b[2] * x + b[3] * z + rnorm(groups, 0, sd)[g])
  data.frame(set = set, group = g, x = x, z = z, y = rbinom(length(g), 1, p))
}
records <- rbind(
  make("cities", 25, c(4, 9, 14), c(-0.4, 0.5, 0.3), 0.8),
  make("pairs", 60, c(2, 2, 3), c(0.2, 0.8, -0.5), 2),
  make("alike", 12, c(6, 10), c(-0.2, 0.6, 0.1), 0))
write.csv(records, "records.csv", row.names = FALSE, quote = FALSE)
tight <- glmerControl(
  optimizer = "bobyqa", optCtrl = list(maxfun = 2e5, rhoend = 1e-9), tolPwrss = 1e-12)
rows <- list()
for (set in c("cities", "pairs", "alike")) for (nodes in c(1, 9, 25)) {
  own <- records[records$set == set, ]
  fit <- suppressMessages(
    glmer(y ~ x + z + (1 | group), data = own, family = binomial, nAGQ = nodes, control = tight))
  errors <- if (isSingular(fit)) rep(NA, 3) else sqrt(diag(as.matrix(vcov(fit, use.hessian = TRUE))))
  modes <- ranef(fit)$group[1:3, 1]
  rows[[length(rows) + 1]] <- data.frame(
    set, nodes, b0 = fixef(fit)[[1]], bx = fixef(fit)[[2]], bz = fixef(fit)[[3]],
    sd = sqrt(unlist(VarCorr(fit)))[[1]],
    # The likelihood of glm is a true one; lme4 leaves out a constant for several nodes.
    deviance_gain = as.numeric(if (nodes == 1) logLik(fit) - logLik(glm(y ~ x + z, data = own, family = binomial)) else NA),
    se0 = errors[1], sex = errors[2], sez = errors[3], u1 = modes[1], u2 = modes[2], u3 = modes[3])
}
out <- do.call(rbind, rows)
out[-1] <- lapply(out[-1], function(v) signif(v, 9))
write.csv(out, "reference.csv", row.names = FALSE, quote = FALSE)
