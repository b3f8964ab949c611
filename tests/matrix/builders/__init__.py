"""Things for the matrix to ask for: for each route with parameters, one thing at a given place.

A builder takes the cast and a place's code ("" is the nation) and returns the route's parameters, or None where no such thing can lie at
a place of that level. It stands in the module of its app, under the name of its route or of the one parameter that it fills. The
modules are found by themselves.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.matrix.builders.registry import BUILDERS, parameters_at

__all__ = ["BUILDERS", "parameters_at"]

for module in iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
