"""Routes of this room."""

from django.urls import path

from dukou.chains.views import evidence, maps, nodes, working

app_name = "chains"
urlpatterns = [
    path("", maps.index, name="list"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("invitations/", working.invitation_list, name="invitations"),
    path("invitations/download/<slug:ending>/", working.invitations_download, name="invitations_download"),
    path("invitations/<int:number>/", working.one_invitation, name="invitation"),
    path("problems/<int:number>/solve/", working.problem_solve, name="problem_solve"),
    path("supplies/<int:number>/withdraw/", nodes.supply_withdraw, name="supply_withdraw"),
    path("maps/<slug:slug>/", maps.chain, name="chain"),
    path("maps/<slug:slug>/suggestions/", maps.suggestions, name="suggestions"),
    path("maps/<slug:slug>/strength/", maps.strength, name="strength"),
    path("maps/<slug:slug>/regions/", evidence.regions, name="regions"),
    path("maps/<slug:slug>/problems/", working.problem_list, name="problems"),
    path("maps/<slug:slug>/sheets/", maps.sheets, name="sheets"),
    path("maps/<slug:slug>/nodes/<slug:key>/", nodes.node, name="node"),
    path("maps/<slug:slug>/nodes/<slug:key>/supply/", nodes.supply, name="supply"),
]
