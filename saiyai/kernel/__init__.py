"""Values that know Thailand: money, dates, periods, text, names, addresses, ids, phones; and the powers."""
