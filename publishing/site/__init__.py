"""The catalogue as static pages, which open without a server and without the internet."""
