"""SAML 2.0, stricter than allauth asks for: signed, meant for us, an answer to our question, and used once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from onelogin.saml2.auth import OneLogin_Saml2_Auth, OneLogin_Saml2_Settings
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Metadata
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

from gavn.access.gateways.elsewhere import KeepsNothing, Told
from gavn.access.pure.providers import CONTEXT, SamlProvider
from gavn.kernel.errors import Refused

ASSERTION = "{urn:oasis:names:tc:SAML:2.0:assertion}"
# What the library raises where a browser sends what is no answer; parsers of XML raise SyntaxError.
NOT_READ = (
    OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, ValueError, TypeError, AttributeError, LookupError,
    SyntaxError,
)  # fmt: skip


def _written(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if path else ""


def our_name(request: HttpRequest, one: SamlProvider) -> str:
    """Under which name a provider knows this installation."""
    return one.our_name or request.build_absolute_uri(reverse("metadata_for_provider", args=[one.key]))


def agreed(request: HttpRequest, one: SamlProvider) -> dict[str, Any]:
    """What both sides hold to, from the provider's metadata and what was written down."""
    theirs: dict[str, Any] = Metadata.parse(_written(one.metadata_file), entity_id=one.issuer)
    signs = bool(one.key_file)
    security = {
        "authnRequestsSigned": signs, "signMetadata": signs, "wantAssertionsSigned": True,
        "wantAssertionsEncrypted": one.encrypted, "wantNameId": False, "wantAttributeStatement": False,
        "requestedAuthnContext": list(one.ask) or False, "requestedAuthnContextComparison": "minimum",
        "rejectDeprecatedAlgorithm": True, "allowRepeatAttributeName": True, "allowSingleLabelDomains": True,
        "signatureAlgorithm": Names.RSA_SHA256, "digestAlgorithm": Names.SHA256,
    }  # fmt: skip
    back = {
        "url": request.build_absolute_uri(reverse("answer_elsewhere", args=[one.key])),
        "binding": Names.BINDING_HTTP_POST,
    }
    ours = {
        "entityId": our_name(request, one), "assertionConsumerService": back,
        "x509cert": _written(one.certificate_file), "privateKey": _written(one.key_file),
    }  # fmt: skip
    return {"strict": True, "security": security, "idp": theirs["idp"], "sp": ours}


def our_metadata(request: HttpRequest, one: SamlProvider) -> str:
    """What the provider's administrators need to know of this installation, as XML."""
    told = OneLogin_Saml2_Settings(agreed(request, one), sp_validation_only=True).get_sp_metadata()
    return told.decode() if isinstance(told, bytes) else str(told)


def _conversation(request: HttpRequest, one: SamlProvider) -> OneLogin_Saml2_Auth:
    asked = {
        "https": "on" if request.is_secure() else "off", "http_host": request.get_host(),
        "script_name": "", "path_info": request.path, "get_data": {}, "post_data": request.POST.dict(),
    }  # fmt: skip
    return OneLogin_Saml2_Auth(asked, agreed(request, one))


class StrictSaml(KeepsNothing, SAMLProvider):
    """A provider that speaks SAML."""

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the provider with a question whose id its answer must name."""
        asking = _conversation(request, self.asked)
        # A word must stand there: an empty one is signed along and dropped on the way by some providers.
        address = asking.login(return_to=self.asked.key)
        self.stash_redirect_state(request, process, next_url, data, state_id=asking.get_last_request_id(), **kwargs)
        return HttpResponseRedirect(address)

    def extract_uid(self, answer: OneLogin_Saml2_Auth) -> str:
        """Whose account it is: by the attribute that was written down, else by the name the assertion carries."""
        if not self.asked.subject:
            return self.account_key(str(answer.get_nameid() or ""))
        return self.account_key(str((answer.get_attribute(self.asked.subject) or [""])[0]))

    def sociallogin_from_response(self, request: HttpRequest, answer: OneLogin_Saml2_Auth) -> Any:
        """Who came back, and how sure the provider is."""
        came = super().sociallogin_from_response(request, answer)
        where = self.asked.level.told_in
        words = answer.get_last_authn_contexts() if where == CONTEXT else answer.get_attribute(where)
        came.told = Told(tuple(words or ()))
        return came

    def answered(self, request: HttpRequest) -> Any:
        """Who came back with the answer in this request; refused where the answer does not hold."""
        answer = _conversation(request, self.asked)
        try:
            answer.process_response()
        except NOT_READ as wrong:
            raise Refused("The provider’s answer cannot be read.") from wrong
        question = answer.get_last_response_in_response_to()
        if answer.get_errors() or not answer.is_authenticated() or not question:
            raise Refused("The provider’s answer does not hold.")
        _meant_for_us(answer, question=question, name=our_name(request, self.asked))
        came = self.sociallogin_from_response(request, answer)
        came.state = self.unstash_redirect_state(request, question)
        return came


def _meant_for_us(answer: OneLogin_Saml2_Auth, *, question: str, name: str) -> None:
    """What the library lets pass when it is left out: whom the assertion is for, and what it answers, both signed."""
    whole = Xml.to_etree(answer.get_last_response_xml())
    audiences = [one.text for one in whole.iter(f"{ASSERTION}Audience")]
    answers = [one.get("InResponseTo") for one in whole.iter(f"{ASSERTION}SubjectConfirmationData")]
    if name not in audiences or not answers or set(answers) != {question}:
        raise Refused("The provider’s answer does not hold.")
