"""Documents leave the house here: words in a language, pictures, PDF, Word, a page, a tidy table."""
