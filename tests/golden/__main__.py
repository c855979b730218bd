"""Write the example's present numbers as the reviewed ones."""

import json

from tests.golden import FILE, numbers_of
from verko.project import project_root

present = numbers_of(project_root() / "outputs" / "example")
FILE.write_text(json.dumps(present, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
