"""About 300 invented access providers for the demo. No name or number here belongs to anyone."""

from accounts.models import User
from icpportal.core.regions import prefix_of
from providers.csv_file import SAMPLE
from providers.models import Provider, ProviderUpload
from providers.provinces import province_choices

_FIRST = "云澜松汐禾朔砚岚苇鹭榆槿霁棠溪"
_SECOND = "桥汀川野序岫舟屿衡笺枢帆陌弦峤"
_TRADES = ("科技", "信息技术", "网络科技", "数据科技", "通信技术", "云计算", "互联网科技")
_PER_PROVINCE = 9
_MORE = {"110000": 7, "310000": 7, "440000": 7}
_LICENCES = ("B1", "B2", "B1.B2")


def make_demo_providers() -> None:
    """Make those of the demo's providers that are not there yet, 300 in all; leaves all others alone."""
    wanted = _demo_providers()
    names = {provider.name for provider in wanted}
    known = set(Provider.objects.filter(name__in=names).values_list("name", flat=True))
    missing = [provider for provider in wanted if provider.name not in known]
    for provider in missing:
        provider.index()
    Provider.objects.bulk_create(missing, batch_size=500)


def make_demo_upload(administrator: User) -> None:
    """A file that `administrator` uploaded and the directory has outrun: one line of it is two providers by now."""
    first, second, third = _demo_providers()[:3]
    lines = (
        f"{third.name},{third.short_name},北京,{third.licence_number},010-00000001,,在用",
        f"{first.name},,北京,{second.licence_number},,,在用",
        "示例待导入网络有限公司,示例待导入,北京,京B1-示例-9902,010-00000002,,在用",
    )
    text = "\r\n".join((SAMPLE.splitlines()[0], *lines, ""))
    ProviderUpload.objects.get_or_create(user=administrator, defaults={"text": text})


def demo_provider(index: int, province: str = "110000") -> Provider:
    """The demo's provider number `index`, from 0, of one province; each has nine or more.

    :raises Provider.DoesNotExist: `make_demo_providers` has not run
    """
    names = [provider.name for provider in _demo_providers() if provider.province == province]
    return Provider.objects.get(name=names[index])


def _demo_providers() -> list[Provider]:
    """All of them, unsaved, always the same and in the same order."""
    providers: list[Provider] = []
    for code, name in province_choices():
        for _ in range(_PER_PROVINCE + _MORE.get(code, 0)):
            providers.append(_demo_provider(len(providers), code, name))
    return providers


def _demo_provider(number: int, code: str, province: str) -> Provider:
    # Both word lists have 15 words: stepping the second one on after each round meets all 225 pairs.
    first = _FIRST[number % 15]
    second = _SECOND[(number + number // 15) % 15]
    return Provider(
        name=f"{province}{first}{second}{_TRADES[number % len(_TRADES)]}有限公司",
        short_name=first + second,
        province=code,
        licence_number=f"{prefix_of(code)}{_LICENCES[number % len(_LICENCES)]}-示例-{number + 1:04}",
        contact_phone="13000000000",
        contact_email=f"beian{number + 1:03}@provider.example",
    )
