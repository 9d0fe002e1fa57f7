"""Every room's routes below its own name; the web room, which holds the desks, at the root."""

from django.urls import include, path

from dukou.kit.rooms import brought

urlpatterns = [path("" if room == "web" else f"{room}/", include(f"dukou.{room}.urls")) for room in brought("urls")]
handler404 = "dukou.kit.doors.not_found"
handler403 = "dukou.kit.doors.not_allowed"
handler500 = "dukou.kit.doors.broken"
