"""Moving in from Joomla: its export read row by row, its pages made blocks, its addresses understood."""
