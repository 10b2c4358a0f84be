from linli.petitions.models.note import Note
from linli.petitions.models.petition import Petition, Petitioner

__all__ = ["Note", "Petition", "Petitioner"]
