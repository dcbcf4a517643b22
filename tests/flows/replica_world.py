"""A process of its own that fills an empty database for test_replica: two filings that wait for the reviewer.

Prints a JSON object: the sessions of `owner`, `other` and `reviewer`, the keys of owner's 首次备案 and of other's
注销网站, and the serial of other's certificate.
"""

import json

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(world()))  # noqa: T201


def world() -> dict[str, object]:
    from django.test import Client
    from django.utils import timezone

    from filings import actions
    from filings.actions.opening import Terms
    from filings.models import Certificate
    from tests.factories import sign_in
    from tests.filings import cast

    owner, other = cast.owner(), cast.owner("other", 2)
    entity = cast.registered(
        other,
        entity={"document_number": "93440305FAKE10027Q"},
        name="示例零二资讯",
        domains=("demo-two.test",),
        home_url="www.demo-two.test",
    )
    terms = Terms(effective_on=timezone.localdate(), statement="网站已关闭")
    draft = actions.open_draft(
        other, "cancel_website", entity=entity, website=entity.websites.get(), terms=terms
    )
    people = {"owner": owner, "other": other, "reviewer": cast.the_reviewer()}
    return {
        "sessions": {name: sign_in(Client(), person).session.session_key for name, person in people.items()},
        "first": cast.arrived(owner).pk,
        "cancellation": actions.submit(other, draft.uid, draft.version).pk,
        "serial": Certificate.objects.get().serial,
    }


if __name__ == "__main__":
    main()
