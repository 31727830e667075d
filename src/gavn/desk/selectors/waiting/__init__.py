"""What the stages below lay on the front page, as piles: about persons, about the services, about accounts."""
