"""Danish words are parted between the parts of a compound only (specifikation.md 1). The words are
from the examples, the questionnaire and the passages."""

from __future__ import annotations

import pyphen
import pytest

from plangen.web import engine

PARTED = """
adgangs-styring advis-liste afdelings-leder afklarings-notat aktivitets-oversigt anskaffelses-form
arbejds-gange arbejds-gruppen arbejds-markeds-sekretariatet arbejds-miljø-organisation
arbejds-plads-kultur barriere-plan behandlings-aktiviteter beskæftigelses-rådgivere beslutnings-grundlag
beslutnings-kompetence borger-inddragelse borger-rådgivere borger-service-chef bruger-venlighed
data-behandler-aftale data-beskyttelses-rådgiver digitaliserings-konsulent digitaliserings-strategiens
dokument-liste drifts-aftale drifts-leder effekt-vurdering evaluerings-vinduer evaluerings-vinduets
faldgrube-tjek fastholdelses-konsulenter favorit-liste forandrings-leder forbedrings-proces
formåls-beskrivelse fælles-kommunale gennemsnits-bruger gevinst-ejere gevinst-profil hjælpe-punkt
idriftsættelses-dato implementerings-plan informations-sikkerheds-koordinator integrations-rådgivere
interessent-analyse jobcenter-chef journal-føring
kerne-budskab kommunikations-plan kompetence-ansvarlig kompetence-behov
konkurrence-krav konsekvens-analyse kontakt-person kontrakt-underskrift kvalitets-kriterier
ledelses-tilsyn leder-sparring medarbejder-grupper milepæls-plan mindste-krav minimums-indhold
møde-indkaldelser netværks-møde onboarding-plan opfølgnings-plan opgave-kort oplærings-planen
overbliks-system papir-indkaldelser paratheds-måling person-data person-oplysninger prioriterings-møde
projekt-ejer projekt-leder projekt-model prøve-handlinger ramme-aftale ressource-behov retnings-linjer
rettigheds-administrator risiko-vurdering rolle-titler sags-behandlere sags-overblik samarbejds-partner
sekretariats-konsulent service-niveau sidemands-oplæring skærm-billeder slut-brugere social-rådgivere
spørge-skema standard-opgaver status-notat styre-gruppe super-bruger-forløb support-niveau syge-dagpenge
system-administrator system-landskab tavsheds-pligt team-lederne telefon-samtale tids-registrering
tilbuds-indhentning tildelings-kriterier tilgængeligheds-tjek tillids-repræsentant tilsyns-plan
udbuds-materialet uddannelses-vejledere udgangs-punkt udviklings-muligheder undervisnings-materiale
velfærds-teknologi vejlednings-forløb vikar-dækning virksomheds-konsulenter
"""
WHOLE = """
afdelinger afprøvning anbefaling ansøgninger begrundelse bekymringer beskrivelse beslutning dokumentation
effektivisering erfaringer evaluering forandringer forberedelse forventning implementering integration
interessenter kommissorium kompetencer konsekvenser leverandøren medarbejderne muligheder opfølgning
organisering perspektiv platformen potentiale præsentation prioritering rettigheder systematisk
tilgængelighed undervisning vejledere vurderinger personalet kommunerne dokumenterne projekterne området
adgangen kontroller
"""


@pytest.fixture(scope="module")
def danish() -> pyphen.Pyphen:
    """As the engine asks for it, with the least letters that the stylesheet says."""
    assert pyphen.LANGUAGES["da"] == engine.HYPHENATION
    return pyphen.Pyphen(lang="da", left=4, right=4)


def test_a_hundred_compounds_are_parted_where_their_parts_meet(danish: pyphen.Pyphen) -> None:
    assert len(PARTED.split()) >= 100
    found = {word: danish.inserted(word.replace("-", "")) for word in PARTED.split()}
    assert {word: said for word, said in found.items() if said != word} == {}


def test_a_word_that_is_no_compound_is_left_whole(danish: pyphen.Pyphen) -> None:
    assert [said for word in WHOLE.split() if (said := danish.inserted(word)) != word] == []
