"""Appeals: the enterprise whistles, the departments report; and figures about it that can be believed."""
