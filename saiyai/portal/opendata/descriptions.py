"""Datasets told to programs: as a Data Package, in DCAT, as CKAN does with the Thai government's keys, in schema.org."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.urls import reverse

from saiyai.audit.clock import BANGKOK
from saiyai.documents.sheets.datafile import TYPES
from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.portal.opendata.state import Published, Publisher, in_both, in_thai, publisher
from saiyai.web.offers import DataField

Absolute = Callable[[str], str]
"""A function from a path to the address under which everybody reaches it."""
LICENCE = {
    "name": "ODC-BY-1.0",
    "title": "Open Data Common",
    "path": "https://opendatacommons.org/licenses/by/1-0/",
}
_FRICTIONLESS = {
    "text": "string",
    "code": "string",
    "integer": "integer",
    "decimal": "number",
    "percent": "number",
    "date": "date",
    "flag": "boolean",
}
_AREAS = {
    "": "ประเทศ",
    "province": "จังหวัด",
    "district": "อำเภอ",
    "tambon": "ตำบล",
    "village": "หมู่บ้าน",
}
_DCAT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def file_path(key: str, form: str) -> str:
    """Return the path of a dataset's file; it never changes."""
    return reverse("data_file", args=[key, form])


def data_package(datasets: Sequence[Published], absolute: Absolute, *, name: str) -> dict[str, Any]:
    """Return datasets as a Data Package (Frictionless, version 1) of tabular resources in CSV."""
    keys = {each.key for each in datasets}
    whole = datasets[0].dataset if len(datasets) == 1 else None
    said = in_both(whole.title) if whole else {"th": "ข้อมูลเปิดของสายใย", "en": "Open data of Saiyai"}
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": said["th"],
        "title_en": said["en"],
        "homepage": absolute(reverse("data")),
        "licenses": [LICENCE],
        "contributors": [{"title": publisher().name_th, "role": "publisher"}],
        "resources": [_resource(each, keys, absolute) for each in datasets],
    }


def _resource(published: Published, keys: set[str], absolute: Absolute) -> dict[str, Any]:
    dataset = published.dataset
    title, about = in_both(dataset.title), in_both(dataset.about)
    pointing = [each for each in dataset.fields if each.refers_to and each.refers_to[0] in keys]
    told: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": dataset.key,
        "title": title["th"],
        "title_en": title["en"],
        "description": about["th"],
        "description_en": about["en"],
        "path": absolute(file_path(dataset.key, "csv")),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {
            "fields": [_field(each) for each in dataset.fields],
            "missingValues": [""],
            "primaryKey": list(dataset.unique),
            "foreignKeys": [_foreign_key(each, dataset.key) for each in pointing],
        },
    }
    if published.changed_at:
        told["modified"] = published.changed_at.isoformat()
    return told


def _field(each: DataField) -> dict[str, Any]:
    title, meaning, unit = in_both(each.title), in_both(each.meaning), in_both(each.unit)
    said = {
        "name": each.name,
        "type": _FRICTIONLESS[each.kind],
        "title": title["th"],
        "title_en": title["en"],
        "description": meaning["th"],
        "description_en": meaning["en"],
        "unit": unit["th"],
    }
    return {name: value for name, value in said.items() if value}


def _foreign_key(each: DataField, own: str) -> dict[str, Any]:
    key, name = each.refers_to or ("", "")
    return {"fields": [each.name], "reference": {"resource": "" if key == own else key, "fields": [name]}}


