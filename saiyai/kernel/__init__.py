"""Values that know Thailand: money, dates, periods, text, numbers of people and phones, names and addresses."""
