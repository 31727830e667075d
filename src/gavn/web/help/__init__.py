"""Help with each page: what it is for, how to, its words, and the guide that tells more."""
