"""Property tests have no time limit per example: the first one pays for reading the holidays."""

from hypothesis import settings

settings.register_profile("plan", deadline=None)
settings.load_profile("plan")
