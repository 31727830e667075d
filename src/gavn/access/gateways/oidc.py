"""OpenID Connect, stricter than allauth asks for: every token's signature, issuer, audience, time and nonce count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from gavn.access.gateways.elsewhere import KeepsNothing, Told
from gavn.kernel.clock import secret_code

SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ["iss", "sub", "aud", "exp", "iat"]
CLOCKS_APART = 30  # seconds


class Conversation(OpenIDConnectOAuth2Adapter):
    """What is said between gavn and a provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says about itself; refused where it says it is somebody else."""
        told: dict[str, Any] = super().openid_config
        if told.get("issuer") != self.get_provider().asked.issuer:
            raise OAuth2Error("The provider says it is another than the one written down.")
        # OpenID Connect Discovery 1.0, section 3: whoever names no method means this one.
        return {"token_endpoint_auth_methods_supported": ["client_secret_basic"], **told}

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who came back, once the token holds."""
        provider = self.get_provider()
        named = request.GET.get("iss", provider.asked.issuer)
        if named != provider.asked.issuer:
            raise OAuth2Error("The answer came from another provider than the one that was asked.")
        return provider.sociallogin_from_response(request, self._claims(str(kwargs["response"].get("id_token", ""))))

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            client = self.get_provider().app.client_id
            claims: dict[str, Any] = jwt.decode(
                token, self._key(token), algorithms=SIGNED_WITH, audience=client, leeway=CLOCKS_APART,
                issuer=self.get_provider().asked.issuer, options={"require": NEEDED},
            )  # fmt: skip
        except (jwt.PyJWTError, TypeError, AttributeError) as wrong:
            raise OAuth2Error("The token does not hold.") from wrong
        if claims.get("azp", client) != client:
            raise OAuth2Error("The token was made for another.")
        return claims

    def _key(self, token: str) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            reply = session.get(self.openid_config["jwks_uri"])
            reply.raise_for_status()
        named = jwt.get_unverified_header(token).get("kid")
        keys = [one for one in jwt.PyJWKSet.from_dict(reply.json()).keys if named in (None, one.key_id)]
        if len(keys) != 1:
            raise OAuth2Error("The provider has no such key.")
        return keys[0]


class StrictOpenId(KeepsNothing, OpenIDConnectProvider):
    """A provider that speaks OpenID Connect, asked with PKCE and a nonce."""

    oauth2_adapter_class = Conversation
    pkce_enabled_default = True

    def __init__(self, request: HttpRequest, app: Any = None) -> None:
        super().__init__(request, app=app)
        asked = self.asked
        self.app.secret = Path(asked.client_secret_file).read_text(encoding="utf-8").strip()
        self.app.settings = {"server_url": asked.metadata or asked.issuer.rstrip("/"), "scope": list(asked.scopes)}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the provider, with a question that only its answer to this browser answers."""
        nonce = secret_code(32)
        kwargs["auth_params"] = {**self.asked.ask, "nonce": nonce}
        reply: HttpResponse = super().redirect(request, process, next_url, {**(data or {}), "nonce": nonce}, **kwargs)
        return reply

    def extract_uid(self, claims: dict[str, Any]) -> str:
        """Whose account it is."""
        return self.account_key(str(claims["sub"]))

    def sociallogin_from_response(self, request: HttpRequest, claims: dict[str, Any]) -> Any:
        """Who came back, and how sure the provider is."""
        came = super().sociallogin_from_response(request, claims)
        level = claims.get(self.asked.level.told_in, "")
        words = tuple(map(str, level)) if isinstance(level, list) else (str(level),)
        came.told = Told(words, nonce=str(claims.get("nonce", "")))
        return came
