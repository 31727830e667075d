"""gavn: of what benefit is social work, to whom, and how do we know?"""

__version__ = "0.1.0"
