"""The addresses of places."""

from saiyai.kernel.powers import Role
from saiyai.places.views import changes, clusters, imports, pages, why
from saiyai.web.routes import PUBLIC, held_by, route

KEEPERS = held_by(Role.SYSTEM_ADMINISTRATOR, Role.MINISTRY_OFFICER)

urlpatterns = [
    route("", pages.nation, name="places", policy=PUBLIC),
    route("why/", why.why, name="places_why", policy=PUBLIC),
    route("choose/", pages.choose, name="place_choose", policy=PUBLIC),
    route("import/", imports.begin, name="places_import", policy=KEEPERS),
    route("import/<int:number>/", imports.batch, name="places_import_batch", policy=KEEPERS),
    route("import/<int:number>/accept/", imports.accept, name="places_import_accept", policy=KEEPERS),
    route("import/<int:number>/discard/", imports.discard, name="places_import_discard", policy=KEEPERS),
    route("clusters/", clusters.listed, name="clusters", policy=PUBLIC),
    route("clusters/new/", clusters.make, name="cluster_make", policy=KEEPERS),
    route("clusters/<slug:code>/", clusters.cluster, name="cluster", policy=PUBLIC),
    route("clusters/<slug:code>/change/", clusters.change, name="cluster_change", policy=KEEPERS),
    route("clusters/<slug:code>/join/", clusters.join, name="cluster_join", policy=KEEPERS),
    route("clusters/<slug:code>/leave/<str:province>/", clusters.leave, name="cluster_leave", policy=KEEPERS),
    route("authorities/<slug:code>/", pages.authority, name="local_authority", policy=PUBLIC),
    route("<str:code>/", pages.place, name="place", policy=PUBLIC),
    route("<str:code>/rename/", changes.rename, name="place_rename", policy=KEEPERS),
    route("<str:code>/split/", changes.split, name="place_split", policy=KEEPERS),
    route("<str:code>/merge/", changes.merge, name="place_merge", policy=KEEPERS),
    route("<str:code>/recode/", changes.recode, name="place_recode", policy=KEEPERS),
]
