"""Lists that came in as files for the matrix to ask for."""

from typing import Any

from saiyai.kernel.powers import Role
from saiyai.network.commands.imports import Arrival
from saiyai.network.imports import checking
from saiyai.network.models import ImportRow
from tests.cast import Cast
from tests.matrix.builders.accounts import a_worker
from tests.matrix.builders.registry import builder


@builder(
    "network_import",
    "network_import_columns",
    "network_import_answer",
    "network_import_accept",
    "network_import_discard",
    "network_import_undo",
    "network_import_verify",
)
def a_list_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    role = {2: Role.PROVINCE_OFFICER, 4: Role.DISTRICT_COORDINATOR, 6: Role.TAMBON_OFFICER}.get(
        len(place_code)
    )
    if role is None:
        return None
    content = "ชื่อองค์กร,ประเภท,ตำบล\nก,ไม่รู้จัก,ที่ไหน\n".encode()
    arrival = Arrival("organisations", "list.csv", content)
    return {"number": checking.begin(arrival, by=a_worker(place_code, role))}


@builder("network_import_row")
def a_row_of_a_list_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = a_list_at(cast, place_code)
    return None if found is None else found | {"row": ImportRow.objects.get(batch=found["number"]).pk}


@builder("network_import_template")
def a_kind_of_list(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"kind": "organisations"}
