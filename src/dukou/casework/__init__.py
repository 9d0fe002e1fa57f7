"""Cases without a subject of their own: working calendars, clocks that can be proved, legs, the ladder, meetings, inboxes."""
