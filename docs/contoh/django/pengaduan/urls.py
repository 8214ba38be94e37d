"""Where the desk answers."""

from django.urls import path

from pengaduan import views

urlpatterns = [
    path("pengaduan", views.adukan),
    path("kasus/<str:kasus>/selesaikan", views.selesaikan),
    path("tugas", views.tugas),
]
