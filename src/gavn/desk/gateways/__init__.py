"""What the desk needs of the outside: what was typed kept sealed in the session, documents to print."""
