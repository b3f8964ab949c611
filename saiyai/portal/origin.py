"""Where Saiyai comes from: the public page of BE 2557 sentence by sentence, told in our own words, with what answers it.

The source is article 255 of the public site of the Technical Promotion and Support Office 10 (tpso10.org), published on
4 September 2014. An answer is the name of a route, or empty while the screen is still to come.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that the source page says or shows, and the screen that answers it."""

    number: str
    tells: Text
    asks: Text
    answer: str = ""  # the name of a route; empty: still to come


SENTENCES = (
    Sentence(
        "1",
        _("The head of the page names the Office of the Permanent Secretary of the ministry."),
        _("Offices stand in a dated tree, from the ministry to the work group."),
        "accounts_offices",
    ),
    Sentence(
        "2",
        _("A panel of news can be closed."),
        _("A news panel slides out, closes and remembers, by keyboard too."),
        "news",
    ),
    Sentence(
        "3",
        _("The panel lists eight headlines, cut in the middle of a syllable, two of them the same."),
        _("The newest news first, titles cut between words, the date in a field of its own, none twice."),
        "news",
    ),
    Sentence(
        "4",
        _("The headlines are of older persons, trafficking, a royal ceremony, families and a smart city."),
        _("News in categories."),
        "news",
    ),
    Sentence(
        "5",
        _("The title names a forum on district networks and a Buddhist year in Thai digits."),
        _("Articles keep their digits; readers choose theirs; years are Buddhist everywhere."),
        "news",
    ),
    Sentence(
        "6", _("The article was written by a role, not by a name."), _("A byline may be a role."), "news"
    ),
    Sentence(
        "7",
        _("Three buttons offer PDF, print and e-mail."),
        _("Every article as PDF, on paper, and by mail to a friend."),
        "news",
    ),
    Sentence(
        "8",
        _("A work group of the support office held a forum to follow and evaluate a project."),
        _("Forums of a kind, held by a work group of an office."),
        "forums",
    ),
    Sentence(
        "9",
        _("The project strengthens the networks of social development and welfare of the districts."),
        _("Projects with a fiscal year, an owner and their own calendar of reporting."),
        "projects",
    ),
    Sentence(
        "10",
        _("A network is to arise from tambon to district, province and cluster of provinces."),
        _("Places from village to cluster; a place's code is its path."),
        "places",
    ),
    Sentence(
        "11",
        _("Its potential is to be developed."),
        _("Activities that build capacity, with scores before and after."),
        "activities",
    ),
    Sentence(
        "12",
        _("Its work is to be linked, with everybody taking part."),
        _("Typed links between organisations, and how many take part."),
        "network_graph",
    ),
    Sentence(
        "13",
        _("103 districts, 8 provinces, 250 people."),
        _("Targets beside what was reached, quotas that add up."),
        "projects",
    ),
    Sentence(
        "14",
        _("The director of the support office opened the forum and gave guidance."),
        _("People with their position, and their role at a forum."),
        "forums",
    ),
    Sentence(
        "15",
        _("It was held in a hotel on Chang Phueak Road in tambon Si Phum of Mueang Chiang Mai."),
        _("A venue with the code of its place."),
        "forums",
    ),
    Sentence(
        "16",
        _("The networks of the cluster showed how they link, in groups by province."),
        _("A group of its own for each province at a forum."),
        "forums",
    ),
    Sentence(
        "17",
        _("Each group raised its issues, chose one, and presented its province as a whole."),
        _("Issues raised, one selected, an overview of each province."),
        "forums",
    ),
    Sentence("18", _("Eight issues are told."), _("Showcases with people, places, figures."), "forums"),
    Sentence(
        "19",
        _("All districts have their strengths, and they differ by area."),
        _("A district beside its own past and the cluster's median; no ranking unless asked for."),
        "projects",
    ),
    Sentence(
        "20",
        _("All aim at welfare for everyone: warm families, a happy society, a secure nation by BE 2560."),
        _("A vision with its year, and progress towards it on three levels."),
    ),
    Sentence(
        "21",
        _("The foot of the page gives address, a range of telephone numbers, fax, site, mail and Facebook."),
        _("A contact block with fields of its own."),
        "office_pages",
    ),
)

SHOWCASES = (
    Sentence(
        "1", _("Chiang Mai: a boxing camp of Pa Phai municipality for children and youth."), "", "forums"
    ),
    Sentence("2", _("Chiang Rai: volunteers of Mae Ngoen against drugs, in every village."), "", "forums"),
    Sentence(
        "3",
        _("Nan: the disabled people's club of Na Noi earns its living and finds its rights."),
        "",
        "forums",
    ),
    Sentence(
        "4", _("Lamphun: the community of Wiang Kan keeps its forest and has a fund for it."), "", "forums"
    ),
    Sentence(
        "5",
        _("Lampang: the welfare fund of Rong Kho, 17 villages, 1,697 members, 2,344,070.93 baht."),
        "",
        "forums",
    ),
    Sentence("6", _("Phayao: the fund for the underprivileged of Ban Pin and its assembly."), "", "forums"),
    Sentence("7", _("Mae Hong Son: organic farming over the whole of Sop Pong."), "", "forums"),
    Sentence(
        "8", _("Phrae: the children and youth council of Mueang Mo on what welfare must hold."), "", "forums"
    ),
)
