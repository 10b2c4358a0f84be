from linli.petitions.models.hearing import Hearing
from linli.petitions.models.note import Note
from linli.petitions.models.petition import Petition, Petitioner
from linli.petitions.models.urging import Urging

__all__ = ["Hearing", "Note", "Petition", "Petitioner", "Urging"]
