"""Sign-in through identity providers: their file, and what allauth asks of the house."""
