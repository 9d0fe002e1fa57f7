"""Routes of this room."""

from django.urls import path

from dukou.enterprises.views import deliveries, doubles, firm, records, register

app_name = "enterprises"
urlpatterns = [
    path("", register.firms, name="list"),
    path("download/<slug:ending>/", register.download, name="download"),
    path("new/", firm.new, name="new"),
    path("import/", deliveries.lists, name="import"),
    path("import/<int:number>/", deliveries.one, name="delivery"),
    path("import/<int:number>/remarks/", deliveries.remarked, name="remarks"),
    path("import/<int:number>/copy/", deliveries.copy, name="copy"),
    path("doubles/", doubles.queue, name="doubles"),
    path("doubles/<int:number>/", doubles.pair, name="double"),
    path("<slug:key>/", firm.firm, name="detail"),
    path("<slug:key>/amend/", firm.amend, name="amend"),
    path("<slug:key>/record/<slug:noun>/", records.record, name="record"),
    path("<slug:key>/withdraw/<slug:noun>/<int:number>/", records.withdraw, name="withdraw"),
    path("<slug:key>/tags/<slug:kind>/<slug:of>/withdraw/", records.withdraw_tag, name="withdraw_tag"),
]
