"""Pictures as Vega-Lite definitions: the same for the web, for documents and for files to download."""
