"""The demo's people. One password for all; mobiles and mail addresses lead nowhere."""

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.roles import Role
from icpportal.core import clock
from providers.demo import demo_provider
from providers.models import Provider, ProviderStaff

PASSWORD = "Beian-demo-2026"  # noqa: S105 - printed on purpose, for DEMO=1 only
BEIJING = "110000"


@dataclass(frozen=True)
class Part:
    """Who plays what; `says` is printed."""

    username: str
    role: str
    says: str


CAST: tuple[Part, ...] = (
    Part("owner", Role.OWNER, "网站主办者，还没有备案"),
    Part("owner2", Role.OWNER, "网站主办者，有一件待接入商核实"),
    Part("provider", Role.PROVIDER, "接入服务商管理员（北京）"),
    Part("provider2", Role.PROVIDER, "另一家接入服务商的管理员（北京）"),
    Part("reviewer", Role.REVIEWER, "北京市通信管理局审核员"),
    Part("reviewer2", Role.REVIEWER, "北京市通信管理局审核员"),
    Part("miit", Role.MINISTRY, "工业和信息化部"),
    Part("admin", Role.ADMIN, "系统管理员"),
)


def make_cast() -> None:
    """Those of the cast that are not there yet, and the providers' staff."""
    for number, part in enumerate(CAST, 1):
        make_person(part.username, part.role, number)
    for place, username in enumerate(("provider", "provider2")):
        _employ(User.objects.get(username=username), demo_provider(place))


def make_person(username: str, role: str, number: int) -> User:
    """The person of that name; `number`, 1 to 9999, makes mobile and mail address their own."""
    person = User.objects.filter(username=username).first()
    if person is not None:
        return person
    person = User.objects.create(
        username=username,
        password=_hashed(),
        role=role,
        province=BEIJING if role == Role.REVIEWER else "",
        mobile=f"1380000{number:04d}",
        email=f"{username}@demo.example",
        is_demo=True,
    )
    User.objects.filter(pk=person.pk).update(date_joined=clock.now())
    return person


@cache
def _hashed() -> str:
    """One hash for all: a good one takes its time, and the password is known anyway."""
    return make_password(PASSWORD)


def make_owner(number: int) -> User:
    """``demo-owner-01`` and on: the owners of the filings that stand in every state."""
    return make_person(f"demo-owner-{number:02d}", Role.OWNER, 100 + number)


def _employ(person: User, provider: Provider) -> None:
    ProviderStaff.objects.get_or_create(
        user=person, defaults={"provider": provider, "is_administrator": True}
    )
