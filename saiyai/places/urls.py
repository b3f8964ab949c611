"""The addresses of places."""

from saiyai.kernel.powers import Role
from saiyai.places.views import imports, pages
from saiyai.web.routes import PUBLIC, held_by, route

KEEPERS = held_by(Role.SYSTEM_ADMINISTRATOR, Role.MINISTRY_OFFICER)

urlpatterns = [
    route("", pages.nation, name="places", policy=PUBLIC),
    route("choose/", pages.choose, name="place_choose", policy=PUBLIC),
    route("import/", imports.begin, name="places_import", policy=KEEPERS),
    route("import/<int:number>/", imports.batch, name="places_import_batch", policy=KEEPERS),
    route("import/<int:number>/accept/", imports.accept, name="places_import_accept", policy=KEEPERS),
    route("import/<int:number>/discard/", imports.discard, name="places_import_discard", policy=KEEPERS),
    route("clusters/<slug:code>/", pages.cluster, name="cluster", policy=PUBLIC),
    route("authorities/<slug:code>/", pages.authority, name="local_authority", policy=PUBLIC),
    route("<str:code>/", pages.place, name="place", policy=PUBLIC),
]
