"""The yearly report of a programme: values in, a document out."""
