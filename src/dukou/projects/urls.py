"""Routes of this room."""

from django.urls import path

from dukou.projects.views import admission, money

app_name = "projects"
urlpatterns = [
    path("<slug:key>/money/", money.money, name="money"),
    path("<slug:key>/money/papers/<int:number>/withdraw/", money.paper_withdraw, name="paper_withdraw"),
    path("<slug:key>/admission/", admission.admission, name="admission"),
    path("<slug:key>/admission/facts/<int:number>/withdraw/", admission.fact_withdraw, name="fact_withdraw"),
]
