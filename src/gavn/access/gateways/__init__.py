"""How somebody proves who they are: passwords here, passkeys and second factors through allauth."""
