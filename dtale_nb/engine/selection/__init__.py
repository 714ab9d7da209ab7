"""What is selected, by ranges, and what its cells come to."""

from dtale_nb.engine.selection.jobs import SelectionJobs
from dtale_nb.engine.selection.ranges import Span, parts_of
from dtale_nb.engine.selection.tally import Totals, totals_of

__all__ = ["SelectionJobs", "Span", "Totals", "parts_of", "totals_of"]
