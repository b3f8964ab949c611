"""Open data: the datasets that the apps offer, as files for people and programs, and described in four catalogues' words."""
