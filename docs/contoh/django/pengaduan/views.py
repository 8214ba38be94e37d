"""What the desk answers."""

import json

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

import sopflow
from pengaduan.kasus import now, shown, store
from pengaduan.models import Pengaduan


@require_POST
def adukan(request: HttpRequest) -> JsonResponse:
    """Take a complaint."""
    given = json.loads(request.body)
    complaint = Pengaduan.objects.create(nama=given["nama"], isi=given["isi"])
    return JsonResponse(shown(complaint.mulai()), status=201)


@require_POST
def selesaikan(request: HttpRequest, kasus: str) -> JsonResponse:
    """Complete a step, as whoever looked at the case when it had ``seen`` events."""
    given = json.loads(request.body)
    try:
        case = store.on(kasus, seen=given.get("seen")).complete(
            given["step"],
            by=given["by"],
            at=now(),
            choose=given.get("choose"),
            documents=given.get("documents", []),
            data=given.get("data", {}),
        )
    except sopflow.SopError as error:
        status = 409 if isinstance(error, sopflow.Rejected) else 404 if error.code == "store-case-unknown" else 422
        return JsonResponse({"rejected": error.code, "message": error.message("id")}, status=status)
    return JsonResponse(shown(case))


def tugas(request: HttpRequest) -> JsonResponse:
    """List what an actor has to do, the most urgent first."""
    page = store.worklist(actor=request.GET.get("actor"), after=request.GET.get("after"))
    return JsonResponse({"tasks": [{"case": item.case, **item.to_dict()} for item in page], "next": page.next})
