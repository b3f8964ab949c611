"""What checking a file keeps, and what it finds wrong."""

from dataclasses import dataclass, field

from saiyai.documents.sheets.check import Checked
from saiyai.places.models import ImportProblem, StagedAuthority, StagedCoverage, StagedJoin, StagedVillage


@dataclass(slots=True)
class Sifted:
    """What checking has kept, and what it found wrong."""

    batch: int
    is_example: bool = False
    """Whether what the batch brings is made up."""
    villages: list[StagedVillage] = field(default_factory=list)
    authorities: list[StagedAuthority] = field(default_factory=list)
    coverage: list[StagedCoverage] = field(default_factory=list)
    joins: list[StagedJoin] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    problem_count: int = 0

    def refuse(self, row: int, title: str, code: str, value: str) -> None:
        """Note what bars a row, which stays out."""
        self.problem_count += 1
        self.problems.append(
            ImportProblem(batch_id=self.batch, row=row, title=title, code=code, values={"value": value[:80]})
        )


def sifted_of(checked: Checked, batch: int, *, is_example: bool) -> Sifted:
    """Return an empty sifting of a batch that holds what the cells alone told."""
    problems = [
        ImportProblem(
            batch_id=batch,
            row=each.row,
            column=each.column_letter,
            title=each.title,
            code=each.code,
            values=dict(each.values),
        )
        for each in checked.problems
    ]
    return Sifted(batch, is_example, problems=problems, problem_count=checked.problem_count)
