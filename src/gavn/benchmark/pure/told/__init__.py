"""Each comparison as a sentence, a picture and a table: values in, parts of a page out."""
