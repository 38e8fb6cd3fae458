"""Danish names for tests that make many: words of ordinary and of great length."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = (
    "og", "i", "af", "MED", "It", "Leder", "Team", "Ungeindsatsen", "Sygedagpenge", "jobfastholdelse",
    "Beskæftigelsesrådgivere", "Kommunikation", "Børn", "Unge", "Ældre-", "<b>", "A&B", "drøftelse", "7.",
    "Arbejdsmiljørepræsentant", "Informationssikkerhedskoordinator", "åben/lukket",
)  # fmt: skip


def titles(longest: int = 40, shortest: int = 1) -> st.SearchStrategy[str]:
    """Names of at most so many letters."""
    words = st.lists(st.sampled_from(_WORDS), min_size=shortest, max_size=max(2, longest // 6))
    return words.map(lambda chosen: " ".join(chosen)[:longest].strip())
