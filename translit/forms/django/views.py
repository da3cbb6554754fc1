"""Live findings: what a `<translit-findings>` asks a Django project."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ...web.findings import LARGEST, findings
from ..validation import AnyPolicy


# Nothing is stored, and who asks is not asked for.
@csrf_exempt
@require_POST
def findings_view(request: HttpRequest, policy: AnyPolicy = "comment") -> HttpResponse:
    """Answer with the findings of the text that is the body.

    `path("translit/check", findings_view, {"policy": "title"})` finds them by another policy. Messages
    come in the language `lang` of the address, or else in the active one.
    """
    sent = request.read(LARGEST + 1)
    if len(sent) > LARGEST:
        return HttpResponse(status=413)
    try:
        text = sent.decode()
    except UnicodeDecodeError:
        return HttpResponse(status=400)
    language = request.GET.get("lang") or get_language() or "bg"
    return JsonResponse(findings(text, language, policy), safe=False, json_dumps_params={"ensure_ascii": False})
