"""The wall between raw material and everything that is shown: find, replace, keep the key apart, guard small cells."""

from verko.privacy.names import Name, NameList, load_names
from verko.privacy.offsets import Edit, OffsetMap
from verko.privacy.pseudonymising import Pseudonymised, Replacement, clean, pseudonymise, tells_a_name, without_capitals

__all__ = [
    "Edit",
    "Name",
    "NameList",
    "OffsetMap",
    "Pseudonymised",
    "Replacement",
    "clean",
    "load_names",
    "pseudonymise",
    "tells_a_name",
    "without_capitals",
]
