"""The ground floor: no word of the trade, everything the rooms share."""