def dcat_catalogue(datasets: Sequence[Published], absolute: Absolute) -> dict[str, Any]:
    """Return the catalogue in the words of DCAT 2 as JSON-LD."""
    by = publisher()
    agent = {"@id": absolute(f"{reverse('data')}#publisher"), "@type": "foaf:Organization"} | {
        "foaf:name": [{"@value": by.name_th, "@language": "th"}, {"@value": by.name_en, "@language": "en"}]
    }
    return {
        "@context": _DCAT,
        "@id": absolute(f"{reverse('data')}#catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _spoken({"th": "ข้อมูลเปิดของสายใย", "en": "Open data of Saiyai"}),
        "dct:publisher": agent,
        "dct:license": {"@id": LICENCE["path"]},
        "foaf:homepage": {"@id": absolute(reverse("data"))},
        "dcat:dataset": [_dcat_dataset(each, absolute, {"@id": agent["@id"]}) for each in datasets],
    }


def _spoken(said: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in said.items() if text]


def _dcat_dataset(each: Published, absolute: Absolute, by: dict[str, Any]) -> dict[str, Any]:
    dataset = each.dataset
    page = absolute(reverse("dataset", args=[dataset.key]))
    told: dict[str, Any] = {
        "@id": f"{page}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.key,
        "dct:title": _spoken(in_both(dataset.title)),
        "dct:description": _spoken(in_both(dataset.about)),
        "dct:publisher": by,
        "dct:license": {"@id": LICENCE["path"]},
        "dct:accrualPeriodicity": {
            "@id": "http://purl.org/cld/freq/" + ("daily" if dataset.is_daily else "irregular")
        },
        "dcat:landingPage": {"@id": page},
        "dcat:keyword": [word for text in dataset.keywords for word in _spoken(in_both(text))],
        "dcat:distribution": [
            {
                "@id": absolute(file_path(dataset.key, form)) + "#file",
                "@type": "dcat:Distribution",
                "dct:title": form.upper(),
                "dct:license": {"@id": LICENCE["path"]},
                "dcat:downloadURL": {"@id": absolute(file_path(dataset.key, form))},
                "dcat:accessURL": {"@id": page},
                "dcat:mediaType": media.split(";")[0],
            }
            for form, media in TYPES.items()
        ],
    }
    if each.changed_at:
        told["dct:modified"] = {"@value": each.changed_at.isoformat(), "@type": "xsd:dateTime"}
    return told


def ckan_package(each: Published, absolute: Absolute) -> dict[str, Any]:
    """Return a dataset as CKAN's `package_show` does, with the keys of the Thai government's data catalogue."""
    dataset, by = each.dataset, publisher()
    title, about = in_both(dataset.title), in_both(dataset.about)
    page = absolute(reverse("dataset", args=[dataset.key]))
    changed = each.changed_at.astimezone(BANGKOK) if each.changed_at else None
    tags = list(dict.fromkeys(in_thai(word) for word in dataset.keywords))
    return {
        "id": str(uuid5(NAMESPACE_URL, page)),
        "name": dataset.key,
        "title": title["th"],
        "title_en": title["en"],
        "notes": about["th"],
        "notes_en": about["en"],
        "url": page,
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": True,
        "version": each.version,
        "author": by.name_th,
        "maintainer": by.name_th,
        "organization": _organization(by, absolute),
        "license_id": LICENCE["title"],
        "license_title": LICENCE["title"],
        "license_url": LICENCE["path"],
        "metadata_created": each.begun_at.astimezone(BANGKOK).isoformat() if each.begun_at else None,
        "metadata_modified": changed.isoformat() if changed else None,
        "num_tags": len(tags),
        "tags": [{"name": word, "display_name": word, "state": "active"} for word in tags],
        "num_resources": len(TYPES),
        "resources": [_ckan_resource(each, form, media, absolute) for form, media in TYPES.items()],
        **_thai_keys(each, by),
    }


def _organization(by: Publisher, absolute: Absolute) -> dict[str, Any]:
    return {
        "id": str(uuid5(NAMESPACE_URL, absolute(f"{reverse('data')}#publisher"))),
        "name": by.code,
        "title": by.name_th,
        "type": "organization",
        "is_organization": True,
        "state": "active",
    }


def _ckan_resource(each: Published, form: str, media: str, absolute: Absolute) -> dict[str, Any]:
    address = absolute(file_path(each.key, form))
    return {
        "id": str(uuid5(NAMESPACE_URL, address)),
        "name": f"{in_thai(each.dataset.title)} ({form.upper()})",
        "format": form.upper(),
        "mimetype": media.split(";", maxsplit=1)[0],
        "url": address,
        "state": "active",
        "last_modified": each.changed_at.astimezone(BANGKOK).isoformat() if each.changed_at else None,
    }


def _thai_keys(each: Published, by: Publisher) -> dict[str, Any]:
    """Return the keys that the catalogues under gdcatalog.go.th carry, in the words that they use."""
    dataset = each.dataset
    changed = each.changed_at.astimezone(BANGKOK).date() if each.changed_at else None
    begun = each.begun_at.astimezone(BANGKOK).date() if each.begun_at else None
    first_year, last_year = (day.year + ERA_SHIFT if day else "" for day in (begun, changed))
    return {
        "data_type": "ข้อมูลสถิติ" if dataset.is_daily else "ข้อมูลระเบียน",
        "data_category": "ข้อมูลสาธารณะ",
        "data_classification": "เปิดเผย",
        "data_format": [form.upper() for form in TYPES],
        "data_source": in_thai(dataset.source) or by.name_th,
        "data_language": "ไทย, อังกฤษ",
        "data_support": "ไม่มี",
        "data_collect": "เขตการปกครอง" if dataset.smallest_area else "อื่นๆ",
        "accessible_condition": "ไม่มีเงื่อนไข ระบุแหล่งที่มาเมื่อนำไปใช้",
        "geo_coverage": _AREAS[dataset.smallest_area],
        "update_frequency_unit": "วัน" if dataset.is_daily else "ไม่แน่นอน",
        "update_frequency_interval": "1" if dataset.is_daily else "",
        "first_year_of_data": str(dataset.first_year or first_year),
        "last_year_of_data": str(last_year),
        "last_updated_date": changed.isoformat() if changed else "",
        "created_date": begun.isoformat() if begun else "",
        "calculation_method": in_thai(dataset.method),
        "disaggregate": in_thai(dataset.breakdown),
        "allow_harvest": "True",
    }


def schema_dataset(each: Published, absolute: Absolute) -> dict[str, Any]:
    """Return a dataset in the words of schema.org, for search engines."""
    dataset, by = each.dataset, publisher()
    title, about = in_both(dataset.title), in_both(dataset.about)
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title["th"],
        "alternateName": title["en"],
        "description": f"{about['th']} — {about['en']}",
        "url": absolute(reverse("dataset", args=[dataset.key])),
        "identifier": dataset.key,
        "version": each.version,
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "inLanguage": ["th", "en"],
        "keywords": [in_thai(word) for word in dataset.keywords],
        "spatialCoverage": {"@type": "Country", "name": "Thailand"},
        "creator": {"@type": "GovernmentOrganization", "name": by.name_th},
        "includedInDataCatalog": {"@type": "DataCatalog", "url": absolute(reverse("data"))},
        "variableMeasured": [in_thai(field.title) for field in dataset.fields],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media.split(";")[0],
                "contentUrl": absolute(file_path(dataset.key, form)),
            }
            for form, media in TYPES.items()
        ],
    }
    if each.changed_at:
        told["dateModified"] = each.changed_at.isoformat()
    return told
