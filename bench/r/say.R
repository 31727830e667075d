# Prints a reference value: case <TAB> what <TAB> one or more numbers, in full precision.
say <- function(case, what, numbers) {
  cat(case, what, paste(format(as.numeric(numbers), digits = 17, trim = TRUE, scientific = TRUE), collapse = " "), sep = "\t")
  cat("\n")
}
