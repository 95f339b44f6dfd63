"""A web address → a Source."""

from paracast.article.answers import Answer, ending_of
from paracast.article.asking import ask
from paracast.article.options import DEFAULT, FetchOptions
from paracast.article.source import Source
from paracast.errors import ArticleError
from paracast.files import digest_of


def fetch_url(url: str, options: FetchOptions = DEFAULT) -> Source:
    """Fetch what is at a web address.

    Raises:
        ArticleError: it cannot be had; the sentence tells why.
    """
    answer = ask(url, options)
    if answer is None:
        raise ArticleError(
            f"{url} answers that nothing changed, and was not asked.", remedy="Try again later."
        )
    return source_of(answer)


def source_of(answer: Answer) -> Source:
    """Name what was fetched by where it was in the end: redirects may lead elsewhere later."""
    address = answer.address
    return Source(
        answer.body,
        digest_of(b"url:" + address.lasting.encode()),
        str(address),
        ending_of(answer.media_type, address),
        url=str(address),
        charset=answer.charset,
        media_type=answer.media_type,
    )
