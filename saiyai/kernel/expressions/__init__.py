"""A small language of formulas and checks: read into a tree, printed back, evaluated exactly; nothing is ever run.

    tambon.people_trained[sex=female] / tambon.people_trained
    if(present(spent), spent <= allocated, not present(allocated))
    tambon.volunteers >= tambon.volunteers@last_period

Numbers are exact fractions. `/` binds like `*`, comparisons do not chain, `not` binds looser than a comparison.
What is not reported is a value of its own: arithmetic and comparison with it are not reported, `and` and `or`
follow the logic of three values, `sum`, `min` and `max` take those that are reported. A division by zero is a
`Fault` that says where, and comes out instead of a number; so do a number where a truth is wanted and the like.
"""

from saiyai.kernel.expressions.evaluation import NOT_REPORTED, Fault, NotReported, Value, evaluate
from saiyai.kernel.expressions.grammar import CODES, DEEPEST, LONGEST, parse
from saiyai.kernel.expressions.naming import circle_among, depth_of, names_in, order_of
from saiyai.kernel.expressions.printing import printed
from saiyai.kernel.expressions.tree import (
    FUNCTIONS,
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Shift,
    Text,
)

__all__ = [
    "CODES",
    "DEEPEST",
    "FUNCTIONS",
    "LONGEST",
    "NOT_REPORTED",
    "Binary",
    "Call",
    "Fault",
    "Name",
    "Negative",
    "Node",
    "Not",
    "NotReported",
    "Number",
    "Operator",
    "Shift",
    "Text",
    "Value",
    "circle_among",
    "depth_of",
    "evaluate",
    "names_in",
    "order_of",
    "parse",
    "printed",
]
